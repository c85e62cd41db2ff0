"""A person is stored without what says nothing, within the kilobyte of a write, and reads back as they were."""

from datetime import UTC, date, datetime, time
from typing import Any

import msgspec
import pytest
from msgspec.structs import fields, replace

from bench.lives import people
from bench.units import WRITE_BYTES, item_bytes
from chalicelib.adapters.dynamo.items import person_item, person_of
from chalicelib.adapters.dynamo.lean import lean
from chalicelib.domain.agenda import Agenda
from chalicelib.domain.habit import WEEKDAYS, HabitPlan, Snooze, usual_plans
from chalicelib.domain.person import MailStopped, Moving, Person, PersonMedicine, Profile, QuietHours

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


@pytest.mark.parametrize(
    "person",
    [
        pytest.param(USUAL, id="as they join"),
        pytest.param(replace(USUAL, habits={}), id="no habits at all"),
        pytest.param(replace(USUAL, habits={**usual_plans(), "relax": EVENINGS}), id="a plan of their own"),
        pytest.param(replace(USUAL, habits={"water": HabitPlan(times=(time(9),))}), id="off, with a time of their own"),
        pytest.param(replace(USUAL, habits={"water": HabitPlan(on=True, times=(), days=())}), id="on, and never"),
        pytest.param(replace(USUAL, streams=dict.fromkeys(USUAL.streams, False)), id="no mail"),
        pytest.param(replace(USUAL, asks_worry=False, language="de", summary="monthly"), id="other choices"),
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
    agenda = Agenda(remind_at=AT)
    assert person_of(person_item(person, agenda)) == (person, agenda)


def test_what_was_stored_in_full_reads_the_same() -> None:
    item = person_item(USUAL, Agenda())
    full = {**item, "body": {"S": msgspec.json.encode(USUAL).decode()}}
    assert person_of(full)[0] == USUAL


def test_a_choice_is_stored_though_it_is_the_usual_one() -> None:
    kept = lean(USUAL)
    assert kept["language"] == "en"
    assert kept["streams"] == {"safety": True, "habits": True, "weekly": True}
    assert kept["profile"]["mode"] == "daily"
    assert kept["habits"]["check_in"] == {"on": True, "times": (time(8),)}
    assert kept["habits"]["water"] == {}


def test_what_is_left_out_is_filled_in_again() -> None:
    """Were one of these defaults to change, people stored before would change with it."""
    left_out: dict[str, Any] = {}
    for value in (USUAL, USUAL.profile, HabitPlan(on=True), Agenda()):
        kept = lean(value)
        left_out |= {f.name: getattr(value, f.name) for f in fields(value) if f.name not in kept}
    assert left_out == {
        "experiment": None, "mail_stopped": None, "moving": None, "snoozed": {}, "skipped": {}, "reminded": {},
        "birth_year": None, "sex": None, "pregnant": None, "conditions": (), "fluid_limit_litres": None,
        "intended_weight_loss": None, "medicines": (), "country": None,
        "days": WEEKDAYS, "only_if_not_done": False,
        "remind_at": None, "day_end_at": None, "summary_at": None, "release_at": None, "receipt_at": None,
        "switch_at": None,
    }  # fmt: skip


def test_a_person_with_two_reminders_a_day_is_one_write_unit() -> None:
    sizes = [item_bytes(item) for item in people(0) if item["sk"]["S"] == "5#person"]
    assert max(sizes) < 0.95 * WRITE_BYTES
