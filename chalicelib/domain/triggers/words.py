"""What a person reads about a trigger: short plain sentences, "often together for you", never a cause."""

from typing import Final

from chalicelib.domain.phrase import Phrase
from chalicelib.domain.triggers.links import Link, Links, Pair

WHEN: Final = {0: "on the same day", 1: "1 day later", 2: "2 days later"}
MOST_TIMES: Final = 10.0
_TWITCHING: Final = {
    "twitching": "twitching",
    "change": "more or less twitching than usual",
    "course": "{name} on other weekdays than usual",
}
TOGETHER: Final = {
    lag: f"{{trigger}} and more twitching {when} were often together for you, which shows no cause."
    for lag, when in WHEN.items()
}
NO_LINK: Final = "No link found in the {number} days that say whether you twitched."
NO_DATA: Final = "Not enough data yet to look for links."
NO_LINK_WITH_MORE: Final = "No link with more twitching found in the {number} days that say whether you twitched."
NONE_PLAIN: Final = "No link is clear enough to tell yet in the {number} days that say whether you twitched."
NONE_FOUND: Final = (NO_LINK, NO_LINK_WITH_MORE, NONE_PLAIN, NO_DATA)
NO_CAUSE: Final = "This does not say that one brings the other."


def say_link(link: Link) -> str:
    """What was found for one trigger."""
    if link.best is None:
        return _say_missing(link)
    if link.verdict == "no_link_found":
        days = link.best.days_with + link.best.days_without
        return (
            f"No link found between {link.trigger.name} and twitching on {days} days. A small one can still be there."
        )
    more = "more" if link.verdict == "often_together" else "less"
    sentences = [
        f"{_opening(link)} and {more} twitching were often together for you.",
        f"After {exposed(link)}, twitching {WHEN[link.best.lag]} was {_times(link.best)}.",
        f"That holds {_days(link.best.days_with)} with it against {_days(link.best.days_without)} without.",
        NO_CAUSE,
        *_directions(link),
    ]
    if link.verdict == "less_often_together":
        sentences.append("It is no reason to change a habit.")
    return " ".join(sentences)


def say_links(found: Links) -> str:
    """All eight in a sentence or two."""
    together = [link for link in found.links if link.verdict in ("often_together", "less_often_together")]
    if together:
        names = _listed([link.trigger.name for link in together])
        return f"Often together with your twitching: {names}. {NO_CAUSE}"
    if found.pairs_tested:
        return NO_LINK.format(number=found.days.observed)
    return NO_DATA


def say_in_summary(found: Links) -> Phrase:
    """One sentence for a summary: the clearest link with more twitching, or that there is none, or too few days.

    A link that one look finds but that is not plain is left to the page: a summary looks again each week.
    """
    together = [link for link in found.links if link.verdict == "often_together"]
    if plain := [link for link in together if link.is_plain and link.best]:
        link = max(plain, key=lambda one: one.best.score if one.best else 0.0)
        return Phrase(TOGETHER[link.best.lag if link.best else 0], {"trigger": Phrase(_opening(link))})
    if not found.pairs_tested:
        return Phrase(NO_DATA)
    is_less = any(link.verdict == "less_often_together" for link in found.links)
    said = NONE_PLAIN if together else NO_LINK_WITH_MORE if is_less else NO_LINK
    return Phrase(said, {"number": found.days.observed})


def exposed(link: Link) -> str:
    """Which days count as days with the trigger, in words."""
    return link.trigger.exposed.format(cut="" if link.cut is None else f"{link.cut:g}")


def what_is_needed(link: Link) -> str | None:
    """What is missing for a test, in words; None where nothing is, and where no entry can bring it."""
    if link.missing is None or link.days_in_context is not None:
        return None
    what, number = link.missing
    if what == "days":
        return f"{_more(number)} with {link.trigger.value} and whether you twitched"
    if what in ("with", "without"):
        if link.cut is None:
            return f"{_days(number)} that differ in {link.trigger.name}"
        return f"{_more(number)} {what} {exposed(link)}"
    return f"{_more(number)} with {_TWITCHING[what].format(name=link.trigger.name)}"


def _say_missing(link: Link) -> str:
    opening = f"Not enough data on {link.trigger.name} yet."
    needed = what_is_needed(link)
    if needed is None:
        return (
            f"{opening} Screens are only logged with an episode, so days without twitching say nothing of them. "
            f"Episodes with a screen were logged on {_days(link.days_in_context or 0)}."
        )
    return f"{opening} Needed: {needed}."


def _directions(link: Link) -> list[str]:
    if link.runs_both_ways:
        return ["Twitching also came before it, so it may go in both directions."]
    if link.best is not None and link.best.lag == 0:
        return ["On one day the log cannot say which came first."]
    return []


def _times(pair: Pair) -> str:
    def figure(value: float | None) -> str:
        return f"{min(value or 0.0, MOST_TIMES):.1f}"

    if pair.high is not None and pair.high > MOST_TIMES:
        return f"several times as much ({figure(pair.low)} or more)"
    return f"{figure(pair.ratio)} times as much ({figure(pair.low)} to {figure(pair.high)})"


def _opening(link: Link) -> str:
    return link.trigger.name[0].upper() + link.trigger.name[1:]


def _days(number: int) -> str:
    return f"{number} day" if number == 1 else f"{number} days"


def _more(number: int) -> str:
    return f"{number} more day" if number == 1 else f"{number} more days"


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
