"""One root error; its children carry the facts, and doors/problems.py maps each to an answer."""

from msgspec import Struct


class SteadyError(Exception):
    """The root of every error that Steady raises on purpose."""


class Fault(Struct, frozen=True):
    """One thing that is wrong with what was sent: the field by its path, and what to do."""

    field: str
    message: str


class InvalidInput(SteadyError):
    """What was sent can be read but not accepted; `faults` names each field."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("; ".join(f"{fault.field}: {fault.message}" for fault in faults))
        self.faults = faults


class Unreadable(SteadyError):
    """What was sent cannot be read at all."""


class UnsupportedMediaType(SteadyError):
    """What was sent is of a type that this address does not read."""


class TooLarge(SteadyError):
    """What was sent is over a stated limit."""


class NotSignedIn(SteadyError):
    """No token, or one that is unknown, expired or revoked."""


class Forbidden(SteadyError):
    """The token is good but its scope does not reach this."""


class NotFound(SteadyError):
    """There is no such thing for this person."""


class Conflict(SteadyError):
    """It cannot be done as things stand: a key used for another body, an id already taken."""


class TooMany(SteadyError):
    """Too many requests; `retry_after` is in seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"too many requests, try again in {retry_after} s")
        self.retry_after = retry_after


class Stale(SteadyError):
    """Somebody else wrote first: load again, decide again. Never leaves the use cases."""


class AlreadyRecorded(SteadyError):
    """A message of that occasion is recorded; nothing was written."""

    def __init__(self, occasion: str) -> None:
        super().__init__(f"{occasion} is already recorded")
        self.occasion = occasion


class KeyTaken(SteadyError):
    """An idempotency key was used before; nothing was written."""


class SendFailed(SteadyError):
    """The mail was not seen to be accepted. `permanent`: trying again is no use. `may_have_left`: no answer came, so
    it may be on its way all the same. `too_much`: the account's rate is used up. `of_account`: it would be so with
    any mail, until the operator, or a new day's quota, mends the account; nothing is wrong with this one.
    """

    def __init__(
        self,
        reason: str,
        *,
        permanent: bool,
        may_have_left: bool = False,
        too_much: bool = False,
        of_account: bool = False,
    ) -> None:
        super().__init__(reason)
        self.permanent = permanent
        self.too_much = too_much
        self.may_have_left = may_have_left
        self.of_account = of_account


class QueueFailed(SteadyError):
    """Some messages could not be queued; the due index still has them."""
