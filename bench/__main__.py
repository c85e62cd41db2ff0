"""`python -m bench`: one JSON object a line, the counts first."""

from collections.abc import Iterator

from bench import assessment, calls, door, imports, mails, served, weekly
from bench.line import Line


def lines() -> Iterator[Line]:
    """Everything that is measured."""
    for part in (calls, imports, door, assessment, mails, weekly, served):
        yield from part.lines()


if __name__ == "__main__":
    for line in lines():
        print(line.text(), flush=True)
