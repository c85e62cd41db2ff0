"""The OpenAPI 3.1 document of `/v1`, from the registered routes, the types that validate and the shapes of answers."""

import re
from functools import cache
from http import HTTPStatus
from typing import Any, Final

from chalicelib.adapters.schemas import Schema, closed, entry_asked, entry_given, given, profile_asked, ref
from chalicelib.domain.entries import TYPES
from chalicelib.doors.operations import FORM, JSON, OPERATIONS, PATH_PARTS, Operation
from chalicelib.doors.payloads import POSTABLE
from chalicelib.doors.problems import DETAIL
from chalicelib.doors.requests import ROUTES, Registered
from chalicelib.doors.shapes import SHAPES

PROBLEM: Final = "application/problem+json"
ABOUT: Final = (
    "A log for muscle twitches that reminds and warns. It informs; it does not diagnose. "
    "Ask to join, open the link that is mailed, and send its token as `Authorization: Bearer …`. "
    "One source may ask for a link 30 times an hour. One address gets 3 mails an hour. "
    "Whoever runs Steady can change both. Every refusal is problem+json."
)
KEY: Final[Schema] = {
    "name": "Idempotency-Key",
    "in": "header",
    "description": "A name for this request: sent again with the same body, it answers 200 with the same entry.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 200},
}


@cache
def document(server: str) -> dict[str, Any]:
    """The whole document; `server` is the address that paths are below."""
    paths: dict[str, Any] = {}
    for registered in ROUTES:
        operation = OPERATIONS[registered.method, registered.path]
        paths.setdefault(registered.path, _parts(registered.path))
        paths[registered.path][registered.method.lower()] = _operation(registered, operation)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Steady", "version": "1", "description": ABOUT},
        "servers": [{"url": server or "/"}],
        "paths": paths,
        "components": {
            "schemas": _components(),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer", "description": "steady_…"}},
        },
    }


def _parts(path: str) -> dict[str, Any]:
    names = re.findall(r"\{(\w+)\}", path)
    made = [{"name": name, "in": "path", "required": True, "schema": PATH_PARTS[name]} for name in names]
    return {"parameters": made} if made else {}


def _operation(registered: Registered, operation: Operation) -> dict[str, Any]:
    reach = {None: "No token is needed.", "log": "A token of either scope.", "full": "A token of the scope `full`."}
    made: dict[str, Any] = {
        "operationId": registered.name,
        "tags": [operation.tag],
        "summary": registered.summary,
        "description": reach[registered.scope],
        "security": [{"token": []}] if registered.scope else [],
        "responses": {str(status): answer for status, answer in sorted(_answers(registered, operation).items())},
    }
    asked = [{"name": name, "in": "query", "schema": schema} for name, schema in operation.query.items()]
    asked += [KEY] if operation.keyed else []
    if asked:
        made["parameters"] = asked
    if operation.takes is not None:
        made["requestBody"] = {"required": operation.needs_body, "content": _content(operation)}
    return made


def _content(operation: Operation) -> dict[str, Any]:
    example = {} if operation.example is None else {"example": operation.example}
    as_form = {FORM: {"schema": {"type": "object", "description": "The same fields, as a plain form sends them."}}}
    return {JSON: {"schema": operation.takes, **example}, **(as_form if operation.is_form else {})}


def _answers(registered: Registered, operation: Operation) -> dict[int, Any]:
    answers: dict[int, Any] = {
        status: {"description": HTTPStatus(status).phrase, **_media(content)}
        for status, content in operation.answers.items()
    }
    refused = {400, 422, 429, *operation.refuses}
    refused |= {413, 415} if operation.takes is not None else set()
    refused |= {401} if registered.scope else set()
    refused |= {403} if registered.scope == "full" else set()
    refused |= {404} if "{" in registered.path else set()
    return answers | {status: _refusal(status) for status in refused}


def _media(content: Any) -> dict[str, Any]:
    return {"content": {kind: {"schema": schema} for kind, schema in content.items()}} if content else {}


def _refusal(status: int) -> dict[str, Any]:
    made: dict[str, Any] = {
        "description": DETAIL.get(status, HTTPStatus(status).phrase),
        "content": {PROBLEM: {"schema": ref("Problem")}},
    }
    if status == 429:
        made["headers"] = {"Retry-After": {"description": "Seconds.", "schema": {"type": "integer", "minimum": 1}}}
    if status == 401:
        made["headers"] = {"WWW-Authenticate": {"schema": {"const": "Bearer"}}}
    return made


def _components() -> dict[str, Schema]:
    asked = {_name(kind, "Asked"): entry_asked(kind) for kind in POSTABLE}
    shown = {_name(kind, "Entry"): entry_given(kind) for kind in TYPES}
    line = closed({"type": {"const": "episode"}, "text": {"type": "string", "minLength": 1}}, ["text"])
    asked["LineAsked"] = {**line, "properties": {**asked["EpisodeAsked"]["properties"], **line["properties"]}}
    several = {"type": "array", "items": ref("EntryAsked"), "maxItems": 100}
    return {
        **given(SHAPES),
        **asked,
        **shown,
        "EntryAsked": {"anyOf": [ref(name) for name in asked]},
        "EntriesAsked": {"anyOf": [ref("EntryAsked"), several]},
        "Entry": {"oneOf": [ref(name) for name in shown]},
        "Timeline": _timeline(),
        **_log_answers(),
    }


def _log_answers() -> dict[str, Schema]:
    """The answers that hold an entry, which is as it was given."""
    said: dict[str, Schema] = {
        "understood": {"type": "object"}, "not_understood": {"type": "array", "items": {"type": "string"}}
    }  # fmt: skip
    entry, assessment = {"entry": ref("Entry")}, {"assessment": ref("Assessment")}
    refused: dict[str, Schema] = {
        "errors": {"type": "array", "items": ref("FieldFault")}, "detail": {"type": "string"}
    }  # fmt: skip
    item = closed({"status": {"enum": [200, 201, 409, 422]}, **refused, **entry, **said}, ["status"])
    results = {"type": "array", "items": item}
    entries, cursor = {"type": "array", "items": ref("Entry")}, {"type": ["string", "null"]}
    return {
        "EntryAnswer": closed(entry, ["entry"]),
        "LogAnswer": closed({**entry, **assessment, **said}, ["entry", "assessment"]),
        "ListAnswer": closed({"results": results, **assessment}, ["results", "assessment"]),
        "EntryPage": closed({"entries": entries, "cursor": cursor}, ["entries", "cursor"]),
    }


def _timeline() -> Schema:
    """What an import takes: it ignores what it does not know, so nothing here is closed."""
    person = {name: part for name, part in profile_asked().items() if name != "additionalProperties"}
    return {
        "type": "object",
        "properties": {
            "format": {"const": "steady.timeline/1"},
            "person": person,
            "entries": {"type": "array", "items": ref("Entry")},
            "until": {"anyOf": [{"type": "string", "format": "date-time"}, {"type": "null"}]},
        },
        "required": ["format", "person", "entries"],
    }


def _name(kind: str, ending: str) -> str:
    return "".join(part.capitalize() for part in kind.split("_")) + ending
