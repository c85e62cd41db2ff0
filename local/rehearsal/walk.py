"""The rehearsal: two packages, one emulator, and everything that a person meets, over HTTP."""

import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from local import package
from local.aws import stacks
from local.aws.account import NotReadyError
from local.environments import set_up
from local.rehearsal import emulator
from local.rehearsal.checks import (
    answer_an_emergency,
    erase,
    export_everything,
    find_the_upgraded_log,
    hold_roles_to_their_work,
    log_before_the_upgrade,
    remind_by_the_rule,
    settle_a_bounce,
    stop_with_one_click,
)
from local.rehearsal.copies import bring_into_a_new_stage, find_nothing_left_behind
from local.rehearsal.front import Front, standing
from local.rehearsal.previous import build_previous
from local.rehearsal.stage import Stage
from local.rehearsal.steps import NotHeldError, Steps
from local.rehearsal.visitor import Visitor
from local.resources import ClashError
from local.tools import RefusedError

EXPECTED: Final = (NotHeldError, NotReadyError, RefusedError, ClashError, stacks.DeployError, emulator.EmulatorError)
"""What tells its own reason."""


@dataclass(frozen=True, slots=True)
class Folders:
    """Where the packages, the emulator and its things lie."""

    built: Path
    tools: Path
    work: Path


def main(root: Path = package.ROOT) -> int:
    """Rehearse; 0 only when every step held. Nothing is left running; where a step fails the emulator's log is kept."""
    steps = Steps()
    print(
        "Each line comes when its step is done. The first takes a minute or so, where it was never done here.",
        flush=True,
    )
    with tempfile.TemporaryDirectory(prefix="steady-rehearsal-") as work:
        folders = Folders(root / "build", root / "build/rehearsal-tools", Path(work))
        try:
            rehearse(root, folders, steps)
        except EXPECTED as failure:
            print(f"The rehearsal failed: {failure}", file=sys.stderr)
            _keep_log(folders)
            return 1
        except BaseException:
            _keep_log(folders)
            raise
    print(steps.total())
    return 0


def rehearse(root: Path, folders: Folders, steps: Steps) -> None:
    """Every step in its order."""
    emulator.hold_to_lambda(tuple(sys.version_info[:3]), platform.system(), platform.machine())
    with steps.step("the emulator is installed in an environment of its own"):
        python = set_up(folders.tools, emulator.REQUIREMENTS)
    with steps.step("this package is built, and that of the release before"):
        package.build_package(root, folders.built)
        previous = build_previous(root, folders.work / "previous")
    with ExitStack() as open_, _on_free_ports(open_, python, folders, steps) as stage:
        _live(stage, previous, folders.built, steps)


@contextmanager
def _on_free_ports(open_: ExitStack, python: Path, folders: Folders, steps: Steps) -> Iterator[Stage]:
    port, front_port = emulator.free_port(), emulator.free_port()
    with steps.step("the emulator runs, roles enforced, with a small SES before it"):
        front: Front = open_.enter_context(standing(front_port, port))
        open_.enter_context(emulator.running(python, port, front.address, folders.work))
    try:
        yield Stage(port, front)
    finally:
        # what is under way must not look for an emulator that is gone
        front.publish = None


def _live(stage: Stage, previous: Path, built: Path, steps: Steps) -> None:
    ann, ben = (Visitor(stage.front, stage.base, f"{name}@example.org") for name in ("ann", "ben"))
    with steps.step("the release before is deployed by CloudFormation"):
        stage.deploy(previous)
    with steps.step("a person signs up, opens the link twice, confirms, and logs"):
        log_before_the_upgrade(ann)
    with steps.step("this package is deployed over it"):
        stage.deploy(built)
    _use(stage, built, ann, ben, steps)
    with steps.step("the stack is removed; the table is retained"):
        stage.remove()


def _use(stage: Stage, built: Path, ann: Visitor, ben: Visitor, steps: Steps) -> None:
    with steps.step("the log of before is there, and more is logged"):
        find_the_upgraded_log(ann)
    with steps.step("an emergency is answered with the number to call, and mailed at once"):
        answer_an_emergency(ann)
    with steps.step("a reminder comes by the rule, the queue and the worker"):
        mail = remind_by_the_rule(ann)
    with steps.step("one click stops the reminders, and nothing else"):
        stop_with_one_click(ann, mail)
    with steps.step("a bounce comes back by the topic and stops mail to that address"):
        settle_a_bounce(ben)
    with steps.step("each role may do its work and nothing beside"):
        hold_roles_to_their_work(stage)
    with steps.step("the export has what was logged, in every format"):
        export_everything(ann)
    with steps.step("the operator finds nothing left behind"):
        find_nothing_left_behind(stage)
    with steps.step("a copy of everybody fills a new stage, which is ended again"):
        bring_into_a_new_stage(stage, built, ann)
    with steps.step("erasure leaves no item behind"):
        erase(stage, ann, ben)


def _keep_log(folders: Folders) -> None:
    log = folders.work / "emulator.log"
    if log.exists():
        kept = folders.built / "rehearsal.log"
        shutil.copyfile(log, kept)
        print(f"The emulator's log is in {kept}", file=sys.stderr)
