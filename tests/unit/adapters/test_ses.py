"""A mail leaves as MIME that a mail program can read, once, and a failure says whether to try again."""

import email
import email.policy
from typing import Any

import pytest
from botocore.exceptions import (
    ClientError,
    ConnectTimeoutError,
    EndpointConnectionError,
    NoCredentialsError,
    ParamValidationError,
    ReadTimeoutError,
)
from msgspec.structs import replace

from chalicelib.adapters.ses import SesMailer
from chalicelib.domain.errors import SendFailed
from chalicelib.ports.messages import Mail, Picture

STOP = "<https://steady.example/api/unsubscribe?token=" + "p1.safety." + "x" * 200 + ">"
MAIL = Mail(
    owner="ada1",
    id="0f" * 16,
    kind="sign_in",
    to="ada@example.org",
    subject="Your sign-in link",
    text="Grüße — today’s mail.\n" + "long " * 400,
    html="<p>Grüße</p>" + "<p>x</p>" * 400,
    headers={"List-Unsubscribe": STOP, "X-Steady-Kind": "sign_in"},
)


class FakeSes:
    """Keeps each call, or raises."""

    def __init__(self, error: Exception | None = None) -> None:
        self.calls: list[dict[str, Any]] = []
        self.error = error

    def send_email(self, **call: Any) -> dict[str, str]:
        self.calls.append(call)
        if self.error:
            raise self.error
        return {"MessageId": "m"}


def send(mail: Mail, error: Exception | None = None, configuration_set: str = "") -> FakeSes:
    client: Any = FakeSes(error)
    SesMailer(client, "Steady <steady@example.org>", configuration_set).send(mail)
    assert isinstance(client, FakeSes)
    return client


def parsed(client: FakeSes) -> Any:
    return email.message_from_bytes(client.calls[0]["Content"]["Raw"]["Data"], policy=email.policy.default)


def test_an_answer_goes_to_the_operator_where_one_is_named() -> None:
    client: Any = FakeSes()
    SesMailer(client, "Steady <steady@example.org>", reply_to="Ola <ola@example.org>").send(MAIL)
    assert parsed(client)["Reply-To"] == "Ola <ola@example.org>"
    assert parsed(send(MAIL))["Reply-To"] is None


def test_both_parts_and_every_header_arrive_as_they_were() -> None:
    message = parsed(send(MAIL))
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    text, html = (part.get_content().replace("\r\n", "\n") for part in message.iter_parts())
    assert (text.strip(), html.strip()) == (MAIL.text.strip(), MAIL.html.strip())
    assert (message["From"], message["To"]) == ("Steady <steady@example.org>", MAIL.to)
    assert message["Subject"] == MAIL.subject
    assert message["X-Steady-Kind"] == "sign_in"


def test_pictures_travel_with_the_html_that_shows_them_and_the_text_stands_alone() -> None:
    png = b"\x89PNG" + bytes(range(256))
    pictures = (Picture(name="days", png=png, alt="bars", width=336), Picture(name="body", png=png, alt="x", width=3))
    message = parsed(send(replace(MAIL, pictures=pictures)))
    assert message.get_content_type() == "multipart/alternative"
    text, related = message.iter_parts()
    assert (text.get_content_type(), related.get_content_type()) == ("text/plain", "multipart/related")
    html, *shown = related.iter_parts()
    assert html.get_content().replace("\r\n", "\n").strip() == MAIL.html.strip()
    assert [part["Content-ID"] for part in shown] == ["<days@steady>", "<body@steady>"]
    assert [part.get_content_disposition() for part in shown] == ["inline", "inline"]
    assert [part.get_content() for part in shown] == [png, png]
    assert message["Subject"] == MAIL.subject


def test_a_long_address_in_a_header_is_not_broken() -> None:
    raw = send(MAIL).calls[0]["Content"]["Raw"]["Data"]
    assert f"\r\nList-Unsubscribe: {STOP}\r\n".encode() in raw
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998


def test_tags_name_the_message_and_its_kind() -> None:
    call = send(MAIL).calls[0]
    assert {tag["Name"]: tag["Value"] for tag in call["EmailTags"]} == {
        "message": MAIL.id,
        "owner": "ada1",
        "kind": "sign_in",
    }
    assert call["Destination"] == {"ToAddresses": [MAIL.to]}
    assert "ConfigurationSetName" not in call


def test_the_configuration_set_goes_along_where_there_is_one() -> None:
    assert send(MAIL, configuration_set="events").calls[0]["ConfigurationSetName"] == "events"


