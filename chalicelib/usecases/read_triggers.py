"""Reading the trigger links of a person's log."""

from chalicelib.domain.errors import NotSignedIn
from chalicelib.domain.localtime import DAY
from chalicelib.domain.triggers.days import LONGEST
from chalicelib.domain.triggers.links import Links, find_links
from chalicelib.ports import Services


def read_triggers(services: Services, person_id: str) -> Links:
    """The links as of now, from the last year's entries. Raises NotSignedIn where the person is gone."""
    now = services.clock()
    # a day more than is looked at: the local date of a year ago may begin before the moment of a year ago
    loaded = services.log.load(person_id, now - (LONGEST + 1) * DAY)
    if loaded is None:
        raise NotSignedIn
    return find_links(loaded.log.timeline(loaded.person, now))
