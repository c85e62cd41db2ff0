"""Every stored kind of item, and every field of it, is in an export or on a list with a reason.

The kinds are read from the keys and from a table that was lived in, the fields from the records: what is stored from
tomorrow on fails here until it has its place.
"""

import json
import re
from typing import Any, Final

import pytest
from msgspec.structs import fields

from chalicelib.adapters.dynamo import keys
from chalicelib.domain.experiment import Experiment
from chalicelib.domain.message import Message
from chalicelib.domain.person import Person, Profile
from chalicelib.ports.access import Access
from chalicelib.ports.log import Kept
from chalicelib.ports.messages import Told
from tests.fakes.steady import ADDRESS, Steady, steady_running

pytestmark = pytest.mark.xdist_group("census")

ITEMS: Final = {
    "P# 1#experiment": "timeline experiments",
    "P# 1#key": "timeline entries key",
    "P# 1#message": "account messages",
    "P# 1#token": "account tokens",
    "P# 2#entry": "timeline entries",
    "P# 3#fact": "timeline entries",
    "P# 5#person": "account person",
    "A# address": "account person email",
    "T# token": "account tokens",
    "P# 1#link": "(a link that was mailed: it ends within a day, and says no more than the address and the zone)",
    "A# link": "(leads from an address to such a link)",
    "P# 4#carry": "(made from the entries, and made anew whenever it must be)",
    "P# 4#head": "(counts writes)",
    "P# 4#standing": "(made from the entries; what was told of it is in the account's messages)",
    "I# invite": "(that an invite was used, under the invite's own name: it says nothing of who used it)",
    "P# 1#tangled": "(marks a log of which only the whole can be read; made from the entries)",
    "R# count": "(a count under a hashed name, of an address or a source; it ends within the hour)",
    "SWEEP last": "(of no person: when a sweep last ended)",
}
"""Kinds of items, by the beginnings of their keys: the path to them in an export, or a reason in brackets."""
CONSTANTS: Final = {
    "PERSON": "P# 5#person", "HEAD": "P# 4#head", "STANDING": "P# 4#standing", "CARRY": "P# 4#carry",
    "MESSAGE": "P# 1#message", "TOKEN_REF": "P# 1#token", "LINK": "P# 1#link", "KEY": "P# 1#key",
    "EXPERIMENT": "P# 1#experiment", "PENDING": "A# link", "TANGLED": "P# 1#tangled",
}  # fmt: skip
FIELDS: Final[dict[type, dict[str, str]]] = {
    Person: {
        "id": "account person id", "address": "account person email", "profile": "timeline person",
        "joined_at": "account person joined_at", "consented_at": "account person consent at",
        "consented_to": "account person consent wording",
        "habits": "account person habits", "streams": "account person streams", "summary": "account person summary",
        "language": "account person language", "asks_worry": "account person asks_worry",
        "moving": "account person pending_email",
        "experiment": "timeline experiments",
        "mail_stopped": "account person mail_stopped", "snoozed": "account person snoozed",
        "skipped": "account person skipped", "reminded": "(the reminders of the last days, which are messages)",
        "version": "(counts writes)",
    },
    Profile: {
        name: f"timeline person {name}"
        for name in (
            "timezone", "birth_year", "sex", "pregnant", "conditions", "fluid_limit_litres", "intended_weight_loss",
            "medicines", "country", "mode", "quiet_hours",
        )
    },
    Experiment: {
        **{
            name: f"timeline experiments {name}"
            for name in ("id", "trigger", "block_days", "order", "starts_on", "created_at", "stopped_at")
        },
        "told": "(which switches were mailed: they are messages)",
        "stopped_because": "(there only where Steady stopped it: tests/exports/test_timeline.py)",
    },
    Message: {
        **{
            name: f"account messages {name}"
            for name in ("kind", "level", "signs", "decided_at", "leaves_at", "content")
        },
        "occasion": "(kind, moment and content make it)",
        "findings": "(names of findings, made from the entries)",
        "advice": "(made from the findings)",
        "expires_at": "(until when it was worth sending)",
    },
    Told: {
        "message": "account messages",
        "status": "account messages status",
        "settled_at": "account messages settled_at",
    },
    Access: {
        **{name: f"account tokens {name}" for name in ("id", "name", "scope", "created_at", "expires_at", "used_at")},
        "person_id": "account person id",
        "digest": "(a hash of the token: of use to nobody but the door)",
    },
    Kept: {
        "entry": "timeline entries", "document": "timeline entries", "changes": "timeline entries",
        "number": "(the order of writing: that of the entries)",
        "fingerprint": "(a hash of what was sent under a key)",
        "is_keyed": "(whether the key is this entry's or an earlier one's)",
        "via": "(by which of the person's tokens it came)",
    },
}  # fmt: skip
PROFILE: Final = {
    "birth_year": 1974, "sex": "female", "pregnant": False, "fluid_limit_litres": 2, "intended_weight_loss": False,
    "conditions": ["asthma"], "medicines": [{"name": "salbutamol", "class": "saba"}], "country": "GB",
}  # fmt: skip


