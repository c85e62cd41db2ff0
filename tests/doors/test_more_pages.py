"""The pages of the triggers, of worry, of the one line, of the export and of the way out."""

import json
import re
from html import unescape
from typing import Any

import pytest

from tests.doors.browsing import Browser, hidden, location
from tests.doors.test_api_triggers import live
from tests.fakes.steady import ADDRESS, Steady

LINE = "left eyelid 3 min after coffee with grandma"


@pytest.fixture
def ann(steady: Steady) -> Browser:
    """Ann's browser."""
    browser = Browser(steady)
    browser.join()
    return browser


def entries(ann: Browser) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = ann.steady.json("GET", "/v1/entries", token=ann.cookies["__Host-steady"])["entries"]
    return found


@pytest.mark.parametrize("path", ["/triggers", "/worry", "/text", "/visit", "/export", "/export/csv", "/erase"])
def test_a_page_of_ones_own_asks_to_sign_in(steady: Steady, path: str) -> None:
    assert location(Browser(steady).get(path)) == "/sign-in"


@pytest.mark.parametrize("path", ["/worry", "/worry/offer", "/text", "/visit", "/erase"])
def test_a_form_that_is_not_ours_is_refused(ann: Browser, path: str) -> None:
    before = ann.steady.aws.items()
    assert ann.ask("POST", path, {"text": LINE, "sure": "yes", "offer": "no"}).status == 403
    assert ann.steady.aws.items() == before


def test_without_data_the_triggers_say_what_is_needed(ann: Browser) -> None:
    page = ann.get("/triggers").body.decode()
    assert "Not enough data yet to look for links." in page
    assert page.count("<details") == 8
    assert "No link found" not in page


def test_a_link_is_shown_with_its_counts_effect_and_interval(ann: Browser) -> None:
    token = ann.cookies["__Host-steady"]
    live(ann.steady, token, 60)
    links = ann.steady.json("GET", "/v1/triggers", token=token)["triggers"]
    page = unescape(ann.get("/triggers").body.decode())
    assert "often_together" in {link["verdict"] for link in links}
    assert "Often together for you" in page
    for link in links:
        assert link["text"] in page
        if link["effect"]:
            assert f"<td>{link['effect']['value']}</td>" in page
            assert f"<td>{link['interval']['low']} to {link['interval']['high']}</td>" in page
    assert 'href="/experiments"' in page
    assert re.findall(r"\bcaus(e|ed|es)\b", page) == []


@pytest.mark.parametrize(("given", "score", "is_offered"), [((0, 2), 2, False), ((1, 2), 3, True), ((3, 3), 6, True)])
def test_the_two_answers_are_kept_as_one_number(ann: Browser, given: Any, score: int, is_offered: bool) -> None:
    reply = ann.send("/worry", {"nervous": str(given[0]), "control": str(given[1])})
    assert location(reply) == "/worry"
    (entry,) = entries(ann)
    assert (entry["type"], entry["score"]) == ("screening", score)
    page = ann.get("/worry").body.decode()
    assert ("Samaritans" in page) == is_offered
    assert "Wednesday 23 December" in page


def test_the_questions_are_asked_at_most_monthly(ann: Browser) -> None:
    form = {**hidden(ann.get("/worry")), "nervous": "0", "control": "0"}
    assert "/worry" in ann.get("/today").body.decode()
    for _ in range(2):
        assert location(ann.ask("POST", "/worry", form)) == "/worry"
    assert location(ann.ask("POST", "/worry", {**form, "key": "other", "control": "3"})) == "/worry"
    assert [entry["score"] for entry in entries(ann)] == [0]
    assert 'href="/worry"' not in ann.get("/today").body.decode()
    ann.steady.clock.tick(days=31)
    assert 'href="/worry"' in ann.get("/today").body.decode()
    assert location(ann.send("/worry", {"nervous": "1", "control": "1"})) == "/worry"
    assert [entry["score"] for entry in entries(ann)] == [2, 0]


def test_the_questions_are_left_out_for_good_and_had_back(ann: Browser) -> None:
    assert location(ann.send("/worry/offer", {"offer": "no"}, "/worry")) == "/today"
    ann.steady.clock.tick(days=60)
    assert 'href="/worry"' not in ann.get("/today").body.decode()
    assert location(ann.send("/worry/offer", {"offer": "yes"}, "/worry")) == "/worry"
    assert 'href="/worry"' in ann.get("/today").body.decode()


def test_nobody_is_asked_about_worry_beside_a_warning(ann: Browser) -> None:
    ann.send("/symptom", {"name": "swallowing", "onset": "weeks"})
    assert 'href="/worry"' not in ann.get("/today").body.decode()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"nervous": "1"}, "control"),
        ({"nervous": "4", "control": "1"}, "nervous"),
        ({"nervous": "-1", "control": "1"}, "nervous"),
        ({"nervous": ["1", "2"], "control": "1"}, "nervous"),
        ({"nervous": "1", "control": "1", "score": "6"}, "score"),
    ],
)
def test_answers_that_cannot_be(ann: Browser, fields: Any, field: str) -> None:
    reply = ann.send("/worry", fields)
    page = reply.body.decode()
    assert reply.status == 422
    assert f'id="{field}-fault"' in page or f"<li>{field}: is not a field" in page
    assert entries(ann) == []


