"""What each handler is asked to do in the smallest scenario, and what the inputs then owe."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Final

from chalicelib.domain.entries import Symptom
from chalicelib.domain.errors import InvalidInput
from chalicelib.domain.localtime import DAY
from chalicelib.domain.message import REMINDER_LASTS
from chalicelib.domain.person import Profile
from chalicelib.usecases.change_person import erase_person
from chalicelib.usecases.confirm_link import confirm_link
from chalicelib.usecases.import_timeline import import_timeline
from chalicelib.usecases.request_access import ask_to_join
from tests.fakes.samples import kept
from tests.faults.checker import Owed, reminders_owed
from tests.faults.world import World, kill

SUNDAY_NIGHT: Final = datetime(2026, 11, 22, 22, tzinfo=UTC)
MONDAY_MORNING: Final = datetime(2026, 11, 23, 8, tzinfo=UTC)
NO_TIME: Final = timedelta(0)
ANN, BOB = "ann@example.org", "bob@example.org"


@dataclass
class Played:
    """A scene that is set: what is asked of the handler, what is owed then, and what holds in the end.

    A person who gets no answer asks again; AWS itself does not, for its schedule and its queues go on.
    """

    act: Callable[[], object]
    owed: list[Owed] = field(default_factory=list)
    is_asked: bool = False
    holds: Callable[[], bool] = lambda: True


Scene = Callable[[World], Played]


def a_sweep(world: World) -> Played:
    """Monday at 08:00: two reminders, and a warning that waited for the end of quiet hours."""
    world.clock.now = SUNDAY_NIGHT
    ann, bob = world.join("ann"), world.join("bob")
    world.log("ann", "weak", name="weakness", area="hand", side="right", onset="weeks", severity=2)
    world.clock.now = MONDAY_MORNING
    until = MONDAY_MORNING + timedelta(hours=1)
    owed = [one for wish in (ann, bob) for one in reminders_owed(wish, SUNDAY_NIGHT, until, REMINDER_LASTS)]
    owed.append(Owed(MONDAY_MORNING, ANN, "finding", "weakness"))
    return Played(world.sweep, owed)


def a_morning(world: World) -> Played:
    """The smallest whole: one person, one reminder and one warning on a Tuesday at 08:00, swept and delivered."""
    world.clock.now = SUNDAY_NIGHT + DAY
    ann = world.join("ann")
    world.log("ann", "weak", name="weakness", area="hand", side="right", onset="weeks", severity=2)
    world.clock.now = at = MONDAY_MORNING + DAY
    owed = reminders_owed(ann, SUNDAY_NIGHT + DAY, at, REMINDER_LASTS)
    return Played(lambda: world.tick(NO_TIME), [*owed, Owed(at, ANN, "finding", "weakness")])


def a_delivery(world: World) -> Played:
    """The worker of every mail, with two reminders in its queue."""
    played = a_sweep(world)
    world.sweep()
    return Played(lambda: world.deliver("deliver"), played.owed)


def a_safety_delivery(world: World) -> Played:
    """The safety worker, with one warning in its queue."""
    played = a_sweep(world)
    world.sweep()
    return Played(lambda: world.deliver("deliver_safety"), played.owed)


def an_event(world: World) -> Played:
    """SES tells of a warning whose worker died when SES had taken it. SNS comes again until it is answered."""
    played = a_safety_delivery(world)
    world.strikes.append(die_when_sent)
    world.invoke(played.act)
    world.strikes.remove(die_when_sent)
    (accepted,) = world.ses.ledger
    return Played(lambda: world.tell(accepted), played.owed, is_asked=True)


def die_when_sent(point: str) -> None:
    """The worker dies when the mail has left."""
    if point == "mailer.send after":
        kill(point)


def a_log(world: World) -> Played:
    """A quiet twitch, with a key."""
    world.join("ann")
    log = partial(world.log, "ann", "twitch", "episode", area="calf", side="left", minutes=3.0)
    return Played(log, is_asked=True, holds=lambda: len(world.store.partitions["ann"].kept) == 1)


def an_emergency(world: World) -> Played:
    """A face droops in the night."""
    world.join("ann")
    world.clock.now = SUNDAY_NIGHT + DAY
    log = partial(world.log, "ann", "droop", name="face_droop", onset="sudden")
    owed = [Owed(world.clock.now, ANN, "emergency", "stroke_signs")]
    return Played(log, owed, is_asked=True, holds=lambda: len(world.store.partitions["ann"].kept) == 1)


def an_import(world: World) -> Played:
    """A history in which a face drooped an hour ago."""
    world.join("ann")
    world.clock.tick(hours=2)
    at = world.clock.now - timedelta(hours=1)
    given = [kept(Symptom(id="droop", at=at, received_at=at, name="face_droop", onset="sudden"))]
    take = partial(import_timeline, world.services, "ann", Profile(timezone="Europe/London"), given)
    return Played(take, [Owed(world.clock.now, ANN, "emergency", "stroke_signs")], is_asked=True)


def an_erasure(world: World) -> Played:
    """Ann is erased while her mails are on their way. What was hers is gone, and Bob's comes."""
    played = a_sweep(world)
    world.sweep()

    def erase() -> None:
        if world.services.log.load_person("ann"):
            erase_person(world.services, "ann")

    owed = [one for one in played.owed if one.to == BOB]
    return Played(erase, owed, is_asked=True, holds=lambda: not _is_known(world, "ann") and not _was_told(world, ANN))


def a_sign_up(world: World) -> Played:
    """Somebody asks to join."""
    ask = partial(ask_to_join, world.services, "eve@example.org", "Europe/London", "192.0.2.1")
    return Played(ask, is_asked=True, holds=lambda: _was_told(world, "eve@example.org"))


def a_confirmation(world: World) -> Played:
    """A link is used; where it was used up without an answer, the person is there all the same."""
    ask_to_join(world.services, "eve@example.org", "Europe/London", "192.0.2.1")
    (link,) = world.store.links.values()
    token = world.services.signer.sign("link", f"{link.owner}/{link.id}")
    world.drain()

    def confirm() -> None:
        with suppress(InvalidInput):
            confirm_link(world.services, token)

    return Played(confirm, is_asked=True, holds=lambda: len(world.store.partitions) == 1 == len(world.store.tokens))


def _is_known(world: World, name: str) -> bool:
    return name in world.store.partitions or any(owner == name for owner, _ in world.store.waiting)


def _was_told(world: World, address: str) -> bool:
    return any(mail.to == address for mail in world.ses.sent())


SCENES: Final[dict[str, Scene]] = {
    "sweep": a_sweep,
    "deliver": a_delivery,
    "deliver_safety": a_safety_delivery,
    "feedback": an_event,
    "log": a_log,
    "emergency log": an_emergency,
    "import": an_import,
    "erase": an_erasure,
    "sign up": a_sign_up,
    "confirm": a_confirmation,
}
SMALLEST: Final[dict[str, Scene]] = {
    "sweep and workers": a_morning,
    **{name: scene for name, scene in SCENES.items() if name not in ("sweep", "deliver")},
}
"""Where two faults are tried together."""
