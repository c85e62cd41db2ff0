"""Every text that a person can be shown, found where it is made: a new one is here on the day that it is written."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from itertools import product
from pathlib import Path
from string import Formatter
from typing import Any, Final, get_args

from msgspec.structs import fields, replace

from chalicelib.adapters import email_words, habit_words
from chalicelib.adapters.documents import convert, wire_fields
from chalicelib.adapters.pages import PageRenderer
from chalicelib.domain import advice
from chalicelib.domain.assessment import assess_in_full
from chalicelib.domain.body import AREAS, REGION_WORDS, area_words, where_words
from chalicelib.domain.care import ADVICE_LINES, CRISIS, EMERGENCY_NUMBERS, crisis_lines, say
from chalicelib.domain.entries import TYPES, Entry, Symptom, SymptomName
from chalicelib.domain.features import five_features
from chalicelib.domain.finding import LEVELS
from chalicelib.domain.person import Person, Profile
from chalicelib.domain.questions import open_questions
from chalicelib.domain.signs import RULES
from chalicelib.domain.signs.rule import Rule
from chalicelib.domain.standing import Standing, reassess
from chalicelib.domain.timeline import Timeline, as_of
from chalicelib.doors.answers import assessment_document
from chalicelib.doors.pages.entry_words import ACTIONS, CLASSES, KINDS, RESULTS, entry_details, entry_title
from chalicelib.doors.pages.words import AREAS_BY_PART, ONSETS, SYMPTOM_WORDS, SYMPTOMS_BY_PART
from local.mails.samples import PERSON, SAMPLES, write
from local.rule_examples import EXAMPLES, NOW, Example
from tests.unit.reading.visible import said_by, seen_in

ROOT: Final = Path(__file__).resolve().parents[3]
Text = tuple[str, str]
"""Where a text is from, and what it says."""

LATE: Final = "30 September"
WIDEST: Final = max(map(area_words, AREAS), key=lambda words: len(words.split()))
LONGEST: Final[Mapping[str, object]] = {
    "place": WIDEST, "later": WIDEST, "area": WIDEST, "where": where_words("lower_back", "both"),
    "medicine": "salbutamol forte inhaler", "on": LATE, "changed": LATE, "began": LATE, "beside_on": LATE,
    "top_on": f"{LATE} 2026", "latest": 101.5, "top": 120.5, "share": 16, "days": 365, "span": 400, "after": 400,
    "regions": 4, "for_days": 3650, "count": 12, "mean": 10.5, "limit": 4, "milligrams": 400, "who": "in pregnancy",
    "unit": "litres", "places": " ".join(f"{words.capitalize()}: 14 days." for words in REGION_WORDS.values()),
}  # fmt: skip
"""The longest that each word of a sentence can be; `what` and its like are taken from a log with every symptom."""
UNSHOWN: Final = frozenset(
    {"chalicelib/adapters/dynamo/packing_words.py"}
    | {f"chalicelib/domain/spoken/{name}.py"
       for name in ("amounts", "lexicon", "places", "sayings", "small_words", "symptoms")}
)  # fmt: skip
"""What values are packed with, and words that a person says in a line of text; nobody is shown them as sentences."""
AS_LOGGED: Final = frozenset({"what", "beside", "how", "less", "text", "why", "first"})


def because_texts() -> Iterator[Text]:
    """What each rule says: of its own log, of one that is crowded with every symptom, and with the longest words."""
    for rule, example in rules_and_examples():
        for crowd in (None, *onsets()):
            timeline = example.timeline if crowd is None else crowded(example, crowd)
            evidence = rule.holds(timeline)
            if evidence is None:
                continue
            yield f"{rule.sign}, {rule.level}", rule.because.format(**evidence.words)
            yield f"{rule.sign}, {rule.level}, at its longest", longest(rule, evidence.words)


def rules_and_examples() -> Iterator[tuple[Rule, Example]]:
    """Each rule with its log."""
    left = {sign: iter(logs) for sign, logs in EXAMPLES.items()}
    for rule in RULES:
        yield rule, next(left[rule.sign])


def onsets() -> tuple[str, ...]:
    """How a symptom may come on."""
    return ("sudden", "hours_days", "weeks")


def crowded(example: Example, onset: Any) -> Timeline:
    """The log with every symptom besides, on both sides of the lower back, and now."""
    more: list[Entry] = [
        Symptom(id=f"crowd-{name}-{back}", at=NOW - timedelta(days=back), received_at=NOW, name=name, onset=onset,
                area="lower_back", side="both", severity=5)
        for name in get_args(SymptomName) for back in (8, 0)
    ]  # fmt: skip
    return as_of(Profile(timezone="Europe/London", **example.profile), (*example.entries, *more), NOW)


def longest(rule: Rule, words: Mapping[str, object]) -> str:
    """The sentence with the longest words. A word that LONGEST does not know is a KeyError: add how long it can be."""
    fields = {name for _, name, _, _ in Formatter().parse(rule.because) if name}
    return rule.because.format(**{name: words[name] if name in AS_LOGGED else LONGEST[name] for name in fields})


def timeline_texts(timeline: Timeline) -> Iterator[Text]:
    """What the assessment of a log says."""
    for rule in RULES:
        if holding := rule.look(timeline):
            yield f"{rule.sign}, {rule.level}", holding.because
    yield from ((f"five features, {name}", feature.text) for name, feature in five_features(timeline).items())
    for question in open_questions(timeline):
        yield f"question, {question.kind}", f"{question.text} {question.why}"


def assessment_texts() -> Iterator[Text]:
    """The features and questions of every rule's log, and of crowded ones."""
    for rule, example in rules_and_examples():
        yield from timeline_texts(example.timeline)
        yield from timeline_texts(crowded(example, "weeks")) if rule.sign == "spread" else ()


