"""What visits change: a normal examination and a normal EMG mute the rules that look at twitching alone."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from chalicelib.domain.entries import Visit

MUTED_FOR: Final = timedelta(days=365)
APART: Final = timedelta(days=90)


def is_muted(visits: Sequence[Visit], now: datetime) -> bool:
    """Whether a normal examination and a normal EMG, at most 90 days apart, still mute at `now` [D].

    They do for 365 days from the later one. An abnormal result at or after the earlier one ends it.
    """
    past = [visit for visit in visits if visit.at <= now]
    abnormal = max((visit.at for visit in past if "abnormal" in (visit.exam, visit.emg)), default=None)
    since = [visit for visit in past if abnormal is None or visit.at > abnormal]
    emgs = sorted(visit.at for visit in since if visit.emg == "normal")
    for exam in (visit.at for visit in since if visit.exam == "normal"):
        # of the EMGs near enough, the latest mutes for longest
        near = bisect_right(emgs, exam + APART)
        emg = emgs[near - 1] if near else None
        if emg is not None and exam - emg <= APART and now - max(exam, emg) < MUTED_FOR:
            return True
    return False
