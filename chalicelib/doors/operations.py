"""Every operation of `/v1`: what it takes and what it may answer. `openapi.py` makes the document from this table."""

from collections.abc import Mapping
from typing import Any, Final

from msgspec import Struct, field

from chalicelib.adapters.schemas import Schema, asked, entry_changed, profile_asked, ref
from chalicelib.domain.entries import TYPES
from chalicelib.domain.habit import HABITS
from chalicelib.doors.api_experiments import Request as NewExperiment
from chalicelib.doors.api_export import FORMATS
from chalicelib.doors.asked import Confirm, NewToken, Nothing, SignIn, SignUp, Snooze
from chalicelib.doors.queries import MOST

JSON: Final = "application/json"
FORM: Final = "application/x-www-form-urlencoded"
NO_BODY: Final[Mapping[str, Schema]] = {}


class Operation(Struct, frozen=True, kw_only=True):
    """One operation. `answers` are its schemas by status and media type; `refuses` what it may refuse beyond the usual.

    `example` is a body that it takes, `query` its parameters, `keyed` whether it takes an Idempotency-Key header.
    """

    tag: str
    answers: Mapping[int, Mapping[str, Schema]]
    takes: Schema | None = None
    example: Any = None
    is_form: bool = False
    needs_body: bool = True
    query: Mapping[str, Schema] = field(default_factory=dict)
    refuses: tuple[int, ...] = ()
    keyed: bool = False


def _json(name: str) -> Mapping[str, Schema]:
    return {JSON: ref(name)}


BOUND: Final[Schema] = {
    "type": "string",
    "description": "A local date, or an instant with its offset.",
    "examples": ["2026-11-23", "2026-11-23T08:00:00+00:00"],
}
PAGE: Final[Mapping[str, Schema]] = {
    "from": BOUND,
    "to": BOUND,
    "type": {"type": "string", "description": f"One or more of {', '.join(TYPES)}, with commas between."},
    "limit": {"type": "integer", "minimum": 1, "maximum": MOST, "default": 50},
    "cursor": {"type": "string", "description": "The `cursor` of the page before."},
}
TWITCH: Final = {"area": "eyelid", "side": "left", "minutes": 3, "context": ["caffeine"]}
EMPTY_TIMELINE: Final = {"format": "steady.timeline/1", "person": {"timezone": "Europe/London"}, "entries": []}
OPERATIONS: Final[Mapping[tuple[str, str], Operation]] = {
    ("POST", "/v1/people"): Operation(
        tag="Joining", takes=asked(SignUp), is_form=True, refuses=(403,), answers={202: _json("Sent")},
        example={"email": "you@example.org", "timezone": "Europe/London"},
    ),
    ("POST", "/v1/sign-in"): Operation(
        tag="Joining", takes=asked(SignIn), is_form=True, answers={202: _json("Sent")},
        example={"email": "you@example.org"},
    ),
    ("POST", "/v1/confirm"): Operation(
        tag="Joining", takes=asked(Confirm), is_form=True, answers={201: _json("Confirmed")}, refuses=(409,),
    ),
    ("GET", "/v1/me"): Operation(tag="Person", answers={200: _json("Person")}),
    ("PATCH", "/v1/me"): Operation(
        tag="Person", takes=profile_asked(), answers={200: _json("Person")}, refuses=(409,),
        example={"mode": "weekly", "quiet_hours": {"from": "22:00", "to": "07:00"}, "habits": {"water": {"on": True}}},
    ),
    ("DELETE", "/v1/me"): Operation(tag="Person", answers={204: NO_BODY}, refuses=(409,)),
    ("GET", "/v1/tokens"): Operation(tag="Tokens", answers={200: _json("Tokens")}),
    ("POST", "/v1/tokens"): Operation(
        tag="Tokens", takes=asked(NewToken), is_form=True, answers={201: _json("ShownToken")}, refuses=(409,),
        example={"name": "phone", "scope": "log"},
    ),
    ("DELETE", "/v1/tokens/{token_id}"): Operation(tag="Tokens", answers={204: NO_BODY}, refuses=(409,)),
    ("POST", "/v1/entries"): Operation(
        tag="Log", takes=ref("EntriesAsked"), is_form=True, keyed=True, refuses=(409,), example=TWITCH,
        answers={200: _json("LogAnswer"), 201: _json("LogAnswer"), 207: _json("ListAnswer")},
    ),
    ("GET", "/v1/entries"): Operation(tag="Log", query=PAGE, answers={200: _json("EntryPage")}),
    ("GET", "/v1/entries/{entry_id}"): Operation(tag="Log", answers={200: _json("EntryAnswer")}),
    ("PATCH", "/v1/entries/{entry_id}"): Operation(
        tag="Log", takes=entry_changed(), answers={200: _json("LogAnswer")}, refuses=(409,), example={"minutes": 5},
    ),
    ("DELETE", "/v1/entries/{entry_id}"): Operation(tag="Log", answers={204: NO_BODY}, refuses=(409,)),
    ("GET", "/v1/assessment"): Operation(tag="Reading", answers={200: _json("FullAssessment")}),
    ("GET", "/v1/summary"): Operation(
        tag="Reading", answers={200: _json("Summary")},
        query={"week": {"type": "string", "pattern": "^[0-9]{4}-W[0-9]{2}$", "examples": ["2026-W48"]}},
    ),
    ("GET", "/v1/triggers"): Operation(tag="Reading", answers={200: _json("TriggerLinks")}),
    ("POST", "/v1/experiments"): Operation(
        tag="Experiments", takes=asked(NewExperiment), is_form=True, answers={201: _json("Experiment")}, refuses=(409,),
        example={"trigger": "stretch", "pairs": 6, "block_days": 3},
    ),
    ("GET", "/v1/experiments"): Operation(tag="Experiments", answers={200: _json("Experiments")}),
    ("GET", "/v1/experiments/{experiment_id}"): Operation(tag="Experiments", answers={200: _json("Experiment")}),
    ("POST", "/v1/experiments/{experiment_id}/stop"): Operation(
        tag="Experiments", answers={200: _json("Experiment")}, refuses=(409,)
    ),
    ("POST", "/v1/habits/{code}/snooze"): Operation(
        tag="Habits", takes=asked(Snooze), is_form=True, answers={200: _json("Snoozed")}, refuses=(409,),
        example={"minutes": 30},
    ),
    ("POST", "/v1/habits/{code}/skip"): Operation(
        tag="Habits", takes=asked(Nothing), is_form=True, needs_body=False, answers={200: _json("Skipped")},
        refuses=(409,), example={},
    ),
    ("GET", "/v1/export"): Operation(
        tag="Moving", query={"format": {"enum": list(FORMATS), "default": "timeline"}},
        answers={200: {made.media_type.partition(";")[0]: {} for made in FORMATS.values()}},
    ),
    ("POST", "/v1/import"): Operation(
        tag="Moving", takes=ref("Timeline"), answers={200: _json("Imported")}, refuses=(409,), example=EMPTY_TIMELINE,
    ),
    ("GET", "/v1/health"): Operation(tag="Service", answers={200: _json("Health")}),
    ("GET", "/v1/openapi.json"): Operation(tag="Service", answers={200: {JSON: {"type": "object"}}}),
}  # fmt: skip
PATH_PARTS: Final[Mapping[str, Schema]] = {
    "code": {"enum": list(HABITS)},
    "entry_id": {"type": "string", "minLength": 1},
    "token_id": {"type": "string", "minLength": 1},
    "experiment_id": {"type": "string", "minLength": 1},
}
