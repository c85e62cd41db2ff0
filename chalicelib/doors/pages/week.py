"""The page of a week."""

from chalice.app import Blueprint, Response

from chalicelib.doors.pages.sessions import Browser
from chalicelib.doors.pages.showing import page, show
from chalicelib.doors.queries import read_week as week_asked

week_page = Blueprint(__name__)


@page(week_page, "/week", "GET")
def week(browser: Browser) -> Response:
    """The week that is named, or the one that goes on."""
    from chalicelib.adapters.week_page import week_values
    from chalicelib.usecases.read_week import read_week

    person_id = browser.sign_in().person_id
    read = read_week(browser.call.services, person_id, week_asked(browser.call.query))
    return show(browser, "week", **week_values(read))
