"""What the use cases need of the outside, as protocols, and the values that cross the line."""

from collections.abc import Callable
from datetime import datetime
from typing import Literal

from msgspec import Struct, field

from chalicelib.ports.access import Access, AccessStore, Signer
from chalicelib.ports.log import LogStore
from chalicelib.ports.messages import Mailer, MessageStore, Queue, Writer
from chalicelib.ports.meter import Meter, Silent
from chalicelib.ports.pace import Pace, Unpaced

Clock = Callable[[], datetime]
"""The present instant, aware, in UTC."""
NewId = Callable[[], str]
"""A new name that nobody can guess, of letters and digits."""
Draw = Callable[[int], tuple[bool, ...]]
"""So many fair draws."""
CountryOf = Callable[[str], str | None]
"""The country (ISO 3166) of a time zone, None where it has none."""


class Limits(Struct, frozen=True, kw_only=True):
    """The limits that the operator sets."""

    sign_up: Literal["open", "invite", "closed"] = "open"
    mails_per_address: int = 3
    requests_per_source: int = 30
    takes_future: bool = False


class Services(Struct, frozen=True, kw_only=True):
    """Everything a use case may reach, wired once in bootstrap."""

    log: LogStore
    messages: MessageStore
    access: AccessStore
    queue: Queue
    mailer: Mailer
    writer: Writer
    signer: Signer
    clock: Clock
    new_id: NewId
    draw: Draw
    country_of: CountryOf
    limits: Limits
    pace: Pace = field(default_factory=Unpaced)
    meter: Meter = field(default_factory=Silent)
    base_url: str = ""
    feedback_topic: str = ""
    seen_access: dict[str, tuple[datetime, Access]] = field(default_factory=dict)
