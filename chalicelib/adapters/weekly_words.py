"""The words of the weekly summary: the week's numbers, what stands, tips and questions, the offer of less."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from msgspec.structs import replace

from chalicelib.adapters.email_words import absent, advice_of, marks_of, reason
from chalicelib.adapters.habit_words import HABIT_NAMES
from chalicelib.adapters.languages import Tongue
from chalicelib.domain.advice import BY_LEVEL
from chalicelib.domain.body import area_words
from chalicelib.domain.care import say
from chalicelib.domain.message import Message
from chalicelib.domain.phrase import Phrase, day_phrase, phrase_of

PICTURES: Final = ("days", "body", "close", "rows")
"""The names of the pictures, as the templates ask for them."""
LENGTH: Final = (
    "Length times strength came to {now}. Before, it was {before} a week. This number only serves to compare weeks."
)
LENGTH_A_WEEK: Final = (
    "Length times strength came to {now} a week. Before, it was {before}. This number only serves to compare weeks."
)


def weekly_words(message: Message, country: str | None, tongue: Tongue) -> dict[str, Any]:
    """A week's numbers, what stands, tips and questions apart from warnings, and the offer of less."""
    content = message.content
    warnings = [item for item in content["findings"] if item["level"] != "self_care"]
    notes = [item for item in content["findings"] if item["level"] == "self_care"]
    return {
        **week_words(content["summary"], tongue),
        "findings": [reason(item, tongue.say(say(item["level"], country).title), tongue) for item in warnings],
        "ended": [reason(item, "", tongue) for item in content.get("ended", [])],
        "had_warnings": content.get("had_warnings", False),
        "is_empty": content.get("is_empty", _is_bare(content["summary"])),
        "notes": [reason(item, "", tongue) for item in notes],
        "asks": any(item["sign"].startswith("question_") for item in notes),
        "not_found": absent(content.get("not_found", []), tongue),
        "links": tongue.say(phrase_of(content["links"])) if "links" in content else None,
        "advice": advice_of(message, tongue, besides=BY_LEVEL.values()),
        "offers_monthly": content.get("offers_monthly", False),
        "marks": marks_of([*content["findings"], *content.get("ended", [])], tongue),
    }


def week_words(week: Mapping[str, Any], tongue: Tongue) -> dict[str, Any]:
    """The numbers of the week, or of a month's weeks."""
    return {
        "week": {"weeks": 1, **week},
        "all_days": 7 * week.get("weeks", 1),
        "span": tongue.say(_span(date.fromisoformat(week["from_"]), date.fromisoformat(week["to"]))),
        "lasted": _lasted(week["minutes"], tongue),
        "compared": _compared(week, tongue),
        "areas": [(tongue.named(area_words(area)), count) for area, count in week["areas"].items()],
        "habits": _habits(week, tongue),
        "averages": _averages(week, tongue),
    }


def _is_bare(week: Mapping[str, Any]) -> bool:
    return not week["episodes"] and not week["check_ins"]


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
    weeks = week.get("weeks", 1)
    lines = [tongue.say(Phrase("In the weeks before, it was {days} a week.", {"days": tongue.times(days, "day")}))]
    if weeks > 1:
        now = tongue.times(week["active_days"] / weeks, "day")
        lines.insert(0, tongue.say(Phrase("That comes to {days} a week.", {"days": now})))
    if not week["burden"] and not burden:
        return lines
    compared = Phrase(
        LENGTH_A_WEEK if weeks > 1 else LENGTH,
        {"now": tongue.rounded(week["burden"] / weeks), "before": tongue.rounded(burden)},
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
    start = Phrase("{day}", {"day": first.day}) if first.month == last.month else day_phrase(first)
    return Phrase("{first} to {last}", {"first": start, "last": day_phrase(last)})
