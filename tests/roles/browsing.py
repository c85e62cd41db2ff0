"""A life by the pages: each is opened, and each form on them sent."""

import re
from typing import Any, Final
from urllib.parse import urlsplit

from tests.doors.browsing import Browser, hidden, location
from tests.doors.test_history_pages import filled
from tests.fakes.steady import ADDRESS, FORM, text_of

FORMS: Final[tuple[tuple[str, dict[str, Any]], ...]] = (
    ("/symptom", {"name": "cramp", "area": "calf"}),
    ("/worry", {"nervous": "0", "control": "2"}),
    ("/worry/offer", {"offer": "no"}),
    ("/visit", {"exam": "normal", "emg": "not_done"}),
    ("/text", {"text": "right thumb for 2 min"}),
    ("/tokens", {"name": "watch"}),
    ("/settings/medicines", {"name": "Iron", "class": "other", "action": "start"}),
    ("/settings/address", {"email": "dan@example.org"}),
)
"""Forms that stand on a page of their own name, the offer of help but for its page."""
WHOLE: Final = ("mails", "place", "health")
"""Settings that are sent whole, as they came."""


def browse(ann: Browser) -> None:
    """Everything that a person does without a token of their own."""
    _answer(ann)
    for path, fields in FORMS:
        location(ann.send(path, fields, "/worry" if path == "/worry/offer" else path))
        ann.steady.clock.tick(minutes=5)
    for section in WHOLE:
        path = f"/settings/{section}"
        location(ann.ask("POST", path, filled(ann.get(path).body.decode())))
    location(ann.send("/settings/mail-again", {}, "/settings/mails"))
    location(ann.send("/settings/reminders", {"habit": "water", "on": "true", "times": "09:00", "days": "mon"}))
    _change(ann)
    _try(ann)
    _revoke(ann)
    _follow_mails(ann)
    _open_all(ann)


def _answer(ann: Browser) -> None:
    """A twitch, and a check-in that says there was none: which is right?"""
    ann.send("/log", {"area": "calf", "minutes": "3"})
    ann.steady.clock.tick(hours=1)
    ann.send("/check-in", {"twitched": "false"})
    location(ann.send("/questions", {"continued": "true"}))


def _change(ann: Browser) -> None:
    logged = location(ann.send("/log", {"area": "neck"}))
    entry = logged.removeprefix("/logged/")
    for path in (logged, f"/history/{entry}", f"/history/{entry}/delete"):
        assert ann.get(path).status == 200
    location(
        ann.ask("POST", f"/history/{entry}", {**filled(ann.get(f"/history/{entry}").body.decode()), "minutes": "9"})
    )
    location(ann.send(f"/history/{entry}/delete", {}))
    undone = location(ann.send("/log", {"area": "thigh"}))
    location(ann.send(undone, {}))


def _try(ann: Browser) -> None:
    page = location(ann.send("/experiments", {"trigger": "screen"}))
    assert ann.get(page).status == 200
    location(ann.send(page, {}))


def _revoke(ann: Browser) -> None:
    page = location(ann.send("/tokens", {"name": "ring"}))
    assert ann.get(page).status == 200
    location(ann.send(page.replace("/shortcuts", "/tokens"), {}, "/tokens"))


def _follow_mails(ann: Browser) -> None:
    """The links of two mails: the change of address is taken back, and reminders are stopped by one click."""
    steady = ann.steady
    steady.drain()
    (keep,) = re.findall(r"(/keep-address\?token=\S+)", text_of(steady.mails("notice")[-1]))
    assert ann.send("/keep-address", {}, keep).status == 200
    steady.clock.tick(hours=20)
    steady.sweep()
    stop = urlsplit(steady.mails("reminder")[-1]["List-Unsubscribe"].strip("<>"))
    path = f"{stop.path}?{stop.query}"
    assert ann.get(path).status == 200
    assert steady.ask("POST", path, b"List-Unsubscribe=One-Click", content_type=FORM).status == 200


def _open_all(ann: Browser) -> None:
    """Every page that names nothing of anybody's, and a file."""
    routes = ann.steady.app.app.routes.items()
    for route, methods in routes:
        if "GET" in methods and "{" not in route and not route.startswith("/v1"):
            ann.get(route)
    assert ann.get("/export/csv").status == 200


def leave(ann: Browser) -> None:
    """Sign out, in again, and erase everything."""
    location(ann.ask("POST", "/sign-out", {"csrf": hidden(ann.get("/log"))["csrf"]}))
    location(ann.send("/sign-in", {"email": ADDRESS}))
    location(ann.send("/confirm", {}, f"/confirm?token={ann.steady.link_token()}"))
    location(ann.send("/erase", {"sure": "yes"}))
    assert ann.get("/erased").status == 200
