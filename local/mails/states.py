"""Every mail in every state that it can have, each to a person whom it fits."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from msgspec.structs import replace

from chalicelib.domain.experiment import Experiment
from chalicelib.domain.message import Message
from chalicelib.domain.person import Person
from chalicelib.domain.phrase import Phrase
from chalicelib.ports.messages import Mail
from local.mailbox import with_pictures
from local.mails.samples import (
    CONFLICT,
    FACE,
    GAP,
    LONG_RUN,
    NOW,
    PERSON,
    PROFILE,
    SAMPLES,
    SPEECH,
    WEEK,
    day,
    found,
    message,
    told,
    weekly,
    write,
)

SOON: Final = found("wasting", "gp_soon", "hand", on=day(20), where=Phrase("in your hand"))
TRYING: Final = Experiment(
    id="x1", trigger="stretch", block_days=4, order=(False, True) * 6, starts_on=NOW.date(), created_at=NOW
)


@dataclass(frozen=True)
class State:
    """A mail in one of its states: what it shows, the message, and to whom it goes."""

    title: str
    message: Message
    person: Person | None = PERSON

    @cached_property
    def mail(self) -> Mail:
        """The mail, with its pictures."""
        return write(self.message, self.person, has_pictures=True)

    @property
    def html(self) -> str:
        """The mail's HTML as a client shows it: its pictures in their places."""
        return with_pictures(self.mail.html, ((picture.cid, picture.png) for picture in self.mail.pictures))


def _to(**profile: Any) -> Person:
    return replace(PERSON, profile=replace(PROFILE, **profile))


def _found(level: Any, *findings: Mapping[str, Any], advice: tuple[str, ...], country: str = "GB") -> Message:
    kind = "emergency" if level == "emergency" else "finding"
    return message(kind, told(*findings, level=level, country=country), level=level, advice=advice)


def _emergency(country: str) -> Message:
    return _found("emergency", FACE, advice=("call_emergency",), country=country)


_CHECK_IN: Final = SAMPLES["check_in"]
_ENDED: Final = message("weekly", {**weekly(WEEK).content, "ended": [LONG_RUN], "had_warnings": True})
STATES: Final[Mapping[str, State]] = {
    "confirm": State("Confirm an address", SAMPLES["confirm"], None),
    "sign_in": State("Sign in", SAMPLES["sign_in"]),
    "check_in": State("The daily check-in", _CHECK_IN),
    "check_in_german": State("The daily check-in in German", _CHECK_IN, replace(PERSON, language="de")),
    "check_in_plan": State("The check-in beside a plan", _CHECK_IN, replace(PERSON, experiment=TRYING)),
    "check_in_kidney": State("The check-in with a kidney disease", _CHECK_IN, _to(conditions=("kidney_disease",))),
    "check_in_limit": State("The check-in with a fluid limit", _CHECK_IN, _to(fluid_limit_litres=1.5)),
    "check_in_alcohol": State("The check-in of who drinks daily", _CHECK_IN, _to(conditions=("alcohol_daily",))),
    "check_in_pregnant": State("The check-in in pregnancy", _CHECK_IN, _to(pregnant=True)),
    "reminder": State("A reminder of two habits", SAMPLES["reminder"]),
    "reminder_one": State("A reminder of one habit", message("reminder", {"habits": ["stretch"], "on": "2026-11-23"})),
    "finding": State("A finding: a routine appointment", SAMPLES["finding"]),
    "finding_soon": State("A finding: in the next days", _found("gp_soon", SOON, advice=("gp_within_days",))),
    "urgent": State("Findings: today", SAMPLES["urgent"]),
    "urgent_one": State("A finding: today", _found("urgent", SPEECH, advice=("urgent_today",))),
    "emergency": State("An emergency beside another finding", SAMPLES["emergency"]),
    "emergency_uk": State("An emergency in the United Kingdom", _emergency("GB")),
    "emergency_us": State("An emergency in the United States", _emergency("US"), _to(country="US")),
    "emergency_eu": State(
        "An emergency in Germany, in German", _emergency("DE"), replace(_to(country="DE"), language="de")
    ),
    "correction": State("A correction", SAMPLES["correction"]),
    "question_gap": State("A question about days without a log", message("question", told(GAP, level="self_care"))),
    "question_conflict": State(
        "A question about two answers that differ", message("question", told(CONFLICT, level="self_care"))
    ),
    "question": State("Two questions", SAMPLES["question"]),
    "support": State("An offer of support", SAMPLES["support"]),
    "support_us": State("An offer of support in the United States", SAMPLES["support"], _to(country="US")),
    "plan": State("A plan: the next days without", SAMPLES["plan"]),
    "plan_with": State("A plan: the next days with", SAMPLES["plan_with"]),
    "plan_ended": State("A plan that has ended", SAMPLES["plan_ended"]),
    "plan_stopped": State("A plan that was stopped", SAMPLES["plan_stopped"]),
    "weekly": State("A full week", SAMPLES["weekly"]),
    "weekly_tips": State("A week with tips and a question", SAMPLES["weekly_tips"]),
    "weekly_ended": State("A week in which a finding ended", _ENDED),
    "weekly_no_log": State("A week without a log", SAMPLES["weekly_no_log"]),
    "weekly_first": State("A first week", SAMPLES["weekly_first"]),
    "weekly_quiet": State("A quiet month, and the offer of less", SAMPLES["weekly_quiet"]),
    "moving": State("Somebody asked to move to another address", SAMPLES["moving"]),
    "confirm_moving": State("Confirm a new address", message("confirm", {"link": "p1/l1"})),
    "notice": State("Safety mails were stopped", SAMPLES["notice"]),
}
"""By a name that makes a file's name."""
