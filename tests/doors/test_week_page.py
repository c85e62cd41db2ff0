"""The page of a week: the numbers of the log in words and pictures, and the way to the weeks beside it."""

from html.parser import HTMLParser

import pytest

from tests.doors.browsing import Browser, location
from tests.doors.test_api_triggers import live
from tests.fakes.steady import Steady


class Seen(HTMLParser):
    """The numbers that the page's pictures carry, and its links."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.places: dict[tuple[str, str], int] = {}
        self.weeks: dict[str, int] = {}
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if "data-area" in found:
            self.places[found["data-area"], found["data-side"]] = int(found["data-count"])
        if "data-week" in found:
            self.weeks[found["data-week"]] = int(found["data-days"])
        if tag == "a":
            self.links.append(found.get("href", ""))
        assert "style" not in found


@pytest.fixture
def ann(steady: Steady) -> Browser:
    """Ann's browser."""
    browser = Browser(steady)
    browser.join()
    return browser


def log(ann: Browser, **entry: object) -> None:
    ann.steady.json("POST", "/v1/entries", entry, token=ann.cookies["__Host-steady"], status=201)


def test_the_week_asks_to_sign_in(steady: Steady) -> None:
    assert location(Browser(steady).get("/week")) == "/sign-in"


def test_a_week_without_a_log_says_so(ann: Browser) -> None:
    page = ann.get("/week").body.decode()
    assert "You logged no twitching in this week." in page
    assert "This is your first week" in page
    assert "Not enough data yet to look for links." in page
    assert 'role="img"' not in page


def test_the_pictures_show_what_was_logged(ann: Browser) -> None:
    log(ann, area="calf", side="left", minutes=2)
    log(ann, area="calf", side="right", minutes=3)
    log(ann, area="eyelid", minutes=1)
    log(ann, type="check_in", sleep_hours=7, stress=2)
    page = ann.get("/week").body.decode()
    seen = Seen(page)
    assert {place: count for place, count in seen.places.items() if count} == {
        ("calf", "left"): 1, ("calf", "right"): 1, ("eyelid", "left"): 1, ("eyelid", "right"): 1,
    }  # fmt: skip
    assert seen.weeks == {"2026-W48": 1}
    assert page.count('role="img"') == 4
    assert '<th scope="row">Calf</th><td>2 times</td>' in page


def test_the_weeks_lead_to_each_other_and_never_ahead(ann: Browser) -> None:
    here = Seen(ann.get("/week").body.decode()).links
    assert "/week?week=2026-W47" in here
    assert "/week?week=2026-W49" not in here
    before = Seen(ann.get("/week?week=2026-W47").body.decode()).links
    assert ["/week?week=2026-W46" in before, "/week?week=2026-W48" in before] == [True, True]


@pytest.mark.parametrize("week", ["2026-W54", "2026-48", "", "9999-W01", "2026-W48'\"><script>"])
def test_a_week_that_is_none_is_refused(ann: Browser, week: str) -> None:
    reply = ann.get(f"/week?week={week}")
    assert reply.status == 422
    assert b"<script>" not in reply.body


def test_a_link_is_told_as_the_summary_tells_it(ann: Browser) -> None:
    live(ann.steady, ann.cookies["__Host-steady"], 60)
    assert "were often together for you, which shows no cause." in ann.get("/week").body.decode()


def test_a_week_reads_one_person_and_one_year(ann: Browser) -> None:
    ann.steady.clock.tick(minutes=2)
    ann.get("/week")
    ann.steady.calls.clear()
    ann.get("/week")
    assert ann.steady.calls == ["GetItem", "Query"]
