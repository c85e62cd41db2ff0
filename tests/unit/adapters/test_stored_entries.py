"""Entries are read as they were stored: packed, and by a release before that, each part in an attribute of its own."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from bench.lives import people
from chalicelib.adapters.dynamo.items import entry_item, kept_of
from chalicelib.adapters.dynamo.keys import Item
from chalicelib.domain.entries import Delete, Edit, Episode
from chalicelib.ports.log import Kept
from tests.fakes.outside import MONDAY
from tests.fakes.plain_items import plainly
from tests.fakes.samples import kept

LATER = MONDAY + timedelta(hours=1)
NOTE = "”so“ \U0001f9b5"
TWITCH = kept(Episode(id="e1", at=MONDAY, received_at=MONDAY, area="calf", minutes=2, note=NOTE))
EDITED = kept(
    Edit(id="e2", at=LATER, received_at=LATER, target="e1", set={"minutes": 3}), target="e1", set={"minutes": 3}
)
DELETED = kept(Delete(id="e3", at=LATER, received_at=LATER, target="e1"), target="e1")
ALL_SAID = replace(
    TWITCH,
    number=7000,
    fingerprint="15bf177e",
    via="kq2m5x7w3z4a6b5c2d7e",
    changes=(replace(EDITED, number=8000), replace(DELETED, number=9000)),
)


def said(one: Kept) -> tuple[object, ...]:
    changes = [(change.entry, dict(change.document), change.number) for change in one.changes]
    return one.entry, dict(one.document), list(one.document), one.number, one.fingerprint, one.via, changes


@pytest.mark.parametrize("one", [pytest.param(TWITCH, id="as logged"), pytest.param(ALL_SAID, id="all that is said")])
def test_an_entry_reads_back_as_it_was(one: Kept) -> None:
    item = entry_item("ann", one)
    assert set(item) == {"pk", "sk", "body"}
    assert said(kept_of(item)) == said(kept_of(plainly(item))) == said(one)


@pytest.mark.parametrize(
    "item", [one for one in people(3) if one["sk"]["S"].startswith("2#")], ids=lambda one: one["sk"]["S"]
)
def test_what_a_release_before_stored_is_read_as_it_was(item: Item) -> None:
    assert said(kept_of(plainly(item))) == said(kept_of(item))
