"""Who a mail comes from: whatever the operator wrote, SES and the header are told the same, in ASCII."""

import email
import email.policy
import re
from email.utils import parseaddr
from pathlib import Path
from typing import Any

import pytest

from chalicelib.adapters.ses import SesMailer
from chalicelib.config import SettingError, mail_address
from local.resources import merged_resources
from tests.unit.adapters.test_ses import MAIL, FakeSes

ENCODED = "=?utf-8?q?St=C3=A9dy?="
BOTH = "=?utf-8?b?U3TDqWR5LCBJbmMu?="
PARAMETERS = merged_resources(Path(__file__).resolve().parents[2])["Parameters"]


def is_taken(parameter: str, text: str) -> bool:
    return bool(re.fullmatch(PARAMETERS[parameter]["AllowedPattern"], text))


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        pytest.param("s@example.org", "", "s@example.org", id="an address alone"),
        pytest.param("Steady <s@example.org>", "Steady", "Steady <s@example.org>", id="a name"),
        pytest.param("Stédy <s@example.org>", "Stédy", "=?utf-8?b?U3TDqWR5?= <s@example.org>", id="beyond ASCII"),
        pytest.param('"Steady, Inc." <s@example.org>', "Steady, Inc.", '"Steady, Inc." <s@example.org>', id="a comma"),
        pytest.param('"Stédy, Inc." <s@example.org>', "Stédy, Inc.", f"{BOTH} <s@example.org>", id="both"),
        pytest.param("Dr. Steady <s@example.org>", "Dr. Steady", '"Dr. Steady" <s@example.org>', id="a full stop"),
        pytest.param(f"{ENCODED} <s@example.org>", "Stédy", f"{ENCODED} <s@example.org>", id="encoded"),
        pytest.param("<s+x@mail.example.org>", "", "s+x@mail.example.org", id="brackets alone"),
        pytest.param("s@xn--bcher-kva.example", "", "s@xn--bcher-kva.example", id="a domain in IDNA"),
    ],
)  # fmt: skip
def test_ses_and_the_header_are_told_the_same(text: str, name: str, told: str) -> None:
    client: Any = FakeSes()
    SesMailer(client, mail_address("SENDER", text), reply_to=mail_address("REPLY_TO", text)).send(MAIL)
    assert client.calls[0]["FromEmailAddress"] == told
    raw = client.calls[0]["Content"]["Raw"]["Data"]
    assert raw.isascii()
    message: Any = email.message_from_bytes(raw, policy=email.policy.default)
    for header in ("From", "Reply-To"):
        (only,) = message[header].addresses
        assert (only.display_name, only.addr_spec) == (name, parseaddr(told)[1])
    assert is_taken("Sender", text)
    assert is_taken("ReplyTo", text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("s@bücher.example", id="a domain beyond ASCII"),
        pytest.param("Steady <s@bücher.example>", id="after a name"),
        pytest.param("stédy@example.org", id="an address beyond ASCII"),
        pytest.param("Steady, Inc. <s@example.org>", id="a bare comma"),
        pytest.param("Steady; a: b <s@example.org>", id="a bare group"),
        pytest.param("Steady (us) <s@example.org>", id="a bare comment"),
        pytest.param('"Steady <s@example.org>', id="a quote that does not end"),
        pytest.param('"Steady" Inc <s@example.org>', id="more behind the quote"),
        pytest.param("Steady\\ <s@example.org>", id="a backslash"),
        pytest.param("a@b.org <s@example.org>", id="two addresses"),
        pytest.param("a@example.org, b@example.org", id="a list"),
        pytest.param("Steady\r\nBcc: all <s@example.org>", id="a second header"),
        pytest.param("Steady\t<s@example.org>", id="a tab"),
        pytest.param("s@example.org\n", id="a line's end"),
        pytest.param("Steady", id="no address"),
        pytest.param("@", id="neither side"),
    ],
)
def test_what_cannot_be_told_in_ascii_is_refused_in_one_line_and_by_the_stack(text: str) -> None:
    with pytest.raises(SettingError, match=r"\ASENDER must be a mail address in ASCII, or a name.*\Z"):
        mail_address("SENDER", text)
    assert not is_taken("Sender", text)
    assert not is_taken("ReplyTo", text)
