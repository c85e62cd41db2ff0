"""The switches of a running experiment: which block begins, when it ends, and when Steady stops it itself."""

from datetime import datetime, timedelta
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from chalicelib.domain.experiment import Experiment, ExperimentTrigger
from chalicelib.domain.experiments.plans import TRIALS
from chalicelib.domain.message import Message
from chalicelib.domain.person import Person
from chalicelib.domain.timeline import Timeline

END_LASTS: Final = timedelta(days=7)
"""That an experiment has ended is news for a week [D]."""


class Switched(Struct, frozen=True):
    """The person after a look at their experiment, what is to be told, and the experiment where it was stopped."""

    person: Person
    message: Message | None = None
    stopped: Experiment | None = None


def why_not(trigger: ExperimentTrigger, timeline: Timeline) -> str | None:
    """Why this does not fit the person now, in calm words; None where it does."""
    return next((unfit.words for unfit in TRIALS[trigger].unfit if unfit.holds(timeline)), None)


def see_to_experiment(person: Person, timeline: Timeline, leaves_at: datetime) -> Switched:
    """A look at the running experiment as of the timeline's moment: stop it, begin a block, end it, or nothing.

    A switch comes once, however often it is looked at: the experiment counts those that were seen to.
    """
    experiment, now = person.experiment, timeline.now
    if experiment is None:
        return Switched(person)
    reason = why_not(experiment.trigger, timeline)
    if reason is not None:
        stopped = replace(experiment, stopped_at=now, stopped_because=reason)
        told = _message(person, experiment, "stopped", now, leaves_at, {"reason": reason})
        return Switched(replace(person, experiment=None), told, stopped)
    if experiment.next_switch_at(person.zone) > now:
        return Switched(person)
    if experiment.told == len(experiment.order):
        return Switched(replace(person, experiment=None), _message(person, experiment, "end", now, leaves_at, {}))
    told = _block_message(person, experiment, now, leaves_at)
    return Switched(replace(person, experiment=replace(experiment, told=experiment.told + 1)), told)


def is_still_wanted(message: Message, person: Person) -> bool:
    """Whether a block's mail still speaks of the experiment under way; it may have been stopped meanwhile."""
    if message.kind != "experiment" or message.content["about"] != "block":
        return True
    return person.experiment is not None and person.experiment.id == message.content["experiment"]


def _block_message(person: Person, experiment: Experiment, now: datetime, leaves_at: datetime) -> Message | None:
    block, trial = experiment.blocks[experiment.told], TRIALS[experiment.trigger]
    content = {
        "number": block.number,
        "of": len(experiment.order),
        "is_with": block.is_with,
        "from": block.from_.isoformat(),
        "to": block.to.isoformat(),
        "plan": trial.plan(is_with=block.is_with),
        "care": trial.care,
    }
    told = _message(person, experiment, "block", now, leaves_at, content)
    # a block's mail is good until the next block begins
    ends_at = experiment.switch_at(block.number, person.zone)
    return replace(told, occasion=f"experiment#{experiment.id}#{block.number}", expires_at=ends_at) if told else None


def _message(
    person: Person, experiment: Experiment, about: str, now: datetime, leaves_at: datetime, content: dict[str, Any]
) -> Message | None:
    """None where the person wants no reminders: the experiment goes on all the same, and its plan can be read."""
    if not wants_switches(person):
        return None
    shared = {"about": about, "experiment": experiment.id, "name": TRIALS[experiment.trigger].name}
    return Message(
        kind="experiment",
        occasion=f"experiment#{experiment.id}#{about}",
        decided_at=now,
        leaves_at=leaves_at,
        expires_at=leaves_at + END_LASTS,
        content={**shared, **content},
    )


def wants_switches(person: Person) -> bool:
    """Whether a switch is mailed: as a reminder is, in the mode `daily` with the stream `habits` on."""
    return person.profile.mode == "daily" and person.streams["habits"]
