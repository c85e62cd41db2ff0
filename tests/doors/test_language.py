"""The language of a person's mails: from their browser or as they say, kept with their settings, and changed there."""

from typing import Any

import pytest

from tests.fakes.steady import ADDRESS, Steady

JOIN = {"email": ADDRESS, "timezone": "Europe/Berlin"}


def join(steady: Steady, body: dict[str, Any], **headers: str) -> dict[str, Any]:
    assert steady.ask("POST", "/v1/people", body, **headers).status == 202
    confirmed: dict[str, Any] = steady.json("POST", "/v1/confirm", {"token": steady.link_token()}, status=201)
    return confirmed


@pytest.mark.parametrize(
    ("header", "language"),
    [
        pytest.param("de", "de", id="one"),
        pytest.param("de-AT,de;q=0.9,en;q=0.8", "de", id="with-a-country"),
        pytest.param("en-GB,de;q=0.9", "en", id="english-first"),
        pytest.param("fr,de;q=0.3,en;q=0.2", "de", id="the-first-that-is-known"),
        pytest.param("de;q=0,fr", "en", id="not-wanted"),
        pytest.param("de;q=much", "en", id="unreadable"),
        pytest.param("*", "en", id="any"),
    ],
)
def test_the_browser_says_which_language(steady: Steady, header: str, language: str) -> None:
    assert join(steady, JOIN, accept_language=header)["person"]["language"] == language


def test_what_is_said_goes_before_the_browser(steady: Steady) -> None:
    assert join(steady, {**JOIN, "language": "de"}, accept_language="en")["person"]["language"] == "de"


def test_the_first_mail_is_in_the_language_that_was_asked_for(steady: Steady) -> None:
    join(steady, JOIN, accept_language="de")
    (html,) = (part for part in steady.mails()[0].walk() if part.get_content_type() == "text/html")
    assert '<html lang="de"' in html.get_content()


def test_the_language_can_be_changed_and_is_no_part_of_the_timeline(steady: Steady) -> None:
    token = join(steady, JOIN)["token"]
    assert steady.json("GET", "/v1/me", token=token)["language"] == "en"
    steady.json("PATCH", "/v1/me", {"language": "de"}, token=token)
    exported = steady.json("GET", "/v1/export?format=timeline", token=token)
    assert "language" not in exported["person"]
    steady.json("POST", "/v1/import", exported, token=token)
    assert steady.json("GET", "/v1/me", token=token)["language"] == "de"


@pytest.mark.parametrize("language", ["fr", "DE", "de-AT", "", 1, None, ["de"], {"de": 1}])
def test_an_unknown_language_is_named(steady: Steady, language: Any) -> None:
    token = steady.join()
    for method, path, body, bearer in (
        ("PATCH", "/v1/me", {"language": language}, token),
        ("POST", "/v1/people", {**JOIN, "language": language}, None),
    ):
        problem = steady.json(method, path, body, token=bearer, status=422)
        assert problem["errors"] == [{"field": "language", "message": "must be one of: en, de"}]
