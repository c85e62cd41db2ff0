"""Logging, reading, changing and taking out again, through the API."""

import json
from datetime import timedelta
from typing import Any

import pytest

from tests.fakes.steady import FORM, JSON, Steady

TWITCH = {"area": "eyelid", "side": "left", "minutes": 3}


@pytest.fixture
def token(steady: Steady) -> str:
    """Ann's token."""
    return steady.join()


def post(steady: Steady, token: str, body: Any, status: int = 201, **headers: str) -> Any:
    return steady.json("POST", "/v1/entries", body, token=token, status=status, **headers)


def listed(steady: Steady, token: str, query: str = "") -> list[Any]:
    found: list[Any] = steady.json("GET", f"/v1/entries{query}", token=token)["entries"]
    return found


def test_a_log_is_answered_with_the_entry_and_the_assessment(steady: Steady, token: str) -> None:
    answer = post(steady, token, TWITCH)
    entry = answer["entry"]
    assert {**entry, "id": "x"} == {
        **TWITCH, "id": "x", "type": "episode", "at": "2026-11-23T12:00:00Z", "received_at": "2026-11-23T12:00:00Z",
    }  # fmt: skip
    assert answer["assessment"]["level"] == "self_care"
    assert set(answer["assessment"]) == {"level", "findings", "say"}
    assert steady.json("GET", f"/v1/entries/{entry['id']}", token=token)["entry"] == entry
    assert listed(steady, token) == [entry]


@pytest.mark.parametrize("kind", [JSON, "application/json; charset=utf-8", "APPLICATION/JSON", "application/json;x=1"])
def test_the_content_type_is_read_whatever_its_case(steady: Steady, token: str, kind: str) -> None:
    reply = steady.ask("POST", "/v1/entries", json.dumps(TWITCH).encode(), token=token, content_type=kind)
    assert reply.status == 201


def test_a_form_says_the_same_as_json(steady: Steady, token: str) -> None:
    fields = {"area": "hand", "side": "right", "minutes": "2.5", "intensity": "3", "context": ["rest", "caffeine"]}
    reply = steady.form("/v1/entries", {**fields, "note": ""}, token=token)
    entry = json.loads(reply.body)["entry"]
    assert reply.status == 201
    assert (entry["minutes"], entry["intensity"], entry["context"]) == (2.5, 3, ["rest", "caffeine"])
    assert "note" not in entry


def test_cookies_open_nothing_here(steady: Steady, token: str) -> None:
    assert steady.ask("POST", "/v1/entries", TWITCH, cookie=f"steady={token}; __Host-steady={token}").status == 401


@pytest.mark.parametrize("in_header", [True, False])
def test_a_key_makes_a_repeat_harmless(steady: Steady, token: str, in_header: bool) -> None:
    def send(body: Any, status: int) -> Any:
        if in_header:
            return post(steady, token, body, status, idempotency_key="k1")
        return post(steady, token, {**body, "key": "k1"}, status)

    first = send(TWITCH, 201)["entry"]
    steady.clock.tick(days=60)
    assert send(TWITCH, 200)["entry"] == first
    send({**TWITCH, "minutes": 4}, 409)
    assert len(listed(steady, token)) == 1
    assert steady.ask("DELETE", f"/v1/entries/{first['id']}", token=token).status == 204
    send(TWITCH, 409)
    assert listed(steady, token) == []


def test_two_keys_that_differ_are_refused(steady: Steady, token: str) -> None:
    problem = post(steady, token, {**TWITCH, "key": "a"}, 422, idempotency_key="b")
    assert problem["errors"][0]["field"] == "key"


def test_a_twin_without_a_key_is_the_first(steady: Steady, token: str) -> None:
    first = post(steady, token, TWITCH)["entry"]
    steady.clock.tick(minutes=2)
    assert post(steady, token, TWITCH, 200)["entry"] == first
    steady.clock.tick(seconds=1)
    assert post(steady, token, TWITCH)["entry"]["id"] != first["id"]
    post(steady, token, {**TWITCH, "side": "right"})
    post(steady, token, {**TWITCH, "minutes": 4})
    assert len(listed(steady, token)) == 4
    own = post(steady, token, {**TWITCH, "key": "its own"})["entry"]
    assert steady.json("GET", f"/v1/entries/{own['id']}", token=token)["entry"] == own


