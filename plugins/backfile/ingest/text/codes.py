"""Codes of wires to topics and entities of the archive."""

from __future__ import annotations

import re

from backfile.model.authority import Entity, Kind, Topic
from backfile.model.permalinks import slugify
from backfile.vocabulary.media_topics import PREFIX, of_subject_code, term

_IPTC = re.compile(
    r"(?:(?:https?://)?cv\.iptc\.org/newscodes/(mediatopic|subjectcode)/|([a-z][\w.-]*):(?:n:)?)?(\d{8})", re.IGNORECASE
)
_MEDIA_TOPICS = frozenset(("medtop", "mediatopic", "mediatopics", "medt"))
_SUBJECT_CODES = frozenset(
    ("subj", "subject", "subjects", "subjectcode", "subjectcodes", "iptc", "sc", "iptcsubjectcode", "tobjsubj")
)
_WIKIDATA = re.compile(
    r"(?:https?://(?:www\.|m\.)?wikidata\.org/(?:entity|wiki)/|[a-z]+:)?(Q[1-9]\d{0,11})", re.IGNORECASE
)
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
_LONGEST_NAME = 200
"""Characters: what is longer is a text in the wrong place."""

_KINDS = {
    "person": Kind.PERSON,
    "people": Kind.PERSON,
    "organisation": Kind.ORGANISATION,
    "organization": Kind.ORGANISATION,
    "org": Kind.ORGANISATION,
    "company": Kind.ORGANISATION,
    "place": Kind.PLACE,
    "location": Kind.PLACE,
    "geoarea": Kind.PLACE,
    "poi": Kind.PLACE,
    "event": Kind.EVENT,
}


def topic_id(qcode: str, name: str = "") -> tuple[str, Topic | None]:
    """``(topic id, record or None)`` of a code with the name that the wire gives it; an empty id where there is nothing
    to call it by.

    IPTC media topics (``medtop:20000063``, an address of IPTC's, a bare code) stay their qcode. Subject codes
    (``subj:15054000``, ``iptc:…``) become the media topic that IPTC matches with them, or with what is above them. Any
    other code becomes a topic by its name, with a record; a name that a media topic's id is made of is that topic.
    """
    qcode, name = _one_line(qcode), _one_line(name)
    match = _IPTC.fullmatch(qcode)
    if match:
        register, scheme, code = match.groups()
        word = (register or scheme or "").lower()
        if word in _MEDIA_TOPICS or (not word and code >= "20000000"):
            if term(PREFIX + code) or not _is_name(name):
                return PREFIX + code, None
            return slugify(name), Topic(slugify(name), name, qcode=PREFIX + code)
        if (word in _SUBJECT_CODES or not word) and (found := of_subject_code(code)):
            return found.qcode, None
    if not _is_name(name):
        return "", None
    slug = slugify(name)
    return slug, None if term(slug) else Topic(slug, name)


def entity_of(
    kind: Kind | str,
    name: str,
    qcode: str = "",
    wikidata: str = "",
    coordinates: tuple[float, float] | None = None,
    country: str = "",
    aliases: tuple[str, ...] = (),
    same_as: tuple[str, ...] = (),
) -> Entity | None:
    """The record of a person, organisation, place or event with what a wire knows of it; None without a name or kind.

    ``kind`` may be the wire's word (``cpnat:geoArea``); ``wikidata`` a number or an address. ``coordinates`` (latitude,
    longitude in degrees) and ``country`` (ISO 3166-1 alpha-2) count for places. What is out of its range is left out.
    """
    known = kind if isinstance(kind, Kind) else kind_of(kind)
    name, qcode, country = _one_line(name), _one_line(qcode), country.strip().upper()
    if known is None or not _is_name(name):
        return None
    is_place = known is Kind.PLACE
    return Entity(
        id=f"{known.value}:{slugify(name)}",
        kind=known,
        name=name,
        aliases=tuple(dict.fromkeys(alias for alias in map(_one_line, aliases) if alias and alias != name)),
        wikidata=wikidata_of(wikidata) or wikidata_of(qcode),
        same_as=tuple(dict.fromkeys(address for address in same_as if re.fullmatch(r"https?://[^\s/]+\S*", address))),
        coordinates=coordinates if is_place and coordinates and _on_earth(*coordinates) else None,
        country=country if is_place and len(country) == 2 and country.isascii() and country.isalpha() else "",
        qcodes=(qcode,) if qcode and ":" in qcode else (),
    )


def kind_of(word: str) -> Kind | None:
    """The kind that a wire's word means: ``person``, ``cpnat:organisation``, ``geoArea``; None for others."""
    return _KINDS.get(re.split(r"[:/]", word.strip().lower())[-1])


def wikidata_of(text: str) -> str:
    """``Q90`` of a number, a qcode or an address of Wikidata's; empty for anything else."""
    match = _WIKIDATA.fullmatch(text.strip())
    return match.group(1).upper() if match else ""


def _is_name(text: str) -> bool:
    return len(text) <= _LONGEST_NAME and any(map(str.isalnum, text))


def _on_earth(latitude: float, longitude: float) -> bool:
    return -90 <= latitude <= 90 and -180 <= longitude <= 180


def _one_line(text: str) -> str:
    return " ".join(_CONTROLS.sub(" ", text).split())
