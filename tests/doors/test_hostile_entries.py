"""What a person writes is kept as they wrote it, hostile or not; what cannot be written as UTF-8 never comes in."""

import json

import pytest

from tests import hostile
from tests.fakes.steady import Steady

AT_ONCE = 100
PAYLOADS = hostile.fitting(200)


def test_every_hostile_text_is_taken_and_given_back_as_it_was(steady: Steady) -> None:
    token = steady.join()
    for first in range(0, hostile.NUMBER, AT_ONCE):
        texts = PAYLOADS[first : first + AT_ONCE]
        entries = [
            {"type": "medicine", "name": text, "dose": text, "note": text, "class": "other", "action": "start"}
            for text in texts
        ]
        answers = steady.json("POST", "/v1/entries", entries, token=token, status=207)["results"]
        assert {answer["status"] for answer in answers} == {201}
        assert [answer["entry"]["note"] for answer in answers] == list(texts)


@pytest.mark.parametrize("text", hostile.REFUSED)
def test_half_a_character_never_comes_in(steady: Steady, text: str) -> None:
    token = steady.join()
    wire = json.dumps({"area": "eyelid", "note": text}).encode()
    assert steady.ask("POST", "/v1/entries", wire, token=token, content_type="application/json").status == 400
