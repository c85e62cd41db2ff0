"""The figures of the pages, measured in Chromium: taps and seconds to a stored episode, bytes over the wire."""

from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urlsplit

import pytest

from tests.browser.chromium import IN_CHROMIUM, PHONE, sign_up

pytestmark = IN_CHROMIUM
SLOW: Final = {"offline": False, "latency": 562.5, "downloadThroughput": 180_000, "uploadThroughput": 84_375}
"""Slow 4G as Chromium's developer tools have it: 1.44 Mbit/s down, 0.68 up, 562 ms each way and back."""
SLOWER_CPU: Final = 4
MOST_SECONDS, MOST_BYTES = 5.0, 50 * 1024
TAPS: Final = {
    "one of the last places": ["button[name=again]"],
    "the body": [".tap a[href$='area=calf&side=left'] path", "button:has-text('Log it')"],
}


@pytest.fixture(scope="module")
def cookies(chromium: Any, address: str) -> Any:
    """Of a person who logged once."""
    profile = chromium.new_context(viewport=PHONE)
    page = profile.new_page()
    sign_up(page, address, "numbers@example.org")
    page.locator(".tap a[href$='area=eyelid&side=left'] path").click()
    page.click("button:has-text('Log it')")
    page.wait_for_url("**/logged/*")
    found = profile.cookies()
    profile.close()
    return found


@pytest.fixture
def fresh(chromium: Any, cookies: Any) -> Iterator[Any]:
    """A phone with nothing kept but the session; no worker, so that the network's limits hold for every request."""
    profile = chromium.new_context(viewport=PHONE, service_workers="block")
    profile.add_cookies(cookies)
    yield profile.new_page()
    profile.close()


@pytest.mark.parametrize("way", TAPS)
def test_an_episode_is_stored_within_two_taps_and_five_seconds(fresh: Any, address: str, way: str) -> None:
    session = fresh.context.new_cdp_session(fresh)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_CPU})
    started = moments(session, address)
    fresh.goto(f"{address}/log", wait_until="commit")
    for place in TAPS[way]:
        fresh.locator(place).first.click(no_wait_after=True)
    fresh.wait_for_url("**/logged/*", wait_until="commit")
    taken = started["/logged"] - started["/log"]
    print(f"{way}: {len(TAPS[way])} taps, {taken:.1f} s from opening /log to the answer that it is stored")
    assert len(TAPS[way]) <= 2
    assert taken < MOST_SECONDS


def moments(session: Any, address: str) -> dict[str, float]:
    """When the browser asked first for the page to log on, and when for the page that follows the stored entry."""
    found: dict[str, float] = {}

    def note(event: Any) -> None:
        path = event["request"]["url"].removeprefix(address)
        name = "/logged" if path.startswith("/logged/") else path
        found.setdefault(name, event["timestamp"])

    session.on("Network.requestWillBeSent", note)
    return found


@pytest.mark.parametrize("path", ["/", "/sign-up", "/log", "/check-in", "/today"])
def test_a_first_page_weighs_little_and_asks_nobody_else(chromium: Any, address: str, cookies: Any, path: str) -> None:
    profile = chromium.new_context(viewport=PHONE)
    profile.add_cookies([] if path in ("/", "/sign-up") else cookies)
    page = profile.new_page()
    session = profile.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    asked: list[str] = []
    profile.on("request", lambda request: asked.append(request.url))
    page.goto(address + path, wait_until="networkidle")
    profile.close()
    print(f"{path}: {sum(sizes) / 1024:.1f} KB in {len(sizes)} requests")
    assert len(sizes) >= 3
    assert sum(sizes) <= MOST_BYTES
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(address).netloc}
