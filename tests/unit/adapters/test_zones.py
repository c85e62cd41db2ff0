"""A zone leads to the country whose emergency number is shown."""

import pytest

from chalicelib.adapters.zones import country_of


@pytest.mark.parametrize(
    ("zone", "country"),
    [
        ("Europe/London", "GB"), ("Europe/Berlin", "DE"), ("Europe/Stockholm", "SE"), ("America/New_York", "US"),
        ("Europe/Isle_of_Man", "IM"), ("Pacific/Auckland", "NZ"),
    ],
)  # fmt: skip
def test_a_zone_of_zone_tab_has_its_country(zone: str, country: str) -> None:
    assert country_of(zone) == country


@pytest.mark.parametrize(
    ("zone", "country"),
    [("US/Eastern", "US"), ("Asia/Calcutta", "IN"), ("America/Buenos_Aires", "AR"), ("GB", "GB"), ("Japan", "JP")],
)
def test_an_older_name_leads_to_the_same_country(zone: str, country: str) -> None:
    assert country_of(zone) == country


@pytest.mark.parametrize("zone", ["UTC", "Etc/GMT+5", "", "Mars/Olympus", "../zone.tab", "# tzdb"])
def test_a_zone_without_a_country_has_none(zone: str) -> None:
    assert country_of(zone) is None
