"""Put a habit's reminder off: it comes once when the time is up, and no slot of that habit before."""

from datetime import timedelta

from msgspec.structs import replace

from chalicelib.domain.habit import HabitCode, Snooze
from chalicelib.domain.localtime import local_date
from chalicelib.domain.person import Person
from chalicelib.ports import Services
from chalicelib.usecases.change_person import change_person


def snooze_habit(services: Services, person_id: str, code: HabitCode, minutes: int) -> Snooze:
    """The snooze, in place of an earlier one. It holds across midnight; quiet hours still delay the mail."""
    now = services.clock()

    def snooze(person: Person) -> Person:
        # one snoozed again after midnight is still about the date of its slot
        earlier = person.snoozed.get(code)
        on = earlier.on if earlier and earlier.until > now else local_date(now, person.zone)
        return replace(person, snoozed={**person.snoozed, code: Snooze(until=now + timedelta(minutes=minutes), on=on)})

    return change_person(services, person_id, snooze).snoozed[code]
