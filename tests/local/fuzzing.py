"""Schemathesis against a served Steady: requests made from the OpenAPI document, and every answer held to it.

`python -m tests.local.fuzzing --requests 5000 --seed 1` prints one JSON object: how many requests of each operation,
the statuses of their answers, and how much was outside the document. It exits 1 where there is anything.
"""

import argparse
import json
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.specs.openapi import checks

from tests.local.serving import Served

CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]
LAST = ("DELETE", "/v1/me")
"""What ends the person comes after everything else."""
PHASES = (Phase.explicit, Phase.generate)
UNLIMITED = {"REQUESTS_PER_SOURCE": "1000000", "MAILS_PER_ADDRESS": "3"}


Runner = Callable[[Callable[[Any], None]], None]


@dataclass
class Tally:
    """What was sent, and what came of it."""

    sent: Counter[str] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    outside: list[str] = field(default_factory=list)


def fuzz(served: Served, wanted: int, number: int) -> Tally:
    """About so many requests, spread over all operations; half of them made to be wrong."""
    address = f"http://127.0.0.1:{served.port}"
    schema: Any = schemathesis.openapi.from_url(f"{address}/v1/openapi.json")
    operations = sorted(
        (found.ok() for found in schema.get_all_operations()), key=lambda one: (one.method.upper(), one.path) == LAST
    )
    tally, session = Tally(), requests.Session()
    ids = _known_ids(served)
    each = -(-wanted // (2 * (len(operations) - 1)))
    for operation in operations:
        examples = 1 if (operation.method.upper(), operation.path) == LAST else each
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            run = _runner(operation, mode, examples, number)
            run(lambda case: _send(case, served, session, tally, ids))
    return tally


def _runner(
    operation: Any, mode: GenerationMode, examples: int, number: int
) -> Callable[[Callable[[Any], None]], None]:
    def run(send: Callable[[Any], None]) -> None:
        @seed(number)
        @settings(
            max_examples=examples, database=None, deadline=None, suppress_health_check=list(HealthCheck), phases=PHASES
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def one(case: Any) -> None:
            send(case)

        try:
            one()
        except Exception as error:
            # an operation that takes nothing has nothing to be made wrong
            if "negative" not in str(error).lower() and type(error).__name__ not in ("Unsatisfiable", "SkipTest"):
                raise

    return run


def _known_ids(served: Served) -> Mapping[str, str]:
    entry = served.good("POST", "/v1/entries", {"area": "calf"})["entry"]
    experiment = served.good("POST", "/v1/experiments", {"trigger": "stretch"})
    token = served.good("POST", "/v1/tokens", {"name": "phone"})
    return {"entry_id": entry["id"], "experiment_id": experiment["id"], "token_id": token["id"]}


def _send(case: Any, served: Served, session: requests.Session, tally: Tally, ids: Mapping[str, str]) -> None:
    name = f"{case.operation.method.upper()} {case.operation.path}"
    tally.sent[name] += 1
    if tally.sent[name] % 2:
        # made-up ids find nothing; every other request is about what there is
        case.path_parameters.update({part: ids[part] for part in case.path_parameters if part in ids})
    sent = case.as_transport_kwargs(base_url=f"http://127.0.0.1:{served.port}")
    if tally.sent[name] % 8:
        # a request that is made to be wrong would often be wrong in its token, and nothing else of it be looked at
        sent["headers"]["Authorization"] = f"Bearer {served.token}"
    response = session.request(**sent, timeout=60)
    tally.statuses[response.status_code] += 1
    try:
        case.validate_response(response, checks=CHECKS)
    except (Failure, FailureGroup) as failure:
        said = " | ".join(str(one) for one in getattr(failure, "exceptions", (failure,)))
        tally.outside.append(f"{name} {response.status_code}: {said[:1500]}")


def main(arguments: list[str]) -> int:
    """Serve, fuzz, say."""
    parser = argparse.ArgumentParser(prog="python -m tests.local.fuzzing")
    parser.add_argument("--requests", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    os.environ.update(UNLIMITED)
    with tempfile.TemporaryDirectory(prefix="steady-") as folder:
        served = Served(Path(folder))
        served.start()
        try:
            served.join("fuzz@example.org", "Europe/London")
            tally = fuzz(served, asked.requests, asked.seed)
        finally:
            served.kill()
    print(json.dumps({"requests": tally.sent.total(), "statuses": dict(sorted(tally.statuses.items())),
                      "operations": dict(sorted(tally.sent.items())), "outside": len(tally.outside)}))  # fmt: skip
    for line in tally.outside[:30]:
        print(line, file=sys.stderr)
    return 1 if tally.outside else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
