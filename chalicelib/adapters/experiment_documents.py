"""Experiments as the timeline carries them: how each was drawn, and how it ended where it was stopped."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from chalicelib.adapters.documents import read_record, wire_fields
from chalicelib.domain.errors import Fault
from chalicelib.domain.experiment import (
    LEAST_BLOCK_DAYS,
    LEAST_PAIRS,
    MOST_BLOCK_DAYS,
    MOST_PAIRS,
    Experiment,
    pair_order,
)
from chalicelib.domain.localtime import brief_text, is_reckonable

MOST: Final = 1000


def experiment_documents(experiments: Sequence[Experiment]) -> list[dict[str, Any]]:
    """The oldest first. What has been told of one is no part of its history."""
    return [_document(one) for one in sorted(experiments, key=lambda one: (one.created_at, one.id))]


def read_experiments(given: Any, faults: list[Fault]) -> tuple[Experiment, ...]:
    """The experiments of a timeline; what is wrong is added to `faults` by its path, `experiments[0].order`."""
    if given is None:
        return ()
    if not isinstance(given, list) or len(given) > MOST:
        faults.append(Fault("experiments", f"must be a list of at most {MOST}"))
        return ()
    found = [_read(item, f"experiments[{place}]", faults) for place, item in enumerate(given)]
    names = [one.id for one in found if one]
    if len(set(names)) < len(names):
        faults.append(Fault("experiments", "an id stands twice"))
    return tuple(one for one in found if one)


def _document(experiment: Experiment) -> dict[str, Any]:
    stopped = experiment.stopped_at
    values = {
        "id": experiment.id,
        "trigger": experiment.trigger,
        "block_days": experiment.block_days,
        "order": list(experiment.order),
        "starts_on": experiment.starts_on.isoformat(),
        "created_at": brief_text(experiment.created_at),
        "stopped_at": brief_text(stopped) if stopped else None,
        "stopped_because": experiment.stopped_because,
    }
    return {name: value for name, value in values.items() if value is not None}


def _read(item: Any, path: str, faults: list[Fault]) -> Experiment | None:
    if not isinstance(item, dict):
        faults.append(Fault(path, "must be an object"))
        return None
    known: Mapping[str, Any] = wire_fields(Experiment)
    given = {name: value for name, value in item.items() if name in known and name != "told" and value is not None}
    values, found = read_record(Experiment, given, f"{path}.")
    found = found or [Fault(f"{path}.{name}", words) for name, words in _faults(Experiment(**values))]
    faults += found
    return None if found else Experiment(**values)


def _faults(experiment: Experiment) -> list[tuple[str, str]]:
    found = []
    if not 1 <= len(experiment.id) <= 200:
        found.append(("id", "must be 1 to 200 characters"))
    if not LEAST_BLOCK_DAYS <= experiment.block_days <= MOST_BLOCK_DAYS:
        found.append(("block_days", f"must be a whole number from {LEAST_BLOCK_DAYS} to {MOST_BLOCK_DAYS}"))
    order = experiment.order
    if not LEAST_PAIRS <= experiment.pairs <= MOST_PAIRS or order != pair_order(order[::2]):
        found.append(("order", f"must be {LEAST_PAIRS} to {MOST_PAIRS} pairs, each of one true and one false"))
    moments = (("created_at", experiment.created_at), ("starts_on", experiment.starts_on))
    stopped = (("stopped_at", experiment.stopped_at),) if experiment.stopped_at else ()
    found += [(name, "lies too far away") for name, at in (*moments, *stopped) if not is_reckonable(at)]
    return found
