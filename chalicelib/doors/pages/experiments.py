"""The pages of an experiment: what can be tried, the plan with today's block, the result, and the way to stop."""

from contextlib import suppress
from typing import Any

from chalice.app import Blueprint, Response
from msgspec.structs import replace

from chalicelib.domain.errors import Conflict, Fault, InvalidInput
from chalicelib.domain.experiments.plans import TRIALS
from chalicelib.domain.switches import wants_switches
from chalicelib.doors.api_experiments import experiment_document, read_wanted
from chalicelib.doors.pages.entrance import by_field, checked_form
from chalicelib.doors.pages.sessions import Browser
from chalicelib.doors.pages.showing import go, page, show
from chalicelib.usecases.change_person import read_person
from chalicelib.usecases.run_experiments import list_experiments, read_experiment, start_experiment, stop_experiment

experiment_pages = Blueprint(__name__)


@page(experiment_pages, "/experiments", "GET")
def experiments(browser: Browser) -> Response:
    """The experiments so far, and the form to start one."""
    return _start_page(browser, {}, ())


@page(experiment_pages, "/experiments", "POST")
def post_experiments(browser: Browser) -> Response:
    """Start one."""
    person_id = browser.sign_in().person_id
    given = checked_form(browser)
    try:
        started = start_experiment(browser.call.services, person_id, read_wanted(given, is_form=True))
    except InvalidInput as error:
        return _start_page(browser, given, error.faults, 422)
    except Conflict as error:
        return _start_page(browser, given, (Fault("", str(error)),), 422)
    return go(browser, f"/experiments/{started.experiment.id}")


@page(experiment_pages, "/experiments/{experiment_id}", "GET")
def experiment(browser: Browser, experiment_id: str) -> Response:
    """The plan, and the result once it is over."""
    shown = read_experiment(browser.call.services, browser.sign_in().person_id, experiment_id)
    name = TRIALS[shown.experiment.trigger].name
    return show(browser, "experiment", found=experiment_document(shown), tried=name)


@page(experiment_pages, "/experiments/{experiment_id}", "POST")
def post_experiment_stop(browser: Browser, experiment_id: str) -> Response:
    """Stop it."""
    person_id = browser.sign_in().person_id
    checked_form(browser)
    # one that has ended by itself meanwhile needs no stop: its page shows the result
    with suppress(Conflict):
        stop_experiment(browser.call.services, person_id, experiment_id)
    return go(browser, f"/experiments/{experiment_id}")


def _start_page(browser: Browser, given: dict[str, Any], faults: tuple[Fault, ...], status: int = 200) -> Response:
    services, person_id = browser.call.services, browser.sign_in().person_id
    found = [experiment_document(shown) for shown in list_experiments(services, person_id)]
    current = next((one for one in found if one["state"] in ("planned", "running")), None)
    shown = by_field(tuple(replace(fault, message=_sentence(fault.message)) for fault in faults))
    mails = wants_switches(read_person(services, person_id))
    values: dict[str, Any] = {"given": given, "faults": shown, "found": found, "current": current, "mails": mails}
    return show(browser, "experiments", status, **values, trials=TRIALS)


def _sentence(message: str) -> str:
    return message if message.endswith(".") else f"{message}."
