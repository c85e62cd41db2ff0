"""What holds for every test: the zones are those of the pinned package, and tests of one group run in one worker."""

import zoneinfo

import pytest
from _pytest.nodeid import coerce_node_id

zoneinfo.reset_tzpath(())


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Make the groups of pytest-xdist count: 3.8.0 writes them where pytest no longer looks since 9.2."""
    for item in items:
        grouped: str = vars(item).get("_nodeid", "")
        if "@" in grouped:
            item._id = coerce_node_id(grouped)
