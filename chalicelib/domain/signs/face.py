"""Signs of the face beside an eyelid that twitches."""

from datetime import timedelta
from typing import Final

from chalicelib.domain.body import FACE_BEYOND_EYELID
from chalicelib.domain.reports import GRADUAL, standing_reports
from chalicelib.domain.signs.bulbar import dated, of_reports
from chalicelib.domain.signs.rule import Evidence, Rule
from chalicelib.domain.timeline import Timeline

TWO_WEEKS: Final = timedelta(days=14)
FACE_DAYS: Final = 3


def _eye(timeline: Timeline) -> Evidence | None:
    reports = standing_reports(timeline, ("eye_closes", "eyelid_droop", "eye_red"))
    reports += standing_reports(timeline, ("face_droop",), GRADUAL)
    return of_reports(timeline, sorted(reports, key=lambda report: report.at))


def _eyelid_and_face(timeline: Timeline) -> Evidence | None:
    eyelid = timeline.last_run("eyelid")
    face = [episode for episode in timeline.since(TWO_WEEKS) if episode.area in FACE_BEYOND_EYELID]
    days = {timeline.date_of(episode) for episode in face}
    if eyelid is None or not eyelid.is_alive(timeline.now) or len(days) < FACE_DAYS:
        return None
    areas = dict.fromkeys(["eyelid", *(episode.area for episode in face)])
    return Evidence(about=tuple(areas), entries=tuple(e.id for e in face), words={"days": len(days)})


def _droop_rapid(timeline: Timeline) -> Evidence | None:
    return dated(timeline, ("face_droop",), ("hours_days",))


RULES: Final = (
    Rule(
        sign="face",
        level="gp_soon",
        criterion="A twitch that shuts the eye, a drooping lid, a face that droops over weeks, or a red eye.",
        because="On {on} you logged {what}. The advice is to have that looked at soon.",
        source="Mayo Clinic, eye twitching [V]",
        holds=_eye,
    ),
    Rule(
        sign="face",
        level="gp_soon",
        criterion="An eyelid that twitches, with twitching elsewhere in the face on 3 days or more in 14 days.",
        because="The eyelid twitches, and so did another part of the face on {days} of the last 14 days. "
        "The advice is to have that looked at soon. The 3 days are Steady’s own choice.",
        source="Mayo Clinic, eye twitching [V]; 3 of 14 days [D]",
        holds=_eyelid_and_face,
    ),
    Rule(
        sign="face",
        level="urgent",
        criterion="A face that droops over hours or days.",
        because="On {on} you logged a face that drooped within hours or days. "
        "To ask for a doctor’s look the same day is Steady’s own choice.",
        source="Our own reading of the published advice [D]",
        holds=_droop_rapid,
    ),
)
