"""The week in real Chromium: axe finds nothing in either colour scheme, and it fits a phone of 320 pixels."""

from typing import Any

import pytest

from tests.browser.chromium import IN_CHROMIUM, SMALL_PHONE, axe, opened, sign_up

pytestmark = IN_CHROMIUM


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_week_is_seen_without_a_fault(chromium: Any, address: str, scheme: str) -> None:
    with opened(chromium, viewport=SMALL_PHONE, color_scheme=scheme) as phone:
        sign_up(phone, address, f"{scheme}@example.org")
        phone.goto(f"{address}/week")
        assert axe(phone) == []
        phone.goto(f"{address}/log")
        phone.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        phone.check("input[value=eyelid]", force=True)
        phone.click("button:has-text('Log it')")
        phone.wait_for_url("**/logged/*")
        phone.goto(f"{address}/week")
        assert phone.locator("svg[role=img]").count() == 3
        assert phone.evaluate("document.documentElement.scrollWidth") <= 320
        assert axe(phone) == []
        fills = phone.locator("path[data-area=eyelid]").first.evaluate("one => getComputedStyle(one).fill")
        assert fills != "rgb(183, 220, 210)", "a page has its own colours, not a picture's"
