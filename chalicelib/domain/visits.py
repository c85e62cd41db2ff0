"""What visits change: a normal examination and a normal EMG mute the rules that look at twitching alone."""

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
    abnormal = [visit.at for visit in past if "abnormal" in (visit.exam, visit.emg)]
    for exam in (visit.at for visit in past if visit.exam == "normal"):
        for emg in (visit.at for visit in past if visit.emg == "normal"):
            first, last = min(exam, emg), max(exam, emg)
            is_pair = last - first <= APART and now - last < MUTED_FOR
            if is_pair and not any(at >= first for at in abnormal):
                return True
    return False
