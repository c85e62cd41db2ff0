"""What the forms recall of a log, so that less has to be said again: the last places, today and the day before."""

from datetime import date

from msgspec import Struct

from chalicelib.domain.carry import window_start
from chalicelib.domain.entries import CheckIn, Episode
from chalicelib.domain.errors import NotSignedIn
from chalicelib.domain.localtime import DAY, local_date
from chalicelib.domain.person import Person
from chalicelib.domain.timeline import Timeline
from chalicelib.ports import Services

Place = tuple[str, str | None]
"""An area and the side that was named with it."""


class Days(Struct, frozen=True):
    """A person's local date, with what its check-ins and those of the day before say; None where there is none."""

    person: Person
    date: date
    today: CheckIn | None
    yesterday: CheckIn | None


def recent_places(services: Services, person_id: str, most: int) -> list[Place]:
    """The places of the last weeks' episodes, the latest first."""
    _, timeline = _window(services, person_id)
    places: dict[Place, None] = dict.fromkeys((one.area, one.side) for one in reversed(timeline.of(Episode)))
    return list(places)[:most]


def recent_days(services: Services, person_id: str) -> Days:
    """Today and the day before, each with all that its check-ins say together."""
    person, timeline = _window(services, person_id)
    today = local_date(services.clock(), person.zone)
    return Days(person, today, timeline.days.get(today), timeline.days.get(today - DAY))


def _window(services: Services, person_id: str) -> tuple[Person, Timeline]:
    now = services.clock()
    loaded = services.log.load(person_id, window_start(now))
    if loaded is None:
        raise NotSignedIn
    return loaded.person, loaded.log.timeline(loaded.person, now)