def kind_of(item: dict[str, Any]) -> str:
    owner, sort = item["pk"]["S"], item["sk"]["S"]
    owner = re.sub(r"^([A-Z]#).*", r"\1", owner)
    return f"{owner} {'#'.join(sort.split('#')[:2]) if sort[0].isdigit() else sort.split('#')[0]}"


@pytest.fixture(scope="module")
def exported() -> Any:
    """The kinds that lie in the table of somebody who used everything, and both exports together."""
    with steady_running() as steady:
        token = lived(steady)
        kinds = {kind_of(item) for item in steady.aws.items()}
        both = {name: steady.json("GET", f"/v1/export?format={name}", token=token) for name in ("timeline", "account")}
    return kinds, both


def lived(steady: Steady) -> str:
    for _ in range(2):
        steady.json("POST", "/v1/people", {"email": ADDRESS, "timezone": "Europe/London"}, status=202)
    token = steady.join()
    steady.json("PATCH", "/v1/me", PROFILE, token=token)
    for entry in (
        {"area": "calf", "key": "k"},
        {"type": "symptom", "name": "face_droop", "onset": "sudden", "side": "left"},
    ):
        steady.json("POST", "/v1/entries", entry, token=token, status=201)
    steady.clock.tick(days=1)
    steady.sweep()
    # a face that drooped asks for a doctor first
    visit = {"type": "visit", "who": "hospital", "exam": "normal"}
    steady.json("POST", "/v1/entries", visit, token=token, status=201)
    name = steady.json("POST", "/v1/experiments", {"trigger": "caffeine"}, token=token, status=201)["id"]
    steady.json("POST", f"/v1/experiments/{name}/stop", {}, token=token)
    steady.json("POST", "/v1/sign-in", {"email": ADDRESS}, status=202)
    return token


def found_at(both: dict[str, Any], path: str) -> bool:
    """Whether something lies at a path of names; in a list, in any of its items."""
    values: list[Any] = [both]
    for name in path.split():
        inner = [one for value in values for one in (value if isinstance(value, list) else [value])]
        values = [one[name] for one in inner if isinstance(one, dict) and name in one]
    return bool(values)


def test_every_kind_of_item_has_its_place(exported: Any) -> None:
    kinds, both = exported
    assert kinds <= ITEMS.keys()
    assert {kind for kind, where in ITEMS.items() if not where.startswith("(")} <= kinds
    assert [where for where in ITEMS.values() if not where.startswith("(") and not found_at(both, where)] == []


def test_every_name_of_a_key_is_known_here() -> None:
    named = {
        name for name, value in vars(keys).items() if isinstance(value, str) and re.match(r"\d#\w|[a-z]+#$", value)
    }
    assert named == set(CONSTANTS)
    assert set(CONSTANTS.values()) <= ITEMS.keys()


@pytest.mark.parametrize("record", FIELDS, ids=lambda record: record.__name__)
def test_every_field_of_a_record_has_its_place(exported: Any, record: type) -> None:
    _, both = exported
    assert {item.name for item in fields(record)} == FIELDS[record].keys()
    wanted = [where for where in FIELDS[record].values() if not where.startswith("(")]
    assert [where for where in wanted if not found_at(both, where)] == []


def test_no_token_is_in_any_export(exported: Any) -> None:
    _, both = exported
    assert "steady_" not in json.dumps(both)
