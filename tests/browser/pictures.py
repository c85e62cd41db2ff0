"""`python -m tests.browser.pictures`: draws the README's pictures of the pages anew, as the demo person sees them."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

from local.rehearsal.emulator import free_port
from tests.browser.chromium import PHONE, launched
from tests.browser.conftest import ROOT

FOLDER: Final = ROOT / "docs" / "pictures"
PAGES: Final = ("log", "today")


def draw(browser: Any, link: str) -> None:
    """Each page as it opens on a phone, after signing in by the link."""
    profile = browser.new_context(viewport=PHONE, color_scheme="light")
    page = profile.new_page()
    page.goto(link)
    page.click("button:has-text('Go on')")
    page.wait_for_url("**/log")
    address = page.url.removesuffix("/log")
    FOLDER.mkdir(exist_ok=True)
    for name in PAGES:
        page.goto(f"{address}/{name}", wait_until="networkidle")
        page.screenshot(path=FOLDER / f"{name}.png")
    profile.close()


def main() -> None:
    """Serve the demo in a folder of its own, and draw."""
    with tempfile.TemporaryDirectory() as data:
        command = [
            sys.executable,
            "-m",
            "local",
            "serve",
            "--port",
            str(free_port()),
            "--data",
            str(Path(data, "demo")),
        ]
        environ = {**os.environ, "DEMO": "1"}
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=environ) as server:
            assert server.stdout is not None
            server.stdout.readline()
            link = server.stdout.readline().split()[-1]
            with launched() as browser:
                draw(browser, link)
            server.terminate()


if __name__ == "__main__":
    main()
