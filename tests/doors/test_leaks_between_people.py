"""Two people, every route, every verb, every kind of object: the other's is not there, and nothing of theirs changes.

The routes are read from the app: one that names an object which this test does not know fails until it does.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from chalicelib.doors.requests import ROUTES
from local.exchange import Reply
from tests.doors.browsing import Browser, hidden
from tests.fakes.steady import Steady, steady_running

pytestmark = pytest.mark.xdist_group("leaks")

CANARY = "quokka"
BOB = "bob.quokka@example.org"
VERBS = ("GET", "POST", "PATCH", "DELETE")
NOBODYS = {"code": "water", "wanted": "timeline"}
"""Parts of a path that name no object of anybody."""
OPEN = {
    ("POST", "/v1/people"), ("POST", "/v1/sign-in"), ("POST", "/v1/confirm"), ("GET", "/v1/health"),
    ("GET", "/v1/openapi.json"),
}  # fmt: skip
"""What answers without a token."""
LOG_SCOPE = {("POST", "/v1/entries")}
"""What a token that may only log opens."""
BODIES = {"PATCH": {"minutes": 9}, "POST": {"name": "x", "minutes": 30}}


@dataclass
class House:
    """Ann and Bob in one Steady; `ids` are Bob's objects by the names of the parts that ask for them."""

    steady: Steady
    ann: str
    log_token: str
    browser: Browser
    csrf: str
    ids: dict[str, str]
    cursor: str

    def ask(self, method: str, route: str, **parts: str) -> Reply:
        """Ann asks, by her token or in her browser."""
        path = re.sub(r"\{(\w+)\}", lambda found: {**NOBODYS, **parts}[found[1]], route)
        if route.startswith("/v1"):
            return self.steady.ask(method, path, BODIES.get(method, b""), token=self.ann)
        return self.browser.ask(method, path, {"csrf": self.csrf, **FORM} if method == "POST" else None)

    def bobs(self) -> list[dict[str, Any]]:
        """All that is stored of Bob, but for the note that his token was used."""
        items = [item for item in self.steady.aws.items() if CANARY in json.dumps(item) or self.ids["me"] in str(item)]
        return [{name: value for name, value in item.items() if name != "used_at"} for item in items]


FORM = {"minutes": "9", "note": "mine now", "sure": "yes", "name": "mine"}


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    with steady_running(mails_per_address=100, requests_per_source=1000) as steady:
        browser = Browser(steady)
        browser.join()
        bob = steady.join(BOB)
        entry = {"area": "calf", "note": CANARY, "key": CANARY}
        first = steady.json("POST", "/v1/entries", entry, token=bob, status=201)["entry"]
        pill = {"type": "medicine", "name": CANARY, "class": "other", "action": "start", "dose": CANARY}
        for more in (pill, {"type": "visit", "who": CANARY}, {"area": "thumb", "note": CANARY}):
            steady.json("POST", "/v1/entries", more, token=bob, status=201)
        steady.json("PATCH", "/v1/me", {"conditions": [CANARY], "sex": CANARY}, token=bob)
        made = steady.json("POST", "/v1/tokens", {"name": CANARY}, token=bob, status=201)
        tried = steady.json("POST", "/v1/experiments", {"trigger": "caffeine"}, token=bob, status=201)
        page = steady.json("GET", "/v1/entries?limit=1", token=bob)
        me = steady.json("GET", "/v1/me", token=bob)["id"]
        steady.json("POST", "/v1/sign-in", {"email": "ann@example.org"}, status=202)
        ann = str(steady.json("POST", "/v1/confirm", {"token": steady.link_token()}, status=201)["token"])
        log_token = steady.json("POST", "/v1/tokens", {"name": "phone"}, token=ann, status=201)["token"]
        ids = {"entry_id": first["id"], "token_id": made["id"], "experiment_id": tried["id"], "me": me}
        csrf = hidden(browser.get("/log"))["csrf"]
        yield House(steady, ann, log_token, browser, csrf, ids, page["cursor"])


def routes(house: House) -> list[tuple[str, str]]:
    """Every route, without those of `/v1` that are there to answer 405."""
    answering = {(one.method, one.path) for one in ROUTES}
    every = [(method, route) for route, methods in house.steady.app.app.routes.items() for method in methods]
    return [one for one in every if one in answering or not one[1].startswith("/v1")]


def said(reply: Reply) -> str:
    return reply.body.decode("utf-8", "replace") + str(reply.headers)


