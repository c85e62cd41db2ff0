"""What a course meets, and when: reckoned from the words of the rules alone, entry by entry, at every look anew.

It shares no code with the service's rules. It knows logs without denials, edits, visits and medicines, in which
nothing that was reported goes away.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, Final
from zoneinfo import ZoneInfo

from tests.populations.people import Simulated

H24: Final = timedelta(hours=24)
REGIONS: Final = {
    "bulbar": "eyelid eyebrow cheek lips chin jaw tongue throat face",
    "cervical": "neck shoulder upper_arm elbow forearm wrist hand thumb fingers arm",
    "thoracic": "chest upper_back abdomen",
    "lumbosacral": "lower_back buttock hip thigh knee shin calf ankle foot toes leg",
}
REGION: Final = {area: region for region, areas in REGIONS.items() for area in areas.split()}
ARM: Final = frozenset(["shoulder", "upper_arm", "elbow", "forearm", "wrist", "hand", "thumb", "fingers", "arm"])
LEG: Final = frozenset(["buttock", "hip", "thigh", "knee", "shin", "calf", "ankle", "foot", "toes", "leg"])
RECKONED: Final = frozenset(
    {
        "persistent", "spread", "multi_site", "weakness", "weakness_progressing", "wasting", "speech", "swallowing",
        "breathing", "weight_loss",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Twitch:
    """One episode, with its local date."""

    at: datetime
    on: date
    area: str
    side: str | None
    burden: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of one area: its episodes, and the last one before it."""

    area: str
    twitches: list[Twitch]
    before: datetime | None

    @property
    def first(self) -> datetime:
        return self.twitches[0].at

    @property
    def last(self) -> datetime:
        return self.twitches[-1].at

    @property
    def dates(self) -> set[date]:
        return {twitch.on for twitch in self.twitches}


def looks(one: Simulated) -> list[datetime]:
    """Every moment of looking: each receipt, and 23:59 of each local day."""
    zone = one.profile.zone
    receipts = {entry.received_at for entry in one.entries}
    first = min(receipts)
    days = [first.astimezone(zone).date() + n * H24 for n in range((one.until - first).days + 3)]
    ends = {datetime(on.year, on.month, on.day, 23, 59, tzinfo=zone).astimezone(first.tzinfo) for on in days}
    return sorted(at for at in receipts | ends if first <= at <= one.until)


def met(entries: Iterable[Any], now: datetime, zone: ZoneInfo) -> dict[str, str]:
    """Each sign that holds at `now`, with its level, of the entries received by then."""
    known = [entry for entry in entries if entry.received_at <= now]
    twitches = sorted((_twitch(entry, zone) for entry in known if entry.type == "episode"), key=lambda one: one.at)
    stretches = _latest_stretches(twitches)
    symptoms = sorted((entry for entry in known if entry.type == "symptom"), key=lambda entry: entry.at)
    found = dict(_of_twitching(stretches, twitches, now))
    found.update(_of_symptoms(symptoms, twitches))
    if _has_lost_weight([entry for entry in known if entry.type == "check_in" and entry.weight_kg], zone, now):
        found["weight_loss"] = "gp_soon"
    return found


@cache
def _twitch(entry: Any, zone: ZoneInfo) -> Twitch:
    burden = (1 if entry.minutes is None else entry.minutes) * (entry.intensity or 2)
    return Twitch(entry.at, entry.at.astimezone(zone).date(), entry.area, entry.side, burden)


def _latest_stretches(twitches: list[Twitch]) -> list[Stretch]:
    latest: dict[str, Stretch] = {}
    for twitch in twitches:
        own = latest.get(twitch.area)
        if own is not None and twitch.at - own.last <= 7 * H24:
            own.twitches.append(twitch)
        else:
            latest[twitch.area] = Stretch(twitch.area, [twitch], own.last if own else None)
    return list(latest.values())


def _of_twitching(stretches: list[Stretch], twitches: list[Twitch], now: datetime) -> Iterator[tuple[str, str]]:
    alive = [one for one in stretches if now - one.last <= 4 * H24]
    if any(one.last - one.first > 14 * H24 and len(one.dates) >= 5 and not _is_easing(one) for one in alive):
        yield "persistent", "gp_routine"
    moving = [one for one in alive if one.area not in ("eyelid", "widespread")]
    if any(_has_spread(first, other) for first in moving for other in moving if first.area != other.area):
        yield "spread", "gp_soon"
    recent: dict[str, list[Twitch]] = {}
    for twitch in twitches:
        if twitch.at >= now - 14 * H24 and twitch.area not in ("eyelid", "widespread"):
            recent.setdefault(REGION[twitch.area], []).append(twitch)
    if sum(_recurs(found) for found in recent.values()) >= 2:
        yield "multi_site", "gp_routine"


def _is_easing(one: Stretch) -> bool:
    """The week that ends with the last episode has under 60 % of the burden a day of the week before it."""
    weeks: list[dict[date, float]] = [{}, {}]
    for twitch in one.twitches:
        back = int((one.last - twitch.at) / (7 * H24))
        if back < 2:
            weeks[back][twitch.on] = weeks[back].get(twitch.on, 0) + twitch.burden
    later, earlier = weeks
    if len(earlier) < 3 or len(later) > len(earlier):
        return False
    return sum(later.values()) / len(later) < 0.6 * sum(earlier.values()) / len(earlier)


def _has_spread(first: Stretch, other: Stretch) -> bool:
    return (
        first.last - first.first >= 14 * H24
        and other.first - first.first >= 10 * H24
        and (other.before is None or other.first - other.before >= 90 * H24)
        and len(other.dates) >= 3
        and other.last - other.first >= 6 * H24
    )


def _recurs(twitches: list[Twitch]) -> bool:
    moments = [twitch.at for twitch in twitches]
    return len({twitch.on for twitch in twitches}) >= 3 and max(moments) - min(moments) >= 5 * H24


def _of_symptoms(symptoms: list[Any], twitches: list[Twitch]) -> Iterator[tuple[str, str]]:
    names = {report.name for report in symptoms}
    weak = [report for report in symptoms if report.name == "weakness"]
    swallows = bool(names & {"swallowing", "choking"})
    if weak:
        yield "weakness", "gp_soon"
    worse = bool(names & {"wasting", "speech"}) or swallows
    if any(_has_worsened(one, other, twitches, worse) for one in weak for other in weak):
        yield "weakness_progressing", "urgent"
    if "wasting" in names:
        yield "wasting", "urgent" if weak else "gp_soon"
    if "speech" in names:
        yield "speech", "urgent" if weak or swallows else "gp_soon"
    if swallows:
        yield "swallowing", "urgent"
    if "breath_lying" in names:
        yield "breathing", "emergency" if weak or worse else "urgent"
    elif "breath_exertion" in names:
        yield "breathing", "gp_soon"


def _has_worsened(one: Any, other: Any, twitches: list[Twitch], worse: bool) -> bool:
    if other.at - one.at < 7 * H24 or other.severity < one.severity:
        return False
    limb = ARM if other.area in ARM else LEG
    near = (twitch for twitch in twitches if twitch.at >= other.at - 28 * H24)
    return worse or any(twitch.area in limb and twitch.side == other.side for twitch in near)


def _has_lost_weight(weighed: list[Any], zone: ZoneInfo, now: datetime) -> bool:
    if not weighed:
        return False
    by_date = {
        entry.at.astimezone(zone).date(): entry.weight_kg for entry in sorted(weighed, key=lambda e: e.received_at)
    }
    latest = max(by_date)
    return bool(by_date[latest] <= 0.95 * max(by_date.values()))
