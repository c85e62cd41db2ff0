"""The two questions about worry (GAD-2): optional, at most monthly, and left out for good by whoever wants that."""

from typing import Any, Final

from chalice.app import Blueprint, Response

from chalicelib.domain.care import crisis_lines
from chalicelib.domain.errors import Fault
from chalicelib.doors.pages.entrance import by_field, checked_form
from chalicelib.doors.pages.sessions import Browser
from chalicelib.doors.pages.settings_fields import unknown_in
from chalicelib.doors.pages.showing import go, page, show
from chalicelib.doors.payloads import draft_of
from chalicelib.usecases.read_worry import read_worry, set_worry
from chalicelib.usecases.record_entry import record_entries

worry_pages = Blueprint(__name__)
ASKED: Final = {
    "nervous": "Feeling nervous, anxious or on edge",
    "control": "Not being able to stop or control worrying",
}
"""The two questions of GAD-2, in its own words [M]."""
ANSWERS: Final = (
    ("0", "Not at all"),
    ("1", "Several days"),
    ("2", "More than half the days"),
    ("3", "Nearly every day"),
)


@page(worry_pages, "/worry", "GET")
def worry(browser: Browser) -> Response:
    """The questions, or when they come again."""
    return _worry_page(browser, {}, ())


@page(worry_pages, "/worry", "POST")
def post_worry(browser: Browser) -> Response:
    """Log the sum of both answers. Within a month of the last ones, nothing is logged."""
    person_id = browser.sign_in().person_id
    given = checked_form(browser)
    faults = unknown_in(given, (*ASKED, "key"))
    known = {code for code, _ in ANSWERS}
    faults += [Fault(name, "choose one of the four") for name in ASKED if str(given.get(name)) not in known]
    if faults:
        return _worry_page(browser, given, tuple(faults), 422)
    if read_worry(browser.call.services, person_id).again_on is None:
        score = sum(int(given[name]) for name in ASKED)
        draft = draft_of({"type": "screening", "score": score, "key": given.get("key")})
        result = record_entries(browser.call.services, person_id, [draft]).results[0]
        if result.kept is None:
            return _worry_page(browser, given, result.faults, 422)
    return go(browser, "/worry")


@page(worry_pages, "/worry/offer", "POST")
def post_offer(browser: Browser) -> Response:
    """Never lead to the questions again, or do."""
    person_id = browser.sign_in().person_id
    is_on = checked_form(browser).get("offer") == "yes"
    set_worry(browser.call.services, person_id, on=is_on)
    return go(browser, "/worry" if is_on else "/today")


def _worry_page(browser: Browser, given: dict[str, Any], faults: tuple[Fault, ...], status: int = 200) -> Response:
    services = browser.call.services
    stands = read_worry(services, browser.sign_in().person_id)
    values: dict[str, Any] = {"asked": ASKED, "answers": ANSWERS, "given": given, "faults": by_field(faults)}
    lines = crisis_lines(stands.country)
    return show(browser, "worry", status, stands=stands, lines=lines, key=services.new_id(), **values)
