"""The log as Lambda has it: in a process of its own, under the handler that Lambda's runtime has set before."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
LIVE = """
import logging, sys
# what Lambda's runtime does before it loads a function
before = logging.StreamHandler(sys.stdout)
before.setFormatter(logging.Formatter("[%(levelname)s] %(message)s"))
logging.getLogger().addHandler(before)

from types import SimpleNamespace
from tests.fakes.steady import steady_running

def refuse(**_):
    return SimpleNamespace(status_code=400, headers={}), {"Error": {"Code": "Throttling", "Message": "CANARY"}}

with steady_running() as steady:
    steady.app
    token = steady.join()
    steady.aws.clients.ses.meta.events.register("before-call", refuse, unique_id="refuse")
    weak = {"type": "symptom", "name": "breath_severe", "note": "CANARY"}
    steady.json("POST", "/v1/entries", weak, status=201, token=token)
    steady.drain()
    logging.getLogger("urllib3").warning("CANARY")
    steady.aws.clients.dynamodb.meta.events.register("before-call", refuse, unique_id="refuse")
    steady.ask("GET", "/v1/me", token=token)
    try:
        steady.sweep_only()
    except Exception as error:
        print("raised", type(error).__name__, error, error.__cause__, error.__suppress_context__, file=sys.stderr)
"""


@pytest.fixture(scope="module")
def lived() -> tuple[list[dict[str, Any]], str]:
    """The lines of a life in which SES, then the table refuses everything; and what the sweep raised."""
    settings = {"PATH": "", "AWS_LAMBDA_FUNCTION_NAME": "steady", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", LIVE]
    done = subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "CANARY" not in done.stdout + done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()], done.stderr


def test_every_line_is_an_object_and_none_comes_twice(lived: tuple[list[dict[str, Any]], str]) -> None:
    lines, _ = lived
    assert all({"level", "logger"} <= line.keys() for line in lines)
    assert len({json.dumps(line) for line in lines}) == len(lines)
    assert [line for line in lines if line["logger"] == "urllib3"] != []


def test_a_mail_that_fails_is_followed_back_to_its_request(lived: tuple[list[dict[str, Any]], str]) -> None:
    lines, _ = lived
    (failed,) = (line for line in lines if line.get("message") == "a mail was not accepted and will be tried again")
    assert (failed["function"], failed["error"]) == ("deliver_safety", "SES answered Throttling")
    assert failed["correlation_id"] not in ("", failed["request_id"])


def test_what_was_not_foreseen_says_where_it_came_from(lived: tuple[list[dict[str, Any]], str]) -> None:
    lines, _ = lived
    (unforeseen,) = (line for line in lines if line.get("message") == "an error that was not foreseen")
    assert (unforeseen["function"], unforeseen["error"]) == ("api_handler", "ClientError")
    assert [place.partition(":")[0] for place in unforeseen["place"].split(" < ")][-1] == "api_people.py"


def test_a_function_that_fails_tells_lambda_no_more_than_the_type(lived: tuple[list[dict[str, Any]], str]) -> None:
    lines, raised = lived
    assert raised.splitlines()[-1] == "raised DoorFailed ClientError None True"
    assert [line["function"] for line in lines if line.get("message") == "a function failed"] == ["sweep"]
