"""`python -m local serve | replay FILE... | package | rules | words | redrive | quarantine`."""

import argparse
import sys
from pathlib import Path


def main(arguments: list[str]) -> int:
    """The exit code of the command asked for. Each loads only what it needs."""
    asked = _parser().parse_args(arguments)
    if asked.command == "serve":
        from local.running import run

        return run(asked.port, asked.data)
    if asked.command == "replay":
        from local.replay import main as replay_files

        return replay_files(asked.files, with_triggers=asked.triggers)
    if asked.command in ("rules", "words"):
        return _written(asked.command)
    if asked.command in ("redrive", "quarantine"):
        from local.operating import main as operate

        return operate(asked.command)
    from local import package

    return int(package.main() or 0)


def _written(what: str) -> int:
    if what == "words":
        from local import catalogs

        return catalogs.main()
    from local.rules_page import rules_page

    print(rules_page(), end="")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m local", description="Steady on one machine.")
    commands = parser.add_subparsers(dest="command", required=True)
    serve = commands.add_parser("serve", help="serve Steady with an AWS of its own")
    serve.add_argument("--port", type=int, default=8000)
    serve.add_argument("--data", type=Path, default=Path(".steady"))
    replay = commands.add_parser("replay", help="assess timelines, one document a line")
    replay.add_argument("--triggers", action="store_true", help="add the trigger links as at the end of each file")
    replay.add_argument("files", nargs="+", metavar="FILE")
    commands.add_parser("redrive", help="give the dead letters on AWS back to their queues")
    commands.add_parser("quarantine", help="list who is set aside on AWS")
    commands.add_parser("package", help="build what is deployed")
    commands.add_parser("words", help="bring the catalogs of words up to date, and compile them")
    commands.add_parser("rules", help="print docs/rules.md, made from the registry of rules")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
