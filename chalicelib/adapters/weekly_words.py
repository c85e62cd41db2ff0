"""The words of the weekly summary: the week's numbers, what stands, tips and questions, the offer of less."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from chalicelib.adapters.email_words import advice_of, marks_of, reason
from chalicelib.adapters.habit_words import HABIT_NAMES
from chalicelib.adapters.languages import Tongue
from chalicelib.domain.advice import BY_LEVEL
from chalicelib.domain.body import area_words
from chalicelib.domain.care import say
from chalicelib.domain.message import Message
from chalicelib.domain.phrase import Phrase, day_phrase


def weekly_words(message: Message, country: str | None, tongue: Tongue) -> dict[str, Any]:
    """A week's numbers, what stands, tips and questions apart from warnings, and the offer of less."""
    content = message.content
    week = content["summary"]
    warnings = [item for item in content["findings"] if item["level"] != "self_care"]
    notes = [item for item in content["findings"] if item["level"] == "self_care"]
    return {
        "week": week,
        "span": tongue.say(_span(date.fromisoformat(week["from_"]), date.fromisoformat(week["to"]))),
        "lasted": _lasted(week["minutes"], tongue),
        "compared": _compared(week, tongue),
        "areas": [(tongue.text(area_words(area)), count) for area, count in week["areas"].items()],
        "habits": _habits(week, tongue),
        "averages": _averages(week, tongue),
        "findings": [reason(item, tongue.say(say(item["level"], country).title), tongue) for item in warnings],
        "ended": [reason(item, "", tongue) for item in content.get("ended", [])],
        "had_warnings": content.get("had_warnings", False),
        "is_empty": content.get("is_empty", not week["episodes"] and not week["check_ins"]),
        "notes": [reason(item, "", tongue) for item in notes],
        "asks": any(item["sign"].startswith("question_") for item in notes),
        "advice": advice_of(message, tongue, besides=BY_LEVEL.values()),
        "offers_monthly": content.get("offers_monthly", False),
        "marks": marks_of([*content["findings"], *content.get("ended", [])], tongue),
    }


def _habits(week: Mapping[str, Any], tongue: Tongue) -> list[dict[str, Any]]:
    answered = [habit for habit in week["habits"] if habit["answered"]]
    return [{"name": tongue.text(HABIT_NAMES.get(habit["code"], habit["code"])), **habit} for habit in answered]


def _lasted(minutes: float, tongue: Tongue) -> str | None:
    if not minutes:
        return None
    if minutes < 1:
        return tongue.text("less than 1 minute")
    return tongue.say(Phrase("about {time}", {"time": tongue.times(round(minutes), "minute")}))


def _compared(week: Mapping[str, Any], tongue: Tongue) -> list[str]:
    days, burden = week["days_before"], week["burden_before"]
    if days is None or burden is None:
        return [tongue.text("This is your first week, so there is nothing to compare it with yet.")]
    lines = [tongue.say(Phrase("In the weeks before, it was {days} a week.", {"days": tongue.times(days, "day")}))]
    if not week["burden"] and not burden:
        return lines
    compared = Phrase(
        "Length times strength came to {now}. Before, it was {before} a week. "
        "This number only serves to compare weeks.",
        {"now": tongue.rounded(week["burden"]), "before": tongue.rounded(burden)},
    )
    return [*lines, tongue.say(compared)]


def _averages(week: Mapping[str, Any], tongue: Tongue) -> list[tuple[str, str]]:
    named = {
        "sleep_hours": (tongue.text("Sleep"), "hour", Phrase("{amount} a night")),
        "caffeine_servings": (tongue.text("Caffeine"), "serving", Phrase("{amount} a day")),
        "water_litres": (tongue.text("Water"), "litre", Phrase("{amount} a day")),
    }
    known = [
        (name, tongue.say(replace(per, words={"amount": tongue.times(week[field], noun)})))
        for field, (name, noun, per) in named.items()
        if week[field] is not None
    ]
    stress = week["stress"]
    if stress is None:
        return known
    return [*known, (tongue.text("Stress"), tongue.say(Phrase("{amount} of 5", {"amount": tongue.rounded(stress)})))]


def _span(first: date, last: date) -> Phrase:
    start = str(first.day) if first.month == last.month else day_phrase(first)
    return Phrase("{first} to {last}", {"first": start, "last": day_phrase(last)})
