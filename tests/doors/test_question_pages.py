"""Questions by HTTP: listed with the assessment, answered on a page with yes or no."""

from typing import Any

import pytest

from tests.doors.browsing import Browser, location
from tests.fakes.steady import Steady


@pytest.fixture
def ann(steady: Steady) -> Browser:
    """Ann's browser; she logged a twitch and then a check-in that says that there was none."""
    browser = Browser(steady)
    browser.join()
    browser.send("/log", {"area": "calf", "minutes": "3"})
    steady.clock.tick(hours=1)
    browser.send("/check-in", {"twitched": "false"})
    return browser


def text(browser: Browser, path: str) -> str:
    return browser.get(path).body.decode()


def test_the_question_is_shown_and_opening_it_changes_nothing(ann: Browser) -> None:
    assert "/questions" in text(ann, "/today")
    before = ann.steady.aws.items()
    page = text(ann, "/questions")
    assert "Is it right that you logged twitching on" in page
    assert "says that there was none" in page
    assert ann.steady.aws.items() == before


@pytest.mark.parametrize(
    ("continued", "areas"),
    [
        pytest.param("true", "calf on 1 day", id="yes-keeps-the-twitch"),
        pytest.param("false", "No twitching is in your log", id="no-takes-it-out"),
    ],
)
def test_an_answer_ends_the_question(ann: Browser, continued: str, areas: str) -> None:
    logged = location(ann.send("/questions", {"continued": continued}))
    assert "Answer" in text(ann, logged)
    assert "There is no question for you now." in text(ann, "/questions")
    assert areas in text(ann, "/today")


def test_a_no_can_be_undone(ann: Browser) -> None:
    logged = location(ann.send("/questions", {"continued": "false"}))
    ann.send(logged, {}, logged)
    assert "calf on 1 day" in text(ann, "/today")


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"continued": "perhaps"}, id="neither-yes-nor-no"),
        pytest.param({"continued": "true", "question": "other"}, id="another-question"),
        pytest.param({"continued": "true", "targets": ""}, id="no-target"),
    ],
)
def test_what_is_no_answer_is_shown_with_its_fault(ann: Browser, fields: dict[str, str]) -> None:
    assert ann.send("/questions", fields).status == 422
    assert "Is it right" in text(ann, "/questions")


def test_a_foreign_form_answers_nothing(ann: Browser) -> None:
    assert ann.send("/questions", {"continued": "false", "csrf": "x"}).status == 403


def test_the_page_asks_for_a_session(steady: Steady) -> None:
    assert Browser(steady).get("/questions").status in (303, 401)


def test_the_api_lists_what_to_answer(steady: Steady) -> None:
    token = steady.join()

    def log(fields: dict[str, Any]) -> Any:
        steady.clock.tick(hours=1)
        return steady.json("POST", "/v1/entries", {"type": "symptom", **fields}, token=token, status=201)["entry"]

    weak = log({"name": "weakness", "onset": "weeks", "area": "hand"})
    denied = log({"type": "check_in", "absent": ["weakness"]})
    full = steady.json("GET", "/v1/assessment", token=token)
    (question,) = full["questions"]
    assert question["question"] == "conflict"
    assert question["targets"] == [weak["id"]]
    assert question["entries"] == [weak["id"], denied["id"]]
    answer = {"type": "answer", "question": "conflict", "targets": question["targets"], "continued": False}
    steady.json("POST", "/v1/entries", answer, token=token, status=201)
    after = steady.json("GET", "/v1/assessment", token=token)
    assert (after["questions"], after["findings"]) == ([], [])
