"""What is stored is packed, and reads back: as it was, in a later release too, or not at all."""

from hashlib import sha256
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.lives import people
from bench.units import item_bytes
from chalicelib.adapters.dynamo.packing import ENTRY, VALUE, WORDS, json_of, pack, unpack

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)
PLACE = "2#entry#2026-11-23T08:00:00.000000Z#kq2m5x7w3z4a6b5c2d7e"


@given(value=JSON, near=st.text(), words=st.sampled_from(sorted(WORDS)))
def test_a_value_reads_back_as_it_was(value: Any, near: str, words: int) -> None:
    assert unpack(pack(value, near, words=words), Any, near) == value


@pytest.mark.parametrize(
    ("words", "letters"),
    [
        (ENTRY, "27d6719bf788464bcc68d9d22635e981789806cf661724a8f359e670481b7869"),
        (VALUE, "4ad3019725813c3139c460d07e1361a54c33acc62a62ddfba4f452cdc3996ab8"),
    ],
)
def test_no_letter_changes_in_a_text_that_was_packed_with(words: int, letters: str) -> None:
    assert sha256(WORDS[words]).hexdigest() == letters


@pytest.mark.parametrize(
    ("packed", "near", "value"),
    [
        pytest.param("02c35603c1cbfd5a00", "", {"kind": "reminder", "signs": []}, id="a value"),
        pytest.param(
            "01830601362934f7d70200", PLACE, {"id": PLACE[-20:], "area": "calf"}, id="an entry, near its sort key"
        ),
    ],
)
def test_what_an_earlier_release_packed_is_read(packed: str, near: str, value: Any) -> None:
    assert unpack({"B": bytes.fromhex(packed)}, Any, near) == value


def test_what_was_stored_before_values_were_packed_is_read() -> None:
    assert unpack({"S": '{"kind":"reminder"}'}, dict[str, str]) == {"kind": "reminder"}


GOOD = pack({"area": "calf", "note": "after the run, in the evening"})["B"]


@pytest.mark.parametrize(
    "attribute",
    [
        pytest.param({"B": b""}, id="empty"),
        pytest.param({"B": b"\xff" + GOOD[1:]}, id="of a version to come"),
        pytest.param({"B": GOOD[:1] + b"\xff\xff\xff"}, id="never packed"),
        pytest.param({"B": GOOD[:-1]}, id="the end is missing"),
        pytest.param({"B": pack("calf")["B"]}, id="of another type"),
        pytest.param({"S": "{"}, id="no JSON"),
    ],
)
def test_what_cannot_be_read_is_an_error(attribute: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"packed|malformed|truncated|Expected"):
        unpack(attribute, dict[str, Any])


def test_a_person_is_one_write_unit_and_an_entry_a_sixth() -> None:
    """By the kilobyte: what a release needs more of shows here first."""
    items = people(60)
    sizes = {kind: [item_bytes(one) for one in items if one["sk"]["S"].startswith(kind)] for kind in ("5#", "2#")}
    assert max(sizes["5#"]) < 350
    assert sum(sizes["2#"]) / len(sizes["2#"]) < 175


def test_packing_takes_the_sort_key_as_said() -> None:
    value = {"id": PLACE[-20:], "at": "2026-11-23T08:00:00"}
    assert len(pack(value, PLACE)["B"]) < len(pack(value)["B"]) - 15
    assert msgspec.json.decode(json_of(pack(value, PLACE), PLACE)) == value
