"""A place of the gazetteer."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class PlaceKind(StrEnum):
    """What a place of the gazetteer is."""

    COUNTRY = "country"
    """Also states of former days, which have no code and no coordinates."""
    STATE = "state"
    """A state of the United States."""
    CITY = "city"
    """Of 15,000 people or more, or a capital."""
    REGION = "region"
    """Continents, parts of the world, parts of countries, seas."""


class Place(NamedTuple):
    """A country, state, city or region (a tuple: there are tens of thousands)."""

    geonames: int
    """GeoNames id, 0 for what GeoNames' extract does not have."""
    name: str
    kind: PlaceKind
    country: str
    """ISO 3166-1 alpha-2, or empty."""
    region: str
    """GeoNames' code of the first-order division: the postal code of a state of the US, ``ENG``."""
    coordinates: tuple[float, float] | None
    """Latitude and longitude in degrees (WGS 84). Of a country or state: the middle of its cities, by people."""
    population: int
    """0 where it is not known."""
