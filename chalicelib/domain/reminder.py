"""When a person is reminded of what: the next slot of the habits that are on."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from chalicelib.domain.entries import CheckIn
from chalicelib.domain.habit import HABITS, WEEKDAYS, HabitCode, HabitPlan, habits_kept
from chalicelib.domain.localtime import DAY, brief_text, instant, local_date
from chalicelib.domain.message import REMINDER_LASTS, Message
from chalicelib.domain.person import Person

REMEMBERED: Final = 2 * DAY
"""A date lasts two days and a bit across all zones of the earth."""


def next_slot(plans: Mapping[HabitCode, HabitPlan], after: datetime, zone: ZoneInfo) -> datetime | None:
    """The first moment strictly after `after` at which a habit asks to be reminded of; None where none ever does."""
    dates = [local_date(after, zone) + days * DAY for days in range(-1, 9)]
    moments = (
        instant(on, clock_time, zone)
        for plan in plans.values()
        if plan.on
        for on in dates
        if WEEKDAYS[on.weekday()] in plan.days
        for clock_time in plan.times
    )
    return min((at for at in moments if at > after), default=None)


def habits_at(plans: Mapping[HabitCode, HabitPlan], at: datetime, zone: ZoneInfo) -> dict[HabitCode, tuple[date, time]]:
    """The habits whose slot that moment is, with the slot's date and clock time, in the order of `HABITS`.

    A gap may have moved a slot past midnight: its date is then the day before.
    """
    today = local_date(at, zone)
    return {
        code: (on, clock_time)
        for code in HABITS
        for on in (today - DAY, today)
        if (plan := plans.get(code)) and plan.on and WEEKDAYS[on.weekday()] in plan.days
        for clock_time in plan.times
        if instant(on, clock_time, zone) == at
    }


def next_reminder(person: Person, after: datetime) -> datetime | None:
    """The first moment strictly after `after` at which a slot or a snoozed reminder comes; None where none does."""
    slot = next_slot(person.habits, after, person.zone)
    moments = [slot, *(snooze.until for snooze in person.snoozed.values() if snooze.until > after)]
    return min((at for at in moments if at is not None), default=None)


def decide_reminder(person: Person, at: datetime, leaves_at: datetime, days: Mapping[date, CheckIn]) -> Message | None:
    """The one digest of a moment. None where nothing is left to remind of, or the person wants no reminders.

    `days` are the check-ins by local date, as far as a habit asks for them.
    """
    if person.profile.mode != "daily" or not person.streams["habits"]:
        return None
    slots, snoozed = _open_slots(person, at), _snoozed_at(person, at)
    about = {
        code: slots[code][0] if code in slots else snoozed[code] for code in HABITS if code in {**slots, **snoozed}
    }
    wanted = [code for code, on in about.items() if not _is_done(person, code, days.get(on))]
    if not wanted:
        return None
    on = about[wanted[0]]
    moment = next((f"{slots[code][1]:%H%M}" for code in wanted if code in slots), f"snoozed#{brief_text(at)}")
    return Message(
        kind="reminder",
        occasion=f"reminder#{'+'.join(wanted)}#{on:%Y-%m-%d}#{moment}",
        decided_at=at,
        leaves_at=leaves_at,
        expires_at=max(at, leaves_at) + REMINDER_LASTS,
        content={"habits": wanted, "on": on.isoformat()},
    )


def note_reminder(person: Person, at: datetime, message: Message | None) -> Person:
    """The person once that moment has been seen to: snoozes that came are over, and told slots are remembered.

    A slot that was told does not come again on its date in another zone, whatever else shares its mail there.
    """
    told = message.content["habits"] if message else []
    slots = {code: slot for code, slot in _open_slots(person, at).items() if code in told}
    reminded = {**person.reminded}
    for code, (on, clock_time) in slots.items():
        oldest = _slot_name(on - REMEMBERED, time(0))
        kept = (name for name in reminded.get(code, ()) if name >= oldest)
        reminded[code] = (*kept, _slot_name(on, clock_time))
    snoozed = {code: snooze for code, snooze in person.snoozed.items() if snooze.until > at}
    return replace(person, snoozed=snoozed, reminded=reminded)


def is_put_off(person: Person, message: Message, now: datetime) -> bool:
    """Whether every habit of a reminder was snoozed or skipped after it was decided."""
    habits = message.content.get("habits", ()) if message.kind == "reminder" else ()
    if not habits:
        return False
    on = date.fromisoformat(message.content["on"])
    return all(_is_snoozed(person, code, now) or person.skipped.get(code) == on for code in habits)


def _open_slots(person: Person, at: datetime) -> dict[HabitCode, tuple[date, time]]:
    return {
        code: (on, clock_time)
        for code, (on, clock_time) in habits_at(person.habits, at, person.zone).items()
        if not _is_snoozed(person, code, at)
        and person.skipped.get(code) != on
        and _slot_name(on, clock_time) not in person.reminded.get(code, ())
    }


def _snoozed_at(person: Person, at: datetime) -> dict[HabitCode, date]:
    return {code: snooze.on for code, snooze in person.snoozed.items() if snooze.until == at}


def _is_snoozed(person: Person, code: HabitCode, at: datetime) -> bool:
    snooze = person.snoozed.get(code)
    return snooze is not None and at < snooze.until


def _is_done(person: Person, code: HabitCode, day: CheckIn | None) -> bool:
    if day is None or not person.habits[code].only_if_not_done:
        return False
    return code in habits_kept(day, person.profile.fluid_limit_litres, person.profile.conditions).done


def _slot_name(on: date, clock_time: time) -> str:
    return f"{on:%Y-%m-%d}#{clock_time:%H%M}"