def test_a_domain_outside_ascii_is_written_in_idna() -> None:
    client = send(replace(MAIL, to="ada@bücher.example"))
    assert client.calls[0]["Destination"]["ToAddresses"] == ["ada@xn--bcher-kva.example"]
    assert parsed(client)["To"] == "ada@xn--bcher-kva.example"


@pytest.mark.parametrize(
    "to",
    [
        "", "ada", "@example.org", "ada@", "ada@example.org, eve@example.org", "ada@example.org\r\nBcc: eve@x.org",
        "ada\n@example.org", "Ada <ada@example.org>", "ädä@example.org", "ada@" + "x" * 70 + ".org", "ada@a..b",
    ],
)  # fmt: skip
def test_what_is_not_one_address_is_refused_for_good(to: str) -> None:
    with pytest.raises(SendFailed) as caught:
        send(replace(MAIL, to=to))
    assert caught.value.permanent
    assert "example" not in str(caught.value)


@pytest.mark.parametrize("mail", [
    replace(MAIL, subject="Hello\r\nBcc: eve@example.org"),
    replace(MAIL, headers={"X-Steady-Kind": "a\nBcc: eve@example.org"}),
])  # fmt: skip
def test_a_line_break_in_a_header_is_refused(mail: Mail) -> None:
    with pytest.raises(SendFailed) as caught:
        send(mail)
    assert caught.value.permanent


def refusal(code: str, words: str = "Address ada@example.org is bad") -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": words}}, "SendEmail")


UNVERIFIED = "Email address is not verified. The following identities failed the check: ada@example.org"


@pytest.mark.parametrize(
    ("error", "permanent"),
    [
        (refusal("MessageRejected"), True),
        (refusal("BadRequestException"), True),
        (ParamValidationError(report="ada@example.org"), True),
        (refusal("TooManyRequestsException"), False),
        (refusal("ThrottlingException"), False),
        (refusal("LimitExceededException"), False),
        (refusal("InternalFailure"), False),
        (refusal("AccessDeniedException"), False),
        (ReadTimeoutError(endpoint_url="ada@example.org"), False),
        (ConnectTimeoutError(endpoint_url="x"), False),
        (EndpointConnectionError(endpoint_url="x"), False),
        (NoCredentialsError(), False),
    ],
)
def test_a_failure_says_whether_to_try_again_and_names_nobody(error: Exception, permanent: bool) -> None:
    with pytest.raises(SendFailed) as caught:
        send(MAIL, error)
    assert caught.value.permanent is permanent
    assert "ada" not in str(caught.value)
    assert caught.value.__suppress_context__


@pytest.mark.parametrize(
    ("error", "of_account"),
    [
        pytest.param(refusal("AccountSuspendedException"), True, id="suspended"),
        pytest.param(refusal("MailFromDomainNotVerifiedException"), True, id="its MAIL FROM lapsed"),
        pytest.param(refusal("NotFoundException"), True, id="no configuration set"),
        pytest.param(refusal("SendingPausedException"), True, id="paused"),
        pytest.param(
            refusal("BadRequestException", "Configuration set <x> does not exist."), True, id="no set, as a bad request"
        ),
        pytest.param(refusal("MessageRejected", UNVERIFIED), True, id="no sender, as a rejection"),
        pytest.param(refusal("BadRequestException", UNVERIFIED), True, id="no sender, as a bad request"),
        pytest.param(refusal("ThrottlingException", "Daily message quota exceeded."), True, id="no quota left"),
        pytest.param(refusal("MessageRejected", "Sending suspended for this account."), True, id="suspended, in words"),
        pytest.param(refusal("BadRequestException", "Sending paused for this account."), True, id="paused, in words"),
        pytest.param(refusal("MessageRejected"), False, id="this mail"),
        pytest.param(refusal("BadRequestException"), False, id="this address"),
        pytest.param(refusal("ThrottlingException", "Maximum sending rate exceeded."), False, id="too fast"),
    ],
)
def test_what_is_wrong_with_the_account_is_told_from_what_is_wrong_with_the_mail(
    error: Exception, of_account: bool
) -> None:
    with pytest.raises(SendFailed) as caught:
        send(MAIL, error)
    assert caught.value.of_account is of_account
    assert not (of_account and (caught.value.permanent or caught.value.too_much))
    assert "ada" not in str(caught.value)


def test_a_mail_is_sent_once_whatever_happens() -> None:
    client: Any = FakeSes(refusal("ThrottlingException"))
    with pytest.raises(SendFailed):
        SesMailer(client, "steady@example.org").send(MAIL)
    assert len(client.calls) == 1