def test_of_several_twins_the_first_received_stands(steady: Steady, token: str) -> None:
    at = steady.clock()
    first = post(steady, token, {**TWITCH, "key": "one", "at": at.isoformat()})["entry"]
    second = {**TWITCH, "key": "two", "at": (at - timedelta(minutes=1)).isoformat()}
    post(steady, token, second)
    between = {**TWITCH, "at": (at - timedelta(seconds=30)).isoformat()}
    assert post(steady, token, between, 200)["entry"]["id"] == first["id"]
    assert [entry["id"] for entry in listed(steady, token)] == [first["id"]]


def test_a_twin_from_before_the_window_is_the_first(steady: Steady, token: str) -> None:
    at = steady.clock()
    first = post(steady, token, TWITCH)["entry"]
    steady.clock.tick(days=300)
    late = {**TWITCH, "at": (at + timedelta(minutes=1)).isoformat()}
    assert post(steady, token, late, 200)["entry"]["id"] == first["id"]


def test_a_list_is_answered_item_by_item(steady: Steady, token: str) -> None:
    first = post(steady, token, {**TWITCH, "key": "k"})["entry"]
    items = [{**TWITCH, "area": "thumb"}, {**TWITCH, "key": "k"}, {"area": "thumb", "key": "k"}, {"area": "x"}, 5]
    answer = post(steady, token, items, 207)
    assert [item["status"] for item in answer["results"]] == [201, 200, 409, 422, 422]
    assert answer["results"][1]["entry"] == first
    assert answer["results"][3]["errors"][0]["field"] == "area"
    assert answer["assessment"]["level"] == "self_care"
    assert len(listed(steady, token)) == 2


def test_a_list_of_a_hundred_is_one_assessment_and_more_are_refused(steady: Steady, token: str) -> None:
    day = [{**TWITCH, "at": f"2026-11-{1 + n % 20:02}T{n // 20:02}:00:00Z", "key": f"k{n}"} for n in range(100)]
    before = steady.aws.items()
    post(steady, token, [*day, TWITCH], 413)
    assert steady.aws.items() == before
    answer = post(steady, token, day, 207)
    assert {item["status"] for item in answer["results"]} == {201}
    assert len(listed(steady, token, "?limit=200")) == 100
    again = post(steady, token, day, 207)
    assert {item["status"] for item in again["results"]} == {200}
    assert post(steady, token, [], 207)["results"] == []


def test_pages_go_on_where_they_ended(steady: Steady, token: str) -> None:
    moments = [f"2026-11-{day:02}T10:00:00+01:00" for day in range(1, 21)]
    post(steady, token, [{"area": "thumb", "at": at} for at in moments], 207)
    seen, query = [], "?limit=7"
    while True:
        page = steady.json("GET", f"/v1/entries{query}", token=token)
        seen += [entry["at"] for entry in page["entries"]]
        if page["cursor"] is None:
            break
        query = f"?limit=7&cursor={page['cursor']}"
    assert seen == moments[::-1]


def test_a_page_holds_still_while_entries_arrive(steady: Steady, token: str) -> None:
    moments = [f"2026-11-{day:02}T10:00:00+01:00" for day in range(1, 9)]
    post(steady, token, [{"area": "thumb", "at": at} for at in moments], 207)
    first = steady.json("GET", "/v1/entries?limit=4", token=token)
    post(steady, token, TWITCH)
    steady.ask("DELETE", f"/v1/entries/{first['entries'][0]['id']}", token=token)
    rest = steady.json("GET", f"/v1/entries?limit=4&cursor={first['cursor']}", token=token)
    assert [entry["at"] for entry in rest["entries"]] == moments[3::-1]


def test_a_cursor_that_was_changed_is_refused(steady: Steady, token: str) -> None:
    post(steady, token, [{"area": "thumb", "at": f"2026-11-0{day}T10:00:00Z"} for day in (1, 2, 3)], 207)
    cursor = steady.json("GET", "/v1/entries?limit=1", token=token)["cursor"]
    for place in range(len(cursor)):
        changed = cursor[:place] + ("A" if cursor[place] != "A" else "B") + cursor[place + 1 :]
        problem = steady.json("GET", f"/v1/entries?cursor={changed}", token=token, status=422)
        assert problem["errors"][0]["field"] == "cursor"


@pytest.mark.parametrize(
    ("query", "days"),
    [
        ("?from=2026-11-10&to=2026-11-12", [11, 10]),
        ("?from=2026-11-10T09:00:00Z&to=2026-11-11T09:00:00Z", [10]),
        ("?from=2026-11-10T10:00:00%2B01:00&to=2026-11-10T10:00:01+01:00", [10]),
        ("?to=2026-11-02", [1]),
        ("?type=visit", []),
        ("?type=episode,visit&from=2026-11-20", [20]),
    ],
)
def test_bounds_take_the_first_and_leave_the_last(steady: Steady, token: str, query: str, days: list[int]) -> None:
    moments = [f"2026-11-{day:02}T10:00:00+01:00" for day in range(1, 21)]
    post(steady, token, [{"area": "thumb", "at": at} for at in moments], 207)
    assert [int(entry["at"][8:10]) for entry in listed(steady, token, query)] == days


