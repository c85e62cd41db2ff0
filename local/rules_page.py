"""Writes `docs/rules.md` from the registry: every rule, and what a person reads when its small log is run."""

from collections.abc import Iterable, Iterator
from typing import Final

from chalicelib.adapters.email_words import MARKS
from chalicelib.domain.advice import BY_LEVEL, BY_SIGN, MEDICINE, WORDS
from chalicelib.domain.care import say
from chalicelib.domain.finding import LEVELS
from chalicelib.domain.signs import FAMILIES
from chalicelib.domain.signs.rule import Rule
from local.rule_examples import EXAMPLES
from local.rule_parameters import PARAMETERS

TOP: Final = """# The rules

This page is made from the registry in `chalicelib/domain/signs` by `make docs`; the build fails when it is stale.

**No clinician has reviewed these rules.** They quote published advice and count what a person logged. They inform and
do not diagnose. Before you run Steady for others, get that review, and advice on the regulations of your country.

## Marks

A source ends with its mark, which says how far it was checked. People read the marks in words beside each reason.

{marks}

## Levels

The highest level that stands is what the screen and a mail ask for. The words are those of the United Kingdom; the
number to call follows the country, as does whom to ask for urgent care.

{levels}

## Signs

“What the person reads” is what the rule says of a small log, run when this page was made. A sign has one finding at a
time, at its highest level. “Muted” rules are silent for a year after a normal examination and a normal EMG; nothing
mutes a weakness, a symptom or a medicine. Beside every medicine the person is told: {medicine}

"""


def rules_page() -> str:
    """The page. Raises LookupError that names a rule without a log, or with one in which it does not hold."""
    levels = [(f"`{level}`", str((words := say(level, "GB")).title), str(words.body)) for level in LEVELS]
    marks = [(mark, words) for mark, words in MARKS.items()]
    top = TOP.format(
        marks=table(("mark", "meaning"), marks),
        levels=table(("level", "title", "what it says"), levels),
        medicine=" ".join(WORDS[code] for code in MEDICINE),
    )
    families = [f"### {title}\n\n{_family(rules)}\n" for title, rules in FAMILIES.items()]
    return "\n".join([top.rstrip() + "\n", *families, _advice(), _parameters()])


def _family(rules: Iterable[Rule]) -> str:
    heads = ("sign", "level", "it holds when", "what the person reads", "source", "muted")
    numbers: dict[str, int] = {}
    rows = []
    for rule in rules:
        number = numbers[rule.sign] = numbers.get(rule.sign, -1) + 1
        muted = "yes" if rule.is_muted_by_visits else ""
        row = (f"`{rule.sign}`", f"`{rule.level}`", rule.criterion, example_of(rule, number), rule.source, muted)
        rows.append(row)
    return table(heads, rows)


def example_of(rule: Rule, number: int) -> str:
    """What the sign's rule of that number says of its log in `local/rule_examples.py`."""
    logs = EXAMPLES.get(rule.sign, ())
    holding = rule.look(logs[number].timeline) if number < len(logs) else None
    if holding is None:
        raise LookupError(
            f"local/rule_examples.py has no log number {number} in which {rule.sign} ({rule.level}) holds"
        )
    return holding.because


def _advice() -> str:
    beside = [(f"`{sign}`", " ".join(WORDS[code] for code in codes)) for sign, codes in BY_SIGN.items()]
    levels = [(f"`{level}`", WORDS[code]) for level, code in BY_LEVEL.items()]
    intro = (
        "What is advised beside a reason, as it fits the person: with kidney disease, a fluid limit, pregnancy, heavy"
    )
    return (
        f"## Advice\n\n{intro}\ndrinking or a water tablet it changes or falls away "
        f"(`chalicelib/domain/advice.py`).\n\n{table(('level or sign', 'advice'), [*levels, *beside])}\n"
    )


def _parameters() -> str:
    rows = [(p.decides, p.value, f"`{p.constant}`", p.source) for p in PARAMETERS]
    intro = (
        "The figures that the rules count with, read from their constants. “× 24 h” is elapsed time, not calendar days."
    )
    return f"## Figures\n\n{intro}\n\n{table(('what it decides', 'value', 'constant', 'from'), rows)}\n"


def table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A Markdown table.

    >>> print(table(("a", "b"), [("1", "2 | 3")]))
    | a | b |
    |---|---|
    | 1 | 2 \\| 3 |
    """
    return "\n".join(_lines(heads, rows))


def _lines(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield _row(heads)
    yield "|" + "---|" * len(heads)
    yield from (_row(row) for row in rows)


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
