"""An independent checker. It reads the mails that left and what people asked for and logged, and nothing else:

never a record, a status or a due moment of the service. Slots are reckoned here with zoneinfo alone.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

SAFETY: Final = frozenset({"emergency", "finding", "correction"})
Name = tuple[str, str, str]
"""To whom, of which kind, about what."""
QUIET_FROM, QUIET_TO = time(21), time(8)
"""The quiet hours of somebody who set none."""
WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True, order=True)
class Sent:
    """One mail in the ledger of the way out: when it was accepted, to whom, and what it is about."""

    at: datetime
    to: str
    kind: str
    about: str


@dataclass(frozen=True, slots=True, order=True)
class Owed:
    """One mail that the inputs ask for: not before `due_at`. `lasts`: afterwards it helps nobody and may stay away."""

    due_at: datetime
    to: str
    kind: str
    about: str
    lasts: timedelta | None = None

    def takes(self, mail: Sent) -> bool:
        """Whether a mail of this name came while it was of use."""
        return self.due_at <= mail.at and (self.lasts is None or mail.at < self.due_at + self.lasts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What one person asked for: clock times of each habit, on which weekdays, in which zone."""

    address: str
    timezone: str
    habits: Mapping[str, tuple[time, ...]] = field(default_factory=lambda: {"check_in": (time(8),)})
    days: tuple[str, ...] = WEEKDAYS


@dataclass(frozen=True, slots=True)
class Report:
    """What is wrong. `untold` is a safety mail that never left, `lost` another one; `stray` one that nobody was
    owed, or that came too early or when it had stopped to help."""

    lost: tuple[Owed, ...] = ()
    untold: tuple[Owed, ...] = ()
    doubled: tuple[Sent, ...] = ()
    late: tuple[Sent, ...] = ()
    stray: tuple[Sent, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Whether nothing is wrong."""
        return not (self.lost or self.untold or self.doubled or self.late or self.stray)

    def by_kind(self, what: str) -> Counter[str]:
        """How many of one fault there are of each kind."""
        return Counter(one.kind for one in getattr(self, what))


def check(owed: Iterable[Owed], sent: Iterable[Sent], within: timedelta, until: datetime) -> Report:
    """Hold the ledger against what was owed up to `until`. Later than `within` after its due moment is late.

    A mail answers the earliest mail owed of its name that is due, still of use and not answered yet.
    """
    open_ones: dict[Name, list[Owed]] = {}
    for one in sorted(owed):
        open_ones.setdefault((one.to, one.kind, one.about), []).append(one)
    kinds, names = {kind for _, kind, _ in open_ones}, set(open_ones)
    first: set[Name] = set()
    doubled: list[Sent] = []
    late: list[Sent] = []
    stray: list[Sent] = []
    for mail in sorted(sent):
        name = (mail.to, mail.kind, mail.about)
        answered = next((one for one in open_ones.get(name, ()) if one.takes(mail)), None)
        if answered:
            open_ones[name].remove(answered)
            late += [mail] if mail.at > answered.due_at + within else []
        elif name in first:
            doubled.append(mail)
        elif mail.kind in kinds or name in names:
            stray.append(mail)
        first.add(name)
    missing = [one for left in open_ones.values() for one in left if one.due_at + within <= until]
    return Report(
        lost=tuple(one for one in missing if one.kind not in SAFETY),
        untold=tuple(one for one in missing if one.kind in SAFETY),
        doubled=tuple(doubled),
        late=tuple(late),
        stray=tuple(stray),
    )


def reminders_owed(wish: Wish, after: datetime, until: datetime, lasts: timedelta) -> list[Owed]:
    """One digest a slot: every habit whose clock time falls on that instant, strictly after `after`.

    A clock time that a gap swallows comes that much later; one that comes twice counts the first time.
    """
    zone = ZoneInfo(wish.timezone)
    slots: dict[datetime, list[tuple[str, date]]] = {}
    on, last = after.astimezone(zone).date() - timedelta(days=1), until.astimezone(zone).date() + timedelta(days=1)
    while on <= last:
        for habit, times in wish.habits.items():
            for clock_time in times if WEEKDAYS[on.weekday()] in wish.days else ():
                at = datetime.combine(on, clock_time, zone).astimezone(UTC)
                if after < at <= until:
                    slots.setdefault(at, []).append((habit, on))
        on += timedelta(days=1)
    return [
        Owed(at, wish.address, "reminder", about_slot(asked[0][1], [habit for habit, _ in asked]), lasts)
        for at, asked in sorted(slots.items())
    ]


def not_before(wish: Wish, at: datetime) -> datetime:
    """When a mail that is no emergency may leave: at once, or at the end of quiet hours."""
    local = at.astimezone(ZoneInfo(wish.timezone))
    if QUIET_TO <= local.time() < QUIET_FROM:
        return at
    on = local.date() + timedelta(days=local.time() >= QUIET_FROM)
    return datetime.combine(on, QUIET_TO, local.tzinfo).astimezone(UTC)


def about_slot(on: date | str, habits: Iterable[str]) -> str:
    """What a reminder is about: the local date and the habits."""
    return f"{on} {'+'.join(sorted(habits))}"
