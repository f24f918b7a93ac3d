"""Teams, and the forms by which sports wires call them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backfile.linking.listed import listed
from backfile.linking.rules import Rule
from backfile.linking.words import fold
from backfile.model.authority import Entity
from backfile.vocabulary.places import PlaceKind, places_named

_SAYS_TEAM = re.compile(
    r"\b(?:teams?|club|franchise|football|soccer|basketball|baseball|hockey|rugby|cricket)\b", re.IGNORECASE
)
_NATIONAL = re.compile(
    r"(?P<land>.+?) (?:men's |women's )?(?:national )?(?:\w+ )?"
    r"(?:football|soccer|cricket|rugby|ice|basketball|hockey)\b.*team$"
)
_SHARED = listed("united city town county rovers athletic wanderers wednesday albion hotspur team club")
"""What ends the names of many teams."""

_CLUB = listed("fc afc cf sc ac ssc ss as f.c. a.f.c. a.c. s.s. a.s. club football")


def is_team(entity: Entity) -> bool:
    """Whether a record is of a team, by its name or description."""
    return _SAYS_TEAM.search(entity.name) is not None or _SAYS_TEAM.search(entity.description) is not None


def team_forms(entity: Entity) -> Iterator[tuple[str, Rule]]:
    """The country of a national team; the place or the rest of the name of any other."""
    if not is_team(entity):
        return
    name = entity.name.partition(" (")[0]
    if match := _NATIONAL.fullmatch(name):
        yield _country_of(match["land"]), Rule.TEAM
        return
    words = name.split()
    while len(words) > 1 and fold(words[-1]) in _CLUB:
        words = words[:-1]
    while len(words) > 1 and fold(words[0]) in _CLUB:
        words = words[1:]
    for cut in range(1, len(words)):
        yield " ".join(words[:cut]), Rule.TEAM
    if len(words) > 1 and fold(words[-1]) not in _SHARED:
        yield words[-1], Rule.TEAM
    if len(words) > 2:
        yield " ".join(words[-2:]), Rule.TEAM


def _country_of(land: str) -> str:
    """``India`` for ``Indian``; the words themselves where they are a country or unknown."""
    for ending, instead in (("", ""), ("n", ""), ("an", ""), ("i", ""), ("ian", ""), ("ish", ""), ("ian", "y")):
        if land.endswith(ending):
            country = land.removesuffix(ending) + instead
            if any(place.kind is PlaceKind.COUNTRY for place in places_named(country)):
                return country
    return land
