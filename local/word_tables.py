"""The tables of words that a mail draws on, for the catalogs: no call in the source shows these texts to Babel."""

from collections.abc import Iterable, Iterator
from typing import Final

from chalicelib.adapters import email_words, habit_words, languages, weekly_words
from chalicelib.adapters.drawing import body_map, charts, picture_words
from chalicelib.domain import advice, phrase
from chalicelib.domain.body import AREAS, IN, REGION_WORDS, area_words
from chalicelib.domain.experiments.plans import TRIALS
from chalicelib.domain.signs import RULES
from chalicelib.domain.symptom_words import SYMPTOM_WORDS
from chalicelib.domain.triggers import table as trigger_table
from chalicelib.domain.triggers import words as trigger_words

Entry = tuple[str | tuple[str, ...], str | None, str, str]
"""A text (its one and its many where it counts), its context, the file that says it, and a note for translators."""
IN_A_PLACE: Final = "With what goes before it, as after “twitching”: in the hand."


def table_entries() -> Iterator[Entry]:
    """Every entry of every table."""
    places = list(map(area_words, AREAS))
    yield from _of(phrase, (*phrase.MONTHS, *phrase.WEEKDAYS))
    yield from ((place, IN, "chalicelib/domain/body.py", IN_A_PLACE) for place in places)
    yield from _plain("chalicelib/domain/body.py", (*places, *(words.capitalize() for words in REGION_WORDS.values())))
    yield from _plain(
        "chalicelib/domain/symptom_words.py", SYMPTOM_WORDS.values(), "After “you logged”, and in a list."
    )
    yield from _plain("chalicelib/domain/signs", (text for rule in RULES for text in (rule.because, rule.source)))
    yield from _of(advice, advice.WORDS.values())
    yield from _plain("chalicelib/domain/experiments/plans.py", _of_trials())
    counted = ((f"{{count}} {noun}", f"{{count}} {noun}s") for noun in languages.NOUNS)
    yield from ((texts, None, "chalicelib/adapters/languages.py", "") for texts in counted)
    yield from _of(habit_words, habit_words.HABIT_NAMES.values())
    yield from _of_summaries()
    tables = (email_words.SUBJECTS, email_words.REMINDER_SUBJECTS, email_words.PLAN_SUBJECTS, email_words.SIDES)
    more = (email_words.PREHEADERS, email_words.STOPS, email_words.ABSENT_WORDS, email_words.MARKS)
    yield from _of(
        email_words, (*(text for table in (*tables, *more) for text in table.values()), email_words.OTHER_SUBJECT)
    )


def _of_summaries() -> Iterator[Entry]:
    yield from _of(body_map, (*body_map.LABELS.values(), *body_map.SIDED.values(), body_map.LEFT, body_map.RIGHT))
    yield from _of(weekly_words, (weekly_words.LENGTH, weekly_words.LENGTH_A_WEEK))
    yield from _of(trigger_words, (*trigger_words.TOGETHER.values(), *trigger_words.NONE_FOUND))
    yield from _of(trigger_table, (trigger.name[0].upper() + trigger.name[1:] for trigger in trigger_table.TRIGGERS))
    yield from _of(charts, (row.name for row in charts.ROWS))
    yield from _of(picture_words, picture_words.VALUES.values())


def _of_trials() -> Iterator[str]:
    for trial in TRIALS.values():
        yield from (text for text in (trial.name, trial.with_plan, trial.without_plan, trial.care) if text)
        yield from (reason.words for reason in trial.unfit)


def _of(module: object, texts: Iterable[str]) -> Iterator[Entry]:
    name: str = vars(module)["__name__"]
    return _plain(f"{name.replace('.', '/')}.py", texts)


def _plain(path: str, texts: Iterable[str], note: str = "") -> Iterator[Entry]:
    return ((text, None, path, note) for text in texts)
