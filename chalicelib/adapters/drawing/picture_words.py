"""What the pictures of a summary show, in words: for whom they are read out, or whose mail shows none."""

from collections.abc import Collection, Mapping
from typing import Any, Final

from chalicelib.adapters.languages import Tongue
from chalicelib.domain.body import area_words
from chalicelib.domain.phrase import Phrase, Word, list_phrase

MOST_PLACES: Final = 3
VALUES: Final[Mapping[str, str]] = {
    "sleep_hours": "Sleep", "caffeine_servings": "Caffeine", "water_litres": "Water", "stress": "Stress",
}  # fmt: skip
"""The values of a check-in that are drawn, and their names."""


def say_weeks(summary: Mapping[str, Any], speech: Tongue) -> str:
    """The chart of the days: on how many there was twitching, in these weeks and in each before."""
    numbers = {"number": summary["active_days"], "all": len(summary["days"])}
    now = speech.say(Phrase("A bar for each day. Twitching on {number} of {all} days.", numbers))
    if not summary["weeks_before"]:
        return now
    before = list_phrase([Phrase("{count}", {"count": week["active_days"]}) for week in summary["weeks_before"]])
    return f"{now} {speech.say(Phrase('Days in the weeks before: {counts}.', {'counts': before}))}"


def say_body(summary: Mapping[str, Any], speech: Tongue) -> str:
    """The body from the front and from behind: where it twitched most."""
    shown = speech.text("A body from the front and from behind, shaded by how often it twitched.")
    return f"{shown} {_most(summary, None, speech)}"


def say_close(summary: Mapping[str, Any], areas: Collection[str], speech: Tongue) -> str:
    """What is enlarged beside the body: how often it twitched in these areas."""
    return f"{speech.text('Face, hands and feet, shaded by how often they twitched.')} {_most(summary, areas, speech)}"


def say_rows(summary: Mapping[str, Any], speech: Tongue) -> str:
    """The rows of small bars: from what to what each value went."""
    spans = []
    for field, name in VALUES.items():
        known = [day[field] for day in summary["days"] if day[field] is not None]
        if known:
            words: dict[str, Word] = {
                "name": Phrase(name),
                "low": speech.rounded(min(known)),
                "high": speech.rounded(max(known)),
            }
            spans.append(speech.say(Phrase("{name}: {low} to {high}.", words)))
    return " ".join([speech.text("Small bars for each day, with the twitching above."), *spans])


def _most(summary: Mapping[str, Any], areas: Collection[str] | None, speech: Tongue) -> str:
    counts = [(area, count) for area, count in summary["areas"].items() if areas is None or area in areas]
    said = [
        Phrase("{place} {times}", {"place": Phrase(area_words(area)), "times": speech.times(count, "time")})
        for area, count in counts[:MOST_PLACES]
    ]
    return speech.say(Phrase("Most often: {places}.", {"places": list_phrase(said)}))
