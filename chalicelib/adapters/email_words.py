"""What the mail templates are given: a message's content in plain words. Nothing here knows HTML."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from chalicelib.adapters.habit_words import habit_line, habit_link_words
from chalicelib.adapters.languages import Tongue
from chalicelib.adapters.plain_text import one_line
from chalicelib.domain.advice import WORDS
from chalicelib.domain.care import crisis_lines, say
from chalicelib.domain.experiments.plans import plan_on
from chalicelib.domain.habit import HABITS
from chalicelib.domain.message import Message
from chalicelib.domain.person import Person, Stream
from chalicelib.domain.phrase import Phrase, list_phrase, phrase_of, weekday_phrase

SUBJECTS: Final[Mapping[str, str]] = {
    "confirm": "Confirm your address",
    "sign_in": "Your sign-in link",
    "finding": "Please read: from your log",
    "urgent": "Please read today",
    "emergency": "Please read now",
    "correction": "A correction from Steady",
    "weekly": "Your week",
    "question": "A question from Steady",
    "support": "A note from Steady",
    "notice": "Your safety mails are off",
    "moving": "Your address is about to change",
}
"""A subject may be read on a locked screen by anybody, so none of them speaks of health."""
PREHEADERS: Final[Mapping[str, str]] = {
    "confirm": "Open this mail and press its button.",
    "sign_in": "Open this mail and press its button.",
    "reminder": "1 minute is enough.",
    "finding": "Open this mail to see what to do.",
    "correction": "Open this mail to see what has changed.",
    "weekly": "Your summary is here.",
    "question": "Your answer is a yes or a no.",
    "support": "There is no hurry.",
    "experiment": "Open this mail to see what comes next.",
    "notice": "Open this mail to see what this means.",
}
"""What a list of mails shows after the subject. It is read wherever the subject is, so it is no less discreet."""
OTHER_SUBJECT: Final = "A mail from Steady"
REMINDER_SUBJECTS: Final[Mapping[str, str]] = {
    "check_in": "Your daily check-in",
    "other": "Your reminder for today",
}
PLAN_SUBJECTS: Final[Mapping[str, str]] = {
    "block": "Your plan for the next days",
    "end": "Your plan has ended",
    "stopped": "Your plan has stopped",
}
SIDES: Final[Mapping[bool, str]] = {True: "with", False: "without"}
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


def subject(message: Message, tongue: Tongue) -> str:
    """The subject line."""
    return tongue.text(_subject(message))


def template(message: Message) -> str:
    """The name of its pair of templates: the kind's, but that a notice of a new address has one of its own."""
    return "notice_moving" if message.kind == "notice" and message.content["about"] == "moving" else message.kind


def _subject(message: Message) -> str:
    if message.kind == "reminder":
        return REMINDER_SUBJECTS["check_in" if "check_in" in message.content["habits"] else "other"]
    if message.kind == "experiment":
        return PLAN_SUBJECTS[message.content["about"]]
    if message.kind == "finding" and message.level == "urgent":
        return SUBJECTS["urgent"]
    if message.kind == "notice" and message.content["about"] == "moving":
        return SUBJECTS["moving"]
    return SUBJECTS.get(message.kind, OTHER_SUBJECT)


def preheader(message: Message, tongue: Tongue) -> str:
    """What a list of mails shows after the subject. In an emergency it is whom to call: that goes before discretion."""
    if message.kind == "emergency":
        return one_line(_spoken(message.content["say"], tongue)["title"])
    return tongue.text(PREHEADERS[message.kind])


def care(message: Message, country: str | None, tongue: Tongue) -> dict[str, Any]:
    """A finding, an emergency or a correction. Advice that this version does not know is left out, never the mail."""
    content = message.content
    spoken = _spoken(content["say"], tongue)
    # The number to call was fixed when the message was decided, so the highest level keeps that title.
    titles = {message.level: spoken["title"]}
    return {
        "findings": [
            reason(item, titles.get(item["level"]) or tongue.say(say(item["level"], country).title), tongue)
            for item in content["findings"]
        ],
        "marks": marks_of(content["findings"], tongue),
        "say": spoken,
        "call_link": "tel:" + "".join(letter for letter in spoken["call"] or "" if letter in "+0123456789"),
        "not_found": absent(content.get("not_found", []), tongue),
        "card": CARDS.get(message.level, "calm"),
        "advice": advice_of(message, tongue, besides=_IN_THE_TITLE),
    }


