"""When a person is reminded of what: the next slot of the habits that are on."""

from collections.abc import Mapping
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from chalicelib.domain.entries import CheckIn
from chalicelib.domain.habit import HABITS, WEEKDAYS, HabitCode, HabitPlan, habits_kept
from chalicelib.domain.localtime import DAY, instant, local_date
from chalicelib.domain.message import REMINDER_LASTS, Message
from chalicelib.domain.person import Person


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


def decide_reminder(person: Person, at: datetime, leaves_at: datetime, today: CheckIn | None) -> Message | None:
    """The one digest of a slot. None where nothing is left to remind of, or the person wants no reminders."""
    if person.profile.mode != "daily" or not person.streams["habits"]:
        return None
    kept = habits_kept(today, person.profile.fluid_limit_litres).done if today else frozenset()
    slots = habits_at(person.habits, at, person.zone)
    wanted = [code for code in slots if not (person.habits[code].only_if_not_done and code in kept)]
    if not wanted:
        return None
    on, clock_time = slots[wanted[0]]
    return Message(
        kind="reminder",
        occasion=f"reminder#{'+'.join(wanted)}#{on:%Y-%m-%d}#{clock_time:%H%M}",
        decided_at=at,
        leaves_at=leaves_at,
        expires_at=max(at, leaves_at) + REMINDER_LASTS,
        content={"habits": wanted, "on": on.isoformat()},
    )