def care_texts() -> Iterator[Text]:
    """What the screen says at each level in each country, and whom to call."""
    for country, level, signs in product(
        (*EMERGENCY_NUMBERS, *ADVICE_LINES, None, "FR"), LEVELS, ((), ("over_logging",))
    ):
        words = say(level, country, signs)
        yield f"{level} in {country}", f"{words.title}.\n{words.body}"
    yield from (("crisis lines", line) for country in (*CRISIS, "FR") for line in map(str, crisis_lines(country)))


def word_tables() -> Iterator[Text]:
    """The tables of words: advice, habits as they fit each person, symptoms, places, marks."""
    yield from ((f"advice, {code}", words) for code, words in advice.WORDS.items())
    conditions = ((), ("kidney_disease",), ("heart_failure",), ("alcohol_daily",))
    for code, found, limit in product(habit_words.HABIT_NAMES, conditions, (None, 1.5)):
        profile = replace(PERSON.profile, conditions=found, fluid_limit_litres=limit)
        yield f"habit, {code}", str(habit_words.habit_line(code, replace(PERSON, profile=profile)))
    yield "marks", "\n".join(f"{words}." for words in email_words.MARKS.values())
    parts = {**{part: tuple(names.values()) for part, names in SYMPTOMS_BY_PART.items()}, "onset": ONSETS.values()}
    yield from ((f"page, {part}", "\n".join((f"{part}.", *names))) for part, names in parts.items())
    tables = {"kinds": KINDS, "actions": ACTIONS, "classes": CLASSES, "results": RESULTS}
    yield from ((f"history, {name}", "\n".join(table.values())) for name, table in tables.items())
    yield "places", "\n".join((*AREAS_BY_PART, *map(area_words, AREAS)))


def criterion_texts() -> Iterator[Text]:
    """What was looked for, as a page lists it."""
    yield from ((f"{rule.sign}, {rule.level}", rule.criterion) for rule in RULES)


def mail_texts() -> Iterator[Text]:
    """Every sample mail, its subject, its text and its HTML, to somebody known and to nobody known."""
    people: tuple[Person | None, ...] = (PERSON, None)
    for (name, sample), person in product(SAMPLES.items(), people):
        mail = write(sample, person)
        yield f"mail {name}, subject", mail.subject
        yield f"mail {name}, text", "\n".join(line for line in mail.text.splitlines() if "://" not in line)
        yield f"mail {name}, HTML", "\n".join(line for line in seen_in(mail.html).splitlines() if "://" not in line)


