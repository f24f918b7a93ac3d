"""What a page says that its story is about: topics, and people, organisations, places and events."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from backfile.ingest.formats.html_page.items import Item, name_of, text, types_of, values
from backfile.ingest.text.codes import entity_of, topic_id, wikidata_of
from backfile.ingest.text.html_copy import plain
from backfile.model.authority import Entity, Kind, Topic

_KINDS = {
    "Person": Kind.PERSON,
    "Organization": Kind.ORGANISATION,
    "NewsMediaOrganization": Kind.ORGANISATION,
    "Corporation": Kind.ORGANISATION,
    "GovernmentOrganization": Kind.ORGANISATION,
    "NGO": Kind.ORGANISATION,
    "SportsTeam": Kind.ORGANISATION,
    "SportsOrganization": Kind.ORGANISATION,
    "PoliticalParty": Kind.ORGANISATION,
    "EducationalOrganization": Kind.ORGANISATION,
    "CollegeOrUniversity": Kind.ORGANISATION,
    "Place": Kind.PLACE,
    "City": Kind.PLACE,
    "Country": Kind.PLACE,
    "State": Kind.PLACE,
    "AdministrativeArea": Kind.PLACE,
    "Landform": Kind.PLACE,
    "Event": Kind.EVENT,
    "SportsEvent": Kind.EVENT,
}
_OWN_PAGE = re.compile(r"(?:\A|/)(people|organisations|places|events|topics)/([a-z0-9]+(?:-[a-z0-9]+)*)/\Z")
"""Addresses of an archive like ours, whose last part is the id."""


Subjects = tuple[tuple[str, ...], tuple[str, ...], tuple[Topic | Entity, ...]]


def kind_of_item(item: Item) -> Kind | None:
    """The kind of entity that an item is; None for others."""
    return next((_KINDS[name] for name in types_of(item) if name in _KINDS), None)


def subjects(item: Item, section: str) -> Subjects:
    """``(topics, entities, records)`` of an article. ``section``: that of the page's head, where the item has none."""
    about = values(item, "about")
    sections = values(item, "articleSection") or ([section] if section else [])
    entities: dict[str, Entity] = {}
    for value in (*about, *values(item, "mentions"), *values(item, "contentLocation")):
        if isinstance(value, dict) and (kind := kind_of_item(value)) and (entity := _entity(value, kind)):
            entities.setdefault(entity.id, entity)
    topics: dict[str, Topic | None] = {}
    known: set[str] = set()
    for value in (*about, *sections):
        name = plain(name_of(value))
        if name.casefold() in known or (isinstance(value, dict) and kind_of_item(value)):
            continue
        known.add(name.casefold())
        identifier, record = _topic(value, name)
        if identifier:
            topics.setdefault(identifier, record)
    records: list[Topic | Entity] = [*filter(None, topics.values()), *entities.values()]
    return tuple(topics), tuple(entities), tuple(records)


def _topic(value: Any, name: str) -> tuple[str, Topic | None]:
    own = _OWN_PAGE.search(str(value.get("@id") or "")) if isinstance(value, dict) else None
    if own and own.group(1) == "topics":
        return own.group(2), Topic(own.group(2), name)
    return topic_id(_code(value), name)


def _code(value: Any) -> str:
    """An IPTC code of a thing, where it has one."""
    if not isinstance(value, dict):
        return ""
    given = [value.get("termCode"), value.get("@id"), *values(value, "sameAs")]
    return next((one for one in given if isinstance(one, str) and ("medtop" in one or "cv.iptc.org" in one)), "")


def _entity(value: Item, kind: Kind) -> Entity | None:
    entity = _record(value, kind)
    own = _OWN_PAGE.search(str(value.get("@id") or ""))
    if entity is None or own is None or own.group(1) != kind.folder:
        return entity
    return replace(entity, id=f"{kind.value}:{own.group(2)}")


def _record(value: Item, kind: Kind) -> Entity | None:
    same = [one for one in values(value, "sameAs") if isinstance(one, str)]
    at = next((one for one in values(value, "geo") if isinstance(one, dict)), {})
    address = next((one for one in values(value, "address") if isinstance(one, dict)), {})
    return entity_of(
        kind,
        plain(name_of(value)),
        wikidata=next((found for one in same if (found := wikidata_of(one))), ""),
        coordinates=_degrees(at),
        country=text(address, "addressCountry"),
        same_as=tuple(one for one in same if not wikidata_of(one)),
    )


def _degrees(item: Item) -> tuple[float, float] | None:
    try:
        return float(name_of(item.get("latitude"))), float(name_of(item.get("longitude")))
    except ValueError:
        return None
