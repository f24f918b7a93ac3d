"""What an item is about: its subjects as topics, its people, organisations and places as entities, with their codes.

ninjs 1 has ``subject``, ``person``, ``organisation``, ``place`` with ``scheme`` and ``code``; 2 and 3 have
``subjects``, ``people``, ``organisations``, ``places`` with ``uri`` and ``literal``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from backfile.ingest.formats.json_items.points import point
from backfile.ingest.formats.json_items.records import entity_of, topic_id
from backfile.ingest.formats.json_items.values import Object, line, lines, objects, text
from backfile.model.authority import Entity, Topic

_ENTITIES = (
    ("person", ("people", "person", "persons")),
    ("organisation", ("organisations", "organisation", "organizations", "organization", "company")),
    ("place", ("places", "place")),
    ("event", ("events", "event")),
)

_PREFIXES = (
    (re.compile(r"cv\.iptc\.org/newscodes/mediatopic/?|\bmedtop\b", re.IGNORECASE), "medtop"),
    (re.compile(r"cv\.iptc\.org/newscodes/subjectcode/?|\bsubj\b|iptc_subject_code", re.IGNORECASE), "subj"),
)
_AP = re.compile(r"cv\.ap\.org/id/?", re.IGNORECASE)
_AP_PREFIX = {"topic": "apsubject", "person": "apperson", "organisation": "aporg", "place": "apgeo", "event": "apevent"}
_WIKIDATA = re.compile(r"(?:wikidata\.org/(?:entity|wiki)/?|\bwd|wikidata)[:/]?(Q[1-9]\d*)\Z", re.IGNORECASE)
_COUNTRY = re.compile(r"iso-?3166[^a-z]*1?-?a2", re.IGNORECASE)
_NOT_DIRECT = frozenset(("ancestor", "inferred"))
_PLACES = re.compile(r"(?:.*loc(?:meta|ation)|countr(?:y|ies)|world_region|state|city|places?)", re.IGNORECASE)
_IN_HOUSE = re.compile(
    r"version|done\d*\Z|checked|desk|story_?type|urgency|priority|rating|distribution|department_internal|credits"
    r"|audience",
    re.IGNORECASE,
)
"""Schemes of a system's own lists: those that describe places, and those that are about work in the newsroom."""
_EIGHT = re.compile(r"\d{8}")
_TIDY_SCHEME = re.compile(r"[A-Za-z][\w.-]{0,30}")
_QCODE = re.compile(r"[A-Za-z][\w.-]{0,30}:[^\s:/][^\s:]{0,80}")


class Concepts(NamedTuple):
    """What an item is about."""

    topics: tuple[str, ...]
    entities: tuple[str, ...]
    records: tuple[Topic | Entity, ...]


def concepts_of(item: Object) -> Concepts:
    """Topics and entities of an item, each once, in its order, and their records."""
    topics: dict[str, Topic | None] = {}
    entities: dict[str, Entity] = {}
    for subject in _direct(item, ("subjects", "subject", "service", "anpa_category")):
        name, code, scheme = _name(subject), qcode_of(subject, "topic"), text(subject.get("scheme"))
        if _PLACES.fullmatch(scheme):
            _add(entities, "place", subject)
        elif _IN_HOUSE.search(scheme):
            continue
        elif len(name) > 1 or code.startswith(("medtop:", "subj:")):
            topic, record = topic_id(code, name)
            if topic:
                topics.setdefault(topic, record)
    for kind, keys in _ENTITIES:
        for concept in _direct(item, keys):
            _add(entities, kind, concept)
    records: list[Topic | Entity] = [record for record in topics.values() if record]
    return Concepts(tuple(topics), tuple(entities), (*records, *entities.values()))


def _add(entities: dict[str, Entity], kind: str, concept: Object) -> None:
    """Add the entity that a concept is. Of two with one id the one with coordinates or a Wikidata id stays."""
    entity = entity_of(
        kind,
        _name(concept),
        qcode=qcode_of(concept, kind),
        wikidata=_wikidata(concept),
        coordinates=point(concept) if kind == "place" else None,
        country=_country(concept) if kind == "place" else "",
    )
    if entity is None:
        return
    known = entities.setdefault(entity.id, entity)
    if (entity.coordinates and not known.coordinates) or (entity.wikidata and not known.wikidata):
        entities[entity.id] = entity


def qcode_of(concept: Object, kind: str) -> str:
    """The code of a concept with the prefix of its scheme, ``medtop:20000063``; empty when it has no short form.

    Eight digits are IPTC's, whatever the scheme calls itself: subject codes, and media topics where they begin with 2.
    """
    uri, scheme = text(concept.get("uri")), text(concept.get("scheme"))
    code = text(concept.get("code")) or text(concept.get("qcode")) or text(concept.get("literal"))
    if not code and uri:
        scheme, _, code = uri.rpartition("/")
    for pattern, prefix in _PREFIXES:
        if pattern.search(scheme) or pattern.search(uri):
            code = code.rpartition(":")[2].rpartition("/")[2]
            return f"{prefix}:{code}" if _EIGHT.fullmatch(code) else ""
    if _EIGHT.fullmatch(code) and kind == "topic":
        return f"medtop:{code}" if code.startswith("2") else f"subj:{code}"
    if _AP.search(scheme) or _AP.search(uri):
        return f"{_AP_PREFIX[kind]}:{code.rpartition('/')[2]}"
    if _QCODE.fullmatch(code):
        return code
    if _TIDY_SCHEME.fullmatch(scheme) and code and _QCODE.fullmatch(f"{scheme}:{code}"):
        return f"{scheme}:{code}"
    return ""


def _direct(item: Object, keys: tuple[str, ...]) -> Iterator[Object]:
    """The concepts behind some keys; not those that AP only infers, or that stand above another in its vocabulary."""
    for key in keys:
        for concept in objects(item.get(key)):
            if not (rels := set(lines(concept.get("rels")))) or not rels <= _NOT_DIRECT:
                yield concept


def _name(concept: Object) -> str:
    return unescape(line(concept.get("name")))


def _wikidata(concept: Object) -> str:
    scheme, code = text(concept.get("scheme")), text(concept.get("code"))
    for told in (text(concept.get("uri")), scheme + code, text(concept.get("literal"))):
        if match := _WIKIDATA.search(told):
            return match.group(1).upper()
    return ""


def _country(concept: Object) -> str:
    code = text(concept.get("code")) or text(concept.get("literal"))
    return code.upper() if len(code) == 2 and _COUNTRY.search(text(concept.get("scheme"))) else ""