def page_texts() -> Iterator[Text]:
    """The pages that show a log: what stands today, what is asked, and each entry as it was logged."""
    pages = PageRenderer("")
    shared: dict[str, Any] = {"csrf": "x", "is_signed_in": True, "is_shell": False, "owner": None, "status": 200}
    for rule, example in rules_and_examples():
        standing, _ = reassess(Standing(), example.timeline)
        found = assessment_document(assess_in_full(example.timeline, standing), "GB", is_full=True)
        asked = [{**question, "key": "k"} for question in found["questions"]]
        yield (
            f"page today, {rule.sign}",
            pages.render("today", {**shared, "found": found, "offers_worry": True, "next_look": "today at 23:59"}),
        )
        yield f"page questions, {rule.sign}", pages.render("questions", {**shared, "questions": asked, "faults": {}})
        for entry in example.entries:
            logged = {**{item.name: getattr(entry, item.name) for item in fields(entry)}, "type": entry.type}
            values = {**shared, "entry": logged, "found": found, "symptoms": SYMPTOM_WORDS}
            yield f"page logged, {entry.type}", pages.render("logged", values)
            yield f"history, {entry.type}", "\n".join((entry_title(logged), *entry_details(logged)))


def seen_pages() -> Iterator[Text]:
    """What is seen of these pages."""
    yield from ((where, seen_in(html)) for where, html in page_texts())


def template_texts() -> Iterator[Text]:
    """All that the templates themselves can say, every branch of them."""
    for path in sorted((ROOT / "templates").rglob("*.*")):
        if path.suffix in (".html", ".txt"):
            said = said_by(path.read_text(encoding="utf-8"), is_html=path.suffix == ".html")
            yield str(path.relative_to(ROOT)), said


def field_faults() -> Iterator[Text]:
    """What is said of a wrong value in each field that can be sent."""
    wrong: Iterable[Any] = (None, "?", "", -1, 10**6, 1.5, [], ["?"] * 101, {}, "x" * 2000)
    records: tuple[type, ...] = (*TYPES.values(), Profile)
    for record in records:
        for name, wire in wire_fields(record).items():
            # the codes of a choice are for programs; on a page each has its words
            said = ((convert(value, wire)[1] or "").partition("one of: ")[0] for value in wrong)
            yield f"{record.__name__}.{name}", "\n".join(dict.fromkeys(f"It {text}." for text in said if text))


def source_texts() -> Iterator[Text]:
    """Every sentence in the source itself: a string of 4 words or more that is no docstring and is not logged."""
    for path in sorted((ROOT / "chalicelib").rglob("*.py")):
        if path.relative_to(ROOT).as_posix() not in UNSHOWN:
            yield from _strings_of(path)


def _strings_of(path: Path) -> Iterator[Text]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    unseen = {id(child) for node in ast.walk(tree) if _is_unseen(node) for child in ast.walk(node)}
    inner = {id(child) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for child in node.values}
    for node in ast.walk(tree):
        if id(node) in unseen | inner or not isinstance(node, ast.Constant | ast.JoinedStr):
            continue
        said = _plain(node)
        if len(said.split()) >= 4 and said[0].isascii() and not re.search(r"<| = |-src", said):
            yield f"{path.relative_to(ROOT)}:{node.lineno}", said


def _is_unseen(node: ast.AST) -> bool:
    """A docstring, a call of the log, or an assertion that cannot fail."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True
    if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and isinstance(node.exc.func, ast.Name):
        return node.exc.func.id == "AssertionError"
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _name(node.func.value) == "LOG"


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def _plain(node: ast.Constant | ast.JoinedStr) -> str:
    """The string with one word for whatever is put in."""
    if isinstance(node, ast.Constant):
        said = node.value if isinstance(node.value, str) else ""
        return "".join(part + ("5" if name is not None else "") for part, name, _, _ in _parts(said))
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "5" for part in node.values)


def _parts(said: str) -> list[tuple[str, str | None, str | None, str | None]]:
    try:
        return list(Formatter().parse(said))
    except ValueError:
        return [(said, None, None, None)]


GROUPS: Final = {
    "reasons": because_texts, "assessments": assessment_texts, "care": care_texts, "words": word_tables,
    "criteria": criterion_texts, "mails": mail_texts, "pages": seen_pages, "templates": template_texts,
    "faults": field_faults, "source": source_texts,
}  # fmt: skip
"""Where the texts are found."""
