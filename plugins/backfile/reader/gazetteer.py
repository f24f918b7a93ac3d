"""Places of records in the gazetteer, so that editors need not type coordinates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backfile.model.authority import Entity

if TYPE_CHECKING:
    from backfile.vocabulary.place import Place

_NEAR = 1.0
"""Degrees within which a place of the same name is taken for the one whose coordinates an editor gave."""


def place_found(entity: Entity, geonames: int = 0) -> Place | None:
    """The place of the gazetteer that a place record describes: by GeoNames id, else by its names in turn.

    The most important place of a name counts; country or coordinates that the record gives narrow.
    """
    from backfile.vocabulary import places  # noqa: PLC0415 - takes a tenth of a second, and most records need none

    if geonames:
        return places.place(geonames)
    names = [("en", entity.name), *entity.names, *(("en", alias) for alias in entity.aliases)]
    for language, name in names:
        for place in places.places_named(name, language.partition("-")[0].lower()):
            if entity.country and place.country != entity.country:
                continue
            if entity.coordinates and not _near(entity.coordinates, place.coordinates):
                continue
            return place
    return None


def _near(one: tuple[float, float], other: tuple[float, float] | None) -> bool:
    return other is not None and abs(one[0] - other[0]) <= _NEAR and abs(one[1] - other[1]) <= _NEAR
