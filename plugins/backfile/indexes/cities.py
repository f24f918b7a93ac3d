"""Datelines by city, whatever case and language the wires filed it in, and where those cities are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from backfile.indexes.index import DatelineEntry
from backfile.indexes.names import commonest_name, is_mixed_case
from backfile.model import permalinks
from backfile.model.authority import Authority, Entity, Kind
from backfile.model.story import Story


def group_datelines(stories: Sequence[Story], authority: Authority) -> tuple[dict[str, DatelineEntry], dict[str, str]]:
    """Cities by the slug of their name, and for the slug of every name that was filed the city's.

    ``Moscou``, ``МОСКВА`` and ``Moscow`` are one city when a place record knows all three: under the record's own name.
    A story with a double dateline belongs to both cities.
    """
    known = places_by_slug(authority)
    positions: defaultdict[str, list[int]] = defaultdict(list)
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    cities: dict[str, str] = {}
    for position, story in enumerate(stories):
        places = story.article.dateline.places if story.article.dateline else ()
        slugs = []
        for place in places:
            filed = permalinks.slugify(place.name)
            slug = cities.get(filed)
            if slug is None:
                slug = cities[filed] = permalinks.slugify(known[filed].name) if filed in known else filed
            forms[slug][place.name] += 1
            slugs.append(slug)
        for slug in dict.fromkeys(slugs):
            positions[slug].append(position)
    entries = {slug: _entry(slug, tuple(positions[slug]), forms[slug], known.get(slug)) for slug in sorted(positions)}
    return entries, {filed: cities[filed] for filed in sorted(cities)}


def city_addresses(cities: dict[str, str]) -> dict[str, str]:
    """For every filed name that goes under another: the address it would have → the city's address."""
    shown = set(cities.values())
    return {
        permalinks.dateline(filed): permalinks.dateline(slug)
        for filed, slug in cities.items()
        if filed != slug and filed not in shown
    }


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
    own = {form: count for form, count in forms.items() if permalinks.slugify(form) == slug}
    if place and not any(is_mixed_case(form) for form in own):
        # All shouted, or filed in other languages only: the editors know how the city is spelt.
        name = next((it for it in (place.name, *place.aliases) if permalinks.slugify(it) == slug), place.name)
    else:
        name = commonest_name(own)
    return DatelineEntry(
        name=name,
        url=permalinks.dateline(slug),
        stories=positions,
        place=place.id if place else "",
        coordinates=place.coordinates if place else None,
    )
