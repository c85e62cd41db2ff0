"""The page that a notice of a new address leads to: keep the one you have."""

from chalice.app import Blueprint, Response

from chalicelib.domain.errors import NotFound, NotSignedIn
from chalicelib.doors.pages.entrance import checked_form
from chalicelib.doors.pages.sessions import Browser
from chalicelib.doors.pages.showing import page, show
from chalicelib.usecases.move_address import keep_address

address_pages = Blueprint(__name__)


@page(address_pages, "/keep-address", "GET")
def keep(browser: Browser) -> Response:
    """Only a button, whatever the token is: a mail scanner may come by."""
    return show(browser, "keep_address", token=browser.call.query.get("token", ""), done=None)


@page(address_pages, "/keep-address", "POST")
def post_keep(browser: Browser) -> Response:
    """Take the change back; pressed twice, it says that none is waiting."""
    token = str(checked_form(browser).get("token", ""))
    try:
        done = keep_address(browser.call.services, token)
    except NotSignedIn as error:
        raise NotFound from error
    return show(browser, "keep_address", token="", done=done)
