"""The gazetteer: which places a name may mean. Loaded when first asked, in a few dozen milliseconds."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import msgspec

from backfile.vocabulary.folding import fold
from backfile.vocabulary.geonames import Names, rank, read_geonames
from backfile.vocabulary.place import Place, PlaceKind
from backfile.vocabulary.place_cache import kept
from backfile.vocabulary.territories import called

__all__ = ["Place", "PlaceKind", "country", "fold", "place", "place_names", "places_named"]


class _Gazetteer(msgspec.Struct, frozen=True):
    places: list[Place]
    names: Names


class _Sizes(msgspec.Struct, frozen=True):
    """People of the most important place of each name: all that a recogniser needs, at a third of the time."""

    sizes: dict[str, int]
    countries: dict[str, int]
    """People by ISO code."""


def places_named(name: str, language: str = "en") -> tuple[Place, ...]:
    """The places that ``name`` may mean in ``language``, the most important first: countries, then by people.

    Case, accents, dots and hyphens do not count. Empty for a name that is no place's.
    """
    folded = fold(name)
    found = [_gazetteer().places[row] for row in _gazetteer().names.get(folded, ())]
    if not any(place.kind is PlaceKind.REGION for place in found):
        found += [place for place in _territories(language).get(folded, ()) if place not in found]
    return tuple(sorted(found, key=rank))


def place_names(language: str = "en") -> dict[str, int]:
    """Every folded name of a place in ``language`` → people of the most important place that has it, 0 unknown.

    Made once for each language and shared: not to be changed.
    """
    return _place_names(language)


@cache
def _place_names(language: str) -> dict[str, int]:
    names = dict(kept("place-names", _Sizes, _sizes).sizes)
    for name, population in _territory_sizes(language):
        names[name] = max(population, names.get(name, 0))
    return names


def place(geonames: int) -> Place | None:
    """The place with this GeoNames id."""
    row = _rows().get(geonames)
    return None if row is None else _gazetteer().places[row]


def country(code: str) -> Place | None:
    """The country with this ISO 3166-1 alpha-2 code."""
    return _countries().get(code)


@cache
def _gazetteer() -> _Gazetteer:
    return kept("places", _Gazetteer, lambda: _Gazetteer(*read_geonames()))


def _sizes() -> _Sizes:
    gazetteer = _gazetteer()
    return _Sizes(
        {name: gazetteer.places[rows[0]].population for name, rows in gazetteer.names.items()},
        {code: place.population for code, place in _countries().items()},
    )


@cache
def _rows() -> dict[int, int]:
    return {place.geonames: row for row, place in enumerate(_gazetteer().places)}


@cache
def _countries() -> dict[str, Place]:
    return {place.country: place for place in _gazetteer().places if place.kind is PlaceKind.COUNTRY}


@cache
def _territories(language: str) -> dict[str, tuple[Place, ...]]:
    """Folded name → countries and regions, as English and ``language`` call them."""
    found: defaultdict[str, dict[Place, None]] = defaultdict(dict)
    for tongue in dict.fromkeys(("en", language)):
        for row in called(tongue):
            known = country(row.country) if row.kind is PlaceKind.COUNTRY else None
            itself = known or Place(0, row.names[0], row.kind, row.country, "", None, 0)
            for name in row.names:
                found[fold(name)][itself] = None
    return {name: tuple(places) for name, places in found.items()}


def _territory_sizes(language: str) -> list[tuple[str, int]]:
    """As ``_territories``, without loading the places."""
    countries = kept("place-names", _Sizes, _sizes).countries
    return [
        (fold(name), countries.get(row.country, 0) if row.kind is PlaceKind.COUNTRY else 0)
        for tongue in dict.fromkeys(("en", language))
        for row in called(tongue)
        for name in row.names
    ]
