"""Who may join: anybody, whoever has an invite, nobody; and what an asking tells of who is here already: nothing."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from local.__main__ import main
from local.inviting import invite_link
from tests.doors.browsing import Browser, location
from tests.fakes.outside import MONDAY
from tests.fakes.steady import ADDRESS, Steady, steady_running, text_of

SECRET = "a secret for tests"
JOIN = {"email": ADDRESS, "timezone": "Europe/London"}


@pytest.fixture
def by_invite() -> Iterator[Steady]:
    """A Steady that only invites let people into."""
    with steady_running(sign_up="invite") as running:
        yield running


def invite(name: str = "i1", days: float = 1) -> str:
    link = invite_link(SECRET, "https://steady.example", name, MONDAY + timedelta(days=days))
    (token,) = parse_qs(urlsplit(link).query)["invite"]
    return token


def test_an_invite_lets_one_person_in(by_invite: Steady) -> None:
    steady, given = by_invite, {**JOIN, "invite": invite()}
    steady.json("POST", "/v1/people", given, status=202)
    first = steady.link_token()
    steady.json("POST", "/v1/people", {**given, "email": "eve@example.org"}, status=202)
    second = steady.link_token()
    steady.json("POST", "/v1/confirm", {"token": first}, status=201)
    steady.json("POST", "/v1/confirm", {"token": second}, status=422)
    problem = steady.json("POST", "/v1/people", {**given, "email": "eve@example.org"}, status=422)
    assert problem["errors"][0]["field"] == "invite"


@pytest.mark.parametrize("wrong", ["", "x", "i1.1", invite(days=-1), invite() + "A", 5, ["a", "b"]])
def test_an_invite_that_is_no_good(by_invite: Steady, wrong: object) -> None:
    reply = by_invite.ask("POST", "/v1/people", {**JOIN, "invite": wrong})
    assert reply.status == 422
    assert [item for item in by_invite.aws.items() if item["pk"]["S"][:2] != "R#"] == []


def test_the_link_of_an_invite_opens_the_page_with_it(by_invite: Steady) -> None:
    browser = Browser(by_invite)
    page = f"/sign-up?invite={invite()}"
    assert location(browser.send("/sign-up", {**JOIN, "consent": "yes"}, page)) == "/sent"
    assert by_invite.link_token()
    assert browser.get("/sign-up").status == 403
    assert browser.get("/sign-up?invite=x").status == 422


@pytest.mark.parametrize("sign_up", ["invite", "closed"])
def test_shut_is_said_and_who_is_here_signs_in(sign_up: str) -> None:
    with steady_running(sign_up=sign_up) as steady:
        said = steady.json("POST", "/v1/people", JOIN, status=403)["detail"]
        assert ("closed" in said) == (sign_up == "closed")
        assert Browser(steady).get("/sign-up").status == 403
        steady.json("POST", "/v1/sign-in", {"email": ADDRESS}, status=202)
        steady.drain()
        assert steady.mails() == []


def test_the_operator_makes_an_invite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: object) -> None:
    monkeypatch.setenv("BASE_URL", "https://steady.example/api")
    assert main(["invite", "--data", str(tmp_path)]) == 1
    (tmp_path / "secret").write_text(SECRET + "\n")
    assert main(["invite", "--data", str(tmp_path)]) == 0
    printed = capsys.readouterr().out  # type: ignore[attr-defined]
    assert printed.startswith("https://steady.example/api/sign-up?invite=")
    (token,) = parse_qs(urlsplit(printed.strip()).query)["invite"]
    with steady_running(sign_up="invite") as steady:
        steady.json("POST", "/v1/people", {**JOIN, "invite": token}, status=202)


@pytest.mark.parametrize("path", ["/v1/people", "/v1/sign-in"])
def test_as_much_is_done_for_an_unknown_address_as_for_a_known_one(steady: Steady, path: str) -> None:
    steady.join()
    given = JOIN if path == "/v1/people" else {"email": ADDRESS}
    done = []
    for address in (ADDRESS, "eve@example.org"):
        before = len(steady.aws.items())
        steady.calls.clear()
        answer = steady.ask("POST", path, {**given, "email": address})
        done.append((answer.status, answer.body, tuple(steady.calls), len(steady.aws.items()) - before))
    # the first counts the address for the second time, the other one for the first: one item more
    assert done[0][:2] == done[1][:2]
    assert [call for call in done[0][2] if call != "UpdateItem"] == [
        call for call in done[1][2] if call != "UpdateItem"
    ]
    steady.drain()
    kinds = [(mail["To"], mail["X-Steady-Kind"]) for mail in steady.mails()[1:]]
    eve = [("eve@example.org", "confirm")] if path == "/v1/people" else []
    assert kinds == [(ADDRESS, "sign_in"), *eve]


def test_whoever_does_not_confirm_is_gone_and_can_ask_again(steady: Steady) -> None:
    steady.json("POST", "/v1/people", JOIN, status=202)
    link = steady.link_token()
    gone_by = (steady.clock() + timedelta(days=7)).timestamp()
    kept = [item for item in steady.aws.items() if "person" not in item]
    assert kept
    assert all(int(item["expires_at"]["N"]) <= gone_by for item in kept)
    # the table may keep what has expired for some days more
    steady.clock.tick(days=8)
    steady.json("POST", "/v1/confirm", {"token": link}, status=422)
    steady.join()


def test_consent_is_kept_with_its_date_and_wording(steady: Steady) -> None:
    steady.json("POST", "/v1/people", JOIN, status=202)
    link = steady.link_token()
    assert "you agree that Steady keeps what you log" in text_of(steady.mails()[-1])
    steady.clock.tick(minutes=5)
    confirmed = steady.json("POST", "/v1/confirm", {"token": link}, status=201)
    me = steady.json("GET", "/v1/me", token=confirmed["token"])
    assert me["consent"] == {"at": "2026-11-23T12:05:00+00:00", "wording": "2026-11"}
    assert json.dumps(me["consent"]) in json.dumps(confirmed["person"])
