"""A visit pack laid out: the summary with its lists cut to one page, what was cut, and the log."""

from typing import Final

from chalicelib.adapters.pack.care_parts import (
    criteria,
    examinations,
    found,
    function,
    medicines,
    symptoms,
)
from chalicelib.adapters.pack.course_parts import bars, course, onset, regions, weeks
from chalicelib.adapters.pack.document import PackDocument, Part
from chalicelib.adapters.pack.life_parts import lifestyle, quality, who
from chalicelib.adapters.pack.log import log_days
from chalicelib.adapters.pack.words import count, day
from chalicelib.domain.localtime import local_date
from chalicelib.domain.pack.visit_pack import VisitPack
from chalicelib.domain.signs import WARNINGS

MOST_ROWS: Final = 5
"""Rows of each list on the first page; a longer one goes on in the pages behind."""
LINES_ON_PAPER: Final = 20
"""Lines of tables that fit beside all else, tried in Chromium on Letter, the shorter sheet."""
ONE_LINE: Final = 38
"""A row whose longest cell has more characters may take two lines."""
MORE_SIGNS: Final = 2
"""So many more rows for warning signs."""
MOST_WEEKS: Final = 53
MOST_LOGGED: Final = 20_000
"""Entries in the log of a pack, the newest: more would not fit into one answer of Lambda (docs/visit-pack.md)."""


def lay_out(pack: VisitPack, most: int = MOST_ROWS, *, with_log: bool = True) -> PackDocument:
    """The pack with at most `most` rows in each list of the summary; without the log, the summary alone."""
    rest = len(pack.entries) - MOST_LOGGED
    said = f"{count(rest, 'older entry', 'older entries')} left out here; the timeline export has all."
    parts = summary(pack, most)
    return PackDocument(
        made_on=day(local_date(pack.made_at, pack.profile.zone)),
        who=who(pack.profile),
        parts=parts,
        bars=bars(pack, MOST_WEEKS),
        areas={(one.area, None if side == "none" else side): n for one in pack.places for side, n in one.sides.items()},
        more=_more(pack, parts) if with_log else (),
        log=log_days(pack, MOST_LOGGED) if with_log else (),
        log_rest=said if rest > 0 else "",
    )


def rows_for_paper(pack: VisitPack) -> int:
    """How many rows of each list leave the summary of the printed page on one sheet of A4 or Letter."""
    return next((most for most in range(MOST_ROWS, 1, -1) if _lines(summary(pack, most)) <= LINES_ON_PAPER), 1)


def _lines(parts: tuple[Part, ...]) -> int:
    rows = [row for part in parts for table in part.tables for row in table.rows]
    return sum(2 if max(map(len, row)) > ONE_LINE else 1 for row in rows)


def summary(pack: VisitPack, most: int) -> tuple[Part, ...]:
    """The questions in the order in which a neurologist asks them."""
    return (
        onset(pack, most), course(pack, most), regions(pack, most), symptoms(pack, most), function(pack, most),
        medicines(pack, most), lifestyle(pack, most), examinations(pack, most),
        found(pack, most + MORE_SIGNS), quality(pack),
    )  # fmt: skip


def _more(pack: VisitPack, shown: tuple[Part, ...]) -> tuple[Part, ...]:
    """The reasons and the weeks, and in full whatever the summary cuts."""
    cut = {part.code for part in shown if part.is_cut} | {"found"}
    builders = (found, onset, course, regions, symptoms, function, medicines, lifestyle, examinations)
    whole = [builder(pack, None) for builder in builders]
    behind = [part for part in whole if part.code in cut and (part.tables or part.code != "found")]
    return (*behind, *(part for part in (weeks(pack), criteria(WARNINGS)) if part.tables))
