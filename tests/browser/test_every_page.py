"""Every page and state, at 320 px, by day and by night: axe finds nothing, it fits, and a finger hits what it taps.

The pages are the app's own GET routes: a page that is new is covered from the first day, and one whose address has a
part to fill in fails here until it says how it is reached.
"""

from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import quote

import pytest

from app import app
from tests.browser.chromium import IN_CHROMIUM, SMALL_PHONE, axe, sign_up, wait_for_worker
from tests.browser.fitting import fits, too_small

pytestmark = IN_CHROMIUM
MAIL: Final = "every@example.org"
FILLED: Final = {"{entry_id}": "entry", "{experiment_id}": "experiment", "{token_id}": "token", "{wanted}": "file"}
"""How the parts of an address are filled in: by what the person of these tests has."""
SIGNED_OUT: Final = ("/", "/sign-up", "/sign-in", "/sent", "/confirm?token=x", "/unsubscribe?token=x")


def routes() -> list[str]:
    """The addresses that a browser can open, those of the API left out."""
    return sorted(path for path, methods in app.routes.items() if "GET" in methods and not path.startswith("/v1"))


@pytest.fixture(scope="module")
def phone(chromium: Any, address: str) -> Iterator[Any]:
    """A small phone that somebody signed in on, open to axe."""
    profile = chromium.new_context(viewport=SMALL_PHONE, bypass_csp=True, reduced_motion="reduce")
    page = profile.new_page()
    sign_up(page, address, MAIL)
    yield page
    profile.close()


@pytest.fixture(scope="module")
def stranger(chromium: Any) -> Iterator[Any]:
    """A small phone that nobody signed in on."""
    profile = chromium.new_context(viewport=SMALL_PHONE, bypass_csp=True, reduced_motion="reduce")
    yield profile.new_page()
    profile.close()


def faults(page: Any) -> list[str]:
    """What is wrong with the page as it stands, every detail of it open."""
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    found = [] if fits(page) else ["wider than 320 px"]
    found += [f"lower than a finger: {name}" for name in too_small(page)]
    found += axe(page)
    page.emulate_media(color_scheme="dark")
    found += [f"by night: {fault}" for fault in axe(page, ["color-contrast"])]
    page.emulate_media(color_scheme="light")
    return found


def log(page: Any, address: str, fields: dict[str, str], path: str = "/log") -> None:
    """Send one of the forms with these fields, as the page would."""
    page.goto(address + path)
    page.locator("form.kept .dock button:enabled").wait_for()
    with page.expect_navigation():
        page.evaluate(
            """fields => {
            const form = document.querySelector("form.kept");
            for (const [name, value] of Object.entries(fields)) {
                form.querySelectorAll(`[name=${name}]`).forEach(one => one.disabled = true);
                form.append(Object.assign(document.createElement("input"), { name, value, type: "hidden" }));
            }
            form.submit();
        }""",
            fields,
        )


def test_every_page_of_a_new_person(phone: Any, address: str) -> None:
    plain = [path for path in routes() if "{" not in path]
    found = {path: faults(phone) for path in plain if opens(phone, address + path)}
    assert {path: wrong for path, wrong in found.items() if wrong} == {}
    assert {"/log", "/symptom", "/check-in", "/today", "/more", "/waiting"} <= found.keys()


def opens(page: Any, url: str) -> bool:
    """Open it if it is a page; false for a file."""
    kind = page.request.get(url, max_redirects=0).headers.get("content-type", "")
    return kind.startswith("text/html") and bool(page.goto(url))


