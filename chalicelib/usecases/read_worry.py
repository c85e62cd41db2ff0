"""The two questions about worry: whether they may be asked now, and what the last answers came to."""

from datetime import date
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from chalicelib.domain.asking import MONTH_APART
from chalicelib.domain.entries import Screening
from chalicelib.domain.localtime import local_date
from chalicelib.domain.person import Person
from chalicelib.domain.signs.selfcare import GAD_SUPPORT
from chalicelib.ports import Services
from chalicelib.usecases.change_person import change_person
from chalicelib.usecases.log_loading import country_of, open_log

SUPPORT_FROM: Final = GAD_SUPPORT


class Worry(Struct, frozen=True, kw_only=True):
    """`again_on`: the local date from which the questions may be asked once more, None where that is now. `is_offered`:
    a page may lead to them. `is_high`: the answers that stand came to the score at which support is offered.
    """

    again_on: date | None
    answered_on: date | None
    is_high: bool
    is_wanted: bool
    is_offered: bool
    country: str | None


def read_worry(services: Services, person_id: str) -> Worry:
    """How it stands with the two questions. They are asked at most monthly, and never of whoever said no for good."""
    now = services.clock()
    loaded = open_log(services, person_id, now).loaded
    person = loaded.person
    asked = loaded.log.timeline(person, now).of(Screening)
    last = asked[-1] if asked else None
    is_recent = last is not None and now - last.at < MONTH_APART
    return Worry(
        again_on=local_date(last.at + MONTH_APART, person.zone) if last and is_recent else None,
        answered_on=local_date(last.at, person.zone) if last else None,
        is_high=last is not None and is_recent and last.score >= SUPPORT_FROM,
        is_wanted=person.asks_worry,
        is_offered=person.asks_worry and not is_recent and person.profile.mode == "daily",
        country=country_of(services, person),
    )


def set_worry(services: Services, person_id: str, *, on: bool) -> Person:
    """Leave the questions out for good, or have them back."""
    return change_person(services, person_id, lambda person: replace(person, asks_worry=on))
