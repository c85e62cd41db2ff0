"""The page of the trigger links: what was often together, where no link was found, and where data is missing."""

from typing import Any, Final

from chalice.app import Blueprint, Response

from chalicelib.domain.experiments.plans import TRIALS
from chalicelib.doors.pages.sessions import Browser
from chalicelib.doors.pages.showing import page, show

trigger_pages = Blueprint(__name__)
VERDICTS: Final = {
    "often_together": "Often together for you",
    "less_often_together": "Less often together for you",
    "no_link_found": "No link found",
    "not_enough_data": "Not enough data",
}
"""In the order of the page."""


@page(trigger_pages, "/triggers", "GET")
def triggers_page(browser: Browser) -> Response:
    """All eight triggers, those with a link first."""
    from chalicelib.adapters.trigger_documents import links_document
    from chalicelib.usecases.read_triggers import read_triggers

    found = read_triggers(browser.call.services, browser.sign_in().person_id)
    document = links_document(found)
    named: list[dict[str, Any]] = [
        {**shown, "name": link.trigger.name, "can_be_tried": link.trigger.code in TRIALS}
        for shown, link in zip(document["triggers"], found.links, strict=True)
    ]
    parts = {words: [one for one in named if one["verdict"] == verdict] for verdict, words in VERDICTS.items()}
    return show(browser, "triggers", found=document, parts=parts)
