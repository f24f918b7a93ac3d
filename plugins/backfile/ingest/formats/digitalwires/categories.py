"""The categories of an entry: topics, places, people and keywords; those of desks and wires are left out."""

from __future__ import annotations

from backfile.ingest.formats.json_items.points import point
from backfile.ingest.formats.json_items.records import entity_of, topic_id
from backfile.ingest.formats.json_items.values import Object, line, lines, text
from backfile.model.authority import Entity, Topic

_TOPICS = ("dpasubject", "subject")
_ENTITIES = {"geosubject": "place", "person": "person", "organisation": "organisation", "organization": "organisation"}
_NOWHERE = "dpacountry:196"
"""What dpa calls "International"."""


def names_of(categories: list[Object], kind: str) -> list[str]:
    """The names of all categories of a kind, each once."""
    wanted = f"dnltype:{kind}"
    names = (line(category.get("name")) for category in categories if category.get("type") == wanted)
    return list(dict.fromkeys(filter(None, names)))


def keywords_of(entry: Object, categories: list[Object]) -> tuple[str, ...]:
    """The line of keywords that dpa puts above a story on its older wires: subjects, places, free keywords."""
    kinds = ("dpasubject", "geosubject", "keyword")
    found = [name for kind in kinds for name in lines(entry.get(f"{kind}_names")) or names_of(categories, kind)]
    return tuple(dict.fromkeys(found))


def subjects_of(categories: list[Object]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[Topic | Entity, ...]]:
    """Topics, entities and their records; what belongs to desks and wires is left out."""
    topics: dict[str, Topic | None] = {}
    entities: dict[str, Entity] = {}
    for category in categories:
        kind = text(category.get("type")).rpartition(":")[2]
        name, qcode = line(category.get("name")), text(category.get("qcode"))
        if kind in _TOPICS and len(name) > 1:  # AP's categories are called "a", "f", "i"
            topic, record = topic_id(qcode, name)
            if topic:
                topics.setdefault(topic, record)
            continue
        entity = None
        if kind == "poi":
            entity = _point_of_interest(category)
        elif kind in _ENTITIES and qcode != _NOWHERE:
            entity = entity_of(_ENTITIES[kind], name, qcode=qcode)
        if entity is not None:
            entities.setdefault(entity.id, entity)
    records: list[Topic | Entity] = [record for record in topics.values() if record]
    return tuple(topics), tuple(entities), (*records, *entities.values())


def _point_of_interest(category: Object) -> Entity | None:
    """A place to be shown on a map: its name and, as many have one of that name, its town."""
    feature = category.get("geojson")
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        return None
    name, town = line(properties.get("name")) or line(category.get("name")), line(properties.get("locality"))
    full = name if not town or town in name else f"{name}, {town}"
    return entity_of("place", full, coordinates=point(feature)) if name else None
