"""People are read as they were stored: now, in full, and by a release that left out what said nothing."""

from datetime import UTC, date, datetime, time

import msgspec
import pytest
from msgspec.structs import replace

from chalicelib.adapters.dynamo.items import person_item, person_of
from chalicelib.domain.agenda import Agenda, first_agenda
from chalicelib.domain.habit import HabitPlan, Snooze, usual_plans
from chalicelib.domain.person import MailStopped, Moving, Person, PersonMedicine, Profile, QuietHours
from tests.fakes.plain_items import plainly

AT = datetime(2026, 11, 23, 8, tzinfo=UTC)
USUAL = Person(
    id="p", address="p@example.org", profile=Profile(timezone="Europe/London"), joined_at=AT, consented_at=AT
)
EVENINGS = HabitPlan(on=True, times=(time(8), time(20)), days=("mon", "sun"), only_if_not_done=True)
FULL = Profile(
    timezone="Europe/Berlin", birth_year=1960, sex="x", pregnant=False, conditions=("asthma",), fluid_limit_litres=1.5,
    intended_weight_loss=True, medicines=(PersonMedicine(name="a", class_="ppi"),), country="DE", mode="weekly",
    quiet_hours=QuietHours(from_=time(22), to=time(7)),
)  # fmt: skip


QUIET = {"from_": "21:00:00", "to": "08:00:00"}


@pytest.mark.parametrize(
    "person",
    [
        pytest.param(USUAL, id="as they join"),
        pytest.param(replace(USUAL, habits={}), id="no habits at all"),
        pytest.param(replace(USUAL, habits={**usual_plans(), "relax": EVENINGS}), id="a plan of their own"),
        pytest.param(replace(USUAL, streams=dict.fromkeys(USUAL.streams, False)), id="no mail"),
        pytest.param(replace(USUAL, profile=FULL), id="everything told"),
        pytest.param(
            replace(
                USUAL,
                mail_stopped=MailStopped(address="p@example.org", reason="bounce", at=AT),
                moving=Moving(address="q@example.org", link="l", expires_at=AT),
                snoozed={"water": Snooze(until=AT, on=date(2026, 11, 23))},
                skipped={"sleep": date(2026, 11, 23)},
                reminded={"water": ("2026-11-23#0800",)},
                version=7,
            ),
            id="what has happened",
        ),
    ],
)
def test_a_person_reads_back_as_they_were(person: Person) -> None:
    item = person_item(person, first_agenda(person, AT))
    assert person_of(item) == person_of(plainly(item)) == (person, first_agenda(person, AT))


def test_what_a_release_before_left_out_is_filled_in_again() -> None:
    """Were a default to change, people who were stored without it would change with it."""
    lean = {
        "id": "p", "address": "p@example.org",
        "profile": {"timezone": "Europe/London", "mode": "daily", "quiet_hours": QUIET},
        "joined_at": "2026-11-23T08:00:00Z", "consented_at": "2026-11-23T08:00:00Z",
        "habits": {"check_in": {"on": True, "times": ["08:00:00"]}}
        | {code: {} for code in ("water", "magnesium", "caffeine", "sleep", "stretch", "relax", "alcohol")},
        "streams": {"safety": True, "habits": True, "weekly": True}, "summary": "weekly", "language": "en",
        "asks_worry": True, "consented_to": "2026-11", "version": 0,
    }  # fmt: skip
    item = {**person_item(USUAL, Agenda()), "body": {"S": msgspec.json.encode(lean).decode()}, "agenda": {"S": "{}"}}
    assert person_of(item) == (USUAL, Agenda())
