"""The only place that names concrete classes, the clock and the maker of ids."""

import os
import zoneinfo
from datetime import UTC, datetime
from time import sleep
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from chalicelib.adapters.dynamo.access import DynamoAccessStore
from chalicelib.adapters.dynamo.log import DynamoLogStore
from chalicelib.adapters.dynamo.messages import DynamoMessageStore
from chalicelib.adapters.dynamo.table import Table
from chalicelib.adapters.log_lines import log_as_json
from chalicelib.adapters.meter import EmfMeter
from chalicelib.adapters.ses import SesMailer
from chalicelib.adapters.ses_pace import SesPace
from chalicelib.adapters.signer import LinkSigner
from chalicelib.adapters.sqs import SqsQueue
from chalicelib.adapters.zones import country_of
from chalicelib.config import SettingError, Settings
from chalicelib.domain.message import Message
from chalicelib.domain.person import Person
from chalicelib.ports import Clock, Draw, Limits, NewId, Services
from chalicelib.ports.access import Signer
from chalicelib.ports.messages import Mail, MessageRef
from chalicelib.ports.meter import Silent
from chalicelib.ports.pace import Pace, Unpaced

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_sesv2 import SESV2Client
    from mypy_boto3_sqs import SQSClient

# every zone comes from the pinned tzdata package, never from the machine's own copy
zoneinfo.reset_tzpath(())
# on one machine whoever runs the app says how its lines look
if "AWS_LAMBDA_FUNCTION_NAME" in os.environ:
    log_as_json()


FIVE_BITS: Final = b"abcdefghijklmnopqrstuvwxyz234567" * 8
"""A letter or digit for each byte: each of the 32 stands for eight bytes."""


class Clients(Struct, frozen=True):
    """The low-level clients."""

    dynamodb: "DynamoDBClient"
    sqs: "SQSClient"
    ses: "SESV2Client"


class MailWriter(Struct, frozen=True):
    """`Writer` by `JinjaWriter`, whose words are loaded by the first mail: most functions write none."""

    signer: Signer
    base_url: str

    def write(self, ref: MessageRef, message: Message, to: str, person: Person | None) -> Mail:
        """The mail of a message, the same each time. Raises where its content does not fit its template."""
        from chalicelib.adapters.emails import JinjaWriter

        writer = JinjaWriter(signer=self.signer, base_url=self.base_url, has_pictures=True)
        return writer.write(ref, message, to, person)


def system_clock() -> datetime:
    """The machine's present instant."""
    return datetime.now(UTC)


def random_id() -> str:
    """100 random bits as 20 letters and digits."""
    return os.urandom(20).translate(FIVE_BITS).decode()


def random_draw(number: int) -> tuple[bool, ...]:
    """So many coins, each tossed by itself."""
    return tuple(byte % 2 == 1 for byte in os.urandom(number))


def random_chance() -> float:
    """Anything from 0 to 1."""
    return os.urandom(1)[0] / 255


def make_clients() -> Clients:
    """Clients with AWS's own retries, except where a mail is sent: that is tried once."""
    import boto3
    from botocore.config import Config

    once: Any = {"total_max_attempts": 1}
    again: Any = {"mode": "standard", "total_max_attempts": 4}
    session = boto3.Session()
    return Clients(
        dynamodb=session.client("dynamodb", config=Config(retries=again)),
        sqs=session.client("sqs", config=Config(retries=again)),
        ses=session.client("sesv2", config=Config(retries=once)),
    )


def build(settings: Settings, *, clock: Clock, new_id: NewId, clients: Clients, draw: Draw = random_draw) -> Services:
    """Wire everything."""
    table = Table(clients.dynamodb, settings.table_name)
    signer = LinkSigner(settings.secret or _load_secret(settings))
    return Services(
        log=DynamoLogStore(table),
        messages=DynamoMessageStore(table),
        access=DynamoAccessStore(table),
        queue=SqsQueue(clients.sqs, settings.queue_url, settings.safety_queue_url),
        mailer=SesMailer(clients.ses, settings.sender, settings.configuration_set or "", settings.reply_to or ""),
        writer=MailWriter(signer, settings.base_url),
        signer=signer,
        clock=clock,
        new_id=new_id,
        draw=draw,
        country_of=country_of,
        pace=_pace(settings, clock, clients),
        meter=EmfMeter(settings.metrics, clock, print) if settings.metrics else Silent(),
        base_url=settings.base_url,
        feedback_topic=settings.feedback_topic or "",
        limits=_limits(settings),
    )


def _limits(settings: Settings) -> Limits:
    return Limits(
        sign_up=settings.sign_up,
        mails_per_address=settings.mails_per_address,
        requests_per_source=settings.requests_per_source,
        takes_future=settings.takes_future,
    )


def _pace(settings: Settings, clock: Clock, clients: Clients) -> Pace:
    if not settings.mail_share:
        return Unpaced()
    share, workers = min(settings.mail_share, 100) / 100, max(settings.mail_workers, 1)
    return SesPace(clients.ses, clock, pause=sleep, chance=random_chance, share=share, workers=workers)


_WIRED: list[Services] = []


def services() -> Services:
    """What the doors use: wired at the first call, from the environment."""
    if not _WIRED:
        settings = Settings.from_env(os.environ)
        _WIRED.append(build(settings, clock=system_clock, new_id=random_id, clients=make_clients()))
    return _WIRED[0]


def use(wired: Services | None) -> None:
    """Replace what `services` returns; None wires it again from the environment."""
    _WIRED[:] = [] if wired is None else [wired]


def _load_secret(settings: Settings) -> str:
    if not settings.secret_parameter:
        raise SettingError("the setting SECRET_PARAMETER is missing")
    import boto3

    found = boto3.client("ssm").get_parameter(Name=settings.secret_parameter, WithDecryption=True)
    return str(found["Parameter"]["Value"])
