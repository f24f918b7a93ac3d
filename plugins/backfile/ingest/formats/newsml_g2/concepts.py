"""Subjects and places of an item as topics and entities, with what its assertions tell of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from backfile.ingest.formats.newsml_g2.coded import below, code_of, last, name_of
from backfile.ingest.text.codes import entity_of, kind_of, wikidata_of
from backfile.ingest.text.subject_list import SubjectList
from backfile.ingest.text.xml import Element, local, text_of
from backfile.model.authority import Entity, Kind

_IPTC_CODE = re.compile(r"(?:.*:)?((?:0[1-9]|1[0-9]|20)\d{6})(?::.*)?")
"""Subject codes and media topics under a prefix of the agency's own: ``sttsubj:14010000``, ``TT:02000000:LAG``."""

_IN_HOUSE = re.compile(
    r"(?:category|.*categories|products?|categorycode|cat|mcc|mccl|version|department_internal|desk|storytype|supplcat)\Z"
)
_NO_PLACES = frozenset(("international", "world", "welt", "monde"))


@dataclass(slots=True)
class Concepts(SubjectList):
    """What an item is about, with subjects that are only words."""

    words: list[str] = field(default_factory=list)
    """Subjects that are only words, which are keywords."""


def read_concepts(
    subjects: Iterable[Element], located: Iterable[Element], asserts: Iterable[Element], lang: str
) -> Concepts:
    """What an item is about, and the places that it comes from where their coordinates or codes are told."""
    told = {key: each for each in asserts if (key := code_of(each) or each.get("literal") or "")}
    concepts = Concepts()
    for subject in subjects:
        if last(subject.get("why") or "") != "ancestor":
            _add(concepts, subject, told, lang)
    for place in located:
        entity = _entity(Kind.PLACE, place, told, lang)
        if entity is not None and (entity.coordinates or entity.wikidata):
            concepts.add_entity(entity)
    return concepts


def _add(concepts: Concepts, subject: Element, told: dict[str, Element], lang: str) -> None:
    code, kind = code_of(subject), subject.get("type") or ""
    entity_kind = _kind(kind)
    if entity_kind is not None:
        entity = _entity(entity_kind, subject, told, lang)
        if entity is not None and entity.name.casefold() not in _NO_PLACES:
            concepts.add_entity(entity)
        return
    literal = subject.get("literal") or ""
    match = _IPTC_CODE.fullmatch(code if "/" not in code else "") or _IPTC_CODE.fullmatch(literal)
    name = (
        _named(subject, lang) or (_named(told[code], lang) if code in told else "") if code else name_of(subject, lang)
    )
    if match:
        number = match.group(1)
        concepts.add_topic(f"medtop:{number}" if number.startswith("20") else f"subj:{number}", name)
    elif "/" in code and not name:
        concepts.add_topic(code, "")
    elif len(name) < 3 or _IN_HOUSE.search(last(kind)) or _IN_HOUSE.search(code.partition(":")[0].lower()):
        return
    elif not code and not kind:
        concepts.words.append(name)
    else:
        concepts.add_topic(_same_topic(subject) or code, name)


def _named(concept: Element, lang: str) -> str:
    """The name of what has a code; its literal may be a remark."""
    return name_of(concept, lang) if any(local(child) == "name" for child in concept) else ""


def _kind(word: str) -> Kind | None:
    """The kind of entity that a type means. Reuters calls countries ``cptType:5``, SportsML clubs ``spcpnat:team``."""
    if last(word) == "5" and "cpttype" in word.lower():
        return Kind.PLACE
    if last(word) == "team":
        return Kind.ORGANISATION
    return kind_of(word) if word else None


def _same_topic(subject: Element) -> str:
    """The IPTC code that an agency's own code is said to be the same as."""
    for same in below(subject, "sameAs"):
        if (code := code_of(same)).startswith(("medtop:", "subj:")):
            return code
    return ""


def _entity(kind: Kind, concept: Element, told: dict[str, Element], lang: str) -> Entity | None:
    """A person, organisation, place or event with all that item and assertion say of it."""
    code = code_of(concept)
    about = told.get(code or concept.get("literal") or "")
    sources = [concept] if about is None else [concept, about]
    name = _name(sources, lang)
    same = [code_of(each) for source in sources for each in source if local(each) == "sameAs"]
    return entity_of(
        kind,
        name,
        qcode="" if "/" in code else code,
        wikidata=next((number for each in (code, *same) if (number := wikidata_of(each))), ""),
        coordinates=next((at for each in sources if (at := _position(each))), None),
        country=next(
            (last(each).upper() for each in same if each.startswith("iso3166-1a2:") and "-" not in last(each)), ""
        ),
    )


def _name(sources: list[Element], lang: str) -> str:
    """Its name; of a place to visit the line that is to be shown, with its town, as many have one of that name."""
    for source in reversed(sources):
        if shown := _display(source):
            towns = (name_of(each, lang) for each in below(source, "locality"))
            town = next((name for name in towns if name and name not in shown), "")
            return f"{shown}, {town}" if town else shown
    return next((text for each in sources if (text := name_of(each, lang))), "")


def _display(concept: Element) -> str:
    """The line of an address that is to be shown: names of places to visit carry their whole address."""
    return next(
        (
            text
            for each in below(concept, "line")
            if last(each.get("role") or "") == "display" and (text := text_of(each))
        ),
        "",
    )


def _position(concept: Element) -> tuple[float, float] | None:
    for each in below(concept, "position"):
        try:
            at = float(each.get("latitude") or ""), float(each.get("longitude") or "")
        except ValueError:
            continue
        if at != (0.0, 0.0) and at[0] == at[0] and at[1] == at[1]:
            return at
    return None
