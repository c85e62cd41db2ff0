"""Living a history week by week on a window equals living it on the whole log."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from chalicelib.domain.entries import Entry
from local.lived_history import live_history
from tests.unit.domain.logs import (
    QUICK,
    check_in,
    conflict_answer,
    course,
    delete,
    edit,
    episode,
    gap_answer,
    live,
    normal_visit,
    person,
    symptom,
)

START: Final = datetime(2026, 8, 17, tzinfo=UTC)
SPAN: Final = 110
DAYS: Final = st.integers(0, SPAN)
AREAS: Final = st.sampled_from(("thumb", "forearm", "calf", "eyelid"))
FEW: Final = settings(QUICK, max_examples=12, suppress_health_check=[HealthCheck.too_slow])


def at(day: float, hour: float = 0) -> datetime:
    return START + timedelta(days=day, hours=hour)


def _stretch(area: str, first: int, length: int, step: int, late: int, minutes: float | None) -> list[Entry]:
    """Episodes every few days; each reaches Steady `late` days after it happened."""
    moments = [at(day, 9) for day in range(first, min(first + length, SPAN), step)]
    return [episode(m, area, received_at=m + timedelta(days=late), minutes=minutes) for m in moments]


def _denied(first: int, length: int, back: int) -> list[Entry]:
    """Check-ins at 20:00, some for a date `back` days before."""
    days = range(first, min(first + length, SPAN))
    return [check_in(at(day, 20), twitched=False, date=at(day - back).date()) for day in days]


PIECES: Final = st.one_of(
    st.builds(
        _stretch,
        AREAS,
        DAYS,
        st.integers(1, 90),
        st.sampled_from((1, 3, 5, 8)),
        st.sampled_from((0, 0, 0, 2, 50)),
        st.sampled_from((None, 5.0, 60.0)),
    ),
    st.builds(_denied, DAYS, st.integers(1, 12), st.sampled_from((0, 0, 45))),
    st.builds(
        lambda day, kg: [check_in(at(day, 7), weight_kg=kg)], DAYS, st.sampled_from((70.0, 75.0, 80.0))
    ),
    st.builds(
        lambda day, name, onset, present: [symptom(at(day, 22), name, onset, area="hand", present=present)],
        DAYS,
        st.sampled_from(("weakness", "wasting", "speech", "stiffness", "face_droop")),
        st.sampled_from(("weeks", "hours_days", "sudden")),
        st.sampled_from((True, True, False)),
    ),
    st.builds(
        lambda day, first, area: [gap_answer(at(day, 12), area, at(first), at(first + 9))], DAYS, DAYS, AREAS
    ),
    st.builds(lambda day: [normal_visit(at(day, 15))], DAYS),
)  # fmt: skip
CHANGES: Final = st.lists(
    st.tuples(st.sampled_from(("delete", "area", "at", "no")), st.integers(0, 400), DAYS), max_size=4
)


def history(pieces: list[list[Entry]], changes: list[tuple[str, int, int]]) -> list[Entry]:
    """The pieces, and changes to entries picked from them."""
    entries = list({entry.id: entry for piece in pieces for entry in piece}.values())
    for number, (kind, picked, day) in enumerate(changes if entries else ()):
        target, when = entries[picked % len(entries)], at(day, 13)
        changed: dict[str, Entry] = {
            "delete": delete(when, target.id),
            "area": edit(when, target.id, area="hip"),
            "at": edit(when, target.id, at=target.at - timedelta(days=3)),
            "no": conflict_answer(when, target.id),
        }
        entries.append(replace(changed[kind], id=f"change-{number}"))
    return sorted(entries, key=lambda entry: entry.received_at)


@FEW
@given(st.lists(PIECES, min_size=1, max_size=7), CHANGES)
@example([_stretch("eyelid", 0, 100, 5, 0, None)], [("delete", 0, 95)])
@example([_stretch("eyelid", 0, 50, 5, 50, None), _stretch("eyelid", 50, 60, 5, 0, None)], [])
@example([_stretch("thumb", 0, 60, 3, 0, None), _stretch("forearm", 5, 30, 3, 50, None)], [("at", 3, 70)])
def test_week_by_week_equals_at_once(pieces: list[list[Entry]], changes: list[tuple[str, int, int]]) -> None:
    entries, someone, until = history(pieces, changes), person(START), at(SPAN + 30, 12)
    whole, weekly = live(someone, entries, until), live_history(course(someone, entries), entries, until)
    assert _seen(weekly.raised) == _seen(whole.raised)
    assert _seen(weekly.cleared) == _seen(whole.cleared)
    assert weekly.messages == whole.messages


def _seen(findings: tuple[Any, ...]) -> list[Any]:
    return [(f.id, f.level, f.about, f.raised_at, f.because, f.entries, f.cleared_at, f.cleared_by) for f in findings]
