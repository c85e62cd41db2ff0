"""A glance: one page from any replica, backwards, or nothing."""

from typing import Any, cast

import pytest

from chalicelib.adapters.dynamo.table import Table

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
