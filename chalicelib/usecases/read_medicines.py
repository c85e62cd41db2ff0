"""Which medicines a person takes, by their profile and their log."""

from chalicelib.domain.carry import window_start
from chalicelib.domain.errors import NotSignedIn
from chalicelib.domain.person import Person
from chalicelib.domain.taking import Taken, taken_now
from chalicelib.ports import Services


def read_medicines(services: Services, person_id: str) -> tuple[Person, list[Taken]]:
    """The person, and what they take now. Medicines are facts: every one of them is read, however old."""
    now = services.clock()
    loaded = services.log.load(person_id, window_start(now))
    if loaded is None:
        raise NotSignedIn
    return loaded.person, taken_now(loaded.log.timeline(loaded.person, now))
