"""One message of every kind, as the domain decides them."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from string import Formatter
from typing import Any, Final

from chalicelib.adapters.emails import JinjaWriter
from chalicelib.adapters.signer import LinkSigner
from chalicelib.domain.body import place_phrase
from chalicelib.domain.care import say, say_document
from chalicelib.domain.finding import Level
from chalicelib.domain.message import Message
from chalicelib.domain.person import Person, Profile
from chalicelib.domain.phrase import Phrase, Word, day_phrase, phrase_document
from chalicelib.domain.signs import RULES
from chalicelib.domain.triggers.words import NO_LINK
from chalicelib.ports.messages import Mail, ref_to

NOW: Final = datetime(2026, 11, 23, 8, tzinfo=UTC)
BASE_URL: Final = "https://steady.example/api"
SIGNER: Final = LinkSigner("a secret of one machine")
PROFILE: Final = Profile(timezone="Europe/London")
PERSON: Final = Person(id="p1", address="ada@example.org", profile=PROFILE, joined_at=NOW, consented_at=NOW)


def found(sign: str, level: Level, *about: str, **words: Word) -> Mapping[str, Any]:
    """A finding as a message keeps it, with the sentence and source of its rule."""
    rule = next(
        rule for rule in RULES if (rule.sign, rule.level) == (sign, level) and names_of(rule.because) <= set(words)
    )
    phrase = Phrase(rule.because, words)
    kept = {"because": str(phrase), "phrase": phrase_document(phrase), "source": rule.source}
    return {"sign": sign, "level": level, "about": list(about), **kept}


def names_of(text: str) -> set[str]:
    """The words in braces."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def day(number: int) -> Phrase:
    """A day of that November."""
    return day_phrase(date(2026, 11, number))


LONG_RUN: Final = found("persistent", "gp_routine", "thumb", place=place_phrase("thumb"), days=11, span=15)
SPEECH: Final = found("speech", "urgent", on=day(20))
FACE: Final = found("stroke_signs", "emergency", "face", on=day(23), what=Phrase("a drooping face"))
TIP: Final = found(
    "tip_caffeine", "self_care", count=3, mean=5.0, who=Phrase("for adults"), milligrams=400, limit=4
)  # fmt: skip
GAP: Final = found(
    "question_gap",
    "self_care",
    "calf",
    text=Phrase(
        "Did the {area} go on twitching from {low} to {high}?",
        {"area": place_phrase("calf"), "low": day(9), "high": day(19)},
    ),
    why=Phrase("Nothing was logged for {gap} days. With them, it would come to {days} days.", {"gap": 10, "days": 18}),
)
CONFLICT: Final = found(
    "question_conflict",
    "self_care",
    "hand",
    text=Phrase("Is it right that you logged {what} on {on}?", {"what": Phrase("weakness"), "on": day(19)}),
    why=Phrase("The check-in for {on} says that there was none. Until you answer, the log counts it.", {"on": day(20)}),
)
SUPPORT: Final = found("anxiety_support", "self_care", on=day(20))
PLAN: Final[Mapping[str, Any]] = {
    "experiment": "x1", "name": "caffeine", "is_with": False, "number": 3, "of": 16, "from": "2026-11-23",
    "to": "2026-11-26", "plan": "Have no caffeine, or 1 serving at most.",
    "care": "A headache in the first days with less caffeine is common and passes.",
}  # fmt: skip
LIMIT: Final = "You have a fluid limit. Keep to your own limit."
HABITS: Final = ("water", "magnesium", "caffeine", "sleep", "stretch", "relax", "alcohol")
VALUES: Final = ("episodes", "burden", "sleep_hours", "caffeine_servings", "water_litres", "stress")
DAYS: Final = (
    (3, 45.0, 6.5, 1, 1.5, 3), (0, None, 7.0, 1, 1.5, 2), (2, 20.0, 7.5, 2, 1.6, 3), (0, None, 7.0, 1, 1.8, 3),
    (2, 30.0, 7.5, 1, 1.6, 2), (0, None, 7.0, 0, 1.6, 3), (1, 10.0, None, None, None, None),
)  # fmt: skip
BEFORE: Final = (
    (20.0, 25.0, None, 20.0, 25.0, 20.0, 20.0), (30.0, None, 20.0, 25.0, None, 25.0, 20.0),
    (None, None, 28.0, 28.0, None, 28.0, 28.0), (24.0, 24.0, 24.0, None, 24.0, None, 24.0),
)  # fmt: skip
PLACES: Final = (("eyelid", "left", 4), ("upper_arm", "right", 3), ("eyelid", None, 1))
NO_LINKS: Final = Phrase(NO_LINK, {"number": 35})
WEEK: Final[Mapping[str, Any]] = {
    "week": "2026-W47", "from_": "2026-11-16", "to": "2026-11-22", "episodes": 8, "active_days": 4, "minutes": 35.5,
    "burden": 105.0, "areas": {"eyelid": 5, "upper_arm": 3}, "days_before": 5.0, "burden_before": 120.5, "check_ins": 6,
    "habits": [{"code": code, "kept": 3, "answered": 6} for code in HABITS],
    "sleep_hours": 7.1, "caffeine_servings": 1.0, "water_litres": 1.6, "stress": 2.7, "weeks": 1,
    "days": [
        {"on": f"2026-11-{16 + n}", "twitched": True if day[0] else None, **dict(zip(VALUES, day, strict=True))}
        for n, day in enumerate(DAYS)
    ],
    "places": [{"area": area, "side": side, "episodes": count} for area, side, count in PLACES],
    "weeks_before": [
        {
            "week": f"2026-W{43 + n}", "from_": (date(2026, 10, 19) + timedelta(weeks=n)).isoformat(),
            "active_days": len([burden for burden in week if burden is not None]),
            "burden": sum(burden or 0 for burden in week), "burdens": list(week),
        }
        for n, week in enumerate(BEFORE)
    ],
}  # fmt: skip
SILENT: Final = dict.fromkeys(VALUES) | {"episodes": 0}
NO_LOG: Final[Mapping[str, Any]] = {
    **WEEK, "episodes": 0, "active_days": 0, "minutes": 0, "burden": 0, "areas": {}, "check_ins": 0,
    "habits": [{"code": code, "kept": 0, "answered": 0} for code in HABITS],
    "sleep_hours": None, "caffeine_servings": None, "water_litres": None, "stress": None, "places": [],
    "days": [{"on": day["on"], "twitched": None, **SILENT} for day in WEEK["days"]],
}  # fmt: skip
FIRST_WEEK: Final[Mapping[str, Any]] = {**WEEK, "days_before": None, "burden_before": None, "weeks_before": []}


