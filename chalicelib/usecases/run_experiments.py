"""Start an experiment, read it with its result, stop it. One at a time."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from chalicelib.domain.errors import Conflict, Fault, InvalidInput, NotFound, NotSignedIn, Stale
from chalicelib.domain.experiment import (
    LONGEST,
    STARTS_WITHIN,
    USUAL_BLOCK_DAYS,
    USUAL_PAIRS,
    Experiment,
    ExperimentTrigger,
    pair_order,
)
from chalicelib.domain.finding import RANK
from chalicelib.domain.localtime import DAY, instant, local_date
from chalicelib.domain.person import Person
from chalicelib.domain.standing import Standing
from chalicelib.domain.switches import why_not
from chalicelib.domain.timeline import as_of
from chalicelib.ports import Services
from chalicelib.ports.log import Loaded, Save
from chalicelib.usecases.log_loading import open_log
from chalicelib.usecases.record_entry import ATTEMPTS

if TYPE_CHECKING:
    from chalicelib.domain.experiments.result import Result

DOCTOR_FIRST: Final = RANK["urgent"]
"""From this level on, what was logged comes first and an experiment waits [D]."""


class Wanted(Struct, frozen=True, kw_only=True):
    """What a person asks for; None is the usual, and the usual start is the next local date."""

    trigger: ExperimentTrigger
    block_days: int = USUAL_BLOCK_DAYS
    pairs: int = USUAL_PAIRS
    starts_on: date | None = None


class Shown(Struct, frozen=True, kw_only=True):
    """An experiment as of `now`. `result` is there once it is over: a look before the end would spoil it."""

    experiment: Experiment
    person: Person
    now: datetime
    result: "Result | None" = None


def start_experiment(services: Services, person_id: str, wanted: Wanted) -> Shown:
    """Draw the order and store it. Raises Conflict where one is under way, InvalidInput that names each field."""
    for _ in range(ATTEMPTS):
        now = services.clock()
        opened = open_log(services, person_id, now)
        person, loaded = opened.course.person, opened.loaded
        timeline = loaded.log.timeline(person, now)
        faults = _faults_of(wanted, local_date(now, person.zone))
        reason = why_not(wanted.trigger, timeline)
        if faults or reason:
            raise InvalidInput(*([Fault("trigger", reason)] if reason else []), *faults)
        _check_free(person, opened.course.standing)
        experiment = Experiment(
            id=services.new_id(),
            trigger=wanted.trigger,
            block_days=wanted.block_days,
            order=pair_order(services.draw(wanted.pairs)),
            starts_on=wanted.starts_on or local_date(now, person.zone) + DAY,
            created_at=now,
        )
        if _is_saved(services, loaded, replace(person, experiment=experiment), experiment, now):
            return Shown(experiment=experiment, person=person, now=now)
    raise Stale(person_id)


def stop_experiment(services: Services, person_id: str, experiment_id: str) -> Shown:
    """Stop it now; one that is stopped stays as it is. Raises NotFound, Conflict where it has ended by itself."""
    for _ in range(ATTEMPTS):
        now = services.clock()
        loaded, experiment = _find(services, person_id, experiment_id, now)
        person = loaded.person
        state = experiment.state(now, person.zone)
        if state == "finished":
            raise Conflict("this experiment has ended by itself")
        if state == "stopped":
            return _shown(services, person, experiment, now)
        stopped = replace(experiment, stopped_at=now)
        if _is_saved(services, loaded, replace(person, experiment=None), stopped, now):
            return _shown(services, person, stopped, now)
    raise Stale(person_id)


def read_experiment(services: Services, person_id: str, experiment_id: str) -> Shown:
    """One experiment, with its result once it is over. Raises NotFound."""
    now = services.clock()
    loaded, experiment = _find(services, person_id, experiment_id, now)
    return _shown(services, loaded.person, experiment, now)


def list_experiments(services: Services, person_id: str) -> list[Shown]:
    """Every experiment, the newest first, without the results."""
    now = services.clock()
    person = _load(services, person_id, now).person
    found = services.log.load_experiments(person_id)
    return [Shown(experiment=experiment, person=person, now=now) for experiment in found]


def _faults_of(wanted: Wanted, today: date) -> Sequence[Fault]:
    faults = []
    if wanted.starts_on is not None and not today <= wanted.starts_on <= today + STARTS_WITHIN * DAY:
        faults.append(Fault("starts_on", f"must be today or one of the next {STARTS_WITHIN} days"))
    if 2 * wanted.pairs * wanted.block_days > LONGEST:
        faults.append(Fault("block_days", f"makes it too long: pairs × 2 × block_days may be {LONGEST} days at most"))
    return faults


def _check_free(person: Person, standing: Standing) -> None:
    if person.experiment is not None:
        raise Conflict(f"an experiment is under way until {person.experiment.ends_on}; stop it first, or wait")
    if any(finding.rank >= DOCTOR_FIRST for finding in standing.findings):
        raise Conflict("something in your log asks for a doctor first; the experiment can wait")


def _is_saved(services: Services, loaded: Loaded, person: Person, experiment: Experiment, now: datetime) -> bool:
    at = None if person.experiment is None else max(now, experiment.next_switch_at(person.zone))
    agenda = replace(loaded.agenda, switch_at=at)
    try:
        services.log.save(Save(person_id=person.id, person=person, agenda=agenda, experiments=[experiment], at=now))
    except Stale:
        return False
    return True


def _find(services: Services, person_id: str, experiment_id: str, now: datetime) -> tuple[Loaded, Experiment]:
    # the person first: a stop is held against the version of the person that was read before the experiment
    loaded = _load(services, person_id, now)
    for experiment in services.log.load_experiments(person_id):
        if experiment.id == experiment_id:
            return loaded, experiment
    raise NotFound(experiment_id)


def _load(services: Services, person_id: str, since: datetime) -> Loaded:
    loaded = services.log.load(person_id, since)
    if loaded is None:
        raise NotSignedIn
    return loaded


def _shown(services: Services, person: Person, experiment: Experiment, now: datetime) -> Shown:
    if experiment.state(now, person.zone) not in ("finished", "stopped"):
        return Shown(experiment=experiment, person=person, now=now)
    from chalicelib.domain.experiments.result import read_result

    # a check-in may be written some days before or after the date that it is about
    since = instant(experiment.starts_on - 2 * DAY, datetime.min.time(), person.zone)
    loaded = _load(services, person.id, since)
    timeline = as_of(person.profile, loaded.log.entries, now)
    return Shown(experiment=experiment, person=person, now=now, result=read_result(experiment, timeline))
