"""`python -m local COMMAND`: what runs on one machine. Each command loads only what it needs."""

import argparse
import sys
from pathlib import Path
from typing import Final

from local.aws.account import open_account
from local.aws.commands import add_to, guarded
from local.wheels import MACHINES, X86_64


def main(arguments: list[str]) -> int:
    """The exit code of the command asked for."""
    asked = parser().parse_args(arguments)
    return int(asked.run(asked) or 0)


def _serve(asked: argparse.Namespace) -> int:
    from local.running import run

    return run(asked.port, asked.data)


def _replay(asked: argparse.Namespace) -> int:
    from local.replay import main as replay_files

    return replay_files(asked.files, with_triggers=asked.triggers)


def _invite(asked: argparse.Namespace) -> int:
    from local import inviting

    if asked.stage:
        return guarded("invite", lambda: inviting.invite_to(open_account(asked.stage), asked.days))
    return inviting.main(asked.days, asked.data)


def _rules(asked: argparse.Namespace) -> int:
    from local.rules_page import rules_page

    print(rules_page(), end="")
    return 0


def _settings(asked: argparse.Namespace) -> int:
    from local.settings_page import settings_page

    print(settings_page(), end="")
    return 0


def _mails(asked: argparse.Namespace) -> int:
    from local.mails import gallery

    return gallery.main()


def _pictures(asked: argparse.Namespace) -> int:
    from local import pictures

    return pictures.main()


def _words(asked: argparse.Namespace) -> int:
    from local.catalogs import main as bring_up_to_date

    return bring_up_to_date()


def _package(asked: argparse.Namespace) -> int:
    from local.package import main as build

    return build(architecture=asked.arch)


def _rehearse(asked: argparse.Namespace) -> int:
    from local.rehearsal.walk import main as rehearse

    return rehearse()


def _audit(asked: argparse.Namespace) -> int:
    from local.audit.asking import main as audit

    return audit()


WITHOUT_OPTIONS: Final = (
    ("package", _package, "build what is deployed"),
    ("rehearse", _rehearse, "deploy what is built to an emulator and use it"),
    ("audit", _audit, "hold the template and the pinned libraries before those who look for known faults"),
    ("mails", _mails, "compile the mails from their MJML, and show every one of them in build/mails"),
    ("pictures", _pictures, "draw the pictures in docs/pictures anew"),
    ("words", _words, "bring the catalogs of words up to date, and compile them"),
    ("rules", _rules, "print docs/rules.md, made from the registry of rules"),
    ("settings", _settings, "print docs/configuration.md, made from the code that reads the settings"),
)


def parser() -> argparse.ArgumentParser:
    """Every command with its options."""
    made = argparse.ArgumentParser(prog="python -m local", description="Steady on one machine.")
    commands = made.add_subparsers(dest="command", required=True)
    serve = commands.add_parser("serve", help="serve Steady with an AWS of its own")
    serve.add_argument("--port", type=int, default=8000)
    replay = commands.add_parser("replay", help="assess timelines, one document a line")
    replay.add_argument("--triggers", action="store_true", help="add the trigger links as at the end of each file")
    replay.add_argument("files", nargs="+", metavar="FILE")
    replay.set_defaults(run=_replay)
    invite = commands.add_parser("invite", help="print a link that lets one person join")
    invite.add_argument("--days", type=int, default=14)
    invite.add_argument("--stage", default="", help="a stage on AWS; without it the instance of `make run`")
    for one, does in ((serve, _serve), (invite, _invite)):
        one.add_argument("--data", type=Path, default=Path(".steady"))
        one.set_defaults(run=does)
    for name, run, says in WITHOUT_OPTIONS:
        commands.add_parser(name, help=says).set_defaults(run=run)
    commands.choices["package"].add_argument("--arch", choices=MACHINES, default=X86_64, help="what functions run on")
    add_to(commands)
    return made


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
