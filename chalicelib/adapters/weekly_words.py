"""The words of the weekly summary: the week's numbers, what stands, tips and questions, the offer of less."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from chalicelib.adapters.email_words import marks_of, reason
from chalicelib.adapters.habit_words import HABIT_NAMES, number
from chalicelib.domain.advice import BY_LEVEL, WORDS
from chalicelib.domain.body import area_words
from chalicelib.domain.care import say
from chalicelib.domain.message import Message


def weekly(message: Message, country: str | None) -> dict[str, Any]:
    """A week's numbers, what stands, tips and questions apart from warnings, and the offer of less."""
    content = message.content
    week = content["summary"]
    warnings = [item for item in content["findings"] if item["level"] != "self_care"]
    notes = [item for item in content["findings"] if item["level"] == "self_care"]
    return {
        "week": week,
        "span": _span(date.fromisoformat(week["from_"]), date.fromisoformat(week["to"])),
        "lasted": _lasted(week["minutes"]),
        "compared": _compared(week),
        "areas": [(area_words(area), count) for area, count in week["areas"].items()],
        "habits": _habits(week),
        "averages": _averages(week),
        "findings": [reason(item, say(item["level"], country).title) for item in warnings],
        "ended": [reason(item, "") for item in content.get("ended", [])],
        "had_warnings": content.get("had_warnings", False),
        "is_empty": content.get("is_empty", not week["episodes"] and not week["check_ins"]),
        "notes": [reason(item, "") for item in notes],
        "asks": any(item["sign"].startswith("question_") for item in notes),
        "advice": [WORDS[code] for code in message.advice if code in WORDS and code not in BY_LEVEL.values()],
        "offers_monthly": content.get("offers_monthly", False),
        "marks": marks_of([*content["findings"], *content.get("ended", [])]),
    }


def _habits(week: Mapping[str, Any]) -> list[dict[str, Any]]:
    answered = [habit for habit in week["habits"] if habit["answered"]]
    return [{"name": HABIT_NAMES.get(habit["code"], habit["code"]), **habit} for habit in answered]


def times(count: float, noun: str) -> str:
    """A count with its noun.

    >>> times(1, "day"), times(2.5, "day")
    ('1 day', '2.5 days')
    """
    return f"{number(count)} {noun}" if count == 1 else f"{number(count)} {noun}s"


def _lasted(minutes: float) -> str | None:
    if not minutes:
        return None
    return f"about {times(round(minutes), 'minute')}" if minutes >= 1 else "less than 1 minute"


def _compared(week: Mapping[str, Any]) -> list[str]:
    days, burden = week["days_before"], week["burden_before"]
    if days is None or burden is None:
        return ["This is your first week, so there is nothing to compare it with yet."]
    lines = [f"In the weeks before, it was {times(days, 'day')} a week."]
    if not week["burden"] and not burden:
        return lines
    return [
        *lines,
        f"Length times strength came to {number(week['burden'])}. Before, it was {number(burden)} a week. "
        "This number only serves to compare weeks.",
    ]


def _averages(week: Mapping[str, Any]) -> list[tuple[str, str]]:
    named = {
        "Sleep": ("sleep_hours", "hour", " a night"),
        "Caffeine": ("caffeine_servings", "serving", " a day"),
        "Water": ("water_litres", "litre", " a day"),
    }
    known = [
        (name, times(week[field], noun) + per) for name, (field, noun, per) in named.items() if week[field] is not None
    ]
    stress = week["stress"]
    return known if stress is None else [*known, ("Stress", f"{number(stress)} of 5")]


def _span(first: date, last: date) -> str:
    start = f"{first.day}" if first.month == last.month else f"{first.day} {first:%B}"
    return f"{start} to {last.day} {last:%B}"
