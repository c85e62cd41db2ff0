"""The people of the cost model, as items: each has logged five times a day, and is reminded twice a day."""

from base64 import b32encode
from datetime import datetime, time, timedelta
from random import Random
from typing import Any, Final

from msgspec.structs import replace

from bench.stage import NOW, new_person
from bench.years import TIMEZONE, timeline_of
from chalicelib.adapters.dynamo.items import entry_item, person_item, person_of
from chalicelib.adapters.dynamo.keys import Item
from chalicelib.adapters.timelines import read_timeline
from chalicelib.domain.agenda import Agenda, first_agenda
from chalicelib.domain.habit import HabitCode, HabitPlan, usual_plans
from chalicelib.domain.localtime import DAY
from chalicelib.ports.log import Kept

ANN: Final = "ann"
"""Nothing comes due for her: what she does, she does herself."""
ENDING, SUMMED, ALONE = "day-ends", "is-summed-up", "is-reminded-alone"
LOGS_A_DAY: Final = 5
"""Four twitches and a check-in."""
REMINDED: Final = 10
FAR: Final = NOW + 3 * DAY
REMINDS_AT: Final = NOW + timedelta(minutes=1)
ALONE_AT: Final = NOW + timedelta(minutes=11)
SUMS_UP_AT: Final = NOW + timedelta(hours=1)
ENDS_AT: Final = NOW + timedelta(minutes=70)
"""Not 23:59, since a second reminder would be due before that."""
LONG_SINCE: Final = 400 * DAY
QUIET: Final = Agenda(remind_at=FAR, day_end_at=FAR, summary_at=FAR)
VIA: Final = "b4xk2n7qv3mzt5ohj6ca"
"""As a token's id is: letters and digits without any order, which nothing makes shorter."""


def people(days: int) -> list[Item]:
    """Everybody. Those with a log have one of so many days."""
    kept = _kept(logged(days, NOW.replace(hour=0, minute=0) - days * DAY, seed=1))
    logging = {
        ANN: QUIET,
        ENDING: replace(QUIET, day_end_at=ENDS_AT),
        SUMMED: replace(QUIET, summary_at=SUMS_UP_AT),
    }
    reminded = {f"reminded{place}": replace(QUIET, remind_at=REMINDS_AT) for place in range(REMINDED)}
    reminded[ALONE] = replace(QUIET, remind_at=ALONE_AT)
    lived = [item for name, agenda in logging.items() for item in _person(name, agenda, kept)]
    return lived + [item for name, agenda in reminded.items() for item in _person(name, agenda, [])]


def logged(days: int, first: datetime, seed: int) -> list[dict[str, Any]]:
    """The entries of so many days from midnight on: four twitches a day, and nine check-ins of ten, which agree."""
    entries: list[dict[str, Any]] = timeline_of(days, seed, LOGS_A_DAY - 1, first=first)["entries"]
    dice = Random(seed)
    for entry in entries:
        # as random as ours are: nothing makes that shorter
        entry["id"] = b32encode(dice.randbytes(13)).decode().lower()[: len(VIA)]
        if entry["type"] == "check_in":
            entry["twitched"] = True
    return entries


def items_of(name: str, at: datetime, entries: list[dict[str, Any]]) -> list[Item]:
    """Somebody with this log, for whom everything comes due as it does for whoever joins at that moment."""
    person = person_of(_person(name, QUIET, [])[0])[0]
    return _person(name, first_agenda(person, at), _kept(entries))


def _kept(entries: list[dict[str, Any]]) -> list[Kept]:
    document = {"format": "steady.timeline/1", "person": {"timezone": TIMEZONE}, "entries": entries}
    written = enumerate(read_timeline(document).kept, 1)
    return [replace(one, via=VIA, number=place * 1000) for place, one in written]


def _person(name: str, agenda: Agenda, kept: list[Kept]) -> list[Item]:
    (item,) = new_person(name, NOW - LONG_SINCE)
    times: dict[HabitCode, time] = (
        {"check_in": REMINDS_AT.time(), "stretch": time(20)} if name != ALONE else {"check_in": ALONE_AT.time()}
    )
    plans: dict[HabitCode, HabitPlan] = {**usual_plans()}
    plans |= {code: HabitPlan(on=True, times=(at,)) for code, at in times.items()}
    told = {code: tuple(f"{NOW - back * DAY:%Y-%m-%d}#{at:%H%M}" for back in (2, 1)) for code, at in times.items()}
    person = replace(person_of(item)[0], habits=plans, reminded=told, version=700)
    return [person_item(person, agenda), *(entry_item(name, one) for one in kept)]
