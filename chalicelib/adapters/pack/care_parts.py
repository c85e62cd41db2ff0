"""The parts of a visit pack beside the twitching: symptoms, function, medicines, examinations, warning signs."""

from collections.abc import Iterable, Mapping
from datetime import date

from chalicelib.adapters.own_words import own_words
from chalicelib.adapters.pack.document import Fact, Part, table
from chalicelib.adapters.pack.log import ACTIONS
from chalicelib.adapters.pack.words import (
    LEVEL_WORDS,
    ONSET_WORDS,
    RESULT_WORDS,
    count,
    day,
    medicine_class,
    name,
    some,
    symptom,
    upper_first,
)
from chalicelib.domain.localtime import local_date
from chalicelib.domain.pack.history import Spell
from chalicelib.domain.pack.medicines import MedicineLine
from chalicelib.domain.pack.symptoms import Complaint, Loss
from chalicelib.domain.pack.visit_pack import VisitPack
from chalicelib.domain.sign_names import SIGN_NAMES
from chalicelib.domain.signs import RULES

ASKED = " · ".join(
    ("open jars", "do up buttons", "climb stairs", "rise from a chair", "speak clearly", "swallow", "lie flat")
)
LONGEST_QUOTE = 90


def symptoms(pack: VisitPack, most: int | None) -> Part:
    """Everything reported beside the twitching, and what was denied."""
    rows = [_complaint(one) for one in pack.complaints]
    head = ("Symptom", "Onset", "First", "Last", "Reports", "Severity", "Now")
    denied = [f"{symptom(one.name)} (on {count(one.days, 'day')}, last {day(one.last_on)})" for one in pack.denied]
    facts = [] if rows else [Fact("Reported", "nothing beside the twitching")]
    if denied:
        facts.append(Fact("Said to be absent", some(denied, len(denied) if most is None else most)))
    return Part("symptoms", "Other symptoms", tuple(facts), table(head, rows, (27, 12, 13, 13, 9, 9, 17), most))


def _complaint(one: Complaint) -> tuple[str, ...]:
    severity = "–"
    if one.severities:
        first, last = one.severities[0], one.severities[-1]
        severity = str(first) if len(one.severities) == 1 else f"{first} → {last}"
    states = {"present": "present", "gone": f"gone {day(one.gone_on)}", "not_lately": "not said again"}
    return (
        upper_first(symptom(one.name, one.area, one.side)), ONSET_WORDS.get(one.onset or "", "–"), day(one.first_on),
        day(one.last_on), str(one.reports), severity, states[one.state],
    )  # fmt: skip


def function(pack: VisitPack, most: int | None) -> Part:
    """What was reported of strength, speech, swallowing, breathing and walking, in the person's words."""
    rows = [_loss(one, LONGEST_QUOTE if most is not None else None) for one in pack.losses]
    facts = [] if rows else [Fact("Reported", "no loss of function")]
    if most is not None:
        facts.append(Fact("To ask: can you still", ASKED))
    head = ("Date", "What", "Onset", "Severity", "In their own words")
    return Part("function", "Function", tuple(facts), table(head, rows, (13, 29, 12, 9, 37), most))


def _loss(one: Loss, longest: int | None) -> tuple[str, ...]:
    note = own_words(one.note or "", longest)
    return (
        day(one.on), upper_first(symptom(one.name, one.area, one.side)), ONSET_WORDS.get(one.onset or "", "–"),
        "–" if one.severity is None else f"{one.severity} of 5", f"“{note}”" if note else "–",
    )  # fmt: skip


def medicines(pack: VisitPack, most: int | None) -> Part:
    """What is taken and was taken, with the changes."""
    rows = [_medicine(one) for one in pack.medicines]
    facts = () if rows else (Fact("Logged", "no medicine"),)
    head = ("Medicine", "Class", "Since", "Changes")
    return Part("medicines", "Medicines", facts, table(head, rows, (27, 20, 14, 39), most))


def _medicine(one: MedicineLine) -> tuple[str, ...]:
    said = [
        f"{ACTIONS[change.action]} {day(change.on)}" + (f" ({name(change.dose)})" if change.dose else "")
        for change in one.changes[-3:]
    ]
    if one.uses:
        said.append(f"used as needed {one.uses} ×, last {day(one.last_used_on)}")
    changes = "; ".join(said) or "–"
    return name(one.name), medicine_class(one.class_), day(one.since), changes


def examinations(pack: VisitPack, most: int | None) -> Part:
    """Visits and what was found, and the short questionnaire where the person logged one."""
    zone = pack.profile.zone
    rows = [
        (day(local_date(one.at, zone)), name(one.who or "–"), RESULT_WORDS[one.exam], RESULT_WORDS[one.emg])
        for one in pack.visits
    ]
    facts = [] if rows else [Fact("Logged", "no visit, examination or EMG")]
    if pack.screenings:
        scores = [f"{one.score} of 6 on {day(local_date(one.at, zone))}" for one in pack.screenings]
        facts.append(Fact("GAD-2, as logged", some(scores, len(scores) if most is None else most)))
    visits = table(("Date", "Who", "Examination", "EMG"), rows, (17, 43, 20, 20), most)
    return Part("examinations", "Examinations so far", tuple(facts), visits)


def found(pack: VisitPack, most: int | None) -> Part:
    """The warning signs of the log, and those that were looked for and not found."""
    dates = {entry.id: local_date(entry.at, pack.profile.zone) for entry in pack.entries}
    rows = [_spell(one, dates, is_full=most is None) for one in pack.signs.found]
    head: tuple[str, ...] = ("Sign", "Held in the log", "Asked for", "Behind it")
    if most is None:
        whole = table((*head, "Why, and source"), rows, (18, 16, 10, 16, 40))
        return Part("found", "Warning signs found, and why", (), whole)
    facts = () if rows else (Fact("Found", "none of the warning signs that Steady looks for"),)
    closing = [Fact("Not found", "; ".join(SIGN_NAMES[sign] for sign in pack.signs.absent) or "–")]
    if pack.signs.not_looked:
        names = "; ".join(SIGN_NAMES[sign] for sign in pack.signs.not_looked)
        closing.append(Fact("Put aside", f"{names} (a normal examination and EMG were logged)"))
    return Part("found", "Warning signs", facts, table(head, rows, (31, 25, 12, 32), most), tuple(closing))


def _spell(one: Spell, dates: Mapping[str, date], *, is_full: bool) -> tuple[str, ...]:
    span = f"since {day(one.since)}" if one.until is None else f"{day(one.since)} – {day(one.until)}"
    behind = sorted({dates[entry] for entry in one.entries if entry in dates})
    entries = count(len(one.entries), "entry", "entries")
    if behind:
        entries += f", {day(behind[0])}" + (f" – {day(behind[-1])}" if len(behind) > 1 else "")
    row = SIGN_NAMES[one.sign], span, LEVEL_WORDS[one.level], entries
    return (*row, f"{own_words(one.because)} ({one.source})") if is_full else row


def criteria(signs: Iterable[str]) -> Part:
    """What exactly is looked for, and from where."""
    wanted = set(signs)
    rows = [
        (SIGN_NAMES[rule.sign], LEVEL_WORDS[rule.level], rule.criterion, rule.source)
        for rule in RULES
        if rule.sign in wanted
    ]
    head = ("Sign", "Asks for", "Criterion", "Source")
    return Part("criteria", "What each sign means", (), table(head, rows, (20, 10, 40, 30)))
