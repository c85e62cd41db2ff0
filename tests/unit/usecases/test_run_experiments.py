"""Starting, reading and stopping an experiment, and the sweep that tells its switches."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from chalicelib.domain.errors import Conflict, InvalidInput, NotFound, NotSignedIn, Stale
from chalicelib.domain.experiment import LONGEST, pair_order
from chalicelib.domain.person import Person
from chalicelib.ports import Services
from chalicelib.ports.log import Save
from chalicelib.ports.messages import ref_to
from chalicelib.usecases.change_person import change_person, erase_person
from chalicelib.usecases.deliver_message import deliver_message
from chalicelib.usecases.run_experiments import (
    Wanted,
    list_experiments,
    read_experiment,
    start_experiment,
    stop_experiment,
)
from chalicelib.usecases.sweep_due import sweep_due
from tests.fakes.memory import MemoryStore
from tests.fakes.outside import Clock, RecordingMailer, RecordingQueue, draw_in_turn, services_on
from tests.fakes.samples import check_in, join, kept, person, saved, symptom

CAFFEINE = Wanted(trigger="caffeine")
TUESDAY = date(2026, 11, 24)


def clock_of(services: Services) -> Clock:
    assert isinstance(services.clock, Clock)
    return services.clock


def sweep_and_deliver(services: Services) -> list[str]:
    """Sweep and empty the queue; the kinds that have left so far but for the daily mails."""
    sweep_due(services, services.clock())
    assert isinstance(services.queue, RecordingQueue)
    assert isinstance(services.mailer, RecordingMailer)
    for ref in services.queue.take():
        deliver_message(services, ref)
    return [mail.id for mail in services.mailer.mails if mail.kind == "experiment"]


def test_the_order_is_drawn_once_and_kept(services: Services) -> None:
    made = start_experiment(services, "ann", CAFFEINE).experiment
    assert made.order == pair_order(draw_in_turn(8))
    assert (made.starts_on, made.block_days, made.created_at) == (TUESDAY, 4, services.clock())
    assert read_experiment(services, "ann", made.id).experiment == made
    assert [one.experiment for one in list_experiments(services, "ann")] == [made]
    running = services.log.load_person("ann")
    assert running is not None
    assert running.experiment == made


def test_one_at_a_time(services: Services) -> None:
    first = start_experiment(services, "ann", CAFFEINE).experiment
    with pytest.raises(Conflict, match="2027-01-26"):
        start_experiment(services, "ann", Wanted(trigger="sleep"))
    stop_experiment(services, "ann", first.id)
    second = start_experiment(services, "ann", Wanted(trigger="sleep")).experiment
    assert {one.experiment.id for one in list_experiments(services, "ann")} == {first.id, second.id}


@pytest.mark.parametrize(
    ("wanted", "fields"),
    [
        (replace(CAFFEINE, starts_on=date(2026, 11, 22)), ["starts_on"]),
        (replace(CAFFEINE, starts_on=date(2026, 12, 22)), ["starts_on"]),
        (replace(CAFFEINE, pairs=10, block_days=10), ["block_days"]),
        (replace(CAFFEINE, pairs=10, block_days=10, starts_on=date(1900, 1, 1)), ["starts_on", "block_days"]),
    ],
    ids=["yesterday", "in 29 days", "too long", "both"],
)
def test_what_cannot_be_is_named(services: Services, wanted: Wanted, fields: list[str]) -> None:
    with pytest.raises(InvalidInput) as caught:
        start_experiment(services, "ann", wanted)
    assert [fault.field for fault in caught.value.faults] == fields
    assert list_experiments(services, "ann") == []


@pytest.mark.parametrize("starts_on", [date(2026, 11, 23), date(2026, 12, 21)], ids=["today", "in 28 days"])
def test_what_can_just_be(services: Services, starts_on: date) -> None:
    wanted = replace(CAFFEINE, pairs=7, block_days=13, starts_on=starts_on)
    assert 2 * wanted.pairs * wanted.block_days == LONGEST
    assert start_experiment(services, "ann", wanted).experiment.starts_on == starts_on


def test_what_does_not_fit_is_refused_with_the_reason(services: Services) -> None:
    change_person(services, "ann", lambda who: replace(who, profile=replace(who.profile, fluid_limit_litres=1.2)))
    with pytest.raises(InvalidInput, match="own limit"):
        start_experiment(services, "ann", Wanted(trigger="water"))
    heavy = [kept(check_in(f"c{day}", alcohol_units=7.0)) for day in range(1)]
    services.log.save(
        saved("ann", added=[replace(one, document={**one.document, "alcohol_units": 7}) for one in heavy])
    )
    with pytest.raises(InvalidInput, match="GP"):
        start_experiment(services, "ann", Wanted(trigger="alcohol"))
    assert start_experiment(services, "ann", CAFFEINE).experiment.trigger == "caffeine"


def test_a_doctor_comes_first(services: Services) -> None:
    services.log.save(saved("ann", added=[kept(symptom("s1", "swallowing"))]))
    clock_of(services).tick(hours=12)
    sweep_due(services, services.clock())
    with pytest.raises(Conflict, match="doctor first"):
        start_experiment(services, "ann", CAFFEINE)


def test_a_result_comes_only_when_it_is_over(services: Services) -> None:
    made = start_experiment(services, "ann", CAFFEINE).experiment
    clock_of(services).tick(days=65, hours=-5)
    assert read_experiment(services, "ann", made.id).result is None
    clock_of(services).tick(hours=1)
    shown = read_experiment(services, "ann", made.id)
    assert shown.result is not None
    assert shown.result.verdict == "not_enough_data"
    assert [one.result for one in list_experiments(services, "ann")] == [None]
    with pytest.raises(Conflict, match="ended"):
        stop_experiment(services, "ann", made.id)


def test_a_stop_ends_the_mails_and_is_good_twice(services: Services) -> None:
    made = start_experiment(services, "ann", CAFFEINE).experiment
    clock_of(services).tick(hours=20)
    assert len(sweep_and_deliver(services)) == 1
    stopped = stop_experiment(services, "ann", made.id)
    assert stopped.experiment.stopped_at == services.clock()
    assert stopped.result is not None
    clock_of(services).tick(days=30)
    assert stop_experiment(services, "ann", made.id).experiment == stopped.experiment
    assert len(sweep_and_deliver(services)) == 1


def test_a_mail_that_waited_when_it_was_stopped_is_dropped(services: Services) -> None:
    made = start_experiment(services, "ann", CAFFEINE).experiment
    clock_of(services).tick(hours=20)
    sweep_due(services, services.clock())
    stop_experiment(services, "ann", made.id)
    ref = ref_to("ann", f"experiment#{made.id}#1")
    assert deliver_message(services, ref) == "dropped"


def test_however_often_it_is_swept_each_switch_is_told_once(services: Services) -> None:
    made = start_experiment(services, "ann", CAFFEINE).experiment
    for _ in range(70 * 4):
        clock_of(services).tick(hours=6)
        told = sweep_and_deliver(services)
        assert told == sweep_and_deliver(services)
    assert told == [ref_to("ann", f"experiment#{made.id}#{number}").id for number in (*range(1, 17), "end")]
    assert start_experiment(services, "ann", CAFFEINE).experiment.id != made.id


def test_sweeps_that_were_missed_tell_the_present_block_only(services: Services) -> None:
    made = start_experiment(services, "ann", CAFFEINE).experiment
    clock_of(services).tick(days=10)
    sweep_and_deliver(services)
    assert sweep_and_deliver(services) == [ref_to("ann", f"experiment#{made.id}#3").id]


def test_what_no_longer_fits_is_stopped_by_the_sweep(services: Services) -> None:
    made = start_experiment(services, "ann", CAFFEINE).experiment
    change_person(services, "ann", lambda who: replace(who, profile=replace(who.profile, pregnant=True)))
    clock_of(services).tick(hours=12)
    sweep_due(services, services.clock())
    shown = read_experiment(services, "ann", made.id)
    assert shown.experiment.stopped_at == services.clock() - timedelta(minutes=1)
    assert (shown.experiment.stopped_because or "").startswith("In pregnancy")
    with pytest.raises(InvalidInput):
        start_experiment(services, "ann", CAFFEINE)


@pytest.mark.parametrize("name", ["", "x", "x" * 5000, "1#experiment#", "é"])
def test_an_experiment_that_is_not_there(services: Services, name: str) -> None:
    join(services, person("bob"))
    made = start_experiment(services, "bob", CAFFEINE).experiment
    for unknown in (name, made.id):
        for verb in (read_experiment, stop_experiment):
            with pytest.raises(NotFound):
                verb(services, "ann", unknown)


def test_an_erased_person_leaves_no_experiment(services: Services) -> None:
    made = start_experiment(services, "ann", CAFFEINE).experiment
    erase_person(services, "ann")
    assert services.log.load_experiments("ann") == []
    for verb in (lambda: read_experiment(services, "ann", made.id), lambda: list_experiments(services, "ann")):
        with pytest.raises(NotSignedIn):
            verb()


class Rival(MemoryStore):
    """A store in which, at each of the first saves of a person, somebody else has just saved them."""

    refusals = 0

    def save(self, save: Save) -> None:
        if save.person is not None and self.refusals:
            self.refusals -= 1
            part = self.partitions[save.person_id]
            part.person = replace(part.person, version=part.person.version + 1)
        super().save(save)


@pytest.mark.parametrize("refusals", [0, 1, 7])
def test_somebody_faster_makes_it_look_again(refusals: int) -> None:
    store = Rival()
    services = services_on(store)
    join(services, person("ann"))
    store.refusals = refusals
    made = start_experiment(services, "ann", CAFFEINE).experiment
    store.refusals = refusals
    stop_experiment(services, "ann", made.id)
    assert _running(services) is None


def test_somebody_always_faster_is_said() -> None:
    store = Rival()
    services = services_on(store)
    join(services, person("ann"))
    store.refusals = 100
    with pytest.raises(Stale):
        start_experiment(services, "ann", CAFFEINE)
    assert _running(services) is None


def _running(services: Services) -> object:
    found: Person | None = services.log.load_person("ann")
    assert found is not None
    return found.experiment
