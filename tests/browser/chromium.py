"""Real Chromium for the tests: how it starts, what they share, and a skip that says what is missing.

Debian's chromium is driven by Playwright, which never downloads a browser of its own. A module of browser tests
says `pytestmark = IN_CHROMIUM`, so that one worker runs them all.
"""

import json
import re
import shutil
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

import pytest

from tests.node.tools import tool

CHROMIUM: Final = shutil.which("chromium") or shutil.which("chromium-browser")
IN_CHROMIUM: Final = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.xdist_group("browser"),
]
ARGUMENTS: Final = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync",
]  # fmt: skip
PHONE: Final = {"width": 390, "height": 844}
SMALL_PHONE: Final = {"width": 320, "height": 700}
WCAG: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


_RUNNING: Final[list[Any]] = []


@contextmanager
def launched() -> Iterator[Any]:
    """A running browser: the one that runs already, else one that ends with the block. Make a context of it a test."""
    if _RUNNING:
        yield _RUNNING[0]
        return
    sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        _RUNNING.append(browser)
        yield browser
        _RUNNING.clear()
        browser.close()


@contextmanager
def opened(chromium: Any, **context: Any) -> Iterator[Any]:
    """A page in a context of its own (a fresh profile: viewport, colour scheme, JavaScript), closed with the block."""
    profile = chromium.new_context(**{"viewport": PHONE, **context})
    yield profile.new_page()
    profile.close()


def axe(page: Any, rules: Sequence[str] = ()) -> list[str]:
    """What axe finds against WCAG 2.2 AA on the page as it is, by these rules of it or by all. Needs JavaScript on.

    The page's own policy forbids scripts of others, so open the context with `bypass_csp=True`.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate((tool("axe-core") / "axe.min.js").read_text())
    asked = {"type": "rule", "values": [*rules]} if rules else {"type": "tag", "values": WCAG}
    found = page.evaluate("asked => axe.run(document, {runOnly: asked, resultTypes: ['violations']})", asked)
    return [
        f"{broken['id']}: {node['target']} {node.get('failureSummary', '')}"
        for broken in found["violations"]
        for node in broken["nodes"]
    ]


def mails(address: str) -> list[dict[str, Any]]:
    """The mails of a local service, oldest first."""
    with urllib.request.urlopen(f"{address}/_local/mailbox") as answer:
        found: list[dict[str, Any]] = json.load(answer)
    return found


def sign_up(page: Any, address: str, mail: str) -> None:
    """Sign up on the pages and follow the link of the mail; the page ends signed in."""
    page.goto(address)
    page.click("text=Start")
    page.fill("#email-input", mail)
    page.select_option("#timezone-input", "Europe/London")
    page.check("input[name=consent]")
    page.click("button:has-text('Send me the link')")
    link = re.findall(r"http\S+/confirm\?token=\S+", mails(address)[-1]["text"])[0]
    page.goto(link)
    page.goto(link)
    page.click("button:has-text('Go on')")


WORKER_READY: Final = """() => {
    const workers = navigator.serviceWorker;
    const late = new Promise((_, refuse) => setTimeout(() => refuse(new Error("no worker in 20 s")), 20000));
    const taken = new Promise(go => workers.addEventListener("controllerchange", () => go()));
    return Promise.race([late, workers.controller ? undefined : taken]);
}"""


def wait_for_worker(page: Any) -> None:
    """Until the service worker answers for this page. Fails where it could not be installed."""
    page.evaluate(WORKER_READY)
