"""What an assessment costs grows with the log and not with its square, whatever the log is full of."""

from collections.abc import Callable
from datetime import timedelta
from time import process_time
from typing import Final

import pytest

from chalicelib.domain.assessment import assess
from chalicelib.domain.entries import Entry
from chalicelib.domain.standing import Standing, reassess
from tests.unit.domain.logs import (
    NOW,
    ago,
    check_in,
    delete,
    edit,
    episode,
    gap_answer,
    medicine,
    symptom,
    timeline,
    visit,
)

FEW, MANY = 400, 1_600
AT_MOST: Final = 9.0
"""Four times the entries: 4 where the cost is linear, 16 where it is quadratic."""


def _symptoms(count: int) -> list[Entry]:
    return [symptom(ago(minutes=n), "weakness", "weeks", area="hand", severity=1 + n % 5) for n in range(count)]


def _milder_and_milder(count: int) -> list[Entry]:
    severity = lambda n: 1 + 4 * n // count  # noqa: E731
    return [symptom(ago(n % 90, minutes=n), "weakness", "weeks", severity=severity(n)) for n in range(count)]


def _on_and_off(count: int) -> list[Entry]:
    return [symptom(ago(minutes=n), "tingling", area="foot", present=n % 2 == 0) for n in range(count)]


def _of_one_date(count: int) -> list[Entry]:
    return [check_in(ago(minutes=n / 10), date=NOW.date(), stress=3, weight_kg=70) for n in range(count)]


def _episodes(count: int) -> list[Entry]:
    return [episode(ago(minutes=20 * n), ("calf", "thumb", "jaw")[n % 3], minutes=3) for n in range(count)]


def _repeated(count: int) -> list[Entry]:
    return [episode(ago(days=3, minutes=n / 100), minutes=3, id=f"e{n}") for n in range(count)]


def _edited(count: int) -> list[Entry]:
    changes = [edit(ago(minutes=n / 10), f"e{n % 7}", intensity=1 + n % 5) for n in range(count)]
    return [*(episode(ago(n + 1), id=f"e{n}") for n in range(7)), *changes]


def _deleted(count: int) -> list[Entry]:
    entries = [episode(ago(minutes=20 * n + 60), id=f"e{n}") for n in range(count // 2)]
    return [*entries, *(delete(ago(minutes=n / 100), entry.id) for n, entry in enumerate(entries))]


def _gaps(count: int) -> list[Entry]:
    spells = [episode(ago(8 * n), "calf") for n in range(count // 2)]
    answers = [gap_answer(ago(minutes=n), "thumb", ago(20), ago(10)) for n in range(count // 4)]
    denied = [check_in(ago(n), twitched=False) for n in range(count // 4)]
    return [*spells, *answers, *denied]


def _medicines(count: int) -> list[Entry]:
    return [medicine(ago(minutes=7 * n), "saba", "as_needed_use", name="puffer") for n in range(count)]


def _visits(count: int) -> list[Entry]:
    results = ({"exam": "normal"}, {"emg": "normal"}, {"exam": "abnormal"})
    return [visit(ago(n), **results[n % 3]) for n in range(count)]


@pytest.mark.parametrize(
    "filled",
    [_symptoms, _milder_and_milder, _on_and_off, _of_one_date, _episodes, _repeated, _edited, _deleted, _gaps,
     _medicines, _visits],
    ids=lambda filled: filled.__name__.strip("_"),
)  # fmt: skip
def test_four_times_the_log_costs_about_four_times_as_much(filled: Callable[[int], list[Entry]]) -> None:
    costs = {count: min(_cost(filled(count)) for _ in range(3)) for count in (FEW, MANY)}
    assert costs[MANY] < AT_MOST * costs[FEW]


def _cost(entries: list[Entry]) -> float:
    started = process_time()
    read = timeline(entries, NOW + timedelta(minutes=1))
    standing, _ = reassess(Standing(), read)
    assess(read, standing)
    return process_time() - started
