"""Whether there was any twitching lately: episodes, and check-ins that say so."""

from datetime import timedelta

from chalicelib.domain.entries import Episode
from chalicelib.domain.localtime import DAY, local_date
from chalicelib.domain.timeline import Timeline


def twitches_within(timeline: Timeline, span: timedelta) -> tuple[str, ...]:
    """The ids of the episodes of the last `span`, and of the check-ins that say twitching in it."""
    first = local_date(timeline.now - span, timeline.zone)
    said = (day.id for on, day in timeline.days.items() if day.twitched and on > first)
    return (*(episode.id for episode in timeline.since(span)), *said)


def twitching_days(timeline: Timeline, span: timedelta) -> int:
    """On how many local dates of the last `span` there was twitching, by an episode or a check-in."""
    first = local_date(timeline.now - span, timeline.zone)
    said = {on for on, day in timeline.days.items() if day.twitched and on > first}
    return len(said | {timeline.date_of(episode) for episode in timeline.since(span)})


def onset_episodes(timeline: Timeline, span: timedelta, quiet: timedelta) -> list[Episode]:
    """The episodes of the last `span` before which nothing twitched for `quiet`; the first ever counts."""
    recent, onsets = timeline.since(span), []
    before = len(timeline.episodes) - len(recent)
    carried = [run.last_at for run in timeline.carry.runs.values()]
    previous = timeline.episodes[before - 1].at if before else max(carried, default=None)
    for episode in recent:
        is_first = previous is None or episode.at - previous >= quiet
        if is_first and not _said_before(timeline, episode, quiet):
            onsets.append(episode)
        previous = episode.at
    return onsets


def _said_before(timeline: Timeline, episode: Episode, quiet: timedelta) -> bool:
    on = local_date(episode.at, timeline.zone)
    days = (timeline.days.get(on - back * DAY) for back in range(1, quiet // DAY + 1))
    return any(day is not None and day.twitched is True for day in days)
