"""A canary in every field that takes text: in no log, address, subject, queue or tag. And no secret is stored."""

import base64
import email
import io
import json
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from email import policy
from types import SimpleNamespace
from typing import Any, get_type_hints

import pytest

from chalicelib.adapters.documents import wire_fields
from chalicelib.adapters.log_lines import JsonLines
from chalicelib.domain.entries import TYPES
from chalicelib.domain.person import PersonMedicine, Profile
from tests.doors.browsing import Browser
from tests.fakes.steady import ADDRESS, Steady, steady_running, text_of

pytestmark = pytest.mark.xdist_group("canaries")

CANARY = "Quokka7"
AT = {"at": "2026-11-20T10:00:00Z", "received_at": "2026-11-20T10:00:00Z"}
FILLED: dict[str, dict[str, Any]] = {
    "episode": {"area": "calf"},
    "check_in": {"twitched": True},
    "symptom": {"name": "face_droop", "onset": "sudden", "side": "left"},
    "medicine": {"class": "ssri", "action": "start"},
    "visit": {},
    "screening": {"score": 2},
    "answer": {"question": "conflict", "continued": True},
    "edit": {"set": {"note": CANARY}},
    "delete": {},
}


def free_texts(record: Any) -> set[str]:
    """The fields of a record that take a person's own words."""
    hints = get_type_hints(record, include_extras=True)
    plain = {name: str(hint) for name, hint in hints.items() if "Literal" not in str(hint) and "HH:MM" not in str(hint)}
    return {name.rstrip("_") for name, hint in plain.items() if "str" in hint and name not in ("type", "set")}


def canary_history() -> dict[str, Any]:
    """Every type with the canary in every field that takes text."""
    entries = []
    for place, (kind, filled) in enumerate(FILLED.items()):
        names = free_texts(TYPES[kind]) & wire_fields(TYPES[kind]).keys() - filled.keys()
        texts: dict[str, Any] = dict.fromkeys(names, CANARY)
        texts |= {"targets": [CANARY]} if kind == "answer" else {}
        entries.append({**texts, **filled, **AT, "type": kind, "id": f"entry-{place}", "key": f"{CANARY}-{place}"})
    person: dict[str, Any] = {"timezone": "Europe/London", "sex": CANARY, "conditions": [CANARY], "country": "GB"}
    person["medicines"] = [{"name": CANARY, "class": "other"}]
    return {"format": "steady.timeline/1", "person": person, "entries": entries}


@contextmanager
def seen_by_aws(steady: Steady) -> Iterator[list[tuple[str, dict[str, Any]]]]:
    """What is sent to SQS and SES, as it goes over the wire."""
    calls: list[tuple[str, dict[str, Any]]] = []

    def note(model: Any, params: Any, **_: Any) -> None:
        calls.append((model.name, json.loads(params["body"] or "{}")))

    clients = [steady.aws.clients.sqs, steady.aws.clients.ses]
    for client in clients:
        client.meta.events.register("before-call", note, unique_id="canary")
    try:
        yield calls
    finally:
        for client in clients:
            client.meta.events.unregister("before-call", note, unique_id="canary")


def live(steady: Steady) -> list[str]:
    """Everything that a person does, with the canary wherever words are taken; all answers that came."""
    told: list[Any] = []
    token = steady.join()

    def ask(method: str, path: str, body: Any = b"", **more: Any) -> None:
        told.append(steady.ask(method, path, body, **{"token": token, **more}))

    ask("POST", "/v1/import", canary_history())
    assert told[-1].status == 200, told[-1].body
    ask("POST", "/v1/tokens", {"name": CANARY})
    ask("POST", "/v1/entries", {"text": f"left eyelid 3 min {CANARY}"})
    ask("POST", "/v1/entries", {"area": CANARY, CANARY: CANARY})
    ask("POST", "/v1/entries", f'{{"note": "{CANARY}", '.encode(), content_type="application/json")
    ask("POST", "/v1/entries", {"area": "toes", "note": CANARY}, idempotency_key=CANARY)
    ask("GET", f"/v1/entries/{CANARY}")
    ask("GET", f"/v1/entries?cursor={CANARY}&type={CANARY}")
    ask("GET", f"/{CANARY}")
    ask("PATCH", "/v1/me", {"sex": CANARY, CANARY: 1})
    ask("GET", "/v1/me", token=f"steady_{CANARY}")
    ask("POST", "/v1/confirm", {"token": CANARY})
    for _ in range(2):
        steady.clock.tick(hours=20)
        steady.sweep()
    return [str(reply.headers) for reply in told]


@dataclass(frozen=True)
class Lived:
    """What came of a life: the lines of the log and of the terminal, what AWS was sent, headers, pages by address."""

    lines: str
    calls: list[tuple[str, dict[str, Any]]]
    headers: list[str]
    pages: dict[str, str]


class Both(logging.Formatter):
    """A line as AWS gets it, and as Python would write it with every argument and the text of its error."""

    def format(self, record: logging.LogRecord) -> str:
        return f"{JsonLines().format(record)}\n{super().format(record)} {vars(record)}"


