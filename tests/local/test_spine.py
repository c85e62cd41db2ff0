"""Notes, mails and time on one machine, through the instance."""

from typing import Any

import pytest


def test_a_note_is_kept_and_mailed_before_the_next_request(machine: Any) -> None:
    assert machine.ask("POST", "/notes", b"tea", content_type="text/plain").status == 201
    (mail,) = machine.json("GET", "/_local/mailbox")
    assert set(mail) == {"id", "to", "from", "subject", "text", "html", "headers", "kind", "at"}
    assert (mail["to"], mail["kind"], mail["subject"]) == ("ann@example.org", "reminder", "Ünote tea")
    assert "<b>tea</b>" in mail["html"]
    assert mail["headers"]["To"] == "ann@example.org"


def test_items_mails_and_clock_survive_a_restart(machine: Any) -> None:
    machine.ask("POST", "/_local/advance", {"to": "2030-01-01T00:00:00Z"})
    machine.ask("POST", "/notes", b"tea", content_type="text/plain")
    before = machine.json("GET", "/_local/mailbox")
    machine.restart()
    assert machine.item("tea") == {"pk": {"S": "note"}, "sk": {"S": "tea"}}
    assert machine.json("GET", "/_local/mailbox") == before
    assert machine.tiny.swept == ["2030-01-01T00:00:00Z"]


def test_expired_items_go_at_start(machine: Any) -> None:
    machine.tiny.put("old", expires_at={"N": "1000"})
    machine.restart()
    assert machine.item("old") is None


def test_advance_sweeps_on_the_grid_and_counts(machine: Any) -> None:
    machine.ask("POST", "/_local/clock", {"now": "2026-11-01T06:00:00Z"})
    machine.tiny.put("water", due_shard={"S": "0"}, due_at={"S": "2026-11-01T08:02:00Z"})
    machine.tiny.swept.clear()
    answer = machine.json("POST", "/_local/advance", {"to": "2026-11-04T09:00:00Z"})
    assert answer == {"now": "2026-11-04T09:00:00Z", "sweeps": 4, "sent": 4}
    assert machine.tiny.swept == [f"2026-11-0{day}T08:05:00Z" for day in (1, 2, 3, 4)]
    assert [mail["at"] for mail in machine.json("GET", "/_local/mailbox")] == machine.tiny.swept


def test_what_is_due_at_the_target_itself_is_done(machine: Any) -> None:
    machine.ask("POST", "/_local/clock", {"now": "2026-11-01T06:00:00Z"})
    machine.tiny.put("water", due_shard={"S": "0"}, due_at={"S": "2026-11-01T08:00:00Z"})
    assert machine.json("POST", "/_local/advance", {"to": "2026-11-01T07:59:59Z"})["sent"] == 0
    assert machine.json("POST", "/_local/advance", {"to": "2026-11-01T08:00:00Z"})["sent"] == 1


def test_advance_stops_where_sweeps_change_nothing(machine: Any) -> None:
    machine.ask("POST", "/_local/clock", {"now": "2026-11-01T06:00:00Z"})
    machine.tiny.put("water", due_shard={"S": "0"}, due_at={"S": "2026-11-01T08:02:00Z"})
    machine.tiny.is_stuck = True
    reply = machine.ask("POST", "/_local/advance", {"to": "2026-11-04T09:00:00Z"})
    assert reply.status == 500
    assert b"2026-11-01T08:02:00Z" in reply.body


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/_local/advance", b"{", 400),
        ("/_local/advance", b"[" * 100_000, 400),
        ("/_local/advance", b"[]", 400),
        ("/_local/advance", {}, 422),
        ("/_local/advance", {"to": 5}, 422),
        ("/_local/advance", {"to": "tomorrow"}, 422),
        ("/_local/advance", {"to": "2030-01-01T00:00:00"}, 422),
        ("/_local/advance", {"to": "9999-12-31T23:59:59-23:59"}, 422),
        ("/_local/advance", {"to": "2001-01-01T00:00:00Z"}, 409),
        ("/_local/clock", {"now": "soon"}, 422),
    ],
)
def test_a_bad_moment_is_a_problem(machine: Any, path: str, body: Any, status: int) -> None:
    reply = machine.ask("POST", path, body)
    assert reply.status == status
    assert dict(reply.headers)["Content-Type"] == "application/problem+json"


def test_the_clock_is_set_on_an_empty_instance_only(machine: Any) -> None:
    machine.instance.recover()
    assert machine.ask("POST", "/_local/clock", {"now": "2020-01-01T00:00:00Z"}).status == 200
    assert machine.tiny.swept[-1] == "2020-01-01T00:00:00Z"
    assert machine.ask("POST", "/_local/clock", {"now": "2019-01-01T00:00:00Z"}).status == 409
    machine.ask("POST", "/notes", b"tea", content_type="text/plain")
    assert machine.ask("POST", "/_local/clock", {"now": "2021-01-01T00:00:00Z"}).status == 409
    machine.restart()
    assert machine.ask("POST", "/_local/clock", {"now": "2021-01-01T00:00:00Z"}).status == 409


def test_a_failing_worker_keeps_its_message_and_harms_nobody(machine: Any, capsys: Any) -> None:
    machine.ask("POST", "/notes", b"boom", content_type="text/plain")
    machine.instance.settle()
    assert "RuntimeError: boom" in capsys.readouterr().err
    assert machine.instance.aws.is_holding_messages
    machine.ask("POST", "/notes", b"tea", content_type="text/plain")
    assert len(machine.json("GET", "/_local/mailbox")) == 1


def test_live_time_sweeps_what_is_due_once(machine: Any) -> None:
    machine.instance.recover()
    machine.tiny.is_stuck = True
    machine.tiny.put("water", due_shard={"S": "0"}, due_at={"S": "2026-01-01T08:02:00Z"})
    for _ in range(3):
        machine.instance.pass_time()
    assert len(machine.tiny.swept) == 2


def test_pages_are_for_people_and_stay_inside(machine: Any) -> None:
    machine.ask("POST", "/notes", b"<tea>", content_type="text/plain")
    (mail,) = machine.json("GET", "/_local/mailbox")
    page = machine.ask("GET", f"/mailbox/{mail['id']}")
    assert b"sandbox=" in page.body
    assert b"&lt;&lt;tea&gt;&gt;" in page.body
    assert b'href="http://127.0.0.1/confirm?token=abc&amp;x=1"' in page.body
    assert b"\xc3\x9cnote" in machine.ask("GET", "/mailbox").body
    assert machine.ask("GET", "/mailbox/none").status == 404
    assert machine.ask("GET", "/_local/mailbox", host="evil.example").status == 403
    assert machine.ask("GET", "/_local/mailbox", host="[").status == 403
    for origin in ("https://evil.example", "null"):
        assert machine.ask("POST", "/_local/advance", origin=origin).status == 403
