"""What a story is about, and where: SubjectCode, TopicOccurrence with its TopicSet, Location, keywords."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from babel.core import get_global

from backfile.ingest.formats.newsml1.scope import Scope, language_of
from backfile.ingest.formats.newsml1.tree import children, formal, properties, words
from backfile.ingest.text.codes import entity_of, kind_of, topic_id
from backfile.ingest.text.xml import Element
from backfile.model.authority import Entity, Topic

_CODE = re.compile(r"\d{8}")
_PARTS = re.compile(r"\s*[;,|]\s*|(?<=[^\W\d_]{3})/(?=[^\W\d_]{3})")
_CAPITALS = re.compile(r"[^a-z]{5,}")
_ROUTES = re.compile(r"servic|product|desk|distribut|routing|feed", re.IGNORECASE)
"""Schemes that say where copy goes, not what it is about."""

_GEOGRAPHY = ("geography", "country", "city", "location", "place", "region", "territory")


@dataclass(slots=True)
class Subjects:
    """Fields as in ``ParsedStory``, with what was found so far."""

    topics: dict[str, None]
    entities: dict[str, None]
    records: dict[str, Topic | Entity]
    keywords: dict[str, None]


def subjects_of(scope: Scope, lang: str, described: Mapping[str, Element]) -> Subjects:
    """What the metadata of a story and the components around it says; ``described`` are Topics by their Duid."""
    found = Subjects({}, {}, {}, {})
    for section in scope.metadata("DescriptiveMetadata"):
        for subject in children(section, "SubjectCode"):
            for level in children(subject, "Subject", "SubjectMatter", "SubjectDetail"):
                _add_topic(found, formal(level), "")
        for occurrence in children(section, "TopicOccurrence"):
            if (topic := described.get((occurrence.get("Topic") or "").removeprefix("#"))) is not None:
                _add_described(found, topic, lang)
        for location in children(section, "Location"):
            _add_location(found, location)
    found.keywords.update(dict.fromkeys(_keywords(scope, lang)))
    return found


def _add_topic(found: Subjects, code: str, name: str) -> None:
    """A code of IPTC's; other providers' only with a name, by which people can know it."""
    identifier, record = topic_id(f"subj:{code}" if _CODE.fullmatch(code) else code, name)
    if identifier:
        found.topics[identifier] = None
        if record is not None:
            found.records.setdefault(f"topic:{record.id}", record)


def _add_described(found: Subjects, topic: Element, lang: str) -> None:
    """A Topic of a TopicSet: a person, a company or a place is an entity, anything else a topic."""
    code = next((words(name) for name in children(topic, "FormalName")), "")
    scheme = next((name.get("Scheme") or "" for name in children(topic, "FormalName")), "")
    if _ROUTES.search(scheme):
        return
    name = _name(topic, lang)
    kinds = [formal(kind).lower() for kind in children(topic, "TopicType")]
    kind = next((known for word in kinds if (known := kind_of(word.rpartition(" ")[2]))), None)
    if kind is None and any(word in _GEOGRAPHY for word in kinds):
        kind = kind_of("place")
    if kind is None or _CODE.fullmatch(code):
        _add_topic(found, code, name)
    elif (entity := entity_of(kind, name, qcode=f"{scheme}:{code}" if scheme and code else "")) is not None:
        _add_entity(found, entity)


def _name(topic: Element, lang: str) -> str:
    """What a Topic is called in ``lang``, else in English, else at all; capitals of old systems as words."""
    names = [
        (language_of(text), words(text)) for text in children(topic, "Description") if text.get("Variant") != "Category"
    ]
    name = next((name for tag in (lang, lang.partition("-")[0], "en", "") for told, name in names if told == tag), "")
    name = name or next((name for _, name in names), "")
    return name.title() if _CAPITALS.fullmatch(name) else name


def _add_location(found: Subjects, location: Element) -> None:
    """A place with coordinates. Without them its name says no more than the dateline and the text."""
    told = {name.lower(): value for name, value in properties(location)}
    coordinates = _coordinates(told.get("latitude", ""), told.get("longitude", ""))
    name = told.get("city", "") or told.get("sublocation", "")
    if name and coordinates:
        entity = entity_of("place", name, coordinates=coordinates, country=_country(told.get("country", "")))
        if entity is not None:
            _add_entity(found, entity)


def _add_entity(found: Subjects, entity: Entity) -> None:
    found.entities[entity.id] = None
    found.records.setdefault(entity.id, entity)


def _coordinates(latitude: str, longitude: str) -> tuple[float, float] | None:
    """None where there are none, or only the middle of a country, which AFP gives in whole degrees."""
    try:
        place = float(latitude), float(longitude)
    except ValueError:
        return None
    return None if all(number.is_integer() for number in place) else place


def _country(code: str) -> str:
    """ISO 3166-1 alpha-2 of a code of two or three letters; empty for anything else."""
    code = code.upper()
    if len(code) == 3:
        code = next(iter(get_global("territory_aliases").get(code, ())), "")
    return code if len(code) == 2 and code.isalpha() and code.isascii() else ""


def _keywords(scope: Scope, lang: str) -> Iterator[str]:
    """Lines hold several keywords, parted as each feed likes; properties one each, or a list with semicolons."""
    lines = [*scope.lines("KeywordLine", lang)]
    lines += [text for kind, text in scope.kinds_of_lines() if kind.lower() in ("catchword", "keyword")]
    for line in lines:
        yield from (word for text in _PARTS.split(line) if (word := text.strip()))
    for section in (*scope.metadata("DescriptiveMetadata"), *scope.metadata("Metadata")):
        for name, value in properties(section):
            if name.lower().endswith(("keyword", "keywords")):
                yield from (word for text in value.split(";") if (word := text.strip()))
