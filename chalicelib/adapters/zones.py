"""The country of a time zone, from the zone tables that ship with tzdata."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files


def country_of(zone: str) -> str | None:
    """The country (ISO 3166) of an IANA zone, by its present name or an older one; None where it has none.

    >>> country_of("Europe/London"), country_of("Asia/Calcutta"), country_of("Etc/UTC")
    ('GB', 'IN', None)
    """
    countries = _countries()
    return countries.get(zone) or countries.get(_links().get(zone, ""))


@cache
def named_countries() -> Mapping[str, str]:
    """Every country's name by its code, in the order of the names.

    >>> named_countries()["NZ"]
    'New Zealand'
    """
    lines = [line.split("\t") for line in _lines("iso3166.tab") if not line.startswith("#")]
    return dict(sorted(((code, name) for code, name in lines), key=lambda pair: pair[1]))


@cache
def _countries() -> Mapping[str, str]:
    lines = [line.split("\t") for line in _lines("zone.tab") if not line.startswith("#")]
    return {zone: country for country, _, zone, *_ in lines}


@cache
def _links() -> Mapping[str, str]:
    # Browsers still send old names such as Asia/Calcutta, and zone.tab lists only present ones.
    links = [line.split() for line in _lines("tzdata.zi") if line.startswith("L ")]
    return {old: present for _, present, old in links}


def _lines(name: str) -> list[str]:
    return (files("tzdata") / "zoneinfo" / name).read_text(encoding="utf-8").splitlines()
