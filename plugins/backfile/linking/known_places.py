"""How well known a place is among those of its name, by the gazetteer: London in England before London in Ontario."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from math import log10

from backfile.linking.regions import STATE_CODES, regions_of
from backfile.linking.words import key_of
from backfile.model.authority import Entity
from backfile.vocabulary.place import Place
from backfile.vocabulary.places import PlaceKind, country, places_named

_SORTS = re.compile(
    r"\b(?:(country|nation|republic|kingdom|sovereign)|((?:u\.s\. |federal )?state)|(city|town|capital|municipality"
    r"|port|village|borough|suburb|county|neighbou?rhood|township|hamlet|settlement|metropolis))\b",
    re.IGNORECASE,
)
_KINDS = (PlaceKind.COUNTRY, PlaceKind.STATE, PlaceKind.CITY)

_NEAR = 1.5
"""Degrees between a record's coordinates and the gazetteer's for the same place; more for countries and states."""


def weight_among_namesakes(entity: Entity, name: str) -> float:
    """Evidence for ``entity`` where several places are called ``name``; 0 for one that the gazetteer does not have."""
    for row, place in enumerate(places_named(name)[:6]):
        if _is_same(entity, place):
            if row:
                return _FURTHER[min(row, len(_FURTHER)) - 1]
            if place.kind is PlaceKind.COUNTRY:
                return _COUNTRY
            return min(2.0, 0.6 + 0.5 * max(0.0, log10(max(1, place.population)) - 4.2))
    return 0.0


_COUNTRY = 1.8
_FURTHER = (0.5, 0.3, 0.2)
"""Weights of the second, third … place of a name."""


def lies_elsewhere(entity: Entity, region: Iterable[str]) -> bool:
    """Whether a record says where it is, and that is not the country or state ``region`` (keys that it may be)."""
    if sort_of(entity) in (PlaceKind.COUNTRY, PlaceKind.STATE) or is_area(key_of(entity.name)):
        return False  # then they stand in a list
    wanted = {key for key in region if is_area(key)}
    said = {key for key in regions_of(entity) if is_area(key)} - {key_of(entity.name)}
    if not wanted or not said:
        return False
    if not wanted.isdisjoint(_STATES):
        wanted |= {"united states", *_OTHER_NAMES["US"]}
    if not wanted.isdisjoint(_PARTS):
        wanted |= {"united kingdom", *_OTHER_NAMES["GB"]}
    return wanted.isdisjoint(said)


def countries_of(dateline: Iterable[str]) -> set[str]:
    """ISO codes of the countries in which the places of a dateline most probably are."""
    found = set()
    for name in dateline:
        city, _, region = name.partition(", ")
        areas = [key_of(region)] if region else []
        for place in places_named(city):
            if not areas or not _areas(place).isdisjoint(areas):
                found.add(place.country)
                break
    return found - {""}


def _is_same(entity: Entity, place: Place) -> bool:
    sort = sort_of(entity)
    if sort is not None and sort is not place.kind and place.kind in _KINDS:
        return False
    if place.kind is PlaceKind.COUNTRY and sort is PlaceKind.COUNTRY:
        return True
    said = [region for region in regions_of(entity) if is_area(region) and region != key_of(place.name)]
    if said:
        return not _areas(place).isdisjoint(said)
    if entity.country and place.country and entity.country != place.country:
        return False
    if entity.coordinates and place.coordinates:
        apart = max(
            abs(entity.coordinates[0] - place.coordinates[0]), abs(entity.coordinates[1] - place.coordinates[1])
        )
        return apart <= (_NEAR if place.kind is PlaceKind.CITY else 8 * _NEAR)
    return True


@lru_cache(maxsize=4096)
def present_name(name: str) -> str:
    """The key of the name of a large city that ``name`` is another name of: ``mumbai`` for ``Bombay``.

    Empty where it is its own name, or where several places could be meant.
    """
    places = places_named(name) if name.isalpha() else ()  # of several words are mostly nicknames
    if not places or places[0].kind is not PlaceKind.CITY or places[0].population < _LARGE:
        return ""
    if any(
        other.kind is not PlaceKind.CITY or _CLEARLY * other.population > places[0].population for other in places[1:]
    ):
        return ""
    today = key_of(places[0].name)
    return "" if today == key_of(name) else today


_LARGE = 300_000
_CLEARLY = 20
"""How many times larger the city must be than any other of the name."""


def is_metropolis(name: str, short: str) -> bool:
    """Whether a city of millions is what its short name means first, such as ``New York``."""
    places = places_named(short)
    return bool(places) and places[0].population > _MILLIONS and key_of(places[0].name) == key_of(name)


_MILLIONS = 2_000_000


def sort_of(entity: Entity) -> PlaceKind | None:
    """Country, state or city by the first such word in a record's title or description."""
    bracket = entity.name.partition("(")[2]
    match = _SORTS.search(bracket) or _SORTS.search(entity.description)
    return _KINDS[(match.lastindex or 1) - 1] if match else None


@lru_cache(maxsize=4096)
def is_area(key: str) -> bool:
    """Whether a word is the name of a country, state or part of a country."""
    if key in _PARTS:
        return True
    return any(place.kind in (PlaceKind.COUNTRY, PlaceKind.STATE) for place in places_named(key))


@lru_cache(maxsize=4096)
def _areas(place: Place) -> frozenset[str]:
    found = set()
    if place.kind is not PlaceKind.COUNTRY and (land := country(place.country)):
        found |= {key_of(land.name), *_OTHER_NAMES.get(place.country, ())}
    if place.country == "US" and place.region in STATE_CODES:
        found.add(STATE_CODES[place.region])
    found |= _BY_PART.get(place.region, frozenset()) if place.country == "GB" else frozenset()
    return frozenset(found)


_OTHER_NAMES = {"US": ("us", "usa", "america"), "GB": ("uk", "britain", "great britain"), "RU": ("soviet union",)}
_STATES = frozenset(STATE_CODES.values())
_BY_PART = {
    "ENG": frozenset(("england",)),
    "SCT": frozenset(("scotland",)),
    "WLS": frozenset(("wales",)),
    "NIR": frozenset(("northern ireland",)),
}
_PARTS = frozenset(("england", "scotland", "wales", "northern ireland", "us", "usa", "uk", "britain", "great britain"))
