"""Every link of every mail, opened by whatever scans mails: GET, HEAD, twice, and all that its page leads to."""

import re
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from msgspec.structs import replace

from chalicelib.ports.messages import Mail, ref_to
from local.exchange import Reply
from local.mails.samples import SAMPLES
from tests.doors.browsing import set_cookies
from tests.fakes.steady import ADDRESS, BASE, FORM, Steady

ONE_CLICK = b"List-Unsubscribe=One-Click"
PARTS = b"--x\r\nContent-Disposition: form-data; name=List-Unsubscribe\r\n\r\nOne-Click\r\n--x--\r\n"


def mails_to(steady: Steady) -> dict[str, Mail]:
    """One mail of each kind and state, to Ann, its links as good as those that she gets."""
    token = steady.join()
    steady.json("POST", "/v1/sign-in", {"email": ADDRESS}, status=202)
    steady.json("PATCH", "/v1/me", {"email": "new@example.org"}, token=token)
    steady.json("POST", "/v1/people", {"email": "bob@example.org", "timezone": "UTC"}, status=202)
    names = [item for item in steady.aws.items() if item["sk"]["S"].startswith("1#link#")]
    of = {item["pk"]["S"][2:]: item["sk"]["S"][7:] for item in names}
    person = steady.services.log.load_person(str(steady.json("GET", "/v1/me", token=token)["id"]))
    assert person is not None
    assert person.moving is not None
    bob = next(owner for owner in of if owner.startswith("link-"))
    signs_in = next(item["sk"]["S"][7:] for item in names if item["sk"]["S"][7:] not in (person.moving.link, of[bob]))
    links = {
        "confirm": f"{bob}/{of[bob]}",
        "sign_in": f"{person.id}/{signs_in}",
        "moving": f"{person.id}/{person.moving.link}",
        "confirm_moving": f"{person.id}/{person.moving.link}",
    }
    made = {}
    for name, sample in {**SAMPLES, "confirm_moving": SAMPLES["confirm"]}.items():
        message = replace(sample, content={**sample.content, "link": links[name]}) if name in links else sample
        made[name] = steady.services.writer.write(ref_to(person.id, message.occasion), message, ADDRESS, person)
    return made


def links_of(mail: Mail) -> set[str]:
    """Every address of ours in a mail: in its text, its HTML and its headers."""
    whole = "\n".join((mail.text, unescape(mail.html), *mail.headers.values()))
    return {found.rstrip(".,") for found in re.findall(rf"{re.escape(BASE)}/[^\s\"'<>]*", whole)}


def crawl(steady: Steady, address: str, seen: set[str]) -> None:
    """Open it as scanners do, then everything that its page names."""
    path = address.removeprefix(BASE)
    if path in seen:
        return
    seen.add(path)
    replies = [steady.ask(method, path) for method in ("GET", "HEAD", "GET")]
    assert {reply.status for reply in replies} <= {200, 303, 404}, path
    page = replies[0].body.decode(errors="replace")
    for found in re.findall(r'(?:href|src|action)="(/[^"]*)"', page):
        crawl(steady, BASE + unescape(found), seen)


def test_no_link_changes_anything_by_being_opened(steady: Steady) -> None:
    mails = mails_to(steady)
    steady.drain()
    assert {mail.kind for mail in mails.values()} == {sample.kind for sample in SAMPLES.values()}
    before, sent, seen = steady.aws.items(), len(steady.mails()), set[str]()
    for name, mail in mails.items():
        links = links_of(mail)
        assert links, name
        for link in links:
            crawl(steady, link, seen)
    steady.drain()
    assert steady.aws.items() == before
    assert len(steady.mails()) == sent
    assert len(seen) >= 12
    for name in ("confirm", "sign_in"):
        (token,) = {unquoted(link) for link in links_of(mails[name]) if "/confirm?" in link}
        assert steady.ask("POST", "/v1/confirm", {"token": token}).status == 201


def unquoted(link: str) -> str:
    return parse_qs(urlsplit(link).query)["token"][0]


def check_one_click(reply: Reply) -> None:
    assert reply.status == 200
    assert set_cookies(reply) == []
    assert "location" not in {name.lower() for name, _ in reply.headers}


@pytest.mark.parametrize(
    ("body", "kind"),
    [(ONE_CLICK, FORM), (PARTS, "multipart/form-data; boundary=x")],
    ids=["urlencoded", "multipart"],
)
def test_every_mail_of_a_stream_is_stopped_by_one_click(steady: Steady, body: bytes, kind: str) -> None:
    stopped: dict[str, Any] = {}
    for name, mail in mails_to(steady).items():
        header = mail.headers.get("List-Unsubscribe")
        if header is None:
            assert mail.kind in ("confirm", "sign_in", "notice"), name
            continue
        assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        for _ in range(2):
            check_one_click(steady.ask("POST", header.strip("<>").removeprefix(BASE), body, content_type=kind))
        stopped[mail.kind] = True
    assert set(stopped) == {
        "finding",
        "emergency",
        "correction",
        "reminder",
        "experiment",
        "weekly",
        "question",
        "support",
    }
    person = next(item for item in steady.aws.items() if item["sk"]["S"] == "5#person")
    assert '"streams":{"safety":false,"habits":false,"weekly":false}' in person["body"]["S"]