def test_every_page_of_one_thing(phone: Any, address: str) -> None:
    log(phone, address, {"area": "calf", "side": "left", "minutes": "3"})
    entry = phone.url.rsplit("/", 1)[1]
    things = {"entry": entry, "experiment": started_experiment(phone, address), "token": made_token(phone, address)}
    things |= {"file": "csv"}
    wanting = [path for path in routes() if "{" in path]
    reached = {path: path for path in wanting}
    for part, thing in FILLED.items():
        reached = {path: shown.replace(part, quote(things[thing])) for path, shown in reached.items()}
    assert [path for path, shown in reached.items() if "{" in shown] == [], "say in FILLED how this page is reached"
    found = {path: faults(phone) for path, shown in reached.items() if opens(phone, address + shown)}
    assert {path: wrong for path, wrong in found.items() if wrong} == {}
    assert "/logged/{entry_id}" in found


def started_experiment(page: Any, address: str) -> str:
    page.goto(f"{address}/experiments")
    page.check("input[value=stretch]", force=True)
    page.click("button:has-text('Draw the order and start')")
    page.wait_for_url("**/experiments/*")
    return str(page.url.rsplit("/", 1)[1])


def test_every_page_of_a_stranger(stranger: Any, address: str) -> None:
    found = {}
    for path in SIGNED_OUT:
        stranger.goto(address + path)
        found[path] = faults(stranger)
    for path in ("/sign-up", "/sign-in"):
        stranger.goto(address + path)
        stranger.click("main button")
        stranger.locator("[role=alert]").wait_for()
        found[f"{path} with faults"] = faults(stranger)
    stranger.goto(f"{address}/confirm?token=used")
    stranger.click("button:has-text('Go on')")
    found["a link that is no good"] = faults(stranger)
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


FAULTY: Final = [
    ("/log", {"area": "moon", "side": "up", "minutes": "x", "intensity": "9", "when": "soon", "note": "x" * 1001}),
    ("/symptom", {"name": "moon", "onset": "soon", "severity": "9", "when": "soon"}),
    ("/check-in", {"sleep_hours": "25", "last_caffeine": "noon", "stress": "9", "twitched": "x", "date": "soon"}),
]


@pytest.mark.parametrize(("path", "fields"), FAULTY)
def test_a_form_with_its_faults(phone: Any, address: str, path: str, fields: dict[str, str]) -> None:
    log(phone, address, fields, path)
    assert phone.locator(".fault").count() >= 3
    assert faults(phone) == []


def test_the_check_in_that_starts_with_yesterday(phone: Any, address: str) -> None:
    phone.goto(f"{address}/check-in")
    yesterday = phone.evaluate("new Date(Date.now() - 864e5).toISOString().slice(0, 10)")
    said = {"date": yesterday, "sleep_hours": "7.5", "stress": "2", "magnesium_food": "true"}
    log(phone, address, said, "/check-in")
    phone.goto(f"{address}/check-in")
    assert phone.locator("text=as yesterday").count() == 3
    assert faults(phone) == []


def test_without_a_network(phone: Any, address: str) -> None:
    phone.goto(f"{address}/log")
    wait_for_worker(phone)
    phone.context.set_offline(True)
    found = {}
    for path in ("/log", "/symptom", "/check-in", "/today"):
        phone.goto(address + path)
        found[path] = faults(phone)
    log(phone, address, {"area": "calf"})
    phone.locator("#list li").wait_for()
    found["what waits"] = faults(phone)
    phone.goto(f"{address}/log")
    phone.locator("#waiting:has-text('1 log waits')").wait_for()
    found["the banner"] = faults(phone)
    phone.context.set_offline(False)
    phone.locator("#waiting:has-text('1 log was sent')").wait_for()
    found["the banner after it"] = faults(phone)
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def test_an_emergency(phone: Any, address: str) -> None:
    log(phone, address, {"name": "face_droop", "onset": "sudden", "side": "left"}, "/symptom")
    assert phone.locator(".call").is_visible()
    found = {"logged": faults(phone)}
    for path in ("/today", "/history", "/visit-pack", "/questions"):
        phone.goto(address + path)
        found[path] = faults(phone)
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def made_token(page: Any, address: str) -> str:
    page.goto(f"{address}/tokens")
    page.click("button:has-text('Make the token')")
    page.wait_for_url("**/shortcuts/*")
    return str(page.url.rsplit("/", 1)[1])
