"""The trigger links by HTTP."""

from chalice.app import Blueprint, Response

from chalicelib.doors.problems import answer
from chalicelib.doors.requests import Call, route

triggers = Blueprint(__name__)


@route(triggers, "/v1/triggers", ["GET"])
def get_triggers(call: Call) -> Response:
    """Which triggers and twitching were often together."""
    from chalicelib.adapters.trigger_documents import links_document
    from chalicelib.usecases.read_triggers import read_triggers

    return answer(200, links_document(read_triggers(call.services, call.person_id)))
