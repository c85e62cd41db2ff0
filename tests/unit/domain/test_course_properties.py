"""What holds of every life that is lived: stepwise equals afresh, and nobody is told twice.

Every life is lived once and held against each clause: living is slow.
"""

from datetime import timedelta
from itertools import pairwise
from typing import Final

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from chalicelib.domain.course import Lived
from chalicelib.domain.entries import Entry
from chalicelib.domain.finding import RANK
from chalicelib.domain.localtime import DAY
from chalicelib.domain.message import Message
from chalicelib.domain.signs import look
from tests.unit.domain.histories import START, histories
from tests.unit.domain.logs import QUICK, delete, live, person, timeline

SPAN: Final = 50 * DAY
END: Final = START + SPAN + timedelta(days=4, hours=5)
SAFETY: Final = ("finding", "emergency", "correction")


@st.composite
def short_histories(draw: st.DrawFn) -> list[Entry]:
    """Some weeks of a log; one entry or two are deleted later."""
    entries = [entry for entry in draw(histories(most=3)) if entry.at < START + SPAN]
    assume(entries)
    for number, place in enumerate(draw(st.lists(st.integers(0, 500), max_size=2, unique=True))):
        known = entries[place % len(entries)]
        entries.append(delete(known.received_at + timedelta(hours=30, minutes=number), known.id))
    return sorted(entries, key=lambda entry: entry.received_at)


def safety(lived: Lived) -> list[Message]:
    return [message for message in lived.messages if message.kind in SAFETY]


def what_stands_step_by_step_is_what_a_fresh_look_finds(entries: list[Entry], lived: Lived) -> None:
    standing, profile = lived.course.standing, lived.course.person.profile
    assert standing.assessed_at is not None
    fresh = look(timeline(entries, standing.assessed_at, profile))
    assert {f.sign: f.level for f in standing.findings} == {sign: h.level for sign, h in fresh.items()}
    for sign, holding in fresh.items():
        (found,) = [f for f in standing.findings if f.sign == sign]
        assert set(found.about) >= set(holding.about)


def every_finding_is_raised_once_and_cleared_at_most_once(entries: list[Entry], lived: Lived) -> None:
    raised, cleared = [f.id for f in lived.raised], [f.id for f in lived.cleared]
    assert len(set(raised)) == len(raised)
    assert len(set(cleared)) == len(cleared)
    assert set(raised) == {*cleared, *(f.id for f in lived.course.standing.findings)}


def no_finding_is_told_twice_but_the_one_repeat_of_an_urgent_one(entries: list[Entry], lived: Lived) -> None:
    levels = {f.id: f.level for f in lived.raised}
    told = [name for m in safety(lived) if m.kind != "correction" for name in m.findings]
    for name in set(told):
        assert told.count(name) <= (2 if levels[name] == "urgent" else 1)


def quiet_hours_hold_for_all_but_what_is_urgent_and_new(entries: list[Entry], lived: Lived) -> None:
    receipts = {entry.received_at for entry in entries}
    zone = person(START).zone
    for message in safety(lived):
        assert message.decided_at <= message.leaves_at <= message.decided_at + timedelta(hours=12)
        if not 8 <= message.leaves_at.astimezone(zone).hour < 21:
            assert RANK[message.level] >= RANK["urgent"]
            assert message.leaves_at in receipts


def a_correction_withdraws_only_what_was_told(entries: list[Entry], lived: Lived) -> None:
    told: set[str] = set()
    for message in safety(lived):
        if message.kind == "correction":
            assert told.issuperset(message.findings)
        told |= set(message.findings)


def the_same_emergency_mails_at_most_once_a_day(entries: list[Entry], lived: Lived) -> None:
    mails = [m for m in safety(lived) if m.kind == "emergency"]
    for sign in {sign for m in mails for sign in m.signs[:1]}:
        moments = [m.leaves_at for m in mails if m.signs[0] == sign]
        assert all(later - earlier >= timedelta(hours=24) for earlier, later in pairwise(moments))


def occasions_are_never_the_same_twice(entries: list[Entry], lived: Lived) -> None:
    occasions = [message.occasion for message in lived.messages]
    assert len(set(occasions)) == len(occasions)


def what_is_new_and_at_no_higher_stand_is_told(entries: list[Entry], lived: Lived) -> None:
    ended = {f.id: f.cleared_at for f in lived.cleared}
    told = {name for message in safety(lived) for name in message.findings}
    for number, finding in enumerate(lived.raised):
        at = finding.raised_at
        before = lived.raised[:number]
        is_again = any(f.sign == finding.sign and f.rank >= finding.rank for f in before)
        is_below = any(f.rank > finding.rank and (ended.get(f.id) or END) > at for f in before)
        is_short = (ended.get(finding.id) or END) - at < timedelta(hours=12)
        assert finding.id in told or finding.rank == 0 or is_again or is_below or is_short, finding


CLAUSES: Final = (
    what_is_new_and_at_no_higher_stand_is_told,
    what_stands_step_by_step_is_what_a_fresh_look_finds,
    every_finding_is_raised_once_and_cleared_at_most_once,
    no_finding_is_told_twice_but_the_one_repeat_of_an_urgent_one,
    quiet_hours_hold_for_all_but_what_is_urgent_and_new,
    a_correction_withdraws_only_what_was_told,
    the_same_emergency_mails_at_most_once_a_day,
    occasions_are_never_the_same_twice,
)


@settings(QUICK, max_examples=30)
@given(short_histories())
def test_what_holds_of_every_life(entries: list[Entry]) -> None:
    lived = live(person(START - DAY), entries, END)
    for clause in CLAUSES:
        clause(entries, lived)
