"""The parts of a visit pack that tell of the twitching: onset, course, regions."""

from datetime import date

from chalicelib.adapters.pack.document import Bar, Fact, Part, table
from chalicelib.adapters.pack.words import count, day, number, place, some, symptom, upper_first
from chalicelib.domain.body import REGION_WORDS, area_words
from chalicelib.domain.localtime import local_date
from chalicelib.domain.pack.course import Place, Stretch
from chalicelib.domain.pack.visit_pack import VisitPack

SIDE_WORDS = {"left": "left", "right": "right", "both": "both", "none": "no side"}
REGIONS = {"bulbar": "bulbar", "cervical": "cervical", "thoracic": "thoracic", "lumbosacral": "lumbosacral"}


def onset(pack: VisitPack, most: int | None) -> Part:
    """When and where it began, and in which order places joined."""
    if not pack.places:
        return Part("onset", "Onset", (Fact("First twitch", "No episode of twitching is in the log."),))
    first = pack.places[0]
    today = local_date(pack.made_at, pack.profile.zone)
    ago = count((today - first.first_on).days, "day")
    facts = [Fact("First logged", f"{day(first.first_on)}, {_sided(first)}; {ago} before this page was made")]
    if len(pack.places) > 1:
        facts.append(
            Fact("Then", some([_joined(one, first.first_on) for one in pack.places[1:]], most or len(pack.places)))
        )
    if pack.complaints:
        earliest = min(pack.complaints, key=lambda one: one.first_on)
        words = upper_first(symptom(earliest.name, earliest.area, earliest.side))
        facts.append(Fact("First other symptom", f"{day(earliest.first_on)}: {words}"))
    return Part("onset", "Onset", tuple(facts))


def _sided(one: Place) -> str:
    sides = [side for side in one.sides if side != "none"]
    return place(one.area, sides[0] if len(one.sides) == 1 and sides else None)


def _joined(one: Place, first_on: date) -> str:
    return f"{_sided(one)} {day(one.first_on)} (day {(one.first_on - first_on).days + 1})"


def course(pack: VisitPack, most: int | None) -> Part:
    """How long, how often, and whether it eases."""
    recent, twitching = pack.recent, sum(week.days for week in pack.weeks)
    weeks = sum(week.days > 0 for week in pack.weeks)
    facts = [
        Fact(
            "In all",
            f"twitching on {count(twitching, 'day')} of {pack.quality.days:,}, in {weeks} of "
            f"{count(len(pack.weeks), 'calendar week')}",
        ),
        Fact(
            "Last 28 days",
            f"twitching on {count(recent.days, 'day')}, minutes × strength {number(recent.load)}; "
            f"in the 28 days before on {count(recent.days_before, 'day')}, {number(recent.load_before)}",
        ),
    ]
    if pack.short_runs and pack.stretches:
        facts.append(Fact("Shorter runs", f"{pack.short_runs} more that are over and lasted under 3 days"))
    rows = [_stretch(one) for one in pack.stretches]
    runs = table(("Run", "From", "To", "Days logged", "Now"), rows, (15, 15, 15, 14, 41), most)
    return Part("course", "Course", tuple(facts) if pack.weeks else (), runs)


def _stretch(one: Stretch) -> tuple[str, ...]:
    if not one.goes_on:
        now = "over"
    elif one.easing is None:
        now = "goes on; too little logged to say if it eases"
    else:
        eases = "easing" if one.easing else "not easing"
        now = f"goes on, {eases} ({count(one.before, 'day')} in a week, then {one.after})"
    logged = f"{one.days} of {one.span}"
    # an answer of the person joined what lies on both sides of a gap
    return upper_first(area_words(one.area)), day(one.first_on), day(one.last_on), logged, now


def regions(pack: VisitPack, most: int | None) -> Part:
    """Every area with its counts, by region."""
    ordered = sorted(pack.places, key=lambda one: (-one.days, one.first_on, one.area))
    rows = [_place(one) for one in ordered]
    head = ("Area", "Region", "Side", "Episodes", "Days", "First", "Last")
    by_region = [
        f"{region} {sum(one.episodes for one in pack.places if one.region == region)}" for region in REGION_WORDS
    ]
    facts = (Fact("Episodes", ", ".join(by_region)),) if pack.places else ()
    return Part("regions", "Regions", facts, table(head, rows, (18, 17, 19, 11, 8, 15, 15), most))


def _place(one: Place) -> tuple[str, ...]:
    sides = ", ".join(f"{SIDE_WORDS[side]} {one.sides[side]}" for side in SIDE_WORDS if side in one.sides)
    return (
        upper_first(area_words(one.area)), one.region or "–", sides, f"{one.episodes:,}", str(one.days),
        day(one.first_on), day(one.last_on),
    )  # fmt: skip


def weeks(pack: VisitPack) -> Part:
    """Every week, the newest first."""
    rows = [
        (day(week.monday), f"{week.days} of 7", str(week.episodes), number(week.load), f"{week.logged} of 7")
        for week in reversed(pack.weeks)
    ]
    head = ("Week from", "Days with twitching", "Episodes", "Minutes × strength", "Days with a log")
    return Part("weeks", "Week by week", (), table(head, rows, (20, 20, 20, 20, 20)))


def bars(pack: VisitPack, most: int) -> tuple[Bar, ...]:
    """The last weeks for the chart."""
    return tuple(Bar(week.monday, week.days, week.load, week.logged) for week in pack.weeks[-most:])
