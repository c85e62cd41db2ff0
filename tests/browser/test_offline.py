"""Without a network a log waits on the phone: sent once, as the person who made it, when the network is back."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.chromium import IN_CHROMIUM, PHONE, sign_up

pytestmark = IN_CHROMIUM
LOGGED = "main h1, main h2"


@pytest.fixture
def phone(chromium: Any) -> Iterator[Any]:
    """A phone with JavaScript, in Berlin."""
    profile = chromium.new_context(viewport=PHONE, timezone_id="Europe/Berlin")
    yield profile.new_page()
    profile.close()


def join(phone: Any, address: str, mail: str) -> None:
    """Signed up, on the log page, with the worker ready to take over."""
    sign_up(phone, address, mail)
    ready(phone)


def ready(phone: Any) -> None:
    phone.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
    phone.wait_for_function("navigator.serviceWorker.controller !== null")
    # the script has told the worker whose page this is once the worker answers its last question
    asks(phone, "state")


def asks(phone: Any, question: str) -> Any:
    """What the worker answers."""
    return phone.evaluate(
        """async ask => {
            const { active } = await navigator.serviceWorker.ready;
            return new Promise(resolve => {
                const line = new MessageChannel();
                line.port1.onmessage = event => resolve(event.data);
                active.postMessage({ ask }, [line.port2]);
            });
        }""",
        question,
    )


def without_network(phone: Any) -> None:
    phone.context.set_offline(True)


def with_network(phone: Any) -> None:
    phone.context.set_offline(False)


def log(phone: Any, area: str) -> None:
    phone.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    phone.check(f"input[value={area}]", force=True)
    phone.click("button:has-text('Log it')")


def entries(phone: Any, address: str) -> list[tuple[str, str]]:
    """What Steady has, by the person's own export."""
    reply = phone.request.get(f"{address}/export?format=timeline")
    return [(entry["area"], entry["at"]) for entry in reply.json()["entries"]]


def test_a_log_made_without_a_network_is_sent_once_when_it_is_back(phone: Any, address: str) -> None:
    join(phone, address, "tunnel@example.org")
    without_network(phone)
    phone.goto(f"{address}/log")
    assert phone.locator("text=No network.").is_visible()
    log(phone, "calf")
    phone.wait_for_url("**/waiting*")
    phone.locator("#list li:has-text('A twitch: calf')").wait_for()
    phone.goto(f"{address}/check-in")
    phone.fill("#sleep_hours-input", "7")
    phone.click("button:has-text('Save the day')")
    phone.locator("#waiting:has-text('2 logs wait on this phone')").wait_for()
    phone.goto(f"{address}/today")
    assert phone.locator("#list li").count() == 2
    with_network(phone)
    phone.locator("#waiting:has-text('2 logs were sent')").wait_for()
    phone.goto(f"{address}/log")
    assert phone.locator("button[name=again]").all_inner_texts() == ["calf"]
    assert asks(phone, "state")["waiting"] == []
