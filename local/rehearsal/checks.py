"""What is tried, one function a step. Each raises NotHeldError with what was seen instead."""

import json
from base64 import b64decode
from datetime import UTC, datetime, timedelta
from typing import Any

from local.rehearsal.front import Sent
from local.rehearsal.stage import Stage
from local.rehearsal.steps import NotHeldError, hold
from local.rehearsal.visitor import Visitor, first_link, soon

MARK = "rehearsed note"
FORBIDDEN = "AccessDenied"
FORMATS = {"timeline": b"{", "csv": b"", "fhir": b"{", "pdf": b"%PDF-"}
"""Each format of the export, with how it begins."""


def log_before_the_upgrade(ann: Visitor) -> None:
    """Sign up and log a twitch on the release before."""
    ann.join()
    entry = {"area": "calf", "side": "left", "minutes": 5, "note": MARK}
    answer = ann.json("POST", "/v1/entries", entry, status=201, Idempotency_Key="before")
    hold(answer["assessment"]["level"] == "self_care", answer)


def find_the_upgraded_log(ann: Visitor) -> None:
    """The token still opens, the entry is there, its key still stands for it, and a form logs another."""
    (entry,) = ann.json("GET", "/v1/entries")["entries"]
    hold(entry["note"] == MARK, entry)
    again = ann.json("POST", "/v1/entries", _fields(entry), Idempotency_Key="before")
    hold(again["entry"]["id"] == entry["id"], again)
    ann.json("POST", "/v1/entries", "area=thigh&side=right&minutes=2", status=201)
    hold(len(ann.json("GET", "/v1/entries")["entries"]) == 2, "not 2 entries")
    hold(ann.json("GET", "/v1/health")["status"] == "up", "not up")


def _fields(entry: dict[str, Any]) -> dict[str, Any]:
    return {name: entry[name] for name in ("area", "side", "minutes", "note")}


def answer_an_emergency(ann: Visitor) -> None:
    """The number is in the answer; the mail comes by the safety queue."""
    symptom = {"type": "symptom", "name": "face_droop", "onset": "sudden"}
    answer = ann.json("POST", "/v1/entries", symptom, status=201)
    hold(answer["assessment"]["say"].get("call") == "999", answer)
    mail = ann.mail("emergency", 60)
    hold("999" in mail.text, mail.text)


def remind_by_the_rule(ann: Visitor) -> Sent:
    """Ask to be reminded in the next minutes; the real rule, queue and worker do the rest."""
    zone = "Etc/UTC"
    now = datetime.now(UTC)
    times = sorted({f"{now + timedelta(minutes=ahead):%H:%M}" for ahead in (1, 2)})
    away = f"{now + timedelta(hours=12):%H:%M}", f"{now + timedelta(hours=13):%H:%M}"
    settings = {
        "timezone": zone,
        "quiet_hours": {"from": away[0], "to": away[1]},
        "habits": {"water": {"on": True, "times": times}},
    }
    ann.json("PATCH", "/v1/me", settings)
    mail = ann.mail("reminder", 200)
    hold(first_link(mail.text, "/check-in").startswith(ann.base), mail.text)
    hold(ann.json("GET", "/v1/health")["last_sweep_at"] is not None, "no sweep was noted")
    return mail


def stop_with_one_click(ann: Visitor, mail: Sent) -> None:
    """RFC 8058: the mail's own link, by POST, without a cookie or a redirect; a GET changes nothing."""
    link = str(mail.message["List-Unsubscribe"]).strip("<>")
    hold(mail.message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click", dict(mail.message.items()))
    ann.ask("GET", link)
    hold(ann.json("GET", "/v1/me")["streams"]["habits"] is True, "opening the link stopped something")
    status, _ = ann.ask("POST", link, "List-Unsubscribe=One-Click")
    hold(status == 200, f"one click answered {status}")
    streams = ann.json("GET", "/v1/me")["streams"]
    hold(streams == {"safety": True, "habits": False, "weekly": True}, streams)


def settle_a_bounce(ben: Visitor) -> None:
    """A mail bounces for good; SES tells the topic, the function hears, and the person's page says so."""
    ben.join()
    ben.front.bouncing.add(ben.address)
    ben.json("POST", "/v1/entries", {"type": "symptom", "name": "seizure"}, status=201)
    ben.mail("emergency", 60)
    soon(lambda: _mail_stopped(ben) == "bounce", 60, "the bounce")


def _mail_stopped(ben: Visitor) -> Any:
    return (ben.json("GET", "/v1/me")["mail_stopped"] or {}).get("reason")


def hold_roles_to_their_work(stage: Stage) -> None:
    """No role may drop the table: tried with each role's own credentials. What they may do, the other steps show."""
    from botocore.exceptions import ClientError

    table = stage.outputs["TableName"]
    roles = stage.resources("AWS::IAM::Role")
    hold(len(roles) == 5, sorted(roles))
    for name, role in sorted(roles.items()):
        arn = stage.client("iam").get_role(RoleName=role)["Role"]["Arn"]
        lent = stage.client("sts").assume_role(RoleArn=arn, RoleSessionName="rehearsal")["Credentials"]
        credentials = {
            "aws_access_key_id": lent["AccessKeyId"],
            "aws_secret_access_key": lent["SecretAccessKey"],
            "aws_session_token": lent["SessionToken"],
        }
        try:
            stage.client("dynamodb", **credentials).delete_table(TableName=table)
        except ClientError as refused:
            hold(FORBIDDEN in str(refused), f"{name}: {refused}")
        else:
            raise NotHeldError(f"{name} may drop the table")


def export_everything(ann: Visitor) -> None:
    """All formats, each with its own beginning, and the timeline with every entry."""
    for form, start in FORMATS.items():
        status, body = ann.ask("GET", f"/v1/export?format={form}", Accept="*/*")
        if form == "pdf" and not body.startswith(start):
            # the emulator leaves to us what the gateway does by the API's binary media types
            body = b64decode(body)
        hold(status == 200 and body.startswith(start), f"{form} answered {status}: {body[:80]!r}")
    timeline = ann.json("GET", "/v1/export?format=timeline")
    hold(len(timeline["entries"]) == 3, timeline)


def erase(stage: Stage, *people: Visitor) -> None:
    """Nobody's item is left, and a token of theirs opens nothing."""
    ids = [person.json("GET", "/v1/me")["id"] for person in people]
    for person in people:
        person.json("DELETE", "/v1/me", status=204)
        hold(person.ask("GET", "/v1/me")[0] == 401, "an erased person's token still opens")
    left = json.dumps(stage.items())
    told = [*ids, *(person.address for person in people), MARK]
    hold(not [one for one in told if one in left], [one for one in told if one in left])
