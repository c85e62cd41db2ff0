"""`make run DEMO=1`: a person whose last months are already lived, and the link that signs in as them."""

import random
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import unquote

from msgspec.structs import replace

from chalicelib.adapters.timelines import FORMAT, read_timeline
from chalicelib.bootstrap import services
from chalicelib.domain.localtime import zone
from chalicelib.ports import Limits
from chalicelib.usecases.confirm_link import confirm_link
from chalicelib.usecases.import_timeline import import_timeline
from chalicelib.usecases.request_access import ask_to_join, ask_to_sign_in
from local.instance import Instance
from local.mailbox import describe

ADDRESS: Final = "robin@steady.example"
TIMEZONE: Final = "Europe/London"
DAYS: Final = 84
SEED: Final = 7
FREELY: Final = Limits(mails_per_address=1000, requests_per_source=1000, takes_future=True)


def open_demo(instance: Instance) -> str:
    """Live the demo person's months where that was not done yet. The sign-in link."""
    if instance.journal.recall("demo") != "lived":
        _live(instance)
        instance.journal.remember("demo", "lived")
    wired = replace(services(), limits=FREELY)
    ask_to_sign_in(wired, ADDRESS, "127.0.0.1")
    instance.settle()
    return _last_link(instance)


def _live(instance: Instance) -> None:
    now = instance.clock()
    instance.aws.clear()
    instance.clock.hold(now - timedelta(days=DAYS, hours=1))
    wired = replace(services(), limits=FREELY)
    ask_to_join(wired, ADDRESS, TIMEZONE, "127.0.0.1")
    instance.settle()
    token = unquote(_last_link(instance).partition("token=")[2])
    person = confirm_link(wired, token).person
    read = read_timeline(demo_timeline(now))
    import_timeline(wired, person.id, read.profile, read.kept)
    instance.schedules.advance(now)
    instance.clock.go_live()


def demo_timeline(now: datetime) -> dict[str, Any]:
    """Twelve weeks that end at `now`: a calf that twitches for weeks and eases, coffee, short nights, one visit."""
    chance = random.Random(SEED)
    place = zone(TIMEZONE)
    today = now.astimezone(place).replace(minute=0, second=0, microsecond=0)
    entries: list[dict[str, Any]] = []
    for day in range(DAYS, 0, -1):
        entries += _day(today - timedelta(days=day), DAYS - day, chance)
    received = [{**entry, "id": f"demo-{number}", "received_at": entry["at"]} for number, entry in enumerate(entries)]
    person = {"timezone": TIMEZONE, "birth_year": 1988}
    past = [entry for entry in received if datetime.fromisoformat(entry["at"]) < now]
    return {"format": FORMAT, "person": person, "entries": past}


def _day(today: datetime, day: int, chance: random.Random) -> Iterator[dict[str, Any]]:
    busy = 14 <= day < 50
    if day == 40:
        visit = {"type": "visit", "who": "GP", "exam": "normal", "emg": "not_done"}
        yield {**visit, "at": today.replace(hour=11).isoformat()}
    if chance.random() < (0.75 if busy else 0.15):
        yield {"at": today.replace(hour=20, minute=chance.randint(0, 59)).isoformat(), **_episode(chance, busy=busy)}
    if chance.random() < 0.8:
        at = today.replace(hour=20, minute=59, second=30)
        yield {"at": at.isoformat(), "date": today.date().isoformat(), **_check_in(chance, busy=busy)}


def _episode(chance: random.Random, *, busy: bool) -> dict[str, Any]:
    return {
        "type": "episode",
        "area": "calf" if chance.random() < 0.8 else "eyelid",
        "side": "left",
        "minutes": chance.randint(5, 25) if busy else chance.randint(1, 6),
        "intensity": 3 if busy else 2,
        "context": ["rest", "caffeine"] if busy else ["rest"],
    }


def _check_in(chance: random.Random, *, busy: bool) -> dict[str, Any]:
    return {
        "type": "check_in",
        "sleep_hours": round(chance.uniform(5, 6.5) if busy else chance.uniform(6.5, 8), 1),
        "caffeine_servings": chance.randint(3, 5) if busy else chance.randint(1, 3),
        "water_litres": round(chance.uniform(1.2, 2.2), 1),
        "stress": chance.randint(3, 5) if busy else chance.randint(1, 3),
        "alcohol_units": chance.choice([0, 0, 0, 2]),
        "stretch_minutes": chance.choice([0, 5, 10]),
        "magnesium_food": chance.random() < 0.5,
    }


def _last_link(instance: Instance) -> str:
    texts = [str(describe(mail)["text"]) for mail in instance.journal.mails()]
    links = [link for text in texts for link in re.findall(r"\S+/confirm\?token=\S+", text)]
    return str(links[-1])
