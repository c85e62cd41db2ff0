"""The page on which an address is changed: told to the old one, confirmed at the new one."""

from typing import Any

from chalice.app import Blueprint, Response

from chalicelib.domain.errors import Fault, InvalidInput
from chalicelib.doors.api_people import read_address
from chalicelib.doors.pages.entrance import by_field, checked_form
from chalicelib.doors.pages.sessions import Browser
from chalicelib.doors.pages.settings_fields import unknown_in
from chalicelib.doors.pages.showing import go, page, show
from chalicelib.usecases.change_person import read_person
from chalicelib.usecases.move_address import change_with_address

move_pages = Blueprint(__name__)


@page(move_pages, "/settings/address", "GET")
def address(browser: Browser) -> Response:
    """The address, the one that waits to be confirmed, and the form for another."""
    return _address_page(browser, {}, ())


@page(move_pages, "/settings/address", "POST")
def post_address(browser: Browser) -> Response:
    """Ask for another address; one's own takes an earlier asking back."""
    call, person_id = browser.call, browser.sign_in().person_id
    given = checked_form(browser)
    unknown = tuple(unknown_in(given, ("email",)))
    try:
        asked = read_address(given)
    except InvalidInput as error:
        return _address_page(browser, given, (*error.faults, *unknown), 422)
    if unknown:
        return _address_page(browser, given, unknown, 422)
    change_with_address(call.services, person_id, asked, call.source, lambda person: person)
    return go(browser, "/settings/address")


def _address_page(browser: Browser, given: dict[str, Any], faults: tuple[Fault, ...], status: int = 200) -> Response:
    services = browser.call.services
    person = read_person(services, browser.sign_in().person_id)
    moving = person.moving if person.moving and person.moving.expires_at > services.clock() else None
    values: dict[str, Any] = {"present": person.address, "moving": moving, "given": given, "faults": by_field(faults)}
    return show(browser, "settings_address", status, **values)
