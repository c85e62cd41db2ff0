"""The history: what was logged, newest first; each entry changed and deleted by the pages alone."""

import json
import re
from html import unescape
from typing import Any

import pytest

from tests.doors.browsing import Browser, hidden, location
from tests.fakes.steady import Steady

NOTE = "on the sofa\nwith <b>tea</b>"
ENTRIES: dict[str, dict[str, Any]] = {
    "episode": {
        "area": "eyelid", "side": "left", "minutes": 2.5, "intensity": 3, "context": ["caffeine", "rest"], "note": NOTE,
    },
    "check_in": {"date": "2026-11-22", "sleep_hours": 7.5, "twitched": False, "exertion": 0, "absent": ["weakness"]},
    "symptom": {"name": "weakness", "area": "hand", "side": "right", "onset": "weeks", "severity": 2},
    "medicine": {"name": "Ventolin", "class": "saba", "action": "as_needed_use", "dose": "2 puffs"},
    "visit": {"who": "Dr Ray", "exam": "normal", "emg": "not_done"},
    "screening": {"score": 2},
    "answer": {"question": "gap", "area": "calf", "from": "2026-11-01", "to": "2026-11-09", "continued": True},
}  # fmt: skip
FIELD = re.compile(
    r'<input[^>]*name="(?P<input>\w+)"[^>]*>|<textarea[^>]*name="(?P<area>\w+)"[^>]*>\n(?P<text>[^<]*)<'
    r'|<select[^>]*name="(?P<select>\w+)".*?</select>',
    re.DOTALL,
)


@pytest.fixture
def ann(steady: Steady) -> Browser:
    """Ann's browser."""
    browser = Browser(steady)
    browser.join()
    return browser


@pytest.fixture
def token(ann: Browser) -> str:
    """A token of Ann's."""
    return ann.cookies["__Host-steady"]


def logged(steady: Steady, token: str, kind: str, **more: Any) -> str:
    """The id of an entry that was logged by the API."""
    given = {"type": kind, **ENTRIES[kind], **more}
    return str(steady.json("POST", "/v1/entries", given, token=token, status=201)["entry"]["id"])


def kept(steady: Steady, token: str, name: str) -> dict[str, Any]:
    entry: dict[str, Any] = steady.json("GET", f"/v1/entries/{name}", token=token)["entry"]
    return entry


def filled(page: str) -> dict[str, Any]:
    """What a browser would send of the page's second form, as it was filled in."""
    form = page[page.index("<main") : page.index("</main>")]
    sent: dict[str, Any] = {}
    for found in FIELD.finditer(form):
        tag, name = found.group(), found["input"] or found["area"] or found["select"]
        value = re.search(r'value="([^"]*)"' + (" selected" if found["select"] else ""), tag)
        said = found["text"] if found["area"] else value[1] if value else ""
        if found["input"] and re.search(r'type="(radio|checkbox)"', tag) and " checked" not in tag:
            continue
        if 'type="checkbox"' in tag:
            sent.setdefault(name, []).append(unescape(said))
        else:
            sent[name] = unescape(said).replace("\n", "\r\n")
    return sent


def test_the_history_is_newest_first_by_day_and_narrowed_by_kind(ann: Browser, token: str) -> None:
    steady = ann.steady
    logged(steady, token, "episode", at="2026-11-20T10:00:00Z")
    logged(steady, token, "symptom", at="2026-11-21T10:00:00Z")
    page = ann.get("/history").body.decode()
    assert page.index("Saturday 21 November 2026") < page.index("Friday 20 November 2026")
    assert "Twitch: left eyelid" in page
    assert "2.5 minutes, strength 3 of 5, caffeine, rest" in page
    assert "&lt;b&gt;tea&lt;/b&gt;" in page
    narrowed = ann.get("/history?type=symptom").body.decode()
    assert "Twitch:" not in narrowed
    assert "Weaker" in narrowed
    assert "Nothing of this kind" in ann.get("/history?type=visit").body.decode()


def test_an_empty_history_says_where_to_begin(ann: Browser) -> None:
    assert "Your log is empty" in ann.get("/history").body.decode()


