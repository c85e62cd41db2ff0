"""Random histories for properties: stretches of twitching, check-ins, symptoms, answers, visits, medicines."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from hypothesis import strategies as st

from chalicelib.domain.entries import Answer, CheckIn, Entry, Episode, Medicine, Symptom, Visit
from chalicelib.domain.localtime import DAY, local_date
from chalicelib.domain.person import Profile

START: Final = datetime(2026, 1, 5, tzinfo=UTC)
SPAN: Final = 150
LONDON: Final = Profile(timezone="Europe/London").zone
AREAS: Final = ("thumb", "forearm", "calf", "eyelid", "cheek", "widespread")
SIDES: Final = (None, "left", "right", "both")
SYMPTOMS: Final = ("weakness", "weakness", "wasting", "stiffness", "speech", "swallowing", "breath_lying", "cramp",
                   "tingling", "palpitations", "face_droop", "shaking")  # fmt: skip
CLASSES: Final = ("loop_diuretic", "ppi", "ssri", "lithium", "other", "saba")

hours = st.integers(0, SPAN * 24 - 1)
stretches = st.tuples(
    st.sampled_from(AREAS), st.sampled_from(SIDES), hours, st.integers(1, 100), st.sampled_from((12, 24, 36, 72, 150)),
    st.integers(1, 60),
)  # fmt: skip


def at(hour: float) -> datetime:
    """The moment so many hours after START."""
    return START + timedelta(hours=hour)


@st.composite
def twitches(draw: st.DrawFn, *, most: int = 6) -> list[Entry]:
    """Episodes in stretches of several days, as a person logs them."""
    found: list[Entry] = []
    for number, (area, side, first, days, step, minutes) in enumerate(draw(st.lists(stretches, max_size=most))):
        last = min(first + days * 24, SPAN * 24 - 1)
        found += [
            Episode(id=f"e{number}.{hour}", at=at(hour), received_at=at(hour), area=area, side=side,
                    minutes=minutes, intensity=1 + hour % 5)
            for hour in range(first, last + 1, step)
        ]  # fmt: skip
    return found


@st.composite
def days(draw: st.DrawFn) -> list[Entry]:
    """Check-ins in stretches; some are about an earlier date, and some weigh."""
    found: list[Entry] = []
    stretch = st.tuples(st.integers(0, SPAN - 1), st.integers(1, 40), st.sampled_from((True, False, False, None)))
    for number, (first, length, twitched) in enumerate(draw(st.lists(stretch, max_size=6))):
        for day in range(first, min(first + length, SPAN)):
            found.append(_check_in(f"c{number}.{day}", day * 24 + 6 + number, twitched=twitched))
    weighing = st.tuples(hours, st.sampled_from((70.0, 74.0, 76.0, 80.0)), st.sampled_from((0, 0, 1, 3)))
    for number, (hour, kg, back) in enumerate(draw(st.lists(weighing, max_size=8))):
        on = local_date(at(hour), LONDON) - back * DAY
        found.append(_check_in(f"w{number}", hour, weight_kg=kg, date=on, twitched=None))
    return found


def _check_in(name: str, hour: int, **values: Any) -> CheckIn:
    return CheckIn(**{"id": name, "at": at(hour), "received_at": at(hour), **values})


@st.composite
def facts(draw: st.DrawFn) -> list[Entry]:
    """Symptoms, medicines, visits and answers: few, and kept for ever."""
    onsets, places = (None, "sudden", "hours_days", "weeks"), (None, "hand", "calf", "face")
    symptom = st.tuples(
        hours, st.sampled_from(SYMPTOMS), st.sampled_from(onsets), st.sampled_from(places), st.sampled_from(SIDES),
        st.booleans(),
    )  # fmt: skip
    found: list[Entry] = []
    for number, (hour, name, onset, area, side, present) in enumerate(draw(st.lists(symptom, max_size=5))):
        found.append(
            Symptom(id=f"s{number}", at=at(hour), received_at=at(hour), name=name, onset=onset, area=area,
                    side=side, present=present or number < 3)
        )  # fmt: skip
    for number, (hour, class_) in enumerate(draw(st.lists(st.tuples(hours, st.sampled_from(CLASSES)), max_size=2))):
        found.append(
            Medicine(id=f"m{number}", at=at(hour), received_at=at(hour), name="tablet", class_=class_, action="start")  # type: ignore[arg-type]
        )
    results = st.sampled_from(("normal", "normal", "abnormal", "not_done"))
    for number, (hour, exam, emg) in enumerate(draw(st.lists(st.tuples(hours, results, results), max_size=2))):
        found.append(Visit(id=f"v{number}", at=at(hour), received_at=at(hour), exam=exam, emg=emg))  # type: ignore[arg-type]
    for number, (hour, area, length) in enumerate(
        draw(st.lists(st.tuples(hours, st.sampled_from(AREAS), st.integers(1, 28)), max_size=2))
    ):
        to = local_date(at(hour), LONDON)
        found.append(
            Answer(id=f"a{number}", at=at(hour), received_at=at(hour), question="gap", continued=True, area=area,  # type: ignore[arg-type]
                   from_=to - length * DAY, to=to)
        )  # fmt: skip
    return found


def histories(*, most: int = 6) -> st.SearchStrategy[list[Entry]]:
    """Whole logs in the order of receipt, with at most `most` stretches of twitching."""
    parts = st.tuples(twitches(most=most), days(), facts())
    return parts.map(lambda found: sorted((e for part in found for e in part), key=lambda entry: entry.received_at))
