"""Settles what records say of each other: who has been merged into whom, which topic a parent's name means, where a
place is that has no coordinates.

After that every ``merged_into`` leads to a record that stands for itself, every ``parent`` is an id.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar

from backfile.model.authority import Authority, Entity, Kind, Topic
from backfile.model.problems import Problem
from backfile.reader.fields import Fields
from backfile.reader.gazetteer import place_found
from backfile.reader.record_fields import read_geonames
from backfile.reader.topic_names import TopicNames

Places = Mapping[str, Fields]
"""Where each record stands; the key is ``topic:<id>`` or an entity's id."""

T = TypeVar("T", Topic, Entity)


def settle(authority: Authority, places: Places, problems: list[Problem]) -> Authority:
    """The records with all of this decided; what cannot be decided is a problem, and the record stands for itself."""
    return Authority(
        _topics(authority.topics, places, problems),
        _entities(authority.entities, places, problems),
    )


def _topics(topics: Mapping[str, Topic], places: Places, problems: list[Problem]) -> dict[str, Topic]:
    alone = TopicNames({topic_id: replace(topic, merged_into="") for topic_id, topic in topics.items()})
    wanted = {}
    for topic_id, topic in topics.items():
        if topic.merged_into:
            known = topic.merged_into if topic.merged_into in topics else alone.known(topic.merged_into)
            wanted[topic_id] = known or topic.merged_into
    ends = _ends(wanted, lambda name: name in topics or alone.known(name) is not None, places, "topic:", problems)
    merged = {topic_id: _merged(topic, ends.get(topic_id, ""), topics) for topic_id, topic in topics.items()}
    names = TopicNames(merged)

    def parent(topic: Topic) -> str:
        """Its parent's id. Where that was merged into the topic itself, the parent of what was merged."""
        above, seen = topic.parent, set()
        while above and above not in seen:
            seen.add(above)
            known = names.known(above) or above
            if known != topic.id:
                return known
            above = topics[above].parent if above in ends else ""
        return topic.parent

    return {topic_id: replace(topic, parent=parent(topic)) for topic_id, topic in merged.items()}


def _entities(entities: Mapping[str, Entity], places: Places, problems: list[Problem]) -> dict[str, Entity]:
    wanted = {entity_id: entity.merged_into for entity_id, entity in entities.items() if entity.merged_into}
    ends = _ends(wanted, entities.__contains__, places, "", problems)
    found = {}
    for entity_id, entity in entities.items():
        settled = _merged(entity, ends.get(entity_id, ""), entities)
        if entity.unlike:
            unlike = tuple(dict.fromkeys(ends.get(other, other) for other in entity.unlike))
            settled = replace(settled, unlike=unlike)
        if entity.kind is Kind.PLACE and not settled.merged_into:
            settled = _placed(settled, places[entity_id])
        found[entity_id] = settled
    return found


def _merged(record: T, end: str, records: Mapping[str, T]) -> T:
    if record.merged_into == end and (record.name or not end):
        return record
    # A record that only leads on needs no name: its old id and its other names are enough.
    name = record.name or (records[end].name if end in records else record.id)
    return replace(record, merged_into=end, name=name)


def _placed(entity: Entity, fields: Fields) -> Entity:
    """A place with coordinates and country: its own, else those of the gazetteer."""
    geonames = fields.value("geonames", read_geonames, 0)
    if entity.coordinates and entity.country and not geonames:
        return entity
    found = place_found(entity, geonames)
    if found is None:
        if geonames:
            hint = "it holds countries, states of the US and cities from 15,000 people; give coordinates and country"
            fields.warn("geonames", f"geonames: the gazetteer has no place {geonames}", hint)
        return entity
    same_as = entity.same_as
    if geonames and (address := f"https://www.geonames.org/{geonames}") not in same_as:
        same_as = (*same_as, address)
    coordinates, country = entity.coordinates or found.coordinates, entity.country or found.country
    return replace(entity, coordinates=coordinates, country=country, same_as=same_as)


def _ends(
    wanted: Mapping[str, str],
    exists: Callable[[str], bool],
    places: Places,
    prefix: str,
    problems: list[Problem],
) -> dict[str, str]:
    """For each merged record where its chain ends. Those that lead nowhere or in a circle are left out."""
    ends: dict[str, str] = {}
    reported: set[str] = set()
    for start in wanted:
        way = [start]
        while (following := wanted.get(way[-1])) and following not in way:
            way.append(following)
        fields = places[prefix + start]
        if following:
            circle = way[way.index(following) :]
            if start in circle and not reported & set(circle):
                reported |= set(circle)
                message = f"records are merged into each other: {' > '.join([*circle, circle[0]])}"
                fields.error("merged_into", message, "one of them must stand for itself")
        elif exists(way[-1]):
            ends[start] = way[-1]
        elif wanted[start] == way[-1]:
            fields.error("merged_into", f"merged_into {way[-1]}: there is no such record", "correct the id, or add it")
    return ends
