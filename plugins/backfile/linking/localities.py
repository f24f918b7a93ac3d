"""Evidence on which place is meant: the state that stands behind it, or that the article never names; city or state."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

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
_KNOWN = 0.5
"""Most that a place weighs among its namesakes that is not the best known."""


def of_place(entity: Entity, spot: Spot, parsed: Parsed) -> Iterator[Evidence]:
    """Whether a place can be meant where it is named."""
    if spot.first < 0:
        return
    region = region_behind(parsed.words[spot.text], spot.end, behind(spot))
    if region and lies_elsewhere(entity, region):
        yield Evidence(f"{region[0]} stands behind it, and it is elsewhere", _ELSEWHERE)
    name, comma, where = entity.name.partition(", ")
    little = comma and not spot.full and key_of(name) == spot.key and not _is_known(entity, spot.key)
    if little and not _is_said(entity, where, parsed):
        yield _UNSAID
    if len(spot.forms) > 1 and _is_city_and_state(spot.key):
        is_state = sort_of(entity) is PlaceKind.STATE
        if says_state(spot, parsed):
            yield _STATE if is_state else _NO_CITY
        else:
            yield _NO_STATE if is_state else _CITY if _is_known(entity, spot.key) else _NO_STATE


def _is_known(entity: Entity, key: str) -> bool:
    return weight_among_namesakes(entity, key) > _KNOWN


def _is_said(entity: Entity, where: str, parsed: Parsed) -> bool:
    """Whether the article names the state or country that a record of a place names."""
    lands = countries_of_article(parsed)
    for region in {key_of(where), *filter(is_area, regions_of(entity) - {key_of(entity.name)})}:
        land = country_called(region)
        if lands[land] if land else parsed.says(region):
            return land != "US"
        if any(parsed.says(key_of(short)) for short in abbreviations_of(region)):
            return True
    return False


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
