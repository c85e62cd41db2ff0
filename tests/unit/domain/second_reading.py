"""The rules of twitching and weakness read a second time: slow, short, and straight from the words of the evidence.

Nothing of the domain's own reading is used but its records, its areas and its local dates.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from chalicelib.domain.body import LIMB_OF, REGION_OF
from chalicelib.domain.entries import Answer, CheckIn, Entry, Episode, Medicine, Symptom, Visit


def days(count: float) -> timedelta:
    return timedelta(days=count)


class SecondReading:
    """A log as of `now`; every method is one clause."""

    def __init__(self, entries: Iterable[Entry], now: datetime, zone: ZoneInfo) -> None:
        self.now, self.zone = now, zone
        self.known = sorted((e for e in entries if e.received_at <= now), key=lambda e: e.received_at)
        self.episodes: list[Episode] = []
        for entry in self.known:
            if isinstance(entry, Episode) and not any(self._is_twin(entry, other) for other in self.episodes):
                self.episodes.append(entry)
        self.episodes.sort(key=lambda e: e.at)
        self.symptoms = sorted((self._onset(e) for e in self.known if isinstance(e, Symptom)), key=lambda e: e.at)

    @staticmethod
    def _is_twin(one: Episode, other: Episode) -> bool:
        is_alike = (one.area, one.side, one.minutes) == (other.area, other.side, other.minutes)
        return is_alike and abs(one.at - other.at) <= timedelta(minutes=2)

    @staticmethod
    def _onset(report: Symptom) -> Symptom:
        usual = {"weakness": "weeks", "speech": "weeks", "face_droop": "sudden"}
        is_missing = report.onset is None and report.present and report.name in usual
        return replace(report, onset=usual[report.name]) if is_missing else report

    def on(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()

    def said(self, on: date) -> bool | None:
        """Whether the check-ins for a date say twitching: the last received that says."""
        found = [
            e.twitched
            for e in self.known
            if isinstance(e, CheckIn) and (e.date or self.on(e.at)) == on and e.twitched is not None
        ]
        return found[-1] if found else None

    def runs(self, area: str) -> list[list[Episode]]:
        own = [e for e in self.episodes if e.area == area]
        runs = [own[:1]] if own else []
        for earlier, later in pairwise(own):
            if self._is_chained(earlier, later):
                runs[-1].append(later)
            else:
                runs.append([later])
        return runs

    def _is_chained(self, earlier: Episode, later: Episode) -> bool:
        return self._is_near(earlier, later) or self._is_answered(earlier, later)

    def _is_near(self, earlier: Episode, later: Episode) -> bool:
        if later.at - earlier.at > days(7):
            return False
        first, last = self.on(earlier.at), self.on(later.at)
        between = [self.said(first + days(n)) for n in range(1, (last - first).days)]
        return not (between.count(False) >= 4 and True not in between)

    def _is_answered(self, earlier: Episode, later: Episode) -> bool:
        first, last = self.on(earlier.at), self.on(later.at)
        return any(
            isinstance(e, Answer) and e.question == "gap" and e.continued and e.area == earlier.area
            and e.from_ is not None and e.to is not None and e.from_ < last and e.to > first
            for e in self.known
        )  # fmt: skip

    def is_alive(self, run: Sequence[Episode]) -> bool:
        return self.now - run[-1].at <= days(4)

    def dates(self, episodes: Iterable[Episode]) -> set[date]:
        return {self.on(e.at) for e in episodes}

    def is_easing(self, run: Sequence[Episode]) -> bool:
        if any(not self._is_near(earlier, later) for earlier, later in pairwise(run)):
            return False
        end = run[-1].at
        later = [e for e in run if e.at > end - days(7)]
        earlier = [e for e in run if end - days(14) < e.at <= end - days(7)]
        logged, before = len(self.dates(later)), len(self.dates(earlier))
        if before < 3:
            return False
        burden = sum((e.minutes if e.minutes is not None else 1) * (e.intensity or 2) for e in later) / logged
        heavier = sum((e.minutes if e.minutes is not None else 1) * (e.intensity or 2) for e in earlier) / before
        week = [self.said(self.on(end) - days(n)) for n in range(7)]
        first = self.on(end - days(7))
        denied = sum(1 for n, said in enumerate(week) if said is False and self.on(end) - days(n) > first)
        return (burden < 0.6 * heavier and logged <= before) or (2 * logged <= before and denied >= 4)

    def is_muted(self) -> bool:
        seen = [e for e in self.known if isinstance(e, Visit) and e.at <= self.now]
        for exam in (v for v in seen if v.exam == "normal"):
            for emg in (v for v in seen if v.emg == "normal"):
                first, last = sorted((exam.at, emg.at))
                is_ended = any("abnormal" in (v.exam, v.emg) and v.at >= first for v in seen)
                if last - first <= days(90) and self.now - last < days(365) and not is_ended:
                    return True
        return False

    def last_runs(self) -> dict[str, list[Episode]]:
        return {area: self.runs(area)[-1] for area in sorted({e.area for e in self.episodes})}

    def persistent(self) -> bool:
        return any(
            run[-1].at - run[0].at > days(14) and len(self.dates(run)) >= 5 and self.is_alive(run)
            and not self.is_easing(run)
            for run in self.last_runs().values()
        )  # fmt: skip

    def eyelid(self) -> bool:
        run = self.last_runs().get("eyelid")
        return run is not None and run[-1].at - run[0].at > days(90) and self.is_alive(run)

    def multi_site(self) -> bool:
        recurring = 0
        for region in set(REGION_OF.values()):
            own = [
                e for e in self.episodes
                if e.area != "eyelid" and REGION_OF.get(e.area) == region and self.now - e.at <= days(14)
            ]  # fmt: skip
            recurring += len(self.dates(own)) >= 3 and own[-1].at - own[0].at >= days(5)
        return recurring >= 2

    def spread(self) -> bool:
        runs = {area: run for area, run in self.last_runs().items() if area not in ("eyelid", "widespread")}
        alive = {area: run for area, run in runs.items() if self.is_alive(run)}
        return any(
            first[-1].at - first[0].at >= days(14) and area != other and self._is_new(other, later)
            and later[0].at - first[0].at >= days(10)
            for area, first in alive.items()
            for other, later in alive.items()
        )  # fmt: skip

    def _is_new(self, area: str, run: Sequence[Episode]) -> bool:
        before = [e for e in self.episodes if e.area == area and run[0].at - days(90) < e.at < run[0].at]
        return not before and len(self.dates(run)) >= 3 and run[-1].at - run[0].at >= days(6)

    def standing(self, *names: str) -> list[Symptom]:
        return [r for r in self.symptoms if r.name in names and r.present and self._stands(r)]

    def _stands(self, report: Symptom) -> bool:
        moment = (report.at, report.received_at)
        later = [o for o in self.symptoms if o.name == report.name and (o.at, o.received_at) > moment]
        if any(not o.present and (o.area is None or self._is_one_place(o, report)) for o in later):
            return False
        long = {
            "weakness", "wasting", "stiffness", "speech", "swallowing", "choking", "numbness", "tingling",
            "tingling_mouth", "eyes_forced_shut", "breath_exertion", "breath_lying",
        }  # fmt: skip
        if report.name not in long:
            return self.now - report.at <= days(14)
        again = [o.at for o in later if o.present and self._is_one_place(o, report)]
        return all(b - a <= days(180) for a, b in pairwise([report.at, *again, self.now]))

    @staticmethod
    def _is_one_place(one: Symptom | Episode, other: Symptom | Episode) -> bool:
        if one.area is None or other.area is None:
            same = one.area is other.area
        else:
            same = LIMB_OF.get(one.area, one.area) == LIMB_OF.get(other.area, other.area)
        return same and {one.side, other.side} != {"left", "right"}

    def progressing(self) -> bool:
        weak = self.standing("weakness")
        beside = self.standing("wasting", "speech", "swallowing", "choking")
        return any(
            later.at - earlier.at >= days(7) and self._is_one_place(earlier, later)
            and (later.severity or earlier.severity or 0) >= (earlier.severity or 0)
            and (beside or any(self._twitched(earlier, later)))
            for earlier in weak
            for later in weak
        )  # fmt: skip

    def _twitched(self, earlier: Symptom, later: Symptom) -> Iterator[bool]:
        place = replace(later, area=later.area or earlier.area, side=later.side or earlier.side)
        for episode in self.episodes:
            yield episode.at >= later.at - days(28) and self._is_one_place(episode, place)

    def medicine_new(self) -> bool:
        changes = [e.at for e in self.known if isinstance(e, Medicine) and e.action in ("start", "dose_up")]
        return any(
            self.now - e.at <= days(28) and self._is_onset(e)
            and any(timedelta(0) <= e.at - at <= days(28) for at in changes)
            for e in self.episodes
        )  # fmt: skip

    def _is_onset(self, episode: Episode) -> bool:
        before = [e for e in self.episodes if e is not episode and episode.at - days(7) < e.at <= episode.at]
        before = [e for e in before if e.at < episode.at or self.episodes.index(e) < self.episodes.index(episode)]
        return not before and not any(self.said(self.on(episode.at) - days(n)) for n in range(1, 8))

    def stroke(self) -> bool:
        seen = [e.received_at for e in self.known if isinstance(e, Visit)]
        sudden = [r for r in self.symptoms if r.name in ("face_droop", "weakness", "speech") and r.onset == "sudden"]
        return any(
            self.now - r.at <= days(30) and not any(at > r.received_at for at in seen)
            and (r.present or not any(self._is_said_before(o, r) for o in sudden))
            for r in sudden
        )  # fmt: skip

    def _is_said_before(self, other: Symptom, gone: Symptom) -> bool:
        is_one = gone.area is None or self._is_one_place(other, gone)
        return other.present and other.name == gone.name and other.at <= gone.at and is_one

    def found(self) -> dict[str, bool]:
        """Each sign that is read here, and whether it holds."""
        muted = self.is_muted()
        return {
            "persistent": self.persistent() and not muted,
            "eyelid_persistent": self.eyelid() and not muted,
            "multi_site": self.multi_site() and not muted,
            "spread": self.spread() and not muted,
            "weakness_progressing": self.progressing(),
            "medicine_new": self.medicine_new(),
            "stroke_signs": self.stroke(),
        }
