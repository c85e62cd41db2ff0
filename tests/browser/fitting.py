"""Whether a page fits a small phone, and a fingertip what can be tapped on it."""

from typing import Any, Final

HEIGHTS: Final = """() => Object.fromEntries(
    [...document.querySelectorAll(
        "button, .button, summary, select, textarea, input:not([type=hidden]), nav a, .menu a, .aside a, .name")]
    .map(one => [one.outerHTML, (one.closest("label") ?? one).getBoundingClientRect().height]))"""


def fits(page: Any) -> bool:
    """Nothing lies beside the screen."""
    # a click returns when the next page has begun
    page.wait_for_load_state("domcontentloaded")
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def too_small(page: Any) -> list[str]:
    """What can be tapped and is lower than a fingertip. A box to tick is as large as its label."""
    heights: dict[str, float] = page.evaluate(HEIGHTS)
    assert heights
    return [name for name, height in heights.items() if 0 < height < 44]
