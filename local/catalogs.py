"""The catalogs of words: what a translator takes, kept up with the source by `make words`.

The template `steady.pot` is made from three places: the mail templates (`{% trans %}`, `_()`), the calls in the source
that carry a text (`Phrase`, `text`), and the tables of words, which are read as they are. Babel is needed here only;
the service reads the compiled catalogs with the standard library.
"""

import ast
import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from chalicelib.adapters.languages import DOMAIN, LOCALES, WORLD
from local.word_tables import Entry, table_entries

ROOT: Final = Path(__file__).resolve().parents[1]
KEYWORDS: Final = {
    "_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2),
}  # fmt: skip
CALLS: Final = frozenset({"Phrase", "text"})
JINJA: Final = {
    "trimmed": "true", "trim_blocks": "true", "lstrip_blocks": "true", "newstyle_gettext": "true", "silent": "false",
}  # fmt: skip
FOR_GPS: Final = re.compile(r"\bGP\b")
"""What English says otherwise where there are no GPs."""
NO_TIME: Final = datetime(2026, 1, 1, tzinfo=UTC)
_UNTRUE: Final = re.compile(
    r'^"(POT-Creation|PO-Revision|Generated|Last-Translator|Language-Team|Report|Project).*\n', re.MULTILINE
)
"""What would differ from day to day, or says nothing."""


def main() -> int:
    """Bring the template and every catalog up to date, and compile them. Says what waits for a translator."""
    template = collect()
    (LOCALES / f"{DOMAIN}.pot").write_text(as_po(template), encoding="utf-8")
    for path in catalogs():
        catalog = updated(path, template)
        path.write_text(as_po(catalog), encoding="utf-8")
        path.with_suffix(".mo").write_bytes(as_mo(catalog))
        waiting = [str(message.id) for message in catalog if message.id and (message.fuzzy or not message.string)]
        print(f"{path.relative_to(ROOT)}: {len(catalog)} texts, {len(waiting)} to translate")
    return 0


def catalogs() -> list[Path]:
    """The catalog of each language."""
    return sorted(LOCALES.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def collect() -> Catalog:
    """Every text that a mail can say, with the files that say it."""
    template = _empty()
    for text, context, path, comment in (*_of_templates(), *_of_source(), *table_entries()):
        comments = [comment] if comment else []
        template.add(text, locations=[(path, 0)], auto_comments=comments, context=context)
    return template


def updated(path: Path, template: Catalog) -> Catalog:
    """A catalog as it is, with what is new in the template and without what is gone."""
    with path.open("rb") as file:
        catalog = read_po(file, locale=path.parents[1].name, domain=DOMAIN)
    catalog.update(_for_world(template) if path.parents[1].name == WORLD else template)
    catalog.obsolete.clear()
    catalog.header_comment = (
        f"# The words of Steady for {catalog.locale_identifier}; docs/words.md says how to work on them."
    )
    catalog.creation_date = catalog.revision_date = NO_TIME
    return catalog


def as_po(catalog: Catalog) -> str:
    """The catalog as a file for people, the same from the same words."""
    written = io.BytesIO()
    write_po(written, catalog, width=120, sort_by_file=True, include_lineno=False, include_previous=False)
    return _UNTRUE.sub("", written.getvalue().decode("utf-8"))


def as_mo(catalog: Catalog) -> bytes:
    """The catalog as the service reads it: what its file for people says, and no more."""
    written = io.BytesIO()
    file = io.BytesIO(as_po(catalog).encode("utf-8"))
    read = read_po(file, locale=catalog.locale)
    read.creation_date = read.revision_date = NO_TIME
    write_mo(written, read)
    return written.getvalue()


def _empty() -> Catalog:
    comment = "# The words of Steady, to start a catalog from; docs/words.md says how."
    return Catalog(domain=DOMAIN, header_comment=comment, creation_date=NO_TIME, fuzzy=False)


def _for_world(template: Catalog) -> Catalog:
    chosen = _empty()
    for message in template:
        if message.id and FOR_GPS.search(str(message.id)):
            chosen.add(message.id, locations=message.locations, context=message.context)
    return chosen


def _of_templates() -> Iterator[Entry]:
    for path in sorted((ROOT / "templates" / "email").glob("*.*")):
        with path.open("rb") as file:
            found = extract("jinja2.ext:babel_extract", file, KEYWORDS, options=JINJA)
            yield from ((text, context, _name(path), "") for _, text, _, context in found)


def _of_source() -> Iterator[Entry]:
    """The fixed texts that are given to CALLS. One that is made up as it goes has its parts in a table."""
    for path in sorted((ROOT / "chalicelib").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and node.args
                and isinstance(node.args[0], ast.Constant)
                and _called(node) in CALLS
            ):
                yield str(node.args[0].value), None, _name(path), ""


def _called(node: ast.Call) -> str:
    """`Phrase`, or `text` of a tongue; a drawing has texts of its own."""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr if getattr(node.func.value, "id", "") in ("tongue", "speech") else ""
    return getattr(node.func, "id", "")


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
