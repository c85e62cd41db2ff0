"""What the mail templates are given: a message's content in plain words. Nothing here knows HTML."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from chalicelib.adapters.habit_words import habit_line
from chalicelib.domain.advice import WORDS
from chalicelib.domain.body import list_words
from chalicelib.domain.care import crisis_lines, say
from chalicelib.domain.experiment_triggers import plan_on
from chalicelib.domain.habit import HABITS
from chalicelib.domain.message import Message
from chalicelib.domain.person import Person, Stream

SUBJECTS: Final[Mapping[str, str]] = {
    "confirm": "Confirm your address",
    "sign_in": "Your sign-in link",
    "finding": "Please read: from your log",
    "emergency": "Please read now",
    "correction": "A correction from Steady",
    "weekly": "Your week",
    "question": "A question from Steady",
    "support": "A note from Steady",
    "notice": "Your safety mails are off",
}
"""A subject may be read on a locked screen by anybody, so none of them speaks of health."""
PLAN_SUBJECTS: Final[Mapping[str, str]] = {
    "block": "Your plan for the next days",
    "end": "Your plan has ended",
    "stopped": "Your plan has stopped",
}
STOPS: Final[Mapping[Stream, str]] = {
    "safety": "Stop safety mails",
    "habits": "Stop these reminders",
    "weekly": "Stop the weekly mail and questions",
}
ABSENT_WORDS: Final[Mapping[str, str]] = {
    "weakness": "weakness", "wasting": "lost muscle", "speech": "trouble with speech",
    "swallowing": "trouble with swallowing", "breathing": "trouble with breathing", "spread": "twitching that moves on",
}  # fmt: skip
CARDS: Final[Mapping[str, str]] = {"urgent": "urgent", "emergency": "emergency"}
_IN_THE_TITLE: Final = frozenset({"call_emergency"})
MARKS: Final[Mapping[str, str]] = {
    "[V]": "read on the official page", "[V2]": "read in a copy or a summary", "[M]": "from memory, not yet checked",
    "[D]": "Steady’s own choice",
}  # fmt: skip


def subject(message: Message) -> str:
    """The subject line."""
    if message.kind == "reminder":
        return "Your daily check-in" if "check_in" in message.content["habits"] else "Your reminder for today"
    if message.kind == "experiment":
        return PLAN_SUBJECTS[message.content["about"]]
    if message.kind == "finding" and message.level == "urgent":
        return "Please read today"
    return SUBJECTS.get(message.kind, "A mail from Steady")


def care(message: Message) -> dict[str, Any]:
    """A finding, an emergency or a correction. Advice that this version does not know is left out, never the mail."""
    content = message.content
    call = content["say"]["call"]
    # The number to call was fixed when the message was decided, so the highest level keeps that title.
    titles = {message.level: content["say"]["title"]}
    return {
        "findings": [
            reason(item, titles.get(item["level"]) or say(item["level"], None).title) for item in content["findings"]
        ],
        "marks": marks_of(content["findings"]),
        "say": content["say"],
        "call_link": "tel:" + "".join(letter for letter in call or "" if letter in "+0123456789"),
        "not_found": _absent(content.get("not_found", [])),
        "card": CARDS.get(message.level, "calm"),
        "advice": [WORDS[code] for code in message.advice if code in WORDS and code not in _IN_THE_TITLE],
    }


def reminder(content: Mapping[str, Any], person: Person | None) -> dict[str, Any]:
    """The habits of a reminder; the check-in brings all seven. What is being tried goes before its habit."""
    asked, on = content["habits"], date.fromisoformat(content["on"])
    is_check_in = "check_in" in asked
    plan, tried = plan_on(person.experiment if person else None, on)
    shown = [code for code in HABITS if code not in ("check_in", tried) and (is_check_in or code in asked)]
    return {
        "is_check_in": is_check_in,
        "on": _day(on),
        "plan": plan if is_check_in or tried in asked else None,
        "habits": [habit_line(code, person) for code in shown],
    }


def experiment(content: Mapping[str, Any]) -> dict[str, Any]:
    """A switch of an experiment, its end, or why Steady stopped it."""
    if content["about"] != "block":
        return dict(content)
    first, last = (date.fromisoformat(content[name]) for name in ("from", "to"))
    side = "with" if content["is_with"] else "without"
    return {**content, "span": f"{_day(first)} to {_day(last)}", "side": side}


def asked(message: Message, country: str | None) -> dict[str, Any]:
    """A question, or an offer of support."""
    findings = message.content["findings"]
    return {
        "findings": [reason(item, "") for item in findings],
        "marks": marks_of(findings),
        "advice": [WORDS[code] for code in message.advice if code in WORDS],
        "crisis": crisis_lines(country),
    }


def reason(item: Mapping[str, Any], action: str) -> dict[str, str]:
    """One finding's reason and source, each on one line, with what to do."""
    return {"because": _one_line(item["because"]), "source": _one_line(item["source"]), "action": action}


def _absent(signs: Sequence[str]) -> str:
    named = [ABSENT_WORDS[sign] for sign in signs if sign in ABSENT_WORDS]
    return f"Not in your log: {list_words(named)}." if named else ""


def marks_of(findings: Iterable[Mapping[str, Any]]) -> str:
    """What the marks in these findings' sources mean."""
    sources = " ".join(item["source"] for item in findings)
    return " ".join(f"{mark}: {meaning}." for mark, meaning in MARKS.items() if mark in sources)


def _one_line(text: str) -> str:
    # A line break in a name must not look like a line of ours.
    return " ".join(text.split())


def _day(on: date) -> str:
    return f"{on:%A} {on.day} {on:%B}"
