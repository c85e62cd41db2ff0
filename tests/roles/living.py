"""A life by the API: every operation of it, with what makes it ask AWS for more than usual."""

import re
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from local.inviting import invite_link
from tests.fakes.outside import MONDAY
from tests.fakes.steady import BASE, Steady, text_of
from tests.roles.watching import SECRET

MANY: Final = 41
"""Entries of an import: more than one transaction takes, and more than one batch deletes."""
AT: Final = {"at": "2026-11-20T10:00:00Z", "received_at": "2026-11-20T10:00:00Z"}
BOB: Final = "bob@example.org"
SEIZURE: Final = {"type": "symptom", "name": "seizure"}


def live(steady: Steady, token: str) -> None:
    """Everything that a person does with a token."""
    _log(steady, token)
    _read(steady, token)
    _set(steady, token)
    _try(steady, token)
    _change_address(steady, token)


def _log(steady: Steady, token: str) -> None:
    def post(body: Any, status: int, **more: Any) -> Any:
        return steady.json("POST", "/v1/entries", body, token=token, status=status, **more)

    first = post({"area": "calf", "key": "k1"}, 201)["entry"]["id"]
    post({"area": "calf", "key": "k1"}, 200)
    post({"area": "thumb", "key": "k1"}, 409)
    post({"text": "left eyelid 3 min after coffee"}, 201)
    post([{"area": "toes", "key": "k2"}, {"area": "knee"}], 207)
    post({**SEIZURE, "onset": "sudden"}, 201)
    path = f"/v1/entries/{first}"
    steady.json("GET", path, token=token)
    steady.json("PATCH", path, {"minutes": 5, "at": "2026-11-20T10:00:00Z"}, token=token)
    steady.json("DELETE", path, token=token, status=204)


def _read(steady: Steady, token: str) -> None:
    for path in ("entries", "assessment", "summary", "triggers", "me", "tokens", "experiments", "health"):
        steady.json("GET", f"/v1/{path}", token=token)
    page = steady.json("GET", "/v1/entries?limit=2", token=token)
    steady.json("GET", f"/v1/entries?limit=2&cursor={page['cursor']}", token=token)
    steady.json("GET", "/v1/openapi.json")


def _set(steady: Steady, token: str) -> None:
    steady.json("PATCH", "/v1/me", {"habits": {"water": {"on": True}}, "streams": {"safety": False}}, token=token)
    steady.json("PATCH", "/v1/me", {"streams": {"safety": True}, "email": "ann.new@example.org"}, token=token)
    steady.json("POST", "/v1/habits/water/snooze", {"minutes": 30}, token=token)
    steady.json("POST", "/v1/habits/water/skip", {}, token=token)
    made = steady.json("POST", "/v1/tokens", {"name": "phone"}, token=token, status=201)
    steady.json("POST", "/v1/entries", {"area": "neck"}, token=made["token"], status=201)
    steady.json("DELETE", f"/v1/tokens/{made['id']}", token=token, status=204)


def _try(steady: Steady, token: str) -> None:
    # what was logged asks for a doctor first, so somebody else tries something out
    other = steady.join("cleo@example.org")
    tried = steady.json("POST", "/v1/experiments", {"trigger": "caffeine"}, token=other, status=201)["id"]
    for path in ("/v1/experiments", f"/v1/experiments/{tried}"):
        steady.json("GET", path, token=other)
    steady.json("POST", f"/v1/experiments/{tried}/stop", {}, token=other)
    steady.ask("DELETE", "/v1/me", token=other)


def _change_address(steady: Steady, token: str) -> None:
    steady.json("PATCH", "/v1/me", {"email": "ann.newer@example.org"}, token=token)
    steady.drain()
    mail = steady.mails("confirm")[-1]
    (link,) = re.findall(r"confirm\?token=(\S+)", text_of(mail))
    steady.json("POST", "/v1/confirm", {"token": unquote(link)}, status=201)


def move(steady: Steady) -> None:
    """A long log comes in, goes out in every format, and is erased."""
    bob = steady.join(BOB)
    entries = [{**AT, "type": "episode", "area": "calf", "id": f"e{n}", "key": f"k{n}"} for n in range(MANY)]
    timeline = {"format": "steady.timeline/1", "person": {"timezone": "UTC"}, "entries": entries}
    steady.json("POST", "/v1/import", timeline, token=bob)
    for form in ("timeline", "csv", "fhir", "pdf"):
        assert steady.ask("GET", f"/v1/export?format={form}", token=bob).status == 200
    steady.json("POST", "/v1/sign-in", {"email": BOB}, status=202)
    steady.json("POST", "/v1/confirm", {"token": steady.link_token()}, status=201)
    steady.json("POST", "/v1/people", {"email": BOB, "timezone": "UTC"}, status=202)
    steady.json("DELETE", "/v1/me", token=bob, status=204)


def join_by_invite(steady: Steady) -> None:
    """An invite is used up; and an address and a source are asked for too often."""
    link = urlsplit(invite_link(SECRET, BASE, "i1", MONDAY.replace(day=30)))
    invite = unquote(link.query.removeprefix("invite="))
    given = {"email": "eve@example.org", "timezone": "UTC", "invite": invite}
    steady.json("POST", "/v1/people", given, status=202)
    steady.json("POST", "/v1/confirm", {"token": steady.link_token()}, status=201)
    steady.json("POST", "/v1/people", {**given, "email": "mallory@example.org"}, status=422)
    for status in (202, 202, 429):
        steady.json("POST", "/v1/sign-in", {"email": "eve@example.org"}, status=status)
