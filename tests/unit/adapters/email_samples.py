"""One message of every kind, as the domain decides them."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, Final

from chalicelib.adapters.emails import JinjaWriter
from chalicelib.adapters.signer import LinkSigner
from chalicelib.domain.care import say, say_document
from chalicelib.domain.finding import Level
from chalicelib.domain.message import Message
from chalicelib.domain.person import Person, Profile
from chalicelib.ports.messages import Mail, ref_to

NOW: Final = datetime(2026, 11, 23, 8, tzinfo=UTC)
BASE_URL: Final = "https://steady.example/api"
SIGNER: Final = LinkSigner("a secret of one machine")
PROFILE: Final = Profile(timezone="Europe/London")
PERSON: Final = Person(id="p1", address="ada@example.org", profile=PROFILE, joined_at=NOW, consented_at=NOW)

LONG_RUN: Final = {
    "sign": "persistent",
    "level": "gp_routine",
    "about": ["thumb"],
    "because": "Twitching in the thumb on 11 of the last 15 days. The NHS suggests a GP visit after 2 weeks.",
    "source": "NHS, muscle twitches: over 2 weeks [V2]; at least 5 days [D]",
}
SPEECH: Final = {
    "sign": "speech",
    "level": "urgent",
    "about": [],
    "because": "On 20 November you logged trouble with your speech that came on within hours or days.",
    "source": "NICE NG127 [V2]",
}
FACE: Final = {
    "sign": "stroke_signs",
    "level": "emergency",
    "about": ["face"],
    "because": "On 23 November you logged a drooping face that came on suddenly.",
    "source": "NHS, FAST [V2]",
}
TIP: Final = {
    "sign": "tip_caffeine",
    "level": "self_care",
    "about": [],
    "because": "Your last 3 check-ins with caffeine come to 5 servings a day. "
    "The advice for adults is 400 mg a day at most, about 4 servings.",
    "source": "EFSA, caffeine [V]; last 2 or 3 check-ins [D]",
}
GAP: Final = {
    "sign": "question_gap",
    "level": "self_care",
    "about": ["calf"],
    "because": "Did the calf go on twitching from 9 November to 19 November? "
    "Nothing was logged for 10 days. With them, it would come to 18 days.",
    "source": "Steady’s own question [D]",
}
CONFLICT: Final = {
    "sign": "question_conflict",
    "level": "self_care",
    "about": ["hand"],
    "because": "Is it right that you logged weakness on 19 November? "
    "The check-in for 20 November says that there was none. Until you answer, the log counts it.",
    "source": "Steady’s own question [D]",
}
SUPPORT: Final = {
    "sign": "anxiety_support",
    "level": "self_care",
    "about": [],
    "because": "Your two answers about worry on 20 November came to 3 or more. Support with worry helps many people.",
    "source": "GAD-2, 3 or more [V2]; 30 days [D]",
}
PLAN: Final[Mapping[str, Any]] = {
    "experiment": "x1", "name": "caffeine", "is_with": False, "number": 3, "of": 16, "from": "2026-11-23",
    "to": "2026-11-26", "plan": "Have no caffeine, or 1 serving at most.",
    "care": "A headache in the first days with less caffeine is common and passes.",
}  # fmt: skip
HABITS: Final = ("water", "magnesium", "caffeine", "sleep", "stretch", "relax", "alcohol")
WEEK: Final[Mapping[str, Any]] = {
    "week": "2026-W47", "from_": "2026-11-16", "to": "2026-11-22", "episodes": 8, "active_days": 4, "minutes": 35.5,
    "burden": 105.0, "areas": {"eyelid": 5, "upper_arm": 3}, "days_before": 5.0, "burden_before": 120.5, "check_ins": 6,
    "habits": [{"code": code, "kept": 3, "answered": 6} for code in HABITS],
    "sleep_hours": 7.1, "caffeine_servings": 1.0, "water_litres": 1.6, "stress": 2.7,
}  # fmt: skip
NO_LOG: Final[Mapping[str, Any]] = {
    **WEEK, "episodes": 0, "active_days": 0, "minutes": 0, "burden": 0, "areas": {}, "check_ins": 0,
    "habits": [{"code": code, "kept": 0, "answered": 0} for code in HABITS],
    "sleep_hours": None, "caffeine_servings": None, "water_litres": None, "stress": None,
}  # fmt: skip
FIRST_WEEK: Final[Mapping[str, Any]] = {**WEEK, "days_before": None, "burden_before": None}


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
    return message("weekly", content, advice=advice)


SAMPLES: Final[Mapping[str, Message]] = {
    "confirm": message("confirm", {"link": "link-abc/abc"}),
    "sign_in": message("sign_in", {"link": "p1/abc"}),
    "check_in": message("reminder", {"habits": ["check_in"], "on": date(2026, 11, 23).isoformat()}),
    "reminder": message("reminder", {"habits": ["water", "stretch"], "on": "2026-11-23"}),
    "plan": message("experiment", {**PLAN, "about": "block"}),
    "plan_with": message("experiment", {**PLAN, "about": "block", "is_with": True, "care": ""}),
    "plan_ended": message("experiment", {**PLAN, "about": "end"}),
    "plan_stopped": message("experiment", {**PLAN, "about": "stopped", "reason": "Keep to your own limit."}),
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
}  # fmt: skip


def write(sample: Message, person: Person | None = PERSON) -> Mail:
    """The mail of a sample."""
    writer = JinjaWriter(signer=SIGNER, base_url=BASE_URL)
    return writer.write(ref_to("p1", sample.occasion), sample, "ada@example.org", person)
