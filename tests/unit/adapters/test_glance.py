"""A glance: one page from any replica, backwards, or nothing."""

from typing import Any, cast

import pytest
from msgspec.structs import replace

from chalicelib.adapters.dynamo.items import is_torn
from chalicelib.adapters.dynamo.table import Table
from chalicelib.adapters.dynamo.writes import actions_of
from chalicelib.domain.standing import Standing
from chalicelib.ports.log import Save
from tests.fakes.outside import MONDAY

ONE, TWO, KEY = {"sk": {"S": "1"}}, {"sk": {"S": "2"}}, {"pk": {"S": "P#ann"}, "sk": {"S": "2"}}
WHOLE = {"Items": [TWO, ONE]}
CUT = {"Items": [TWO], "LastEvaluatedKey": KEY}
EMPTY = {"Items": [], "LastEvaluatedKey": KEY}


class Pages:
    """A client that answers one page after the other, and keeps what it was asked."""

    def __init__(self, *pages: dict[str, Any]) -> None:
        self.left = list(pages)
        self.asked: list[dict[str, Any]] = []

    def query(self, **asked: Any) -> dict[str, Any]:
        self.asked.append(asked)
        return self.left.pop(0)


@pytest.mark.parametrize(
    ("pages", "seen"),
    [
        pytest.param([WHOLE], [ONE, TWO], id="all on one page, the first first again"),
        pytest.param([{"Items": []}], [], id="nothing there"),
        pytest.param([EMPTY, WHOLE], [ONE, TWO], id="an empty page is not the end"),
        pytest.param([CUT], None, id="a second page may come from another replica"),
        pytest.param([EMPTY, CUT], None, id="and so may a third"),
    ],
)
def test_what_a_glance_sees(pages: list[dict[str, Any]], seen: list[Any] | None) -> None:
    client = Pages(*pages)
    assert Table(cast(Any, client), "steady").glance("ann", "2#", "6#") == seen
    assert client.left == []


def test_a_glance_is_weak_and_goes_backwards() -> None:
    client = Pages(WHOLE)
    Table(cast(Any, client), "steady").glance("ann", "2#", "6#")
    assert client.asked[0]["ScanIndexForward"] is False
    assert "ConsistentRead" not in client.asked[0]


def head(**numbers: int) -> dict[str, Any]:
    return {"sk": {"S": "4#head"}, **{name: {"N": str(number)} for name, number in numbers.items()}}


def standing(**numbers: int) -> dict[str, Any]:
    return {"sk": {"S": "4#standing"}, **{name: {"N": str(number)} for name, number in numbers.items()}}


@pytest.mark.parametrize(
    ("items", "torn"),
    [
        pytest.param([head(v=7, standing_v=5), standing(v=5)], False, id="of one moment"),
        pytest.param([head(v=7, standing_v=7), standing(v=5)], True, id="what stands was read before a write"),
        pytest.param([head(v=7, standing_v=7)], True, id="it was read before there was any"),
        pytest.param([head(v=7), standing()], False, id="of a release that noted nothing"),
        pytest.param([head(v=7, standing_v=7), standing()], True, id="of such a release, changed meanwhile"),
        pytest.param([], False, id="a new person"),
    ],
)
def test_a_write_between_the_head_and_what_stands_shows(items: list[dict[str, Any]], torn: bool) -> None:
    assert is_torn(items) is torn


def test_every_change_of_what_stands_is_numbered_in_both() -> None:
    save = Save(person_id="ann", version=6, standing=Standing(raised=1), assessed_at=MONDAY)
    written = dict(actions_of(save))
    assert written["4#standing"]["Put"]["Item"]["v"] == {"N": "7"}
    assert "standing_v = :new" in written["head"]["Update"]["UpdateExpression"]
    quiet = dict(actions_of(replace(save, standing=None)))
    assert "standing_v" not in quiet["head"]["Update"]["UpdateExpression"]
