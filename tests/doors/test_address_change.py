"""A new address: asked for by the person, told to the old one, confirmed at the new one, switched in one write."""

import re
from typing import Any
from urllib.parse import unquote

import pytest
from msgspec.structs import replace

from chalicelib.domain.person import MailStopped
from chalicelib.usecases.change_person import change_person
from tests.doors.browsing import Browser
from tests.fakes.steady import ADDRESS, Steady, text_of

NEW = "ann.new@example.org"
DROOP = {"type": "symptom", "name": "face_droop", "onset": "sudden"}


@pytest.fixture
def token(steady: Steady) -> str:
    return steady.join()


def ask(steady: Steady, token: str, address: str = NEW, **more: Any) -> Any:
    """Ask for a new address; the person as answered."""
    return steady.json("PATCH", "/v1/me", {"email": address, **more}, token=token)


def mailed(steady: Steady, kind: str) -> tuple[str, str]:
    """Where the last mail of a kind went, and the token of its link."""
    steady.drain()
    mail = steady.mails(kind)[-1]
    (found,) = re.findall(r"\?token=(\S+)", text_of(mail))
    return str(mail["To"]), unquote(found)


def address_of(steady: Steady, token: str) -> tuple[str, str | None]:
    me = steady.json("GET", "/v1/me", token=token)
    return me["email"], me["pending_email"]


def test_it_takes_two_steps_and_the_old_one_is_told(steady: Steady, token: str) -> None:
    answer = ask(steady, token, " Ann.New@Example.org ", mode="weekly")
    assert (answer["email"], answer["pending_email"], answer["mode"]) == (ADDRESS, NEW, "weekly")
    assert answer["pending_email_until"] == "2026-11-24T12:00:00Z"
    to, link = mailed(steady, "confirm")
    assert to == NEW
    assert mailed(steady, "notice")[0] == ADDRESS
    assert NEW not in text_of(steady.mails("notice")[-1])
    done = steady.json("POST", "/v1/confirm", {"token": link}, status=201)
    assert (done["person"]["email"], done["person"]["pending_email"]) == (NEW, None)
    assert address_of(steady, token) == address_of(steady, done["token"]) == (NEW, None)
    steady.json("POST", "/v1/confirm", {"token": link}, status=422)
    steady.json("POST", "/v1/entries", DROOP, token=token, status=201)
    steady.drain()
    assert steady.mails("emergency")[-1]["To"] == NEW
    steady.json("POST", "/v1/sign-in", {"email": ADDRESS}, status=202)
    steady.drain()
    assert steady.mails("sign_in") == []
    assert steady.join() != token


def test_a_link_to_sign_in_at_the_old_address_dies_with_it(steady: Steady, token: str) -> None:
    steady.json("POST", "/v1/sign-in", {"email": ADDRESS}, status=202)
    _, old = mailed(steady, "sign_in")
    ask(steady, token)
    steady.json("POST", "/v1/confirm", {"token": mailed(steady, "confirm")[1]}, status=201)
    steady.json("POST", "/v1/confirm", {"token": old}, status=422)


def test_a_taken_address_is_answered_alike_and_never_taken_over(steady: Steady, token: str) -> None:
    bob = steady.join("bob@example.org")
    free = ask(steady, token)
    taken = ask(steady, token, "bob@example.org")
    assert {**free, "pending_email": None} == {**taken, "pending_email": None}
    to, link = mailed(steady, "confirm")
    assert to == "bob@example.org"
    steady.json("POST", "/v1/confirm", {"token": link}, status=422)
    assert address_of(steady, bob) == ("bob@example.org", None)
    assert address_of(steady, token)[0] == ADDRESS


def test_somebody_else_took_it_meanwhile(steady: Steady, token: str) -> None:
    ask(steady, token)
    _, link = mailed(steady, "confirm")
    steady.join(NEW)
    before = steady.aws.items()
    steady.json("POST", "/v1/confirm", {"token": link}, status=422)
    assert steady.aws.items() == before


def test_two_want_the_same_and_one_gets_it(steady: Steady, token: str) -> None:
    bob = steady.join("bob@example.org")
    links = []
    for each in (token, bob):
        ask(steady, each)
        links.append(mailed(steady, "confirm")[1])
    statuses = [steady.ask("POST", "/v1/confirm", {"token": link}).status for link in reversed(links)]
    assert statuses == [201, 422]
    assert (address_of(steady, bob)[0], address_of(steady, token)[0]) == (NEW, ADDRESS)