def test_a_line_is_logged_and_the_page_says_what_it_understood(ann: Browser) -> None:
    lead = location(ann.send("/text", {"text": LINE}))
    page = unescape(ann.get(lead).body.decode())
    for said in (
        "Twitch: left eyelid",
        "3 minutes",
        "Caffeine",
        f"“{LINE}”",
        "Not used: grandma",
        "Nothing you logged",
    ):
        assert said in page
    (entry,) = entries(ann)
    assert (entry["area"], entry["minutes"], entry["note"]) == ("eyelid", 3, LINE)
    undo = re.search(r'action="(/logged/\w+)"', page)
    assert undo
    assert location(ann.ask("POST", undo[1], hidden(ann.get(lead)))) == "/log"
    assert entries(ann) == []
    assert ann.get(lead).status == 404


def test_a_line_sent_twice_is_one_entry(ann: Browser) -> None:
    form = {**hidden(ann.get("/text")), "text": LINE}
    assert location(ann.ask("POST", "/text", form)) == location(ann.ask("POST", "/text", form))
    assert ann.ask("POST", "/text", {**form, "text": "right thumb"}).status == 422
    assert len(entries(ann)) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Is needed"),
        ("my back for 5 min", "could be upper back or lower back"),
        ("x" * 501, "500"),
        ("my left hand is weak", "symptom"),
        ("</p><script>alert(1)</script>", "&lt;script&gt;"),
        ("left eyelid in 2031 at 3", ""),
    ],
)
def test_a_line_that_is_not_clear_comes_back_with_what_to_add(ann: Browser, text: str, said: str) -> None:
    reply = ann.send("/text", {"text": text})
    page = reply.body.decode()
    assert reply.status == 422
    assert 'id="text-fault"' in page
    assert said in page
    assert "<script>" not in page
    assert entries(ann) == []


def test_what_was_understood_is_told_of_ones_own_twitches_only(ann: Browser) -> None:
    lead = location(ann.send("/text", {"text": LINE}))
    bob = Browser(ann.steady)
    bob.cookies["__Host-steady"] = ann.steady.join("bob@example.org")
    assert bob.get(lead).status == 404
    other = location(ann.send("/check-in", {"stress": "2"})).removeprefix("/logged/")
    assert ann.get(f"/text?entry={other}").status == 404


def test_a_visit_is_logged_in_the_persons_zone(ann: Browser) -> None:
    fields = {"who": "Dr Ray", "exam": "normal", "emg": "normal", "when": "2026-10-20T10:00"}
    lead = location(ann.send("/visit", fields))
    assert ann.get(lead).status == 200
    (entry,) = entries(ann)
    assert (entry["type"], entry["exam"], entry["emg"]) == ("visit", "normal", "normal")
    assert entry["at"] == "2026-10-20T10:00:00+01:00"
    location(ann.send("/visit", {"exam": "not_done", "emg": "not_done"}))
    assert len(entries(ann)) == 2


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"exam": "fine"}, "exam"),
        ({"when": "soon"}, "when"),
        ({"when": "2031-01-01T10:00"}, "when"),
        ({"when": "1850-01-01T10:00"}, "when"),
        ({"who": "x" * 201}, "who"),
        ({"fee": "9"}, "fee"),
    ],
)
def test_a_visit_that_cannot_be(ann: Browser, fields: Any, field: str) -> None:
    reply = ann.send("/visit", {"exam": "normal", "emg": "normal", **fields})
    page = reply.body.decode()
    assert reply.status == 422
    assert f'id="{field}-fault"' in page or f"<li>{field}: is not a field" in page
    assert entries(ann) == []


def test_each_file_is_the_one_that_the_api_hands_out(ann: Browser) -> None:
    ann.send("/log", {"area": "calf"})
    leads = re.findall(r'href="/export/(\w+)"', ann.get("/export").body.decode())
    assert {"csv", "timeline", "fhir"} <= set(leads)
    for wanted in leads:
        page = ann.get(f"/export/{wanted}")
        asked = ann.steady.ask("GET", f"/v1/export?format={wanted}", token=ann.cookies["__Host-steady"])
        assert (page.status, page.body) == (200, asked.body)
        headers = {name: value for name, value in page.headers if name != "Set-Cookie"}
        assert headers["Content-Disposition"].startswith("attachment")
        assert headers["Cache-Control"] == "no-store"
    assert ann.get("/export/exe").status == 404


def test_erasing_asks_for_a_tick_and_leaves_nothing(ann: Browser) -> None:
    ann.send("/log", {"area": "calf"})
    page = ann.get("/erase").body.decode()
    assert ADDRESS in page
    assert "35 days" in page
    refused = ann.send("/erase", {})
    assert refused.status == 422
    assert b'id="sure-fault"' in refused.body
    assert ann.send("/erase", {"sure": "no"}).status == 422
    assert len(entries(ann)) == 1
    kept = dict(ann.cookies)
    assert location(ann.send("/erase", {"sure": "yes"})) == "/erased"
    assert "35 days" in ann.get("/erased").body.decode()
    assert "__Host-steady" not in ann.cookies
    assert location(Browser(ann.steady, kept).get("/log")) == "/sign-in"
    left = [item for item in ann.steady.aws.items() if not item["pk"]["S"].startswith("R#")]
    assert json.dumps(left) == "[]"
