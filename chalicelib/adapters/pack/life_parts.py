"""The parts of a visit pack about the person: who it is, how they live, what went with it, how well it was logged."""

from chalicelib.adapters.own_words import own_words
from chalicelib.adapters.pack.document import Fact, Part
from chalicelib.adapters.pack.words import count, day, name, number, some
from chalicelib.domain.body import area_words
from chalicelib.domain.experiments.plans import TRIALS
from chalicelib.domain.experiments.words import result_words
from chalicelib.domain.localtime import local_date
from chalicelib.domain.pack.lifestyle import Measure, Tried
from chalicelib.domain.pack.visit_pack import VisitPack
from chalicelib.domain.person import Profile
from chalicelib.domain.triggers.links import Link
from chalicelib.domain.triggers.words import WHEN, exposed

LONGEST_LIST = 6
MEASURE_WORDS = {
    "caffeine_servings": "caffeine {} servings", "sleep_hours": "sleep {} h", "stress": "stress {} of 5",
    "exertion": "exertion {} of 3", "water_litres": "water {} L", "alcohol_units": "alcohol {} units",
}  # fmt: skip


def who(profile: Profile) -> str:
    """Who it is about, as far as a doctor needs it: no name and no address."""
    said = [f"born {profile.birth_year}"] if profile.birth_year else []
    if profile.sex:
        said.append(name(profile.sex))
    if profile.pregnant is not None and (profile.pregnant or (profile.sex or "").lower() in ("female", "f", "woman")):
        said.append("pregnant" if profile.pregnant else "not pregnant")
    conditions = [own_words(one, 40).replace("_", " ") for one in profile.conditions]
    said.append(f"conditions: {some(conditions, LONGEST_LIST, ', ')}" if conditions else "no condition named")
    if profile.fluid_limit_litres is not None:
        said.append(f"own fluid limit {number(profile.fluid_limit_litres)} litres a day")
    if profile.intended_weight_loss:
        said.append("loses weight on purpose")
    return " · ".join(said)


def lifestyle(pack: VisitPack, most: int | None) -> Part:
    """Habits, circumstances, trigger links, and what was tried."""
    facts = []
    if pack.measures:
        facts.append(Fact("Mean of a day", "; ".join(map(_measure, pack.measures))))
    if pack.weights:
        weights = pack.weights
        said = [f"{label} {number(kg)} kg ({day(on)})" for label, (on, kg) in (
            ("first", weights.first), ("highest", weights.highest), ("last", weights.last))]  # fmt: skip
        facts.append(Fact("Weight", ", ".join(said)))
    if pack.contexts:
        named = [f"{area_words(context)} {times:,}" for context, times in pack.contexts]
        facts.append(Fact("With episodes", ", ".join(named)))
    facts += _links(pack)
    facts.append(Fact("Tried", some([_tried(one) for one in pack.tried], most or len(pack.tried)) or "no experiment"))
    return Part("lifestyle", "Lifestyle and response", tuple(facts))


def _measure(one: Measure) -> str:
    lately = "none in 28 days" if one.mean_lately is None else f"last 28 days {number(one.mean_lately)}"
    mean = MEASURE_WORDS[one.field].format(number(one.mean))
    return f"{mean} ({count(one.days, 'day')}; {lately})"


def _links(pack: VisitPack) -> list[Fact]:
    by_verdict: dict[str, list[str]] = {}
    for link in pack.links.links:
        by_verdict.setdefault(link.verdict, []).append(_link(link))
    labels = {
        "often_together": "More twitching with",
        "less_often_together": "Less twitching with",
        "no_link_found": "No link found",
        "not_enough_data": "Too few days to say",
    }
    return [Fact(label, ", ".join(by_verdict[code])) for code, label in labels.items() if code in by_verdict]


def _link(link: Link) -> str:
    if link.best is None:
        return link.trigger.name
    days = f"{link.best.days_with} days with, {link.best.days_without} without"
    if link.verdict == "no_link_found":
        return f"{link.trigger.name} ({days})"
    times = f"{link.best.ratio:.1f} times, {link.best.low:.1f} to {link.best.high:.1f}" if _is_told(link) else "unclear"
    return f"{exposed(link)}: {times}, {WHEN[link.best.lag]} ({days}; often together, not a cause)"


def _is_told(link: Link) -> bool:
    return link.best is not None and None not in (link.best.ratio, link.best.low, link.best.high)


def _tried(one: Tried) -> str:
    trial = TRIALS[one.experiment.trigger]
    span = f"{trial.name}, {day(one.experiment.starts_on)} – {day(one.experiment.ends_on)}"
    if one.result is None:
        return f"{span}: {one.state}"
    return f"{span}: {' '.join(result_words(one.experiment, one.result)[:2])}"


def quality(pack: VisitPack) -> Part:
    """How far the log carries."""
    quality = pack.quality
    if quality.first_on is None:
        return Part("quality", "The log itself", (Fact("Logged", "no episode, check-in or symptom yet"),))
    entries = (
        f"{count(quality.episodes, 'episode')} ({quality.without_figures:,} without length or strength), "
        f"{count(quality.check_ins, 'check-in')}, {count(quality.symptoms, 'symptom report')}"
    )
    changed = f"{len(quality.late):,} over a day late; {quality.edits:,} edits, {quality.deletions:,} deletions"
    if quality.imported_at is not None:
        changed += f"; imported {day(local_date(quality.imported_at, pack.profile.zone))}"
    return Part(
        "quality",
        "The log itself",
        (
            Fact("Days logged", f"{quality.days_logged:,} of {quality.days:,} since {day(quality.first_on)}"),
            Fact("Entries", entries),
            Fact("Written down", changed),
        ),
    )
