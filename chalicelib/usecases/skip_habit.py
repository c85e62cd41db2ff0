"""Leave out what is left of a habit's reminders on this local date."""

from datetime import date

from msgspec.structs import replace

from chalicelib.domain.habit import HabitCode
from chalicelib.domain.localtime import local_date
from chalicelib.domain.person import Person
from chalicelib.ports import Services
from chalicelib.usecases.change_person import change_person


def skip_habit(services: Services, person_id: str, code: HabitCode) -> date:
    """The local date that is skipped. A snooze of that habit ends with it; tomorrow is as it was."""
    now = services.clock()

    def skip(person: Person) -> Person:
        snoozed = {name: snooze for name, snooze in person.snoozed.items() if name != code}
        return replace(person, snoozed=snoozed, skipped={**person.skipped, code: local_date(now, person.zone)})

    return change_person(services, person_id, skip).skipped[code]
