"""Joining, signing in, tokens, the profile, and leaving."""

import json
from typing import Any

import pytest

from tests.fakes.steady import ADDRESS, Steady, steady_running, text_of
from tests.faults.rewriting import blind_replicas
from tests.faults.turning_down import turning_down

JOIN = {"email": ADDRESS, "timezone": "Europe/London"}
TWITCH = {"area": "eyelid"}


def test_joining_takes_two_steps_and_the_answer_tells_nobody_who_is_here(steady: Steady) -> None:
    first = steady.json("POST", "/v1/people", JOIN, status=202)
    confirmed = steady.json("POST", "/v1/confirm", {"token": steady.link_token()}, status=201)
    assert set(confirmed) == {"token", "person"}
    assert confirmed["token"].startswith("steady_")
    assert confirmed["person"]["email"] == ADDRESS
    again = steady.json("POST", "/v1/people", {**JOIN, "email": " ANN@Example.org "}, status=202)
    assert again == first == steady.json("POST", "/v1/people", {**JOIN, "email": "eve@example.org"}, status=202)
    steady.drain()
    assert [mail["X-Steady-Kind"] for mail in steady.mails()] == ["confirm", "sign_in", "confirm"]


def test_a_form_signs_up_too(steady: Steady) -> None:
    assert steady.form("/v1/people", JOIN).status == 202
    assert steady.form("/v1/confirm", {"token": steady.link_token()}).status == 201


def test_signing_in_mails_only_whom_it_knows(steady: Steady) -> None:
    steady.join()
    known = steady.json("POST", "/v1/sign-in", {"email": ADDRESS}, status=202)
    token = steady.json("POST", "/v1/confirm", {"token": steady.link_token()}, status=201)["token"]
    assert steady.json("GET", "/v1/me", token=token)["email"] == ADDRESS
    assert steady.json("POST", "/v1/sign-in", {"email": "eve@example.org"}, status=202) == known
    steady.drain()
    assert [mail["To"] for mail in steady.mails()] == [ADDRESS, ADDRESS]


def test_no_more_than_three_mails_an_hour_for_one_address(steady: Steady) -> None:
    answers = [steady.json("POST", "/v1/people", JOIN, status=202) for _ in range(5)]
    assert len({json.dumps(answer) for answer in answers}) == 1
    steady.drain()
    assert len(steady.mails()) == 3
    steady.clock.tick(hours=1)
    steady.json("POST", "/v1/people", JOIN, status=202)
    steady.drain()
    assert len(steady.mails()) == 4


def test_one_source_is_stopped_after_thirty_requests_an_hour(steady: Steady) -> None:
    for number in range(30):
        steady.json("POST", "/v1/sign-in", {"email": f"e{number}@example.org"}, status=202)
    reply = steady.ask("POST", "/v1/people", JOIN, x_forwarded_for="203.0.113.9")
    assert reply.status == 429
    assert dict(reply.headers)["Retry-After"] == "3600"
    steady.clock.tick(hours=1)
    steady.json("POST", "/v1/people", JOIN, status=202)


@pytest.mark.parametrize("sign_up", ["invite", "closed"])
def test_sign_up_can_be_shut(sign_up: str) -> None:
    with steady_running(sign_up=sign_up) as steady:
        assert steady.ask("POST", "/v1/people", JOIN).status == 403
        assert steady.mails() == []


def test_two_links_make_one_person(steady: Steady) -> None:
    steady.json("POST", "/v1/people", JOIN, status=202)
    first = steady.link_token()
    steady.json("POST", "/v1/people", JOIN, status=202)
    second = steady.link_token()
    steady.json("POST", "/v1/confirm", {"token": second}, status=201)
    steady.json("POST", "/v1/confirm", {"token": first}, status=422)


def test_no_secret_is_kept(steady: Steady) -> None:
    token = steady.join()
    log_token = steady.json("POST", "/v1/tokens", {"name": "phone"}, token=token, status=201)["token"]
    kept = json.dumps(steady.aws.items())
    assert token not in kept
    assert log_token not in kept


