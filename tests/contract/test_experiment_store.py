"""What a store promises of experiments, held against the fake and against DynamoDB."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from chalicelib.domain.errors import Stale
from chalicelib.domain.experiment import Experiment, pair_order
from chalicelib.ports import Services
from tests.fakes.outside import MONDAY
from tests.fakes.samples import NO_AGENDA, episode, join, kept, message, person, saved


def experiment(name: str, days: int = 0, **values: object) -> Experiment:
    made = Experiment(
        id=name,
        trigger="late_caffeine",
        block_days=5,
        order=pair_order([True, False, False, True, True, False]),
        starts_on=date(2026, 11, 24),
        created_at=MONDAY + timedelta(days=days, microseconds=7),
    )
    return replace(made, **values)


@pytest.fixture
def ann(services: Services) -> Services:
    """The services, with a person `ann` and a person `bob`."""
    join(services, person("ann"))
    join(services, person("bob"))
    return services


def test_what_was_drawn_comes_back_as_it_was_newest_first(ann: Services) -> None:
    first, second = experiment("x1"), experiment("x0", 90, stopped_at=MONDAY, stopped_because="Keep to your own limit.")
    ann.log.save(saved("ann", None, experiments=[first]))
    ann.log.save(saved("ann", None, experiments=[second]))
    assert ann.log.load_experiments("ann") == [second, first]
    assert ann.log.load_experiments("bob") == ann.log.load_experiments("nobody") == []


def test_a_later_write_stands(ann: Services) -> None:
    ann.log.save(saved("ann", None, experiments=[experiment("x1")]))
    stopped = experiment("x1", stopped_at=MONDAY)
    ann.log.save(saved("ann", None, experiments=[stopped]))
    assert ann.log.load_experiments("ann") == [stopped]


def test_the_running_one_comes_with_the_person_and_the_due_index(ann: Services) -> None:
    loaded = ann.log.load("ann", None)
    assert loaded is not None
    running = experiment("x1", told=3)
    agenda = replace(NO_AGENDA, switch_at=MONDAY)
    who = replace(loaded.person, experiment=running)
    ann.log.save(saved("ann", None, person=who, agenda=agenda, experiments=[experiment("x1")]))
    again = ann.log.load("ann", MONDAY)
    assert again is not None
    assert (again.person.experiment, again.agenda) == (running, agenda)
    due = [one for shard in range(8) for one in ann.messages.due(shard, MONDAY).people]
    assert [(one.person.id, one.person.experiment, one.agenda) for one in due] == [("ann", running, agenda)]


def test_a_log_does_not_read_those_that_are_over(ann: Services) -> None:
    ann.log.save(saved("ann", None, experiments=[experiment(f"x{number}") for number in range(30)]))
    ann.log.save(saved("ann", added=[kept(episode("e1"))]))
    loaded = ann.log.load("ann", None)
    assert loaded is not None
    assert [one.entry.id for one in loaded.kept] == ["e1"]


def test_a_write_that_is_refused_keeps_no_experiment(ann: Services) -> None:
    loaded = ann.log.load("ann", None)
    assert loaded is not None
    old = replace(loaded.person, version=9)
    with pytest.raises(Stale):
        ann.log.save(saved("ann", None, person=old, agenda=NO_AGENDA, experiments=[experiment("x1")]))
    assert ann.log.load_experiments("ann") == []


def test_an_erased_person_leaves_no_experiment(ann: Services) -> None:
    ann.log.save(
        saved("ann", None, experiments=[experiment("x1")], messages=[message("experiment", "experiment#x1#1")])
    )
    ann.log.save(saved("bob", None, experiments=[experiment("x1")]))
    ann.log.erase(person("ann"))
    assert ann.log.load_experiments("ann") == []
    assert len(ann.log.load_experiments("bob")) == 1