def test_pages_follow_each_other_by_cursor_and_show_every_entry_once(ann: Browser, token: str) -> None:
    many = [{**ENTRIES["episode"], "minutes": n + 1, "key": f"k{n}"} for n in range(70)]
    ann.steady.json("POST", "/v1/entries", many, token=token, status=207)
    path, seen, pages = "/history?type=episode", [], 0
    while path:
        page = ann.get(path).body.decode()
        seen += re.findall(r'href="/history/(\w+)"', page)
        older = re.search(r'href="(/history\?[^"]*cursor=[^"]*)"', page)
        path, pages = unescape(older[1]) if older else "", pages + 1
    assert (len(seen), len(set(seen)), pages) == (70, 70, 3)


@pytest.mark.parametrize("query", ["cursor=x", "cursor=%00", "type=moon", "type=edit&cursor="])
def test_a_history_that_cannot_be(ann: Browser, query: str) -> None:
    assert ann.get(f"/history?{query}").status in (200, 422)


@pytest.mark.parametrize("kind", ENTRIES)
def test_a_form_sent_as_it_came_changes_nothing(ann: Browser, token: str, kind: str) -> None:
    name = logged(ann.steady, token, kind)
    before = ann.steady.aws.items()
    form = filled(ann.get(f"/history/{name}").body.decode())
    assert set(ENTRIES[kind]) - {"question", "area", "from", "to"} <= {*form, "absent"}
    assert location(ann.ask("POST", f"/history/{name}", form)) == f"/logged/{name}"
    assert ann.steady.aws.items() == before


@pytest.mark.parametrize(
    ("kind", "fields", "after"),
    [
        ("episode", {"area": "thumb", "minutes": "4"}, {"area": "thumb", "minutes": 4}),
        ("episode", {"minutes": "", "side": "", "context": []}, {"minutes": None, "side": None, "context": []}),
        ("episode", {"context": ["stress"]}, {"context": ["stress"]}),
        ("episode", {"when": "2026-11-20T08:15"}, {"at": "2026-11-20T08:15:00+00:00"}),
        ("episode", {"note": "two\r\nlines"}, {"note": "two\nlines"}),
        ("check_in", {"twitched": "true", "last_caffeine": "09:30"}, {"twitched": True, "last_caffeine": "09:30"}),
        ("check_in", {"twitched": "", "absent": []}, {"twitched": None, "absent": []}),
        ("symptom", {"present": "false"}, {"present": False}),
        ("symptom", {"onset": "months", "area": ""}, {"onset": "months", "area": None}),
        ("medicine", {"class": "ssri", "action": "start"}, {"class": "ssri", "action": "start"}),
        ("visit", {"emg": "normal"}, {"emg": "normal"}),
        ("screening", {"score": "3"}, {"score": 3}),
        ("answer", {"continued": "false"}, {"continued": False}),
    ],
)
def test_an_entry_is_changed(ann: Browser, token: str, kind: str, fields: Any, after: Any) -> None:
    name = logged(ann.steady, token, kind)
    was = kept(ann.steady, token, name)
    form = {**filled(ann.get(f"/history/{name}").body.decode()), **fields}
    assert location(ann.ask("POST", f"/history/{name}", form)) == f"/logged/{name}"
    assert ann.get(f"/logged/{name}").status == 200
    assert kept(ann.steady, token, name) == {**was, **after}
    assert "edited" in ann.get("/history").body.decode()
    documents = ann.steady.json("GET", "/v1/export", token=token)["entries"]
    assert [one["type"] for one in documents] == [kind, "edit"]


