"""Evidence on which place is meant: the state that stands behind it, or that the article never names; city or state."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from backfile.linking.document import Parsed
from backfile.linking.evidence import Evidence
from backfile.linking.known_places import is_area, lies_elsewhere, sort_of, weight_among_namesakes
from backfile.linking.listed import listed
from backfile.linking.nations import countries_of_article, country_called
from backfile.linking.regions import STATES, abbreviations_of, region_behind, regions_of
from backfile.linking.spots import Spot
from backfile.linking.surroundings import behind
from backfile.linking.words import key_of
from backfile.model.authority import Entity, Kind
from backfile.vocabulary.places import PlaceKind, places_named

_ELSEWHERE = -4.0
_UNSAID = Evidence("a little known place, and the article does not name where it is", -2.5)
_STATE = Evidence("the words around it say that it is the state", 2.5)
_NO_CITY = Evidence("the words around it say that it is the state", -2.0)
_CITY = Evidence("wires mean the city", 1.5)
_NO_STATE = Evidence("wires mean the city", -1.5)
_LISTED = listed("and or")
_KNOWN = 0.5
"""Most that a place weighs among its namesakes that is not the best known."""


class Localities:
    """Evidence on places; what it knows of records is worked out once for each."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], bool] = {}
        self._where: dict[str, tuple[_Region, ...]] = {}

    def evidence(self, entity: Entity, spot: Spot, parsed: Parsed) -> Iterator[Evidence]:
        """Whether a place can be meant where it is named."""
        if spot.first < 0:
            return
        words, after = parsed.words[spot.text], behind(spot)
        region = region_behind(words, spot.end, after)
        if region and not _LISTED.isdisjoint(words.keys[after + 1 : after + 3]):
            region = ()  # one more of several places
        if region and lies_elsewhere(entity, region):
            yield Evidence(f"{region[0]} stands behind it, and it is elsewhere", _ELSEWHERE)
        named = not spot.full and ", " in entity.name and key_of(entity.name.partition(", ")[0]) == spot.key
        if named and not self._is_known(entity, spot.key) and not self._is_said(entity, parsed):
            yield _UNSAID
        if len(spot.forms) > 1 and _is_city_and_state(spot.key):
            is_state = sort_of(entity) is PlaceKind.STATE
            if says_state(spot, parsed):
                yield _STATE if is_state else _NO_CITY
            else:
                yield _CITY if not is_state and self._is_known(entity, spot.key) else _NO_STATE

    def _is_known(self, entity: Entity, key: str) -> bool:
        if (entity.id, key) not in self._known:
            self._known[entity.id, key] = weight_among_namesakes(entity, key) > _KNOWN
        return self._known[entity.id, key]

    def _is_said(self, entity: Entity, parsed: Parsed) -> bool:
        """Whether the article names the state or country that a record of a place names."""
        if entity.id not in self._where:
            self._where[entity.id] = tuple(_regions(entity))
        lands = countries_of_article(parsed)
        for region in self._where[entity.id]:
            if region.land:
                if region.land != "US" and lands[region.land]:
                    return True
            elif any(map(parsed.says, region.names)):
                return True
        return False


class _Region(NamedTuple):
    names: tuple[str, ...]
    """Keys by which a text may have it."""
    land: str
    """ISO code where it is a country."""


def _regions(entity: Entity) -> Iterator[_Region]:
    """The states and countries in which a record's name and description have a place."""
    where = key_of(entity.name.partition(", ")[2])
    for region in dict.fromkeys((where, *sorted(filter(is_area, regions_of(entity) - {key_of(entity.name)})))):
        yield _Region((region, *map(key_of, abbreviations_of(region))), country_called(region))


@lru_cache(maxsize=4096)
def _is_city_and_state(key: str) -> bool:
    """Whether a name is of a state of the US and, first of all, of a city."""
    places = places_named(key)
    if not places or places[0].kind is not PlaceKind.CITY:
        return False
    own = key_of(places[0].name) == key or places[0].population > _METROPOLIS
    return own and any(place.kind is PlaceKind.STATE for place in places)


_METROPOLIS = 2_000_000


def says_state(spot: Spot, parsed: Parsed) -> bool:
    """Whether the words around mean a state: ``upstate New York``, ``Washington state``, ``Albany, New York``."""
    words = parsed.words[spot.text]
    after = behind(spot)
    if after < len(words.keys) and words.keys[after] in ("state", "gov") and words.text[spot.end] == " ":
        return words.keys[after + 1 : after + 2] != ["department"]
    if not _BEFORE.isdisjoint(words.keys[max(0, spot.first - 3) : spot.first]):
        return True
    if _beside_state(words.keys, spot.first, after):
        return True
    name = parsed.name_ending(spot.text, spot.start - 2)
    return words.text[spot.start - 2 : spot.start] == ", " and name is not None and _is_city(name.kind, spot, parsed)


def _beside_state(keys: list[str], first: int, after: int) -> bool:
    """Whether a state is named in the same breath: ``California and New York``."""
    before, behind_it = keys[max(0, first - 3) : first], keys[after : after + 3]
    if before[-1:] == ["and"] and (before[-2] in STATES or " ".join(before[-3:-1]) in STATES):
        return True
    return (
        behind_it[:1] == ["and"]
        and len(behind_it) > 1
        and (behind_it[1] in STATES or " ".join(behind_it[1:]) in STATES)
    )


def _is_city(kind: Kind, spot: Spot, parsed: Parsed) -> bool:
    """Whether what stands before a comma is a city in the state, and not one more place of a list."""
    words = parsed.words[spot.text]
    after = behind(spot)
    listed_on = after < len(words.keys) and words.keys[after] in ("and", "or")
    return kind is Kind.PLACE and not listed_on and words.text[spot.end : spot.end + 1] in (",", ".", ";", "", " ")


_BEFORE = listed("upstate state governor gov senator sen seat northern southern western eastern rural")
