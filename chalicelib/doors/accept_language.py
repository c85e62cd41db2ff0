"""Which of Steady's languages somebody reads best, by the Accept-Language header of their browser."""

from chalicelib.domain.person import LANGUAGES, Language


def preferred_language(header: str | None) -> Language:
    """The known language that the header ranks highest, the first of equals; English where it names none.

    >>> preferred_language("fr-CH, de;q=0.9, en;q=0.8"), preferred_language("en-GB,de;q=0.5"), preferred_language("*")
    ('de', 'en', 'en')
    """
    best: Language = "en"
    highest = 0.0
    for wanted in (header or "").split(","):
        tag, _, weight = wanted.partition(";")
        rank = _rank(weight)
        for known in LANGUAGES:
            if tag.strip().lower().partition("-")[0] == known and rank > highest:
                best, highest = known, rank
    return best


def _rank(weight: str) -> float:
    name, _, value = weight.strip().partition("=")
    if name.strip().lower() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