def test_a_log_token_logs_and_no_more(steady: Steady) -> None:
    full = steady.join()
    made = steady.json("POST", "/v1/tokens", {"name": "phone", "scope": "log"}, token=full, status=201)
    assert (made["name"], made["scope"]) == ("phone", "log")
    log = made["token"]
    entry = steady.json("POST", "/v1/entries", TWITCH, token=log, status=201)["entry"]
    for method, path, body in (
        ("PATCH", f"/v1/entries/{entry['id']}", {"minutes": 3}),
        ("DELETE", f"/v1/entries/{entry['id']}", b""),
        ("GET", "/v1/me", b""),
        ("GET", "/v1/entries", b""),
        ("GET", f"/v1/entries/{entry['id']}", b""),
        ("GET", "/v1/assessment", b""),
        ("GET", "/v1/triggers", b""),
        ("PATCH", "/v1/me", {"mode": "weekly"}),
        ("DELETE", "/v1/me", b""),
        ("GET", "/v1/export", b""),
        ("GET", "/v1/tokens", b""),
        ("POST", "/v1/tokens", {"name": "more", "scope": "full"}),
    ):
        assert steady.json(method, path, body, token=log, status=403)["status"] == 403
    names = [found["name"] for found in steady.json("GET", "/v1/tokens", token=full)["tokens"]]
    assert sorted(names) == ["confirmed by mail", "phone"]


def test_the_list_tells_each_tokens_last_use_to_the_day(steady: Steady) -> None:
    full = steady.join()
    log = steady.json("POST", "/v1/tokens", {"name": "phone"}, token=full, status=201)
    assert log["last_used_at"] is None

    def used() -> dict[str, str]:
        return {one["name"]: one["last_used_at"] for one in steady.json("GET", "/v1/tokens", token=full)["tokens"]}

    steady.json("POST", "/v1/entries", TWITCH, token=log["token"], status=201)
    steady.clock.tick(hours=11)
    steady.json("POST", "/v1/entries", {"area": "calf"}, token=log["token"], status=201)
    assert used() == {"phone": "2026-11-23T12:00:00Z", "confirmed by mail": "2026-11-23T12:00:00Z"}
    steady.clock.tick(hours=2)
    steady.json("POST", "/v1/entries", {"area": "thumb"}, token=log["token"], status=201)
    assert used() == {"phone": "2026-11-24T01:00:00Z", "confirmed by mail": "2026-11-24T01:00:00Z"}


def test_a_token_that_is_revoked_at_the_very_moment_is_no_error(steady: Steady) -> None:
    full = steady.join()
    conflict = {"Error": {"Code": "TransactionConflictException", "Message": ""}, "ResponseMetadata": {}}
    with turning_down(steady, 1, conflict) as made:
        steady.json("GET", "/v1/me", token=full)
    assert made[:3] == ["GetItem", "UpdateItem", "GetItem"]


def test_a_token_that_no_replica_has_yet_opens_all_the_same(steady: Steady) -> None:
    full = steady.join()
    steady.calls.clear()
    with blind_replicas(steady):
        steady.json("GET", "/v1/tokens", token=full)
    assert steady.calls[:3] == ["GetItem", "GetItem", "UpdateItem"]


def test_a_revoked_token_is_shut_within_a_minute_everywhere(steady: Steady) -> None:
    full = steady.join()
    made = steady.json("POST", "/v1/tokens", {"name": "phone"}, token=full, status=201)
    steady.json("POST", "/v1/entries", TWITCH, token=made["token"], status=201)
    seen = dict(steady.services.seen_access)
    assert steady.ask("DELETE", f"/v1/tokens/{made['id']}", token=full).status == 204
    steady.services.seen_access.update(seen)  # another worker's memory, which the revoking one does not reach
    steady.clock.tick(seconds=60)
    assert steady.ask("POST", "/v1/entries", TWITCH, token=made["token"]).status == 401
    assert steady.ask("DELETE", f"/v1/tokens/{made['id']}", token=full).status == 404


