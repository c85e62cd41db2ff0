"""Everything that was logged, by HTTP: one route, and a table of the formats that it hands out."""

import gzip
from collections.abc import Callable, Mapping
from typing import Any, Final

import msgspec
from chalice.app import Blueprint, Response
from msgspec import Struct

from chalicelib.domain.errors import Fault, InvalidInput
from chalicelib.doors.binary import BinaryResponse
from chalicelib.doors.requests import Call, route
from chalicelib.ports import Services
from chalicelib.usecases.read_log import export_log

exports = Blueprint(__name__)
PACKED_ABOVE: Final = 1_000_000
"""Characters. Lambda hands over 6 MB at most, and packs nothing itself: FHIR takes some 1.5 kB an entry."""


class Format(Struct, frozen=True):
    """One format: its media type, how its file name ends, and what writes it from the services and a person's id."""

    media_type: str
    ending: str
    write: Callable[[Services, str], str | bytes]


@route(exports, "/v1/export", ["GET"])
def get_export(call: Call) -> Response:
    """Everything that was logged, in the format that was asked for."""
    return export_answer(call, call.person_id, read_format(call.query))


def read_format(query: Mapping[str, str]) -> str:
    """The format that is asked for. Raises InvalidInput that names each wrong parameter."""
    faults = [Fault(name, "is not a parameter that Steady knows here") for name in query if name != "format"]
    wanted = query.get("format", "timeline")
    if wanted not in FORMATS:
        faults.append(Fault("format", f"must be one of: {', '.join(FORMATS)}"))
    if faults:
        raise InvalidInput(*faults)
    return wanted


def export_answer(call: Call, person_id: str, wanted: str) -> Response:
    """The answer that hands the file out, a large one packed. Its name says nothing of health, and nobody's name."""
    made = FORMATS[wanted]
    name = f"steady-{call.services.clock():%Y-%m-%d}.{made.ending}"
    headers: dict[str, Any] = {
        "Content-Type": made.media_type,
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    body = made.write(call.services, person_id)
    if len(body) > PACKED_ABOVE and "gzip" in call.headers.get("accept-encoding", ""):
        return _packed(body, headers)
    return BinaryResponse(body, headers) if isinstance(body, bytes) else Response(body, headers, 200)


def _packed(body: str | bytes, headers: dict[str, Any]) -> Response:
    raw = body.encode() if isinstance(body, str) else body
    packed = {**headers, "Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return BinaryResponse(gzip.compress(raw, 6, mtime=0), packed)


def _timeline(services: Services, person_id: str) -> str:
    from chalicelib.adapters.timelines import timeline_document

    return msgspec.json.encode(timeline_document(export_log(services, person_id))).decode()


def _csv(services: Services, person_id: str) -> str:
    from chalicelib.adapters.csv_files import csv_table

    return csv_table(export_log(services, person_id))


def _fhir(services: Services, person_id: str) -> str:
    from chalicelib.adapters.fhir.bundle import fhir_bundle

    return msgspec.json.encode(fhir_bundle(export_log(services, person_id))).decode()


def _pdf(services: Services, person_id: str) -> bytes:
    from chalicelib.adapters.pack.pdf import pack_pdf
    from chalicelib.usecases.read_visit_pack import read_visit_pack

    return pack_pdf(read_visit_pack(services, person_id))


def _account(services: Services, person_id: str) -> str:
    from chalicelib.adapters.account_documents import account_document
    from chalicelib.usecases.read_account import read_account

    return msgspec.json.encode(account_document(read_account(services, person_id))).decode()


FORMATS: Final[Mapping[str, Format]] = {
    "timeline": Format("application/json", "json", _timeline),
    "csv": Format("text/csv; charset=utf-8", "csv", _csv),
    "fhir": Format("application/fhir+json", "json", _fhir),
    "pdf": Format("application/pdf", "pdf", _pdf),
    "account": Format("application/json", "json", _account),
}
"""What can be asked for by name. What a format needs is imported by its writer, so that no other request pays."""
