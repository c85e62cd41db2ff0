"""The visit pack as PDF, read back: one page first whatever the log, every entry behind it, nothing that acts."""

from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from chalicelib.adapters.pack.building import lay_out
from chalicelib.adapters.pack.pdf import pack_pdf
from chalicelib.adapters.pack.pdf_sheet import MISSING, Sheet
from chalicelib.domain.pack.visit_pack import VisitPack
from tests.hostile import BIDI, PAYLOADS
from tests.unit.adapters.pack_samples import article_pack, empty_pack, full_pack, hostile_pack
from tests.unit.adapters.test_pack_page import lines_of
from tests.unit.domain.logs import NOW, QUICK

PACKS: dict[str, Callable[[], VisitPack]] = {
    "article": article_pack,
    "empty": empty_pack,
    "full": full_pack,
    "hostile": hostile_pack,
}
ACTS = {
    "/JavaScript",
    "/JS",
    "/Launch",
    "/URI",
    "/AA",
    "/SubmitForm",
    "/GoToR",
    "/EmbeddedFile",
    "/RichMedia",
}
MILLIMETRE = 72 / 25.4
of_each_pack = pytest.mark.parametrize("name", PACKS)


@cache
def read(name: str) -> Any:
    return PdfReader(BytesIO(pack_pdf(PACKS[name]())))


@cache
def texts_of(name: str) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in read(name).pages]


def text_of(name: str, page: int) -> str:
    return texts_of(name)[page]


@of_each_pack
def test_the_summary_is_one_page_and_ends_above_its_foot(name: str) -> None:
    ends: list[float] = []
    said: list[str] = []

    def note(words: str, _: Any, matrix: list[float], *__: Any) -> None:
        if words.strip():
            ends.append(matrix[5])
            said.append(words.strip())

    page = read(name).pages[0]
    page.extract_text(visitor_text=note)
    assert (round(float(page.mediabox.width)), round(float(page.mediabox.height))) == (595, 842)
    foot = 8 * MILLIMETRE
    assert min(ends) == pytest.approx(foot, abs=0.1)
    assert min(end for end in ends if end > foot + 1) >= 13 * MILLIMETRE
    first, second = text_of(name, 0), text_of(name, 1)
    assert "The log itself" in first
    assert "The log itself" not in second


def test_the_page_says_what_the_document_says() -> None:
    page = "".join(text_of("article", 0).split())
    lines = lines_of(lay_out(article_pack()))
    assert len(lines) > 30
    for line in lines:
        for cell in line.split(" | "):
            assert "".join(cell.split()) in page, cell


@pytest.mark.parametrize("name", ["article", "full"])
def test_every_entry_is_in_the_log(name: str) -> None:
    pack = PACKS[name]()
    behind = texts_of(name)[1:]
    first = next(number for number, text in enumerate(behind) if "The log, oldest first" in text)
    said = "".join("".join(behind[first:]).split())
    document = lay_out(pack)
    wanted = {"".join(line.text.split()) for day in document.log for line in day.lines}
    assert {text for text in wanted if len(text) < 30 and text not in said} == set()
    assert sum(said.count("".join(day.title.split())) for day in document.log) >= len(document.log)


@of_each_pack
def test_both_faces_are_embedded_as_subsets_and_no_other_is_used(name: str) -> None:
    faces = [found for found in _dictionaries(read(name)) if found.get("/Type") == "/FontDescriptor"]
    assert len(faces) == 2
    assert all("/FontFile2" in face and "+SourceSansPro" in str(face["/FontName"]) for face in faces)
    fonts = [found for found in _dictionaries(read(name)) if found.get("/Type") == "/Font"]
    assert {str(font["/Subtype"]) for font in fonts} == {"/Type0", "/CIDFontType2"}


@of_each_pack
def test_nothing_in_the_file_acts(name: str) -> None:
    for found in _dictionaries(read(name)):
        assert not ACTS & set(map(str, found))
        # on opening the first page is shown, as wide as the window: a view, and no action
        assert isinstance(found.get("/OpenAction", []), list)
        assert str(found.get("/S")) not in ACTS
        assert str(found.get("/Subtype")) not in ("/Link", "/Widget", "/FileAttachment")


def _dictionaries(reader: Any) -> Iterator[dict[str, Any]]:
    for number in range(1, reader.trailer["/Size"]):
        yield from _inside(reader.get_object(number))


def _inside(found: Any) -> Iterator[dict[str, Any]]:
    if isinstance(found, dict):
        yield found
        for value in found.values():
            yield from _inside(value)
    elif isinstance(found, list):
        for value in found:
            yield from _inside(value)


def test_what_the_metadata_tell_is_neutral() -> None:
    reader = read("hostile")
    told = {name: str(value) for name, value in (reader.metadata or {}).items()}
    assert told.pop("/CreationDate").startswith(f"D:{NOW:%Y%m%d}")
    assert told == {"/Title": "Visit pack", "/Creator": "Steady", "/Producer": "Steady"}
    assert reader.root_object["/Lang"] == "en-GB"


def test_the_same_pack_gives_the_same_bytes() -> None:
    assert pack_pdf(article_pack()) == pack_pdf(article_pack())


def test_no_mark_turns_the_words_around() -> None:
    said = "".join(texts_of("hostile"))
    assert not set(BIDI) & set(said)
    assert "{{ 7*7 }}evil" in said


@pytest.mark.parametrize("payload", PAYLOADS)
def test_every_hostile_text_is_drawn_and_fits_its_column(payload: str) -> None:
    sheet = SHEET
    lines = sheet.wrap(payload, 40, 8, most=3)
    assert 1 <= len(lines) <= 3
    assert all(sheet.width(line, 8) <= 40.001 for line in lines)
    sheet.text(10, 10, lines[0], 8)


@QUICK
@given(st.text(max_size=80))
def test_a_character_that_the_font_lacks_is_seen_as_a_box(words: str) -> None:
    shown = SHEET.shown(words)
    assert len(shown) <= len(words)
    assert SHEET.shown("\u65e5\u672c \u0645 \U0001f44d") == f"{MISSING}{MISSING} {MISSING} {MISSING}"
    assert SHEET.shown("Žižkov, ὦ, жук, Ệ") == "Žižkov, ὦ, жук, Ệ"


def _sheet() -> Sheet:
    made = Sheet("Visit pack", NOW)
    made.new_page()
    return made


SHEET = _sheet()


def test_a_long_log_goes_on_over_columns_and_pages() -> None:
    assert all(f"page {number}" in text for number, text in enumerate(texts_of("full"), 1))
    assert [item["/Title"] for item in read("full").outline] == ["Summary", "In full", "The log"]


def test_an_empty_log_takes_four_pages_at_most() -> None:
    assert len(texts_of("empty")) <= 4