@pytest.mark.parametrize("sent", [{}, {"name": ""}, {"name": "x" * 101}, {"name": 5}, {"name": "x", "scope": "root"}])
def test_a_bad_token_request(steady: Steady, sent: Any) -> None:
    token = steady.join()
    before = steady.aws.items()
    problem = steady.json("POST", "/v1/tokens", sent, token=token, status=422)
    assert problem["errors"][0]["field"] in ("name", "scope")
    assert steady.aws.items() == before


def test_anothers_token_cannot_be_revoked(steady: Steady) -> None:
    ann, bob = steady.join(), steady.join("bob@example.org")
    (mine,) = steady.json("GET", "/v1/tokens", token=ann)["tokens"]
    assert steady.ask("DELETE", f"/v1/tokens/{mine['id']}", token=bob).status == 404
    steady.json("GET", "/v1/me", token=ann)


def test_the_profile_takes_each_change_by_itself(steady: Steady) -> None:
    token = steady.join()
    patch = {
        "timezone": "Asia/Tokyo",
        "mode": "weekly",
        "streams": {"weekly": False},
        "habits": {"water": {"on": True, "times": ["10:00"]}},
        "quiet_hours": {"from": "22:00", "to": "07:00"},
    }
    steady.json("PATCH", "/v1/me", patch, token=token)
    me = steady.json("GET", "/v1/me", token=token)
    assert (me["timezone"], me["mode"], me["quiet_hours"]) == ("Asia/Tokyo", "weekly", patch["quiet_hours"])
    assert me["streams"] == {"safety": True, "habits": True, "weekly": False}
    assert (me["habits"]["water"]["times"], me["habits"]["check_in"]["on"]) == (["10:00"], True)


def test_stopping_the_safety_mails_says_so_once(steady: Steady) -> None:
    token = steady.join()
    for _ in range(2):
        steady.json("PATCH", "/v1/me", {"streams": {"safety": False}}, token=token)
    steady.drain()
    assert len(steady.mails("notice")) == 1
    droop = {"type": "symptom", "name": "face_droop", "onset": "sudden"}
    answer = steady.json("POST", "/v1/entries", droop, token=token, status=201)
    assert answer["assessment"]["level"] == "emergency"
    steady.drain()
    assert steady.mails("emergency") == []


def test_an_erased_person_leaves_no_item_and_gets_no_mail(steady: Steady) -> None:
    token = steady.join()
    droop = {"type": "symptom", "name": "face_droop", "onset": "sudden", "key": "k"}
    steady.json("POST", "/v1/entries", droop, token=token, status=201)
    steady.json("POST", "/v1/sign-in", {"email": ADDRESS}, status=202)
    sent = len(steady.mails())
    assert steady.ask("DELETE", "/v1/me", token=token).status == 204
    # a counter of the source's requests names nobody
    assert [item["pk"]["S"][:2] for item in steady.aws.items()] == ["R#"]
    steady.drain()
    assert len(steady.mails()) == sent
    assert steady.ask("GET", "/v1/me", token=token).status == 401
    steady.join()


def test_health_tells_the_last_sweep(steady: Steady) -> None:
    assert steady.json("GET", "/v1/health")["last_sweep_at"] is None
    steady.sweep()
    assert steady.json("GET", "/v1/health")["last_sweep_at"].startswith("2026-11-23T12:00:00")


def test_a_reminder_and_a_weekly_summary_arrive_at_eight(steady: Steady) -> None:
    steady.join()
    for _ in range(7 * 24):
        steady.clock.tick(hours=1)
        if steady.clock().hour == 8:
            steady.sweep()
    assert len(steady.mails("reminder")) == 7
    (weekly,) = steady.mails("weekly")
    assert "unsubscribe?token=" in text_of(weekly)
    assert weekly["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
