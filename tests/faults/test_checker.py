"""The checker itself: it says what is wrong where something is."""

from collections import Counter
from datetime import UTC, datetime, time, timedelta

import pytest

from tests.faults.checker import Owed, Report, Sent, Wish, check, reminders_owed

EIGHT = datetime(2026, 11, 23, 8, tzinfo=UTC)
FOUR_HOURS, QUARTER = timedelta(hours=4), timedelta(minutes=15)
REMINDER = Owed(EIGHT, "ann", "reminder", "2026-11-23 check_in", FOUR_HOURS)
WARNING = Owed(EIGHT, "ann", "finding", "weakness")
OWED = (REMINDER, WARNING)
TOLD = (Sent(EIGHT, "ann", "reminder", REMINDER.about), Sent(EIGHT, "ann", "finding", "weakness"))


def held(*sent: Sent, until: datetime = EIGHT + timedelta(days=1)) -> Report:
    return check(OWED, sent, QUARTER, until)


def at(mail: Sent, minutes: int, to: str | None = None) -> Sent:
    return Sent(EIGHT + timedelta(minutes=minutes), to or mail.to, mail.kind, mail.about)


@pytest.mark.parametrize(
    ("sent", "what", "kinds"),
    [
        pytest.param((), "lost", {"reminder"}, id="a reminder that never left"),
        pytest.param((), "untold", {"finding"}, id="a warning that never left"),
        pytest.param((*TOLD, TOLD[1]), "doubled", {"finding"}, id="the same mail twice"),
        pytest.param((TOLD[0], at(TOLD[1], 16)), "late", {"finding"}, id="after more than the time allowed"),
        pytest.param((*TOLD, at(TOLD[0], 0, "bob")), "stray", {"reminder"}, id="to somebody else"),
        pytest.param((at(TOLD[0], -1), TOLD[1]), "stray", {"reminder"}, id="before its time"),
        pytest.param((at(TOLD[0], 240), TOLD[1]), "stray", {"reminder"}, id="when it had stopped to help"),
    ],
)
def test_a_fault_is_named(sent: tuple[Sent, ...], what: str, kinds: set[str]) -> None:
    assert held(*sent).by_kind(what) == Counter(kinds)


def test_nothing_is_wrong_where_all_was_told() -> None:
    assert held(*TOLD).is_clean
    assert held(*TOLD, Sent(EIGHT, "ann", "weekly", "")).is_clean


def test_what_is_not_due_for_long_is_not_missed_yet() -> None:
    assert held(until=EIGHT + QUARTER - timedelta(seconds=1)).is_clean


def test_slots_follow_the_zone_and_the_habits() -> None:
    habits = {"check_in": (time(8),), "water": (time(8), time(20)), "sleep": (time(2, 30),)}
    wish = Wish(address="ann", timezone="Europe/London", habits=habits, days=("sun",))
    saturday = datetime(2027, 3, 27, 12, tzinfo=UTC)
    owed = reminders_owed(wish, saturday, saturday + timedelta(days=2), FOUR_HOURS)
    assert [(f"{one.due_at:%d %H:%M}", one.about) for one in owed] == [
        ("28 01:30", "2027-03-28 sleep"),
        ("28 07:00", "2027-03-28 check_in+water"),
        ("28 19:00", "2027-03-28 water"),
    ]
