"""The settings as forms: what each shows, and the change that it stands for, as `PATCH /v1/me` takes it."""

from collections.abc import Mapping
from typing import Any, Final

from msgspec.structs import replace

from chalicelib.adapters.documents import wire_fields
from chalicelib.adapters.profiles import profile_document
from chalicelib.domain.errors import Fault
from chalicelib.domain.habit import HABITS, WEEKDAYS
from chalicelib.domain.person import STREAMS, Person, Profile
from chalicelib.doors.pages.entry_forms import UNKNOWN, YES_NO, Field, Options
from chalicelib.doors.payloads import from_form

CONDITIONS: Final[Mapping[str, str]] = {
    "kidney_disease": "My kidneys do not work well",
    "heart_failure": "My heart does not pump well",
    "asthma": "Asthma",
    "hypertension": "High blood pressure",
    "bipolar_disorder": "Bipolar disorder",
    "health_anxiety": "I worry a lot about my health",
    "alcohol_daily": "I drink alcohol on most days",
    "diabetes": "Diabetes",
    "thyroid": "Thyroid trouble",
}
HEALTH: Final = (
    Field("birth_year", "The year you were born", unit="", low=1900, high=2100),
    Field("sex", "Sex", "chips", (("female", "Female"), ("male", "Male"), ("other", "Other"))),
    Field("pregnant", "Are you pregnant?", "chips", YES_NO),
    Field("conditions", "What you live with", "many", tuple(CONDITIONS.items())),
    Field("other_condition", "Something else", "text"),
    Field("fluid_limit_litres", "A doctor’s limit on what you drink in a day", unit="litres", low=0.1, high=10),
    Field("intended_weight_loss", "Are you losing weight on purpose?", "chips", YES_NO),
)
MODES: Final = {
    "daily": "Every day: reminders, and what is worth telling.",
    "weekly": "Once a week: no reminders. What can wait comes with the summary.",
    "paused": "Paused: only what is worth a doctor’s look within days.",
}
MAILS: Final = (*STREAMS, "summary", "mode", "quiet_from", "quiet_to")
PLAN: Final = ("habit", "on", "times", "days", "only_if_not_done")
NAMES: Final[Mapping[str, str]] = {"quiet_hours.from": "quiet_from", "quiet_hours.to": "quiet_to"}
"""Where a fault of a PATCH is shown that has another name on the page."""


def health_fields(person: Person) -> list[Field]:
    """The form about health. What else the person said to live with can be unticked; their own word for a sex stays."""
    profile = person.profile
    more: Options = tuple((name, name) for name in profile.conditions if name not in CONDITIONS)
    fields = {field.name: field for field in HEALTH}
    conditions, sex = fields["conditions"], fields["sex"]
    fields["conditions"] = replace(conditions, options=(*conditions.options, *more))
    if profile.sex and profile.sex not in dict(sex.options):
        fields["sex"] = replace(sex, options=(*sex.options, (profile.sex, profile.sex)))
    return list(fields.values())


def health_values(person: Person) -> dict[str, Any]:
    """What the form about health shows."""
    document = profile_document(person.profile)
    shown = {name: document.get(name) for name in (field.name for field in HEALTH)}
    text = {
        name: "" if value is None else str(value).lower() if isinstance(value, bool) else value
        for name, value in shown.items()
    }
    return {**text, "conditions": list(person.profile.conditions)}


def health_change(given: Mapping[str, Any]) -> tuple[dict[str, Any], list[Fault]]:
    """The change of a whole form about health: what it leaves empty is taken back."""
    names = {field.name for field in HEALTH}
    conditions = _list(given.get("conditions"))
    more = given.get("other_condition")
    said = {name: value for name, value in given.items() if name in names - {"conditions", "other_condition"}}
    empty = dict.fromkeys(names - {"conditions", "other_condition"})
    document = {**empty, **from_form(said, wire_fields(Profile))}
    listed = [*conditions, *([more.strip()] if isinstance(more, str) and more.strip() else [])]
    return {**document, "conditions": list(dict.fromkeys(listed))}, unknown_in(given, names)


def mails_values(person: Person) -> dict[str, str]:
    """What the form about mails shows."""
    quiet = person.profile.quiet_hours
    streams: dict[str, str] = {name: "true" if on else "false" for name, on in person.streams.items()}
    hours = {"quiet_from": f"{quiet.from_:%H:%M}", "quiet_to": f"{quiet.to:%H:%M}"}
    return {**streams, **hours, "summary": person.summary, "mode": person.profile.mode}


def mails_change(given: Mapping[str, Any]) -> tuple[dict[str, Any], list[Fault]]:
    """The change of a form about mails: what it does not hold stays as it is."""
    streams = {name: _yes(given[name]) for name in STREAMS if name in given}
    hours = {name: given[f"quiet_{name}"] for name in ("from", "to") if f"quiet_{name}" in given}
    plain = {name: given[name] for name in ("summary", "mode") if name in given}
    parts = {"streams": streams, "quiet_hours": hours}
    return {**plain, **{name: part for name, part in parts.items() if part}}, unknown_in(given, MAILS)


def plan_change(given: Mapping[str, Any]) -> tuple[dict[str, Any], list[Fault]]:
    """The change of one habit's form: its times, its days, on or off."""
    faults = unknown_in(given, PLAN)
    code = given.get("habit")
    if not isinstance(code, str) or code not in HABITS:
        return {}, [*faults, Fault("habit", "must be one of the habits on this page")]
    plan = {
        "on": _yes(given.get("on", "false")),
        "times": _list(given.get("times")),
        "days": [day for day in WEEKDAYS if day in _list(given.get("days"))],
        "only_if_not_done": _yes(given.get("only_if_not_done", "false")),
    }
    return {"habits": {code: plan}}, faults


def unknown_in(given: Mapping[str, Any], known: Any) -> list[Fault]:
    """A fault for each field that the form does not have."""
    return [Fault(name, UNKNOWN) for name in given if name not in known]


def _yes(value: Any) -> Any:
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


def _list(value: Any) -> list[Any]:
    return [] if value is None else list(value) if isinstance(value, list) else [value]
