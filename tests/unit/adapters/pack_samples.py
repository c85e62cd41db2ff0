"""Packs to lay out: of the article's case, of an empty log, of hostile words, and of one that is far too full."""

from datetime import timedelta
from functools import cache
from typing import Any, Final, get_args

from msgspec.structs import replace

from chalicelib.domain.entries import Entry, MedicineClass, SymptomName
from chalicelib.domain.pack.visit_pack import VisitPack, build_pack
from chalicelib.domain.person import PersonMedicine, Profile
from chalicelib.domain.timeline import as_of
from tests.hostile import PAYLOADS, fitting
from tests.unit import test_article_case as article
from tests.unit.domain.logs import NOW, PROFILE, ago, check_in, episode, medicine, symptom, visit

AREAS: Final = ("thumb", "forearm", "calf", "eyelid", "tongue", "abdomen", "foot", "widespread", "chin", "lower_back")


@cache
def article_pack() -> VisitPack:
    """The article's case on its last day."""
    return build_pack(as_of(PROFILE, article.entries(), article.at(article.LAST_DAY, 0)), ())


def empty_pack() -> VisitPack:
    """Of somebody who has logged nothing."""
    return build_pack(as_of(PROFILE, (), NOW), ())


@cache
def hostile_pack(*, is_tame: bool = False) -> VisitPack:
    """Every payload as a note and, cut, as each name. The tame one is the same with plain words."""
    notes = ["plain"] * len(PAYLOADS) if is_tame else list(PAYLOADS)
    names = ["plain"] * len(PAYLOADS) if is_tame else list(fitting(200))
    entries: list[Entry] = []
    for number, (note, name) in enumerate(zip(notes, names, strict=True)):
        at = ago(number % 3, minutes=number)
        entries += [
            symptom(at, "unsteady", id=f"s{number}", note=note),
            replace(medicine(at, "other", name=name), id=f"m{number}", dose=name, note=note),
            visit(at, id=f"v{number}", who=name, note=note),
        ]
    profile = replace(
        PROFILE, sex=names[0], conditions=tuple(names[:50]),
        medicines=tuple(PersonMedicine(name=name, class_="other") for name in names[50:150]),
    )  # fmt: skip
    return build_pack(as_of(profile, entries, NOW), ())


@cache
def full_pack() -> VisitPack:
    """A log in which every list is long and every word as long as it can be."""
    long = "W" * 200
    entries: list[Entry] = []
    for number, name in enumerate(get_args(SymptomName)):
        values: dict[str, Any] = {"area": "upper_arm", "side": "both", "severity": 5, "note": "W " * 120}
        entries += [symptom(ago(days), name, "hours_days", **values) for days in (number + 9, number)]
    for number, area in enumerate(AREAS * 20):
        sides = ("left", "right", "both", None)
        context = ("rest", "after_exercise", "caffeine", "stress", "tired", "screen", "alcohol", "cold")
        at = ago(number % 360, minutes=number)
        entries.append(
            episode(at, area, id=f"e{number}", side=sides[number % 4], minutes=1440, intensity=5, context=context)
        )
    for number, class_ in enumerate(get_args(MedicineClass)):
        for action in ("start", "dose_up", "dose_down", "stop", "as_needed_use"):
            taken = medicine(ago(number + 1), class_, action, f"{long[:190]}{number}")
            entries.append(replace(taken, id=f"{taken.id}{number}", dose=long))
    entries += [visit(ago(days), who=long, exam="abnormal", emg="normal") for days in range(30)]
    entries += [
        check_in(ago(days), sleep_hours=7.5, caffeine_servings=12.5, stress=days % 5 + 1, exertion=days % 4,
                 water_litres=10.5, alcohol_units=50.5, weight_kg=100.5 + days % 7, twitched=days % 3 > 0,
                 absent=get_args(SymptomName))
        for days in range(60)
    ]  # fmt: skip
    profile = Profile(
        timezone="Europe/London", birth_year=1980, sex="W" * 40, pregnant=True, conditions=(long,) * 50,
        fluid_limit_litres=1.5, intended_weight_loss=True,
    )  # fmt: skip
    return build_pack(as_of(profile, entries, NOW + timedelta(minutes=1)), ())
