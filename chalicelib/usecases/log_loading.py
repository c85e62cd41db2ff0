"""Loading as much of a log as an assessment needs: the window with its carry, or, rarely, everything."""

from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from chalicelib.domain.carry import OVERLAP, WINDOW, Carry, is_behind, next_cutoff, window_start
from chalicelib.domain.course import Course
from chalicelib.domain.entries import Entry
from chalicelib.domain.errors import NotSignedIn
from chalicelib.domain.person import Person
from chalicelib.domain.timeline import as_of, roll
from chalicelib.ports import Services
from chalicelib.ports.log import Loaded


class Opened(Struct, frozen=True):
    """A log that is ready to be assessed. `carry` is the one to save, None where the stored one stays."""

    loaded: Loaded
    course: Course
    carry: Carry | None = None


def open_log(services: Services, person_id: str, now: datetime) -> Opened:
    """The window and its carry. Raises NotSignedIn where the person is gone."""
    return _open(services, person_id, now, is_glance=False)


def glance(services: Services, person_id: str, now: datetime) -> Opened:
    """The same, cheaper, and maybe a moment old. Only a write by it shows that: it is then refused as Stale."""
    return _open(services, person_id, now, is_glance=True)


def _open(services: Services, person_id: str, now: datetime, *, is_glance: bool) -> Opened:
    since = window_start(now)
    loaded = services.log.load(person_id, since, is_glance=is_glance)
    if loaded is None:
        raise NotSignedIn
    cutoff = loaded.carry.cutoff
    is_whole = loaded.person.joined_at >= since if cutoff is None else cutoff - OVERLAP >= since
    return Opened(loaded, _course(services, loaded)) if is_whole else open_whole(services, person_id, now)


def open_whole(services: Services, person_id: str, now: datetime) -> Opened:
    """The whole log, with a carry made anew."""
    loaded = services.log.load(person_id, None)
    if loaded is None:
        raise NotSignedIn
    return Opened(replace(loaded, carry=Carry()), _course(services, loaded), Carry())


def reaches_back(loaded: Loaded, entry: Entry, now: datetime) -> bool:
    """Whether an entry or a change touches what the carry stands for, so that the whole log is needed."""
    return is_behind(entry, loaded.carry.cutoff or now - WINDOW)


def carry_to_save(opened: Opened, person: Person, entries: tuple[Entry, ...], now: datetime) -> Carry | None:
    """The carry as it belongs at `now`, None where the stored one is good."""
    cutoff = next_cutoff(opened.loaded.carry, now)
    if cutoff is None or (opened.carry is None and cutoff <= person.joined_at and opened.loaded.carry.cutoff is None):
        return None
    return roll(as_of(person.profile, entries, now, opened.loaded.carry), cutoff)


def _course(services: Services, loaded: Loaded) -> Course:
    return loaded.course(country_of(services, loaded.person))


def country_of(services: Services, person: Person) -> str | None:
    """The person's country: their own word, else that of their zone."""
    return person.profile.country or services.country_of(person.profile.timezone)
