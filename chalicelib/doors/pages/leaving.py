"""Taking everything along, and erasing it."""

from typing import Final

from chalice.app import Blueprint, Response

from chalicelib.domain.errors import NotFound
from chalicelib.doors.api_export import FORMATS, export_answer
from chalicelib.doors.pages.entrance import checked_form
from chalicelib.doors.pages.sessions import Browser
from chalicelib.doors.pages.showing import go, page, show
from chalicelib.usecases.change_person import erase_person, read_person

leaving_pages = Blueprint(__name__)
FILES: Final = {
    "pdf": ("To hand to a doctor", "One page to print (PDF)."),
    "csv": ("For a table", "Opens in a spreadsheet (CSV)."),
    "timeline": (
        "All of it, as logged",
        "Can be taken in again by Steady (JSON). What you changed or deleted is in it.",
    ),
    "fhir": ("For a clinic’s computer", "A bundle that other health systems can read (FHIR)."),
}
NOT_SURE: Final = "tick the box first, if you are sure"


@page(leaving_pages, "/export", "GET")
def export(browser: Browser) -> Response:
    """The files that there are."""
    browser.sign_in()
    return show(browser, "export", files={name: words for name, words in FILES.items() if name in FORMATS})


@page(leaving_pages, "/export/{wanted}", "GET")
def export_file(browser: Browser, wanted: str) -> Response:
    """One of them."""
    person_id = browser.sign_in().person_id
    if wanted not in FORMATS:
        raise NotFound(wanted)
    return export_answer(browser.call, person_id, wanted)


@page(leaving_pages, "/erase", "GET")
def erase(browser: Browser) -> Response:
    """Ask once more; opening it changes nothing."""
    return _erase_page(browser, {})


@page(leaving_pages, "/erase", "POST")
def post_erase(browser: Browser) -> Response:
    """Erase everything, and end the session."""
    person_id = browser.sign_in().person_id
    given = checked_form(browser)
    if given != {"sure": "yes"}:
        return _erase_page(browser, {"sure": NOT_SURE}, 422)
    erase_person(browser.call.services, person_id)
    return go(browser, "/erased", browser.cookies(is_over=True))


@page(leaving_pages, "/erased", "GET")
def erased(browser: Browser) -> Response:
    """What is left: nothing here, and backups for a while."""
    return show(browser, "erased", has_form=False)


def _erase_page(browser: Browser, faults: dict[str, str], status: int = 200) -> Response:
    person = read_person(browser.call.services, browser.sign_in().person_id)
    return show(browser, "erase", status, faults=faults, address=person.address)
