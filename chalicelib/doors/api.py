"""The log by HTTP: entries, assessment, summary and import. Bearer tokens only; JSON out."""

from typing import Any, Final

from chalice.app import Blueprint, Response

from chalicelib.adapters.documents import convert, wire_fields
from chalicelib.domain.entries import Episode
from chalicelib.domain.errors import Fault, InvalidInput, TooLarge, UnsupportedMediaType
from chalicelib.doors.answers import (
    assessment_document,
    entry_answer,
    recorded_answer,
    recorded_item,
    summary_document,
)
from chalicelib.doors.payloads import LARGEST_IMPORT, fingerprint_of, read_body, read_json, read_patch
from chalicelib.doors.problems import answer
from chalicelib.doors.queries import page_link, read_page, read_week
from chalicelib.doors.requests import Call, route
from chalicelib.doors.spoken_lines import read_sent
from chalicelib.usecases.change_entry import current_document, delete_entry, edit_entry
from chalicelib.usecases.change_person import read_person
from chalicelib.usecases.read_log import list_entries, read_assessment, read_entry
from chalicelib.usecases.record_entry import record_entries

api = Blueprint(__name__)
MOST_ITEMS: Final = 100


@route(api, "/v1/entries", ["POST"], scope="log")
def post_entries(call: Call) -> Response:
    """Log one entry, or a list of up to 100."""
    value, is_form = read_body(call.content_type, call.body)
    header_key = read_key(call.headers.get("idempotency-key"))
    if isinstance(value, list):
        return _post_list(call, value, header_key)
    read = read_sent(call, value, is_form=is_form, header_key=header_key)
    return recorded_answer(record_entries(call.services, call.person_id, [read.draft]), read.told)


def _post_list(call: Call, values: list[Any], header_key: str | None) -> Response:
    if len(values) > MOST_ITEMS:
        raise TooLarge(f"a list may hold at most {MOST_ITEMS} entries")
    if header_key is not None:
        raise InvalidInput(Fault("key", "belongs in each entry of a list, not in the Idempotency-Key header"))
    read = [read_sent(call, value) for value in values]
    done = record_entries(call.services, call.person_id, [each.draft for each in read])
    items = [recorded_item(result, each.told) for result, each in zip(done.results, read, strict=True)]
    return answer(207, {"results": items, "assessment": assessment_document(done.assessment, done.country)})


def read_key(header: str | None) -> str | None:
    """The Idempotency-Key header. Raises InvalidInput where it is no good."""
    if header is None:
        return None
    key, wrong = convert(header, wire_fields(Episode)["key"])
    if wrong is not None:
        raise InvalidInput(Fault("Idempotency-Key", wrong))
    return str(key)


@route(api, "/v1/entries", ["GET"])
def get_entries(call: Call) -> Response:
    """A page of entries, newest first."""
    signer = call.services.signer
    asked = read_page(call.query, signer)
    page = list_entries(call.services, call.person_id, **asked)
    return answer(
        200, {"entries": [current_document(kept) for kept in page.kept], "cursor": page_link(page.next, signer)}
    )


@route(api, "/v1/entries/{entry_id}", ["GET"])
def get_entry(call: Call, entry_id: str) -> Response:
    """One entry."""
    return answer(200, {"entry": current_document(read_entry(call.services, call.person_id, entry_id))})


@route(api, "/v1/entries/{entry_id}", ["PATCH"])
def patch_entry(call: Call, entry_id: str) -> Response:
    """Give an entry new values."""
    value, is_form = read_body(call.content_type, call.body)
    if is_form:
        raise UnsupportedMediaType("send application/json")
    return entry_answer(
        edit_entry(call.services, call.person_id, entry_id, lambda document: read_patch(value, document))
    )


@route(api, "/v1/entries/{entry_id}", ["DELETE"])
def remove_entry(call: Call, entry_id: str) -> Response:
    """Take an entry out."""
    delete_entry(call.services, call.person_id, entry_id)
    return Response(body="", status_code=204, headers={"Cache-Control": "no-store"})


@route(api, "/v1/assessment", ["GET"])
def get_assessment(call: Call) -> Response:
    """What stands, what was not found, the five features, the next look."""
    assessment, country = read_assessment(call.services, call.person_id)
    return answer(200, assessment_document(assessment, country, is_full=True))


@route(api, "/v1/summary", ["GET"])
def get_summary(call: Call) -> Response:
    """A week's numbers."""
    from chalicelib.domain.week_numbers import plain_summary
    from chalicelib.usecases.read_week import read_summary

    summary = read_summary(call.services, call.person_id, read_week(call.query))
    return answer(200, summary_document(plain_summary(summary)))


@route(api, "/v1/import", ["POST"])
def post_import(call: Call) -> Response:
    """Take a timeline in."""
    from chalicelib.adapters.timelines import read_timeline
    from chalicelib.usecases.import_timeline import import_timeline

    document = read_json(call.body, LARGEST_IMPORT)
    person = read_person(call.services, call.person_id)
    read = read_timeline(document, person.profile)
    kept = [kept.fingerprinted(fingerprint_of(kept.document)) for kept in read.kept]
    done = import_timeline(call.services, call.person_id, read.profile, kept, read.experiments)
    return answer(
        200,
        {
            "imported": done.added,
            "skipped": done.skipped,
            "assessment": assessment_document(done.assessment, done.country),
        },
    )


@route(api, "/v1/health", ["GET"], scope=None)
def get_health(call: Call) -> Response:
    """Up, when the last sweep was, and how many could not be seen to again and again."""
    messages = call.services.messages
    aside = len(messages.quarantined())
    return answer(200, {"status": "up", "last_sweep_at": messages.last_sweep(), "quarantined": aside})