@pytest.fixture(scope="module")
def lived() -> Lived:
    said = io.StringIO()
    root = logging.getLogger()
    level, keeper = root.level, logging.StreamHandler(said)
    keeper.setFormatter(Both())
    root.addHandler(keeper)
    root.setLevel(logging.INFO)
    try:
        with redirect_stdout(said), redirect_stderr(said), steady_running() as steady, seen_by_aws(steady) as calls:
            headers = live(steady)
            pages = all_pages(steady)
    finally:
        root.removeHandler(keeper)
        root.setLevel(level)
    return Lived(said.getvalue(), calls, headers, pages)


def all_pages(steady: Steady) -> dict[str, str]:
    """Every page that a signed-in person can open without naming anything."""
    browser = Browser(steady)
    steady.json("POST", "/v1/sign-in", {"email": ADDRESS}, status=202)
    browser.send("/confirm", {}, f"/confirm?token={steady.link_token()}")
    routes = steady.app.app.routes.items()
    open_ones = [route for route, ways in routes if "GET" in ways and "{" not in route and not route.startswith("/v1")]
    return {route: browser.get(route).body.decode("utf-8", "replace") for route in open_ones}


PRIVATE = (CANARY, CANARY.lower(), ADDRESS)


def test_every_type_is_tried() -> None:
    assert FILLED.keys() == TYPES.keys()
    assert {"note", "name", "dose", "who", "key", "target"} <= {n for r in TYPES.values() for n in free_texts(r)}
    assert free_texts(Profile) == {"timezone", "sex", "conditions", "country"}
    assert free_texts(PersonMedicine) == {"name"}


def test_no_log_line_says_anything_of_a_person(lived: Lived) -> None:
    assert [word for word in PRIVATE if word in lived.lines] == []


def test_the_queues_carry_names_only(lived: Lived) -> None:
    bodies = [
        entry["MessageBody"] for name, sent in lived.calls if name == "SendMessageBatch" for entry in sent["Entries"]
    ]
    assert len(bodies) > 3
    for body in bodies:
        assert set(json.loads(body)) - {"correlation_id"} == {"owner", "message"}
        assert all(re.fullmatch(r"[a-z0-9-]+", value) for value in json.loads(body).values())


def test_ses_is_told_the_address_and_two_names(lived: Lived) -> None:
    sent = [params for name, params in lived.calls if name == "SendEmail"]
    assert len(sent) > 3
    for params in sent:
        beside = {name: value for name, value in params.items() if name not in ("Content", "Destination")}
        assert not any(word in json.dumps(beside) for word in PRIVATE)
        assert CANARY not in json.dumps(params["Destination"])
        mail = email.message_from_bytes(base64.b64decode(params["Content"]["Raw"]["Data"]), policy=policy.default)
        headers = {name: value for name, value in mail.items() if name != "To"}
        assert not any(word in str(headers) for word in PRIVATE)
        links = re.findall(r"https?://\S+", text_of(mail))
        assert not any(CANARY in link or ADDRESS in link for link in links)


def test_no_answer_puts_it_into_an_address_or_a_header(lived: Lived) -> None:
    assert [line for line in lived.headers if CANARY in line] == []


def test_no_page_has_it_in_an_address(lived: Lived) -> None:
    links = [link for page in lived.pages.values() for link in re.findall(r'(?:href|action|src)="([^"]*)"', page)]
    assert [link for link in links if CANARY in link or ADDRESS in link] == []
    assert any(CANARY in page for page in lived.pages.values()), "no page shows words of a person's own"


def test_an_error_of_aws_is_logged_without_its_words(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    with steady_running() as steady:
        error = {"Error": {"Code": "MessageRejected", "Message": f"Email address is not verified: {ADDRESS} {CANARY}"}}

        def refuse(**_: Any) -> Any:
            return SimpleNamespace(status_code=400, headers={}), error

        steady.aws.clients.ses.meta.events.register("before-call", refuse, unique_id="refuse")
        try:
            steady.json("POST", "/v1/people", {"email": ADDRESS, "timezone": "Europe/London"}, status=202)
            steady.drain()
        finally:
            steady.aws.clients.ses.meta.events.unregister("before-call", refuse, unique_id="refuse")
    assert not any(word in caplog.text for word in (CANARY, ADDRESS))


def test_a_dump_of_the_table_holds_no_secret() -> None:
    with steady_running(mails_per_address=100) as steady:
        browser = Browser(steady)
        browser.join()
        steady.json("POST", "/v1/sign-in", {"email": ADDRESS}, status=202)
        link = steady.link_token()
        unused = steady.json("POST", "/v1/sign-in", {"email": ADDRESS}, status=202) and steady.link_token()
        token = steady.json("POST", "/v1/confirm", {"token": link}, status=201)["token"]
        more = [
            steady.json("POST", "/v1/tokens", {"name": "x", "scope": scope}, token=token, status=201)["token"]
            for scope in ("log", "full")
        ]
        steady.sweep()
        secrets = [token, *more, link, unused, *browser.cookies.values()]
        dump = json.dumps(steady.aws.items())
        assert len(secrets) >= 6
        assert [secret for secret in secrets if secret in dump or secret.removeprefix("steady_") in dump] == []