def _spoken(words: Mapping[str, Any], tongue: Tongue) -> dict[str, Any]:
    """What the screen said, with the number to call. A message of before has its words in English only."""
    phrases = words.get("phrases", {})
    said = {
        name: tongue.say(phrase_of(phrases[name])) if name in phrases else words[name] for name in ("title", "body")
    }
    return {**said, "call": words["call"]}


def advice_of(message: Message, tongue: Tongue, besides: Collection[str] = ()) -> list[str]:
    """The advice that a message carries, in words."""
    return [tongue.text(WORDS[code]) for code in message.advice if code in WORDS and code not in besides]


def reminder(content: Mapping[str, Any], person: Person | None, tongue: Tongue) -> dict[str, Any]:
    """The habits of a reminder; the check-in brings all seven. What is being tried goes before its habit."""
    asked, on = content["habits"], date.fromisoformat(content["on"])
    is_check_in = "check_in" in asked
    plan, tried = plan_on(person.experiment if person else None, on)
    shown = [code for code in HABITS if code not in ("check_in", tried) and (is_check_in or code in asked)]
    return {
        "is_check_in": is_check_in,
        "on": tongue.day(on),
        "plan": tongue.text(plan) if plan and (is_check_in or tried in asked) else None,
        "habits": [_habit(code, person, tongue) for code in shown],
    }


def _habit(code: str, person: Person | None, tongue: Tongue) -> dict[str, str]:
    done = habit_link_words(code, person)
    return {"code": code, "line": tongue.say(habit_line(code, person)), "done": tongue.say(done) if done else ""}


def experiment(content: Mapping[str, Any], tongue: Tongue) -> dict[str, Any]:
    """A switch of an experiment, its end, or why Steady stopped it."""
    names = ("name", "plan", "care", "reason")
    told = {**content, **{name: tongue.text(content[name]) for name in names if content.get(name)}}
    if content["about"] != "block":
        return told
    first, last = (date.fromisoformat(content[name]) for name in ("from", "to"))
    span = Phrase("{first} to {last}", {"first": weekday_phrase(first), "last": weekday_phrase(last)})
    return {**told, "span": tongue.say(span), "side": tongue.text(SIDES[content["is_with"]])}


def asked(message: Message, country: str | None, tongue: Tongue) -> dict[str, Any]:
    """A question, or an offer of support."""
    findings = message.content["findings"]
    return {
        "findings": [reason(item, "", tongue) for item in findings],
        "marks": marks_of(findings, tongue),
        "advice": advice_of(message, tongue),
        "crisis": [tongue.say(line) for line in crisis_lines(country)],
    }


def reason(item: Mapping[str, Any], action: str, tongue: Tongue) -> dict[str, str]:
    """One finding's reason and source, each on one line, with what to do. A finding of before has its reason in
    English only.
    """
    because = tongue.say(phrase_of(item["phrase"])) if item.get("phrase") else item["because"]
    return {"because": one_line(because), "source": one_line(tongue.text(item["source"])), "action": action}


def absent(signs: Sequence[str], tongue: Tongue) -> str:
    """Which of the signs that people fear most are not in the log."""
    named = [Phrase(ABSENT_WORDS[sign]) for sign in signs if sign in ABSENT_WORDS]
    return tongue.say(Phrase("Not in your log: {absent}.", {"absent": list_phrase(named)})) if named else ""


def marks_of(findings: Iterable[Mapping[str, Any]], tongue: Tongue) -> str:
    """What the marks in these findings' sources mean."""
    sources = " ".join(item["source"] for item in findings)
    return " ".join(f"{mark}: {tongue.text(meaning)}." for mark, meaning in MARKS.items() if mark in sources)