def told(*findings: Mapping[str, Any], level: Level, country: str = "GB") -> dict[str, Any]:
    return {
        "findings": list(findings),
        "say": say_document(say(level, country)),
        "not_found": ["weakness", "wasting", "breathing"],
    }


def message(kind: Any, content: Mapping[str, Any], **more: Any) -> Message:
    return Message(kind=kind, occasion=f"{kind}#x", decided_at=NOW, leaves_at=NOW, content=content, **more)


def weekly(
    summary: Mapping[str, Any], *findings: Mapping[str, Any], advice: tuple[str, ...] = (), offers_monthly: bool = False
) -> Message:
    content = {"summary": summary, "findings": list(findings), "offers_monthly": offers_monthly}
    content |= {"not_found": ["weakness", "wasting"], "links": phrase_document(NO_LINKS)}
    return message("weekly", content, advice=advice)


SAMPLES: Final[Mapping[str, Message]] = {
    "confirm": message("confirm", {"link": "link-abc/abc"}),
    "sign_in": message("sign_in", {"link": "p1/abc"}),
    "check_in": message("reminder", {"habits": ["check_in"], "on": date(2026, 11, 23).isoformat()}),
    "reminder": message("reminder", {"habits": ["water", "stretch"], "on": "2026-11-23"}),
    "plan": message("experiment", {**PLAN, "about": "block"}),
    "plan_with": message("experiment", {**PLAN, "about": "block", "is_with": True, "care": ""}),
    "plan_ended": message("experiment", {**PLAN, "about": "end"}),
    "plan_stopped": message("experiment", {**PLAN, "about": "stopped", "reason": LIMIT}),
    "finding": message(
        "finding", told(LONG_RUN, level="gp_routine"), level="gp_routine", advice=("book_gp", "blood_test_ask")
    ),
    "urgent": message(
        "finding", told(SPEECH, LONG_RUN, level="urgent"), level="urgent", advice=("urgent_today", "blood_test_ask")
    ),
    "emergency": message(
        "emergency", told(FACE, LONG_RUN, level="emergency"), level="emergency", advice=("call_emergency",)
    ),
    "correction": message("correction", told(LONG_RUN, level="self_care")),
    "weekly": weekly(WEEK, SPEECH, LONG_RUN),
    "weekly_no_log": weekly(NO_LOG),
    "weekly_first": weekly(FIRST_WEEK),
    "weekly_tips": weekly(WEEK, TIP, GAP, advice=("caffeine_limit_400", "caffeine_morning")),
    "weekly_quiet": weekly(NO_LOG, offers_monthly=True),
    "question": message("question", told(GAP, CONFLICT, level="self_care")),
    "support": message("support", told(SUPPORT, level="self_care"), advice=("support_anxiety",)),
    "notice": message("notice", {"about": "safety_stopped"}),
    "moving": message("notice", {"about": "moving", "to": "ada@example.org", "link": "p1/l1"}),
}  # fmt: skip


def write(sample: Message, person: Person | None = PERSON, *, has_pictures: bool = False) -> Mail:
    """The mail of a sample, in words unless it is to have its pictures."""
    writer = JinjaWriter(signer=SIGNER, base_url=BASE_URL, has_pictures=has_pictures)
    return writer.write(ref_to("p1", sample.occasion), sample, "ada@example.org", person)