def test_an_object_of_somebody_else_is_not_there_by_any_verb(house: House) -> None:
    before, asked = house.bobs(), 0
    for method, route in routes(house):
        objects = set(re.findall(r"\{(\w+)\}", route)) - NOBODYS.keys()
        if not objects:
            continue
        for verb in {method, *VERBS}:
            reply = house.ask(verb, route, **house.ids)
            assert reply.status in (403, 404, 405), (verb, route, reply.status, reply.body)
            assert reply.status != 405 or verb != method, (verb, route)
            assert CANARY not in said(reply), (verb, route)
            asked += 1
    assert asked > 4 * len(house.ids)
    assert house.bobs() == before


def test_what_is_asked_without_an_id_tells_and_changes_nothing_of_anybody_else(house: House) -> None:
    before = house.bobs()
    for method, route in routes(house):
        if "{" in route or (method, route) in (("DELETE", "/v1/me"), ("POST", "/erase"), ("POST", "/sign-out")):
            continue
        reply = house.ask(method, route)
        assert reply.status < 500, (method, route, reply.body)
        assert CANARY not in said(reply), (method, route)
    assert house.bobs() == before


@pytest.mark.parametrize(
    "name",
    ["an answer", "an import", "a key", "a cursor", "a week", "a page of questions"],
)
def test_a_name_of_somebody_elses_in_a_body_reaches_nothing(house: House, name: str) -> None:
    before, entry, at = house.bobs(), house.ids["entry_id"], "2026-11-20T10:00:00Z"
    change = {"id": "c1", "type": "edit", "at": at, "received_at": at, "target": entry, "set": {"note": "mine"}}
    removal = {"id": "c2", "type": "delete", "at": at, "received_at": at, "target": entry}
    timeline = {"format": "steady.timeline/1", "person": {"timezone": "Europe/London"}, "entries": [change, removal]}
    answer = {"type": "answer", "question": "conflict", "targets": [entry], "continued": False}
    asks = {
        "an answer": lambda: house.steady.ask("POST", "/v1/entries", answer, token=house.ann),
        "an import": lambda: house.steady.ask("POST", "/v1/import", timeline, token=house.ann),
        "a key": lambda: house.steady.ask("POST", "/v1/entries", {"area": "toes", "key": CANARY}, token=house.ann),
        "a cursor": lambda: house.steady.ask("GET", f"/v1/entries?cursor={house.cursor}", token=house.ann),
        "a week": lambda: house.steady.ask("GET", f"/v1/summary?person={house.ids['me']}", token=house.ann),
        "a page of questions": lambda: house.browser.ask("POST", "/questions", {"csrf": house.csrf, "targets": entry}),
    }
    reply = asks[name]()
    assert reply.status < 500
    assert CANARY not in said(reply) or name == "a key"
    theirs = [item for item in house.bobs() if house.ids["me"] in item["pk"]["S"] or "T#" in item["pk"]["S"]]
    assert theirs == [item for item in before if house.ids["me"] in item["pk"]["S"] or "T#" in item["pk"]["S"]]


def test_nobody_comes_in_without_a_token_or_a_session(house: House) -> None:
    stranger = Browser(house.steady)
    for method, route in routes(house):
        path = re.sub(r"\{(\w+)\}", lambda found: {**NOBODYS, **house.ids}[found[1]], route)
        if route.startswith("/v1"):
            reply = house.steady.ask(method, path, BODIES.get(method, b""))
            is_shut = reply.status == 401
            assert is_shut != ((method, route) in OPEN), (method, route, reply.status)
        else:
            reply = stranger.ask(method, path, {"csrf": house.csrf} if method == "POST" else None)
        assert CANARY not in said(reply), (method, route)


def test_a_token_that_may_only_log_opens_no_more(house: House) -> None:
    for method, route in routes(house):
        if route.startswith("/v1") and (method, route) not in OPEN:
            path = re.sub(r"\{(\w+)\}", lambda found: {**NOBODYS, **house.ids}[found[1]], route)
            reply = house.steady.ask(method, path, BODIES.get(method, b""), token=house.log_token)
            assert (reply.status != 403) == ((method, route) in LOG_SCOPE), (method, route, reply.status)


def test_a_session_is_no_token_and_a_token_no_session(house: House) -> None:
    (name, session) = next((name, value) for name, value in house.browser.cookies.items() if name.endswith("steady"))
    assert house.steady.ask("GET", "/v1/me", cookie=f"{name}={session}").status == 401
    assert house.steady.ask("GET", "/today", token=house.ann).status in (303, 401)