@pytest.mark.parametrize(
    ("kind", "fields", "field"),
    [
        ("episode", {"area": "moon"}, "area"),
        ("episode", {"area": ""}, "area"),
        ("episode", {"minutes": "2000"}, "minutes"),
        ("episode", {"minutes": ["1", "2"]}, "minutes"),
        ("episode", {"when": "soon"}, "when"),
        ("episode", {"when": ""}, "when"),
        ("episode", {"when": "2031-01-01T10:00"}, "when"),
        ("episode", {"when": "0001-01-01T00:00"}, "when"),
        ("episode", {"when": "9999-12-31T23:59"}, "when"),
        ("episode", {"note": "x" * 1001}, "note"),
        ("episode", {"id": "mine"}, "id"),
        ("episode", {"received_at": "2026-11-20T08:15:00Z"}, "received_at"),
        ("episode", {"type": "visit"}, "type"),
        ("episode", {"key": "k"}, "key"),
        ("check_in", {"date": "2031-01-01"}, "date"),
        ("symptom", {"onset": ""}, "onset"),
        ("answer", {"area": "thumb"}, "area"),
        ("screening", {"score": "7"}, "score"),
    ],
)
def test_a_change_that_cannot_be_is_told_beside_its_field(
    ann: Browser, token: str, kind: str, fields: Any, field: str
) -> None:
    name = logged(ann.steady, token, kind)
    before = ann.steady.aws.items()
    form = {**filled(ann.get(f"/history/{name}").body.decode()), **fields}
    reply = ann.ask("POST", f"/history/{name}", form)
    page = reply.body.decode()
    assert reply.status == 422
    assert f'id="{field}-fault"' in page or f"<li>{field}: is " in page
    assert ann.steady.aws.items() == before


def test_a_change_that_raises_an_emergency_is_told_at_once(ann: Browser, token: str) -> None:
    name = logged(ann.steady, token, "symptom")
    fields = {"name": "face_droop", "onset": "sudden", "area": "face", "side": "left"}
    form = {**filled(ann.get(f"/history/{name}").body.decode()), **fields}
    assert b'href="tel:999"' in ann.get(location(ann.ask("POST", f"/history/{name}", form))).body


def test_a_deletion_asks_once_more_and_stays_in_the_export(ann: Browser, token: str) -> None:
    name = logged(ann.steady, token, "episode")
    page = ann.get(f"/history/{name}/delete").body.decode()
    assert "in your export" in page
    assert kept(ann.steady, token, name)["id"] == name
    assert location(ann.send(f"/history/{name}/delete", {})) == "/history?done=deleted"
    assert "Deleted." in ann.get("/history?done=deleted").body.decode()
    for path in (f"/history/{name}", f"/history/{name}/delete", f"/logged/{name}"):
        assert ann.get(path).status == 404
    documents = ann.steady.json("GET", "/v1/export", token=token)["entries"]
    assert [one["type"] for one in documents] == ["episode", "delete"]


def test_an_imported_id_leads_to_its_entry(ann: Browser, token: str) -> None:
    entry = {"id": "a b?é&", "type": "episode", "at": "2026-11-20T10:00:00Z", "received_at": "2026-11-20T10:00:00Z"}
    timeline = {"format": "steady.timeline/1", "person": {"timezone": "UTC"}, "entries": [{**entry, "area": "calf"}]}
    ann.steady.json("POST", "/v1/import", timeline, token=token)
    (lead,) = re.findall(r'href="(/history/[^"]+)"', ann.get("/history").body.decode())
    form = {**filled(ann.get(lead).body.decode()), "minutes": "5"}
    ann.get(location(ann.ask("POST", lead, form)))
    assert '"minutes": 5' in json.dumps(ann.steady.json("GET", "/v1/entries", token=token))


def test_another_person_and_nobody_see_nothing(ann: Browser, token: str) -> None:
    name = logged(ann.steady, token, "episode")
    bob = Browser(ann.steady)
    assert location(bob.get("/history")) == "/sign-in"
    bob.cookies["__Host-steady"] = ann.steady.join("bob@example.org")
    csrf = hidden(bob.get("/log"))["csrf"]
    for path in (f"/history/{name}", f"/history/{name}/delete"):
        assert bob.get(path).status == 404
        assert bob.ask("POST", path, {"csrf": csrf, "minutes": "9"}).status == 404
        assert bob.ask("POST", path, {"minutes": "9"}).status == 403
    assert "Twitch:" not in bob.get("/history").body.decode()
    assert kept(ann.steady, token, name)["minutes"] == 2.5
