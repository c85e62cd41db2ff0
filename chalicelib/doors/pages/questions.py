"""The page on which a question of Steady's is answered with yes or no. Opening it changes nothing."""

from typing import Any

from chalice.app import Blueprint, Response

from chalicelib.doors.answers import assessment_document
from chalicelib.doors.pages.entrance import by_field, checked_form
from chalicelib.doors.pages.sessions import Browser
from chalicelib.doors.pages.showing import go, page, show
from chalicelib.doors.payloads import draft_of
from chalicelib.usecases.read_log import read_assessment
from chalicelib.usecases.record_entry import record_entries

question_pages = Blueprint(__name__)


@page(question_pages, "/questions", "GET")
def questions(browser: Browser) -> Response:
    """Every question that waits, each with its two buttons."""
    return _questions_page(browser, {})


@page(question_pages, "/questions", "POST")
def post_questions(browser: Browser) -> Response:
    """Log the answer, and show what stands after it."""
    person_id = browser.sign_in().person_id
    draft = draft_of({**checked_form(browser), "type": "answer"}, is_form=True)
    result = record_entries(browser.call.services, person_id, [draft]).results[0]
    if result.kept is None:
        return _questions_page(browser, by_field(result.faults), 422)
    return go(browser, f"/logged/{result.kept.entry.id}")


def _questions_page(browser: Browser, faults: dict[str, str], status: int = 200) -> Response:
    services = browser.call.services
    assessment, country = read_assessment(services, browser.sign_in().person_id)
    asked: list[dict[str, Any]] = assessment_document(assessment, country, is_full=True)["questions"]
    keyed = [{**question, "key": services.new_id()} for question in asked]
    return show(browser, "questions", status, questions=keyed, faults=faults)
