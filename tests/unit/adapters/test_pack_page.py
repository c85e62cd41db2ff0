"""The visit pack's page: no word of a person's makes a tag, and the pictures carry the figures they show."""

import re
from html.parser import HTMLParser

import pytest

from chalicelib.adapters.own_words import own_words
from chalicelib.adapters.pack.building import MOST_LOGGED, lay_out
from chalicelib.adapters.pack.chart import weeks_chart
from chalicelib.adapters.pack.document import PackDocument
from chalicelib.adapters.pages import PageRenderer
from chalicelib.domain.entries import Episode
from chalicelib.domain.pack.visit_pack import VisitPack
from tests.hostile import BIDI, PAYLOADS
from tests.unit.adapters.pack_samples import article_pack, empty_pack, full_pack, hostile_pack


def page_of(pack: VisitPack) -> str:
    shared = {
        "csrf": "x",
        "is_signed_in": True,
        "is_shell": False,
        "owner": None,
        "status": 200,
        "chart": "",
        "body": "",
        "top": "0",
    }
    return PageRenderer("").render("visit_pack", {**shared, "pack": lay_out(pack)})


class Seen(HTMLParser):
    """The tags with their attributes, where they lead, and the words between them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[tuple[str, tuple[str, ...]]] = set()
        self.links: set[str] = set()
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add((tag, tuple(name for name, _ in attrs)))
        self.links |= {value or "" for name, value in attrs if name in ("href", "src", "action")}

    def handle_data(self, data: str) -> None:
        self.words += data


def test_500_hostile_texts_make_no_tag_no_attribute_and_no_link() -> None:
    hostile, tame = Seen(page_of(hostile_pack())), Seen(page_of(hostile_pack(is_tame=True)))
    assert hostile.tags <= tame.tags
    assert hostile.links == tame.links
    assert not set(BIDI) & set(hostile.words)
    assert "{{ 7*7 }}evil" in hostile.words


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_persons_words_stay_on_their_line(payload: str) -> None:
    said = own_words(payload, 80)
    assert len(said) <= 80
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]", said)


def test_the_chart_carries_every_weeks_figures() -> None:
    pack = article_pack()
    drawn = re.findall(r'data-week="([\d-]+)" data-kind="(\w+)" data-value="([\d.]+)"', weeks_chart(lay_out(pack).bars))
    days = {week: int(value) for week, kind, value in drawn if kind == "days"}
    loads = {week: float(value) for week, kind, value in drawn if kind == "load"}
    assert days == {week.monday.isoformat(): week.days for week in pack.weeks}
    assert loads == pytest.approx({week.monday.isoformat(): week.load for week in pack.weeks})


def test_the_body_map_is_given_every_episode() -> None:
    pack = article_pack()
    assert sum(lay_out(pack).areas.values()) == sum(isinstance(entry, Episode) for entry in pack.entries)


@pytest.mark.parametrize("pack", [article_pack(), empty_pack(), full_pack()], ids=["article", "empty", "full"])
def test_the_log_holds_every_entry_once(pack: VisitPack) -> None:
    assert sum(len(day.lines) for day in lay_out(pack).log) == len(pack.entries)


def test_whatever_the_summary_cuts_is_whole_behind_it() -> None:
    document = lay_out(full_pack())
    cut = {part.code for part in document.parts if part.is_cut}
    behind = {part.code: part for part in document.more}
    assert {"symptoms", "function", "medicines", "regions", "examinations", "found"} <= cut
    assert cut <= set(behind)
    assert not any(part.is_cut for part in document.more)


def test_the_article_in_lines() -> None:
    assert lines_of(lay_out(article_pack())) == [
        "Onset",
        "First logged | 2 Mar 2026, right thumb; 100 days before this page was made",
        "Then | right forearm 5 Apr 2026 (day 35); right shoulder 3 May 2026 (day 63)",
        "First other symptom | 29 Apr 2026: Weakness, right hand",
        "Course",
        "In all | twitching on 56 days of 101, in 15 of 15 calendar weeks",
        "Last 28 days | twitching on 17 days, minutes × strength 280; in the 28 days before on 16 days, 256",
        "Thumb | 2 Mar 2026 | 8 Jun 2026 | 50 of 99 | goes on, not easing (3 days in a week, then 4)",
        "Forearm | 5 Apr 2026 | 8 Jun 2026 | 33 of 65 | goes on, not easing (3 days in a week, then 4)",
        "Shoulder | 3 May 2026 | 8 Jun 2026 | 13 of 37 | goes on; too little logged to say if it eases",
        "Regions",
        "Episodes | bulbar 0, cervical 96, thoracic 0, lumbosacral 0",
        "Thumb | cervical | right 50 | 50 | 50 | 2 Mar 2026 | 8 Jun 2026",
        "Forearm | cervical | right 33 | 33 | 33 | 5 Apr 2026 | 8 Jun 2026",
        "Shoulder | cervical | right 13 | 13 | 13 | 3 May 2026 | 8 Jun 2026",
        "Other symptoms",
        "Weakness, right hand | weeks | 29 Apr 2026 | 15 May 2026 | 2 | 2 → 3 | present",
        "Trouble with speech | weeks | 1 Jun 2026 | 1 Jun 2026 | 1 | – | present",
        "Function",
        "To ask: can you still | open jars · do up buttons · climb stairs · rise from a chair · speak clearly"
        " · swallow · lie flat",
        "1 Jun 2026 | Trouble with speech | weeks | – | –",
        "15 May 2026 | Weakness, right hand | weeks | 3 of 5 | –",
        "29 Apr 2026 | Weakness, right hand | weeks | 2 of 5 | –",
        "Medicines",
        "Logged | no medicine",
        "Lifestyle and response",
        "Mean of a day | caffeine 2 servings (50 days; last 28 days 2); sleep 6.5 h (50 days; last 28 days 6."
        "5); stress 3 of 5 (50 days; last 28 days 3)",
        "With episodes | rest 96",
        "Too few days to say | caffeine, late caffeine, short sleep, stress, exertion, alcohol, little water,"
        " screens",
        "Tried | no experiment",
        "Examinations so far",
        "Logged | no visit, examination or EMG",
        "Warning signs",
        "Slurred speech | since 1 Jun 2026 | the same day | 3 entries, 29 Apr 2026 – 1 Jun 2026",
        "Weakness logged again, no milder | since 15 May 2026 | the same day | 19 entries, 29 Apr 2026 – 8 Ju"
        "n 2026",
        "Weakness over weeks or months | since 29 Apr 2026 | within days | 2 entries, 29 Apr 2026 – 15 May 2026",
        "A new area after the first | since 11 Apr 2026 | within days | 64 entries, 2 Mar 2026 – 8 Jun 2026",
        "Over 14 days in one area, not easing | since 18 Mar 2026 | routine visit | 50 entries, 2 Mar 2026 – "
        "8 Jun 2026",
        "Not found | Eyelid for over 90 days, or eyes forced shut; 2 or more regions in 14 days; Weakness ove"
        "r hours or days; A muscle that looks smaller; Trouble with swallowing, or choking; Breathlessness; S"
        "udden face droop, weakness or speech trouble; Eye or face: drooping, red or shut; Stiffness where it"
        " twitched; Numbness or tingling that goes on; Tingling round the mouth, or spasms; Seizure, confusio"
        "n or seeing things; Back or leg pain with bladder or bowel change; Weight down 5 % or more, not mean"
        "t; Twitching soon after a new medicine; Water tablet with cramp and twitching; Stomach-acid medicine"
        " with twitching; Reliever inhaler often, or no help; Steroid with hip or shoulder weakness; Lithium "
        "with tummy upset or unsteadiness; Too much serotonin from a medicine; Statin with muscle pain or wea"
        "kness; Contact with a pesticide; Shaking after far less alcohol",
        "The log itself",
        "Days logged | 57 of 101 since 2 Mar 2026",
        "Entries | 96 episodes (0 without length or strength), 50 check-ins, 3 symptom reports",
        "Written down | 0 over a day late; 0 edits, 0 deletions",
    ]  # fmt: skip


def lines_of(document: PackDocument) -> list[str]:
    found = []
    for part in document.parts:
        found.append(part.title)
        found += [f"{fact.label} | {fact.text}" for fact in part.facts]
        found += [" | ".join(row) for table in part.tables for row in table.rows]
        found += [f"{fact.label} | {fact.text}" for fact in part.closing]
    return found


def test_a_log_that_is_too_long_says_how_much_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chalicelib.adapters.pack.building.MOST_LOGGED", 90)
    document = lay_out(article_pack())
    assert sum(len(day.lines) for day in document.log) == 90
    left = len(article_pack().entries) - 90
    assert document.log_rest == f"{left} older entries left out here; the timeline export has all."
    assert MOST_LOGGED >= 10_000
