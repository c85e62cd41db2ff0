"""The walk: what a new person does with curl, killed and started again in between."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.local.serving import Served


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A Steady that has just been started, at noon of a Monday."""
    one = Served(tmp_path / "data")
    one.start()
    one.good("POST", "/_local/clock", {"now": "2026-11-23T12:00:00Z"})
    yield one
    one.kill()


def test_from_signing_up_to_eight_days_of_mails(served: Served) -> None:
    served.join("ann@example.org", "Europe/London")
    _log_what_counts(served)
    _refuse_what_does_not(served)
    emergency = _droop(served)
    before = served.good("GET", "/v1/entries")["entries"]
    served.kill()
    served.start()
    assert served.good("GET", "/v1/entries")["entries"] == before
    assert [mail["id"] for mail in served.mails("emergency")] == [emergency]
    lived = served.advance("2026-12-01T12:00:00Z")
    assert lived["now"] == "2026-12-01T12:00:00Z"
    assert lived["sweeps"] >= 8
    _read_the_mails(served, lived["sent"])


def _log_what_counts(served: Served) -> None:
    status, answer = served.ask("POST", "/v1/entries", {"area": "eyelid", "side": "left", "minutes": 3})
    assert (status, answer["assessment"]["level"]) == (201, "self_care")
    status, answer = served.form("/v1/entries", {"area": "thumb", "side": "right", "minutes": "12.5"})
    assert (status, answer["entry"]["minutes"]) == (201, 12.5)


def _refuse_what_does_not(served: Served) -> None:
    status, problem = served.ask("POST", "/v1/entries", {"area": "elbow patch"})
    assert (status, problem["errors"][0]["field"]) == (422, "area")
    assert served.ask("GET", "/v1/nothing")[0] == 404
    assert served.ask("PUT", "/v1/entries", {})[0] == 405


def _droop(served: Served) -> str:
    droop = {"type": "symptom", "name": "face_droop", "side": "left", "onset": "sudden"}
    status, answer = served.ask("POST", "/v1/entries", droop)
    assert (status, answer["assessment"]["level"], answer["assessment"]["say"]["call"]) == (201, "emergency", "999")
    (mail,) = served.mails("emergency")
    assert mail["at"] == "2026-11-23T12:00:00Z"
    return str(mail["id"])


def _read_the_mails(served: Served, sent: int) -> None:
    kinds = [mail["kind"] for mail in served.mails()]
    assert sent >= 9
    assert (kinds.count("confirm"), kinds.count("reminder"), kinds.count("weekly")) == (1, 8, 1)
    assert {mail["at"][11:] for mail in served.mails("reminder")} == {"08:00:00Z"}
    (weekly,) = served.mails("weekly")
    assert weekly["at"] == "2026-11-30T08:00:00Z"
    for mail in served.mails():
        assert mail["to"] == "ann@example.org"
        assert mail["text"]
        assert mail["html"]
        is_always_sent = mail["kind"] in ("confirm", "sign_in", "notice")
        assert ("List-Unsubscribe" in mail["headers"]) is not is_always_sent


def test_nothing_answered_is_lost_when_it_is_killed_between_two_requests(served: Served) -> None:
    served.join("ann@example.org", "Europe/London")
    kept = []
    for number in range(12):
        entry = {"area": "thumb", "minutes": number, "key": f"k{number}"}
        kept.append(served.good("POST", "/v1/entries", entry)["entry"]["id"])
        if number % 6 == 5:
            served.kill()
            served.start()
            assert served.ask("POST", "/v1/entries", entry)[0] == 200
    found = [entry["id"] for entry in served.good("GET", "/v1/entries")["entries"]]
    assert sorted(found) == sorted(kept)
