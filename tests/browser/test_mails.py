"""The mails in a real browser: axe finds nothing in the light or in the dark, and nothing is cut on a small phone."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from local.mails.gallery import write_gallery
from local.mails.shots import View, shoot
from local.mails.states import STATES
from tests.browser.chromium import IN_CHROMIUM, SMALL_PHONE, axe, launched, opened

pytestmark = IN_CHROMIUM
EACH_LOOK = (
    "confirm", "check_in", "plan", "finding", "urgent", "emergency", "correction", "question", "support", "weekly",
    "weekly_tips", "notice",
)  # fmt: skip
"""One of each kind and card: the other states differ in their words."""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A browser."""
    with launched() as browser:
        yield browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_mail(chromium: Any, scheme: str) -> None:
    with opened(chromium, color_scheme=scheme) as page:
        for name in EACH_LOOK:
            page.set_content(STATES[name].html)
            assert axe(page) == [], name


def test_every_mail_fits_a_small_phone(chromium: Any) -> None:
    with opened(chromium, viewport=SMALL_PHONE) as page:
        for name, state in STATES.items():
            page.set_content(state.html)
            assert page.evaluate("document.documentElement.scrollWidth") <= SMALL_PHONE["width"], name


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_gallery(chromium: Any, scheme: str, tmp_path: Path) -> None:
    made = write_gallery(tmp_path, has_pictures=False)
    made.write_text(made.read_text(encoding="utf-8").replace('loading="lazy"', ""), encoding="utf-8")
    with opened(chromium, color_scheme=scheme) as page:
        page.goto(made.as_uri())
        assert axe(page) == []


def test_a_picture_is_taken_of_each_page_in_each_view(chromium: Any, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(STATES["sign_in"].mail.html, encoding="utf-8")
    shoot([tmp_path / "a.html"], tmp_path, [View("light", 720), View("phone-dark", 390, True)], chromium)
    sizes = {path.name: path.read_bytes()[16:20] for path in tmp_path.glob("*.png")}
    assert {name: int.from_bytes(width) for name, width in sizes.items()} == {
        "a-light.png": 720,
        "a-phone-dark.png": 390,
    }