def test_an_edit_is_folded_in_and_kept(steady: Steady, token: str) -> None:
    made = post(steady, token, {**TWITCH, "note": "first"})["entry"]
    steady.clock.tick(minutes=1)
    patch = {"minutes": 5, "note": None, "at": "2026-11-22T12:00:00+01:00"}
    edited = steady.json("PATCH", f"/v1/entries/{made['id']}", patch, token=token)["entry"]
    assert (edited["minutes"], edited.get("note"), edited["at"]) == (5, None, patch["at"])
    assert listed(steady, token) == [edited]
    export = steady.json("GET", "/v1/export", token=token)["entries"]
    assert [entry["type"] for entry in export] == ["episode", "edit"]
    assert export[0]["minutes"] == 3
    assert (export[1]["target"], export[1]["set"]) == (made["id"], patch)


def test_a_name_can_be_edited_and_a_place_emptied_for_good(steady: Steady, token: str) -> None:
    """What an edit said is read again from the store at the next look."""
    tablet = {"type": "medicine", "name": "furosemid", "class": "loop_diuretic", "action": "start"}
    weak = {"type": "symptom", "name": "weakness", "onset": "hours_days", "area": "hand"}
    for body, patch in ((tablet, {"name": "furosemide"}), (weak, {"area": None})):
        made = post(steady, token, body)["entry"]
        steady.clock.tick(minutes=1)
        edited = steady.json("PATCH", f"/v1/entries/{made['id']}", patch, token=token)["entry"]
        assert [edited.get(name) for name in patch] == list(patch.values())
    found = post(steady, token, {"type": "symptom", "name": "cramp"})["assessment"]["findings"]
    assert [(f["sign"], f["level"]) for f in found] == [("rapid_weakness", "emergency")]
    post(steady, token, TWITCH)
    findings = steady.json("GET", "/v1/assessment", token=token)["findings"]
    assert any("You take furosemide" in finding["because"] for finding in findings)


def test_an_edit_of_a_twin_is_shown_on_the_one_that_stands(steady: Steady, token: str) -> None:
    first, twin = (post(steady, token, {**TWITCH, "key": key})["entry"] for key in ("k1", "k2"))
    steady.clock.tick(minutes=1)
    steady.json("PATCH", f"/v1/entries/{twin['id']}", {"intensity": 4}, token=token)
    steady.clock.tick(minutes=1)
    steady.json("PATCH", f"/v1/entries/{first['id']}", {"note": "both"}, token=token)
    assert listed(steady, token) == [{**first, "intensity": 4, "note": "both"}]


def test_to_delete_a_twin_deletes_what_it_stands_for(steady: Steady, token: str) -> None:
    first = post(steady, token, TWITCH)["entry"]
    twin = post(steady, token, {**TWITCH, "key": "k"})["entry"]
    steady.clock.tick(minutes=1)
    assert steady.ask("DELETE", f"/v1/entries/{twin['id']}", token=token).status == 204
    for name in (first["id"], twin["id"]):
        for method, body in (("GET", b""), ("PATCH", {"minutes": 4}), ("DELETE", b"")):
            assert steady.ask(method, f"/v1/entries/{name}", body, token=token).status == 404
    assert listed(steady, token) == []
    assert steady.ask("POST", "/v1/entries", {**TWITCH, "key": "k"}, token=token).status == 409
    again = steady.json("POST", "/v1/entries", TWITCH, token=token, status=201)["entry"]
    assert listed(steady, token) == [again]


def test_twins_are_shown_alike_by_their_own_names(steady: Steady, token: str) -> None:
    first, twin = (post(steady, token, {**TWITCH, "key": key})["entry"] for key in ("k1", "k2"))
    steady.clock.tick(minutes=1)
    steady.json("PATCH", f"/v1/entries/{twin['id']}", {"intensity": 4}, token=token)
    answer = steady.json("PATCH", f"/v1/entries/{first['id']}", {"note": "both"}, token=token)["entry"]
    assert answer == {**first, "intensity": 4, "note": "both"}
    for sent in (first, twin):
        found = steady.json("GET", f"/v1/entries/{sent['id']}", token=token)["entry"]
        assert found == {**sent, "intensity": 4, "note": "both"}