def test_the_last_asking_counts_and_can_be_taken_back(steady: Steady, token: str) -> None:
    ask(steady, token, "first@example.org")
    _, first = mailed(steady, "confirm")
    ask(steady, token)
    _, second = mailed(steady, "confirm")
    steady.json("POST", "/v1/confirm", {"token": first}, status=422)
    assert ask(steady, token, ADDRESS)["pending_email"] is None
    steady.json("POST", "/v1/confirm", {"token": second}, status=422)
    ask(steady, token)
    assert steady.json("PATCH", "/v1/me", {"pending_email": None}, token=token)["pending_email"] is None
    assert address_of(steady, token) == (ADDRESS, None)


def test_the_old_address_can_stop_it_by_its_mail(steady: Steady, token: str) -> None:
    ask(steady, token)
    _, link = mailed(steady, "confirm")
    _, keep = mailed(steady, "notice")
    browser, before = Browser(steady), steady.aws.items()
    for method in ("GET", "HEAD", "GET"):
        assert browser.ask(method, f"/keep-address?token={keep}").status == 200
    assert steady.aws.items() == before
    assert b"Your address stays" in browser.send("/keep-address", {}, f"/keep-address?token={keep}").body
    assert b"No change is waiting" in browser.send("/keep-address", {}, f"/keep-address?token={keep}").body
    steady.json("POST", "/v1/confirm", {"token": link}, status=422)
    assert address_of(steady, token) == (ADDRESS, None)
    assert browser.send("/keep-address", {"token": "x"}, "/keep-address").status == 404


def test_a_link_that_expired_switches_nothing(steady: Steady, token: str) -> None:
    ask(steady, token)
    _, link = mailed(steady, "confirm")
    steady.clock.tick(days=1)
    steady.json("POST", "/v1/confirm", {"token": link}, status=422)
    assert address_of(steady, token)[0] == ADDRESS


def test_a_stop_of_the_old_address_does_not_follow(steady: Steady, token: str) -> None:
    stop = MailStopped(address=ADDRESS, reason="bounce", at=steady.clock())
    person_id = steady.json("GET", "/v1/me", token=token)["id"]
    change_person(steady.services, person_id, lambda person: replace(person, mail_stopped=stop))
    ask(steady, token)
    to, link = mailed(steady, "confirm")
    assert to == NEW
    person = steady.json("POST", "/v1/confirm", {"token": link}, status=201)["person"]
    assert person["mail_stopped"] is None
    steady.json("POST", "/v1/entries", DROOP, token=token, status=201)
    steady.drain()
    assert [mail["To"] for mail in steady.mails("emergency")] == [NEW]


@pytest.mark.parametrize("wrong", ["", "ann", "a@b", 5, None, ["a@b.org"], "a@b.org\r\nBcc: c@d.org"])
def test_a_bad_address_changes_nothing(steady: Steady, token: str, wrong: Any) -> None:
    before = steady.aws.items()
    problem = steady.json("PATCH", "/v1/me", {"email": wrong, "mode": "weekly"}, token=token, status=422)
    assert problem["errors"][0]["field"] == "email"
    assert steady.aws.items() == before


def test_askings_are_counted(steady: Steady, token: str) -> None:
    for number in range(4):
        ask(steady, token, NEW, mode="daily" if number % 2 else "weekly")
    steady.drain()
    assert len(steady.mails("confirm")) == 1 + 3
    for _ in range(25):
        ask(steady, token)
    assert steady.json("PATCH", "/v1/me", {"email": NEW}, token=token, status=429)["status"] == 429


def test_who_is_erased_meanwhile_is_not_moved(steady: Steady, token: str) -> None:
    ask(steady, token)
    _, link = mailed(steady, "confirm")
    assert steady.ask("DELETE", "/v1/me", token=token).status == 204
    steady.json("POST", "/v1/confirm", {"token": link}, status=422)
    assert [item["pk"]["S"] for item in steady.aws.items() if item["pk"]["S"][:2] != "R#"] == []
