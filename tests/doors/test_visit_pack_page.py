"""The visit pack as a page: what stands on it, whose it is, and what hostile words cannot do there."""

from typing import Any

import pytest

from tests.doors.browsing import Browser, location
from tests.fakes.steady import Steady
from tests.unit.reading.visible import seen_in

HOUR = "2026-11-20T{:02}:00:00+00:00"


@pytest.fixture
def ann(steady: Steady) -> Browser:
    """Ann's browser."""
    browser = Browser(steady)
    browser.join()
    return browser


def imported(browser: Browser, entries: list[dict[str, Any]], **person: Any) -> None:
    """Entries in Ann's log, beside her session, as another device of hers would bring them."""
    steady = browser.steady
    steady.json("POST", "/v1/sign-in", {"email": "ann@example.org"}, status=202)
    token = steady.json("POST", "/v1/confirm", {"token": steady.link_token()}, status=201)["token"]
    document = {
        "format": "steady.timeline/1", "person": {"timezone": "Europe/London", **person},
        "entries": [{"received_at": entry["at"], **entry} for entry in entries], "until": HOUR.format(23),
    }  # fmt: skip
    steady.json("POST", "/v1/import", document, token=token)


def test_a_stranger_is_asked_to_sign_in(steady: Steady) -> None:
    assert location(Browser(steady).get("/visit-pack")) == "/sign-in"


def test_an_empty_log_says_so(ann: Browser) -> None:
    reply = ann.get("/visit-pack")
    said = seen_in(reply.body.decode())
    assert reply.status == 200
    assert "No episode of twitching is in the log." in said
    assert "Your log is empty." in said
    assert "none of the warning signs that Steady looks for" in said


def test_the_page_tells_the_log_and_what_to_expect(ann: Browser) -> None:
    imported(
        ann,
        [
            {"id": "e1", "type": "episode", "at": HOUR.format(9), "area": "thumb", "side": "right", "minutes": 2.5},
            {"id": "e2", "type": "episode", "at": HOUR.format(10), "area": "calf", "intensity": 4,
             "note": "at the desk"},
            {"id": "s1", "type": "symptom", "at": HOUR.format(11), "name": "weakness", "onset": "weeks",
             "area": "hand", "side": "left", "severity": 3, "note": "dropped a cup"},
            {"id": "m1", "type": "medicine", "at": HOUR.format(8), "name": "Tablet", "class": "ppi", "action": "start"},
            {"id": "v1", "type": "visit", "at": HOUR.format(12), "who": "Dr Grey", "exam": "normal"},
            {"id": "q1", "type": "screening", "at": HOUR.format(13), "tool": "GAD-2", "score": 2},
        ],
        birth_year=1980, sex="female", pregnant=True, conditions=["kidney_disease"], fluid_limit_litres=1.5,
    )  # fmt: skip
    said = seen_in(ann.get("/visit-pack").body.decode())
    for line in (
        "Made by Steady on 23 Nov 2026",
        "The person logged all of this themselves, and nobody has checked it.",
        "born 1980 · female · pregnant · conditions: kidney disease · own fluid limit 1.5 litres a day",
        "20 Nov 2026, right thumb; 3 days before this page was made",
        "bulbar 0, cervical 1, thoracic 0, lumbosacral 1",
        "Weakness, left hand",
        "“dropped a cup”",
        "2 of 6 on 20 Nov 2026",
        "Right thumb · 2.5 min",
        "Medicine: Tablet (PPI) started",
        "Visit: Dr Grey, examination normal, EMG not done",
        "at the desk",
        "Nerve conduction",
        "electrolytes",
    ):
        assert line in said, line


def test_every_entry_that_stands_is_in_the_log_once(ann: Browser) -> None:
    entries = [
        {"id": f"e{number}", "type": "episode", "at": HOUR.format(number), "area": "calf", "note": f"note {number}."}
        for number in range(20)
    ]
    imported(ann, entries)
    said = ann.get("/visit-pack").body.decode()
    assert [said.count(f"note {number}.") for number in range(20)] == [1] * 20
