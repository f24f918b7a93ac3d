"""Datelines by city, whatever case the wires filed it in, and where those cities are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from backfile.indexes.index import DatelineEntry
from backfile.indexes.names import commonest_name, is_mixed_case
from backfile.model import permalinks
from backfile.model.authority import Authority, Entity, Kind
from backfile.model.story import Story


def group_datelines(stories: Sequence[Story], authority: Authority) -> dict[str, DatelineEntry]:
    """Cities by the slug of their name; a story with a double dateline belongs to both."""
    positions: defaultdict[str, list[int]] = defaultdict(list)
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for position, story in enumerate(stories):
        dateline = story.article.dateline
        places = dateline.places if dateline else ()
        for slug in dict.fromkeys(permalinks.slugify(place.name) for place in places):
            positions[slug].append(position)
        for place in places:
            forms[permalinks.slugify(place.name)][place.name] += 1
    gazetteer = places_by_slug(authority)
    return {slug: _entry(slug, tuple(positions[slug]), forms[slug], gazetteer.get(slug)) for slug in sorted(positions)}


def places_by_slug(authority: Authority) -> dict[str, Entity]:
    """Place records by the slug of each of their names.

    A record's own name goes before another's alias, then a record with coordinates before one without, then the
    smaller id.
    """
    found: dict[str, tuple[tuple[bool, bool, str], Entity]] = {}
    for record in authority.entities.values():
        if record.kind is not Kind.PLACE:
            continue
        for name in (record.name, *record.aliases, *(name for _, name in record.names)):
            rank = (name != record.name, record.coordinates is None, record.id)
            slug = permalinks.slugify(name)
            if slug not in found or rank < found[slug][0]:
                found[slug] = (rank, record)
    return {slug: record for slug, (_, record) in found.items()}


def _entry(slug: str, positions: tuple[int, ...], forms: Counter[str], place: Entity | None) -> DatelineEntry:
    name = commonest_name(forms)
    if place and not any(is_mixed_case(form) for form in forms):
        name = next((known for known in (place.name, *place.aliases) if permalinks.slugify(known) == slug), name)
    return DatelineEntry(
        name=name,
        url=permalinks.dateline(name),
        stories=positions,
        place=place.id if place else "",
        coordinates=place.coordinates if place else None,
    )
