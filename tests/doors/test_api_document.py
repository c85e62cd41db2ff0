"""docs/api.md: every curl command on it is sent, in order, and answered with a success."""

import re
import shlex
from pathlib import Path
from urllib.parse import urlsplit

from tests.fakes.steady import FORM, Steady

PAGE = Path(__file__).resolve().parents[2] / "docs" / "api.md"
COMMAND = re.compile(r"^curl .+$", re.MULTILINE)


def send(steady: Steady, command: str) -> tuple[int, bytes]:
    """What a shell and curl would send."""
    words = shlex.split(command)[1:]
    method, path, headers, body = "GET", "", {}, []
    while words:
        word = words.pop(0)
        match word:
            case "-X":
                method = words.pop(0)
            case "-H":
                name, _, value = words.pop(0).partition(": ")
                headers[name.lower().replace("-", "_")] = value
            case "-d":
                body.append(words.pop(0))
            case _:
                address = urlsplit(word)
                path = address.path + (f"?{address.query}" if address.query else "")
    if body:
        headers.setdefault("content_type", FORM)
    reply = steady.ask(method, path, "&".join(body).encode(), **headers)
    return reply.status, reply.body


def test_every_command_of_the_page_succeeds(steady: Steady) -> None:
    known = {"$LINK": "", "$TOKEN": "", "$ID": ""}
    commands = COMMAND.findall(PAGE.read_text(encoding="utf-8"))
    assert len(commands) >= 14
    for command in commands:
        if "$LINK" in command:
            known["$LINK"] = steady.link_token()
        for name, value in known.items():
            command = command.replace(name, value)
        status, body = send(steady, command)
        assert 200 <= status < 300, (command, status, body)
        found = re.search(rb'^\{"token":"(steady_\w+)"', body)
        known["$TOKEN"] = found[1].decode() if found else known["$TOKEN"]
        first = re.search(rb'"entry":\{"id":"(\w+)"', body)
        known["$ID"] = known["$ID"] or (first[1].decode() if first else "")
