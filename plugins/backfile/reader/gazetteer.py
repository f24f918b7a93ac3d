"""Places of records in the gazetteer, so that editors need not type coordinates."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from backfile.model.authority import Entity

if TYPE_CHECKING:
    from backfile.vocabulary.place import Place

_NEAR = 1.0
"""Degrees within which a place of the same name is taken for the one whose coordinates an editor gave."""


def place_found(entity: Entity, geonames: int = 0) -> Place | None:
    """The place of the gazetteer that a place record describes: by GeoNames id, else by its names in turn.

    The most important place of a name counts; country or coordinates that the record gives narrow, and what stands
    behind the name in its title.
    """
    from backfile.vocabulary import places  # noqa: PLC0415 - takes a tenth of a second, and most records need none

    if geonames:
        return places.place(geonames)
    bare, region = _parted(entity.name)
    names = [("en", bare), *entity.names]
    if not region:
        names += [("en", alias) for alias in entity.aliases if _alike(alias, entity.name)]
    for language, name in names:
        for place in places.places_named(name, language.partition("-")[0].lower()):
            if entity.country and place.country != entity.country:
                continue
            if entity.coordinates and not _near(entity.coordinates, place.coordinates):
                continue
            if region and not _lies_in(place, region):
                continue
            return place
    return None


def _parted(name: str) -> tuple[str, str]:
    """The place, and what the title says of where or what it is: ``Paris, Texas``, ``Georgia (country)``."""
    if name.endswith(")"):
        bare, _, region = name[:-1].rpartition(" (")
    else:
        bare, _, region = name.partition(", ")
    return (bare, region) if bare else (name, "")


def _lies_in(place: Place, region: str) -> bool:
    from backfile.vocabulary import places  # noqa: PLC0415 - loaded by now

    wanted = places.fold(region)
    if wanted.rpartition(" ")[2] == place.kind.value:
        return True
    for area in places.places_named(region):
        if area.kind is places.PlaceKind.COUNTRY and area.country == place.country != "":
            return True
        if area.kind is places.PlaceKind.STATE and (area.country, area.region) == (place.country, place.region):
            return True
    return wanted == _PARTS_OF_BRITAIN.get(place.region, "-") and place.country == "GB"


_PARTS_OF_BRITAIN = {"ENG": "england", "SCT": "scotland", "WLS": "wales", "NIR": "northern ireland"}


def _alike(alias: str, name: str) -> bool:
    """Whether an alias is another spelling: an alias in other words may be the name of something larger."""
    return SequenceMatcher(None, alias.lower(), name.lower()).ratio() >= _SPELLING


_SPELLING = 0.75
"""Share of letters that two spellings of one name have in common."""


def _near(one: tuple[float, float], other: tuple[float, float] | None) -> bool:
    return other is not None and abs(one[0] - other[0]) <= _NEAR and abs(one[1] - other[1]) <= _NEAR
