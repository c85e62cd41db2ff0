"""A person with a phone walks through the pages in real Chromium, with no JavaScript at all."""

import json
import re
import shutil
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.xdist_group("browser"),
]
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    data = tmp_path_factory.mktemp("steady")
    command = [sys.executable, "-m", "local", "serve", "--port", str(port), "--data", str(data)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        assert server.stdout.readline().startswith("Steady is at")
        yield f"http://127.0.0.1:{port}"
        server.terminate()
        server.wait(10)


@pytest.fixture
def phone(address: str) -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        context = browser.new_context(viewport={"width": 320, "height": 700}, java_script_enabled=False)
        yield context.new_page()
        browser.close()


def mails(address: str) -> list[dict[str, Any]]:
    with urllib.request.urlopen(f"{address}/_local/mailbox") as answer:
        found: list[dict[str, Any]] = json.load(answer)
    return found


def sign_up(phone: Any, address: str, mail: str) -> None:
    phone.goto(address)
    phone.click("text=Start")
    phone.fill("#email-input", mail)
    phone.check("input[name=consent]")
    phone.click("button:has-text('Send me the link')")
    link = re.findall(r"http\S+/confirm\?token=\S+", mails(address)[-1]["text"])[0]
    phone.goto(link)
    phone.goto(link)
    phone.click("button:has-text('Go on')")


def fits(phone: Any) -> bool:
    box = phone.locator("main").bounding_box()
    return bool(box["x"] >= 0 and box["x"] + box["width"] <= 320)


def test_a_person_signs_up_logs_and_is_told_to_call(phone: Any, address: str) -> None:
    sign_up(phone, address, "walk@example.org")
    assert phone.url == f"{address}/log"
    assert fits(phone)
    phone.click("summary:has-text('Leg')")
    phone.check("input[value=calf]", force=True)
    phone.click("button:has-text('Log it')")
    assert "/logged/" in phone.url
    assert phone.locator("text=Nothing you logged matches a warning sign").is_visible()

    phone.goto(f"{address}/symptom")
    phone.check("input[value=face_droop]")
    phone.check("input[value=sudden]", force=True)
    phone.click("button:has-text('Log it')")
    assert phone.locator("a[href='tel:999']").is_visible()
    assert [mail["kind"] for mail in mails(address) if mail["to"] == "walk@example.org"] == ["confirm", "emergency"]


def test_a_form_without_a_place_keeps_what_was_said(phone: Any, address: str) -> None:
    sign_up(phone, address, "form@example.org")
    phone.click("summary:has-text('Say more')")
    phone.fill("#minutes-input", "12.5")
    phone.fill("#note-input", "<b>on the sofa</b>")
    phone.click("button:has-text('Log it')")
    assert phone.locator("#area-fault").inner_text() == "Is needed"
    assert phone.input_value("#minutes-input") == "12.5"
    assert phone.input_value("#note-input") == "<b>on the sofa</b>"
    assert fits(phone)


def test_undo_takes_the_entry_out_and_sign_out_ends_the_session(phone: Any, address: str) -> None:
    sign_up(phone, address, "undo@example.org")
    phone.check("input[value=thumb]", force=True)
    phone.click("button:has-text('Log it')")
    logged = phone.url
    phone.click("button:has-text('Undo')")
    assert phone.goto(logged).status == 404
    phone.goto(f"{address}/log")
    phone.click("button:has-text('Sign out')")
    phone.goto(f"{address}/log")
    assert phone.url == f"{address}/sign-in"
