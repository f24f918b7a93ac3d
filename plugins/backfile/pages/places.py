"""Places in their countries: which places a country has, and which page is the country's own."""

from __future__ import annotations

import re
from collections import defaultdict

from backfile.indexes import EntityEntry, Index
from backfile.indexes.significance import coarse
from backfile.model.authority import Entity, Kind
from backfile.model.permalinks import slugify
from backfile.pages.countries import country_name

MOST = 40
"""Places that a country's page names, those with most articles."""

_TURNED = re.compile(r"(.+) \((.+)\)")


class Countries:
    """The places of an index by country."""

    def __init__(self, index: Index) -> None:
        self._own: dict[str, EntityEntry] = {}
        self._places: defaultdict[str, list[EntityEntry]] = defaultdict(list)
        for entry in index.of_kind(Kind.PLACE):
            code = entry.entity.country
            if code and code not in self._own and is_country(entry.entity):
                self._own[code] = entry
            elif code:
                self._places[code].append(entry)

    def country_of(self, entity: Entity) -> EntityEntry | None:
        """The page of the country that a place lies in; None for the country itself."""
        own = self._own.get(entity.country) if entity.kind is Kind.PLACE else None
        return own if own and own.entity.id != entity.id else None

    def places_in(self, entity: Entity) -> list[EntityEntry]:
        """A country's places by name; nothing for any other entity.

        Which are named when there are many depends on their articles in round numbers, so that an article about one of
        them nearly never changes the page of its country.
        """
        own = self._own.get(entity.country) if entity.kind is Kind.PLACE else None
        if not own or own.entity.id != entity.id:
            return []
        places = self._places[entity.country]
        if len(places) > MOST:
            places = sorted(places, key=lambda it: (-coarse(len(it.stories)), it.url))[:MOST]
        return sorted(places, key=lambda it: (it.entity.name.casefold(), it.url))


def is_country(entity: Entity) -> bool:
    """True for a place that has a name of its own country: ``Turkey``, ``South Korea``, ``Myanmar``."""
    official = country_name(entity.country)
    turned = _TURNED.fullmatch(official)
    known = {official, *([f"{turned[2]} {turned[1]}", turned[1], turned[2]] if turned else ())}
    slugs = {slugify(name) for name in known}
    return any(slugify(name) in slugs for name in (entity.name, *entity.aliases, *(name for _, name in entity.names)))
