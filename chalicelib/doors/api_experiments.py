"""Guided experiments by HTTP: start one, read the plan and the result, stop it."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from chalice.app import Blueprint, Response
from msgspec import Struct

from chalicelib.adapters.documents import read_record, wire_fields
from chalicelib.domain.entries import Between
from chalicelib.domain.errors import Fault, InvalidInput
from chalicelib.domain.experiment import (
    LEAST_BLOCK_DAYS,
    LEAST_PAIRS,
    MOST_BLOCK_DAYS,
    MOST_PAIRS,
    USUAL_BLOCK_DAYS,
    USUAL_PAIRS,
    WASHOUT_DAYS,
    Block,
    Experiment,
    ExperimentTrigger,
)
from chalicelib.domain.experiments.plans import TRIALS
from chalicelib.domain.localtime import brief_text, local_date
from chalicelib.domain.switches import wants_switches
from chalicelib.doors.payloads import from_form, read_body
from chalicelib.doors.problems import answer
from chalicelib.doors.requests import Call, route
from chalicelib.usecases.run_experiments import (
    Shown,
    Wanted,
    list_experiments,
    read_experiment,
    start_experiment,
    stop_experiment,
)

experiments = Blueprint(__name__)


class Request(Struct, frozen=True, kw_only=True):
    """The fields of a request to start one."""

    trigger: ExperimentTrigger
    block_days: Annotated[int, Between(LEAST_BLOCK_DAYS, MOST_BLOCK_DAYS)] = USUAL_BLOCK_DAYS
    pairs: Annotated[int, Between(LEAST_PAIRS, MOST_PAIRS)] = USUAL_PAIRS
    starts_on: date | None = None


@route(experiments, "/v1/experiments", ["POST"])
def post_experiment(call: Call) -> Response:
    """Start one: the order is drawn and stored."""
    wanted = read_wanted(*read_body(call.content_type, call.body))
    return answer(201, experiment_document(start_experiment(call.services, call.person_id, wanted)))


@route(experiments, "/v1/experiments", ["GET"])
def get_experiments(call: Call) -> Response:
    """Every experiment, the newest first, each without its result."""
    found = list_experiments(call.services, call.person_id)
    return answer(200, {"experiments": [experiment_document(shown) for shown in found]})


@route(experiments, "/v1/experiments/{experiment_id}", ["GET"])
def get_experiment(call: Call, experiment_id: str) -> Response:
    """One, with its result once it is over."""
    return answer(200, experiment_document(read_experiment(call.services, call.person_id, experiment_id)))


@route(experiments, "/v1/experiments/{experiment_id}/stop", ["POST"])
def post_stop(call: Call, experiment_id: str) -> Response:
    """Stop it now."""
    return answer(200, experiment_document(stop_experiment(call.services, call.person_id, experiment_id)))


def read_wanted(value: Any, is_form: bool) -> Wanted:
    """What is asked for, from JSON or a form. Raises InvalidInput that names each field."""
    if not isinstance(value, dict):
        raise InvalidInput(Fault("", "must be an object"))
    given: Mapping[str, Any] = from_form(value, wire_fields(Request)) if is_form else value
    values, faults = read_record(Request, given)
    if faults:
        raise InvalidInput(*(Fault(fault.field, fault.message + _reason(fault, given)) for fault in faults))
    return Wanted(**values)


def _reason(fault: Fault, given: Mapping[str, Any]) -> str:
    value = given.get(fault.field)
    if fault.field == "pairs" and isinstance(value, int | float) and value < LEAST_PAIRS:
        return "; with fewer, no result could be told from the draw"
    return "; a medicine is never tried" if fault.field == "trigger" and value is not None else ""


def experiment_document(shown: Shown) -> dict[str, Any]:
    """An experiment under the names of docs/experiments.md."""
    experiment, zone = shown.experiment, shown.person.zone
    state, today = experiment.state(shown.now, zone), local_date(shown.now, zone)
    trial = TRIALS[experiment.trigger]
    under_way = state in ("planned", "running")
    return {
        "id": experiment.id,
        "trigger": experiment.trigger,
        "state": state,
        "block_days": experiment.block_days,
        "pairs": experiment.pairs,
        "starts_on": experiment.starts_on,
        "ends_on": experiment.ends_on,
        "created_at": brief_text(experiment.created_at),
        "stopped_at": brief_text(experiment.stopped_at) if experiment.stopped_at else None,
        "stopped_because": experiment.stopped_because,
        "washout_days": WASHOUT_DAYS,
        "evidence": trial.evidence,
        "care": trial.care or None,
        "mails": under_way and wants_switches(shown.person),
        "today": _today(experiment, today) if state == "running" else None,
        "blocks": [_block_document(experiment, block) for block in experiment.blocks],
        "result": _result(shown),
    }


def _result(shown: Shown) -> dict[str, Any] | None:
    if shown.result is None:
        return None
    from chalicelib.doors.experiment_results import result_document

    return result_document(shown.experiment, shown.result)


def _today(experiment: Experiment, on: date) -> dict[str, Any] | None:
    block = experiment.block_on(on)
    if block is None:
        return None
    return {**_block_document(experiment, block), "day": (on - block.from_).days + 1}


def _block_document(experiment: Experiment, block: Block) -> dict[str, Any]:
    plan = TRIALS[experiment.trigger].plan(is_with=block.is_with)
    side = "with" if block.is_with else "without"
    return {"number": block.number, "days": side, "from": block.from_, "to": block.to, "plan": plan}