def test_a_deletion_is_a_404_from_then_on_and_kept(steady: Steady, token: str) -> None:
    path = f"/v1/entries/{post(steady, token, TWITCH)['entry']['id']}"
    reply = steady.ask("DELETE", path, token=token)
    assert (reply.status, reply.body) == (204, b"")
    for method, body in (("GET", b""), ("PATCH", {"minutes": 4}), ("DELETE", b"")):
        assert steady.ask(method, path, body, token=token).status == 404
    assert listed(steady, token) == []
    assert [entry["type"] for entry in steady.json("GET", "/v1/export", token=token)["entries"]] == [
        "episode",
        "delete",
    ]


def test_anothers_entry_is_not_there(steady: Steady, token: str) -> None:
    mine = post(steady, token, TWITCH)["entry"]["id"]
    bob = steady.join("bob@example.org")
    before = steady.aws.items()
    for method, body in (("GET", b""), ("PATCH", {"minutes": 4}), ("DELETE", b"")):
        problem = steady.json(method, f"/v1/entries/{mine}", body, token=bob, status=404)
        assert problem["status"] == 404
    assert listed(steady, bob) == []
    assert steady.aws.items() == before


def test_a_sudden_face_droop_is_an_emergency_with_a_number_and_its_mail_leaves_at_once(
    steady: Steady, token: str
) -> None:
    steady.clock.tick(hours=11)
    droop = {"type": "symptom", "name": "face_droop", "side": "left", "onset": "sudden"}
    answer = post(steady, token, droop)["assessment"]
    assert answer["level"] == "emergency"
    assert answer["say"]["call"] == "999"
    assert {"sign", "level", "because", "source"} <= set(answer["findings"][0])
    steady.drain()
    (mail,) = steady.mails("emergency")
    assert mail["To"] == "ann@example.org"


def test_the_export_of_an_import_equals_the_first_but_for_until(steady: Steady, token: str) -> None:
    made = post(steady, token, {**TWITCH, "minutes": 2.50, "key": "k", "at": "2026-11-23T12:30:00+01:00"})["entry"]
    post(steady, token, {"type": "check_in", "sleep_hours": 7, "twitched": None})
    steady.clock.tick(minutes=3)
    steady.json("PATCH", f"/v1/entries/{made['id']}", {"minutes": 9}, token=token)
    first = steady.json("GET", "/v1/export", token=token)
    bob = steady.join("bob@example.org")
    steady.clock.tick(days=1)
    steady.json("POST", "/v1/import", first, token=bob)
    second = steady.json("GET", "/v1/export", token=bob)
    assert {**second, "until": None} == {**first, "until": None}
    again = steady.json("POST", "/v1/import", first, token=bob)
    assert (again["imported"], again["skipped"]) == (0, 3)
    first["entries"][0]["minutes"] = 7
    assert steady.json("POST", "/v1/import", first, token=bob, status=409)["status"] == 409


def test_an_import_refuses_what_it_cannot_have_received_yet(steady: Steady, token: str) -> None:
    at = "2026-11-24T12:00:00Z"
    entry = {"id": "e1", "type": "episode", "at": at, "received_at": at, "area": "thumb"}
    document = {"format": "steady.timeline/1", "person": {"timezone": "UTC"}, "entries": [entry]}
    problem = steady.json("POST", "/v1/import", document, token=token, status=422)
    assert problem["errors"][0]["field"] == "entries[0].received_at"
    assert listed(steady, token) == []


def test_an_imported_edit_empties_only_what_can_be_empty(steady: Steady, token: str) -> None:
    at = "2026-11-20T12:00:00Z"
    weak = {"id": "s1", "type": "symptom", "at": at, "received_at": at, "name": "weakness", "onset": "hours_days"}
    emptied = {"at": None, "area": None, "name": None}
    change = {"id": "x1", "type": "edit", "at": at, "received_at": at, "target": "s1", "set": emptied}
    entries = [{**weak, "area": "hand"}, change]
    document = {"format": "steady.timeline/1", "person": {"timezone": "UTC"}, "entries": entries}
    steady.json("POST", "/v1/import", document, token=token)
    findings = steady.json("GET", "/v1/assessment", token=token)["findings"]
    assert [(finding["sign"], finding["level"]) for finding in findings] == [("rapid_weakness", "emergency")]
    assert listed(steady, token) == [{**weak, "area": None}]


def test_a_form_is_no_patch(steady: Steady, token: str) -> None:
    path = f"/v1/entries/{post(steady, token, TWITCH)['entry']['id']}"
    assert steady.ask("PATCH", path, b"minutes=4", token=token, content_type=FORM).status == 415
