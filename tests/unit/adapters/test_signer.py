"""Links can be read by nobody's hand but ours, and for no purpose but their own."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.adapters.signer import LinkSigner

SIGNER = LinkSigner("a secret of one machine")


@given(value=st.text(st.characters(exclude_categories=["Cs"])), purpose=st.sampled_from(["link", "unsubscribe"]))
def test_what_was_signed_is_read_again(value: str, purpose: str) -> None:
    assert SIGNER.read(purpose, SIGNER.sign(purpose, value)) == value


@given(token=st.text(st.characters()))
def test_reading_never_raises(token: str) -> None:
    assert SIGNER.read("link", token) is None


def test_a_token_is_good_for_its_purpose_only() -> None:
    assert SIGNER.read("unsubscribe", SIGNER.sign("link", "p1.safety")) is None


def test_a_token_of_another_secret_is_refused() -> None:
    assert SIGNER.read("link", LinkSigner("another").sign("link", "p1")) is None


def test_a_changed_value_is_refused() -> None:
    token = SIGNER.sign("unsubscribe", "p1.safety")
    assert SIGNER.read("unsubscribe", token.replace("p1", "p2")) is None
    assert SIGNER.read("unsubscribe", token[:-1]) is None


def test_a_digest_is_the_sha256_of_the_token() -> None:
    assert SIGNER.digest("token") == hashlib.sha256(b"token").hexdigest()
    assert len(SIGNER.digest("\ud800")) == 64


def test_an_empty_secret_is_refused() -> None:
    with pytest.raises(ValueError, match="empty"):
        LinkSigner("")
