"""What a NITF story is about: ``tobject`` and ``identified-content``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from babel.core import get_global

from backfile.ingest.formats.nitf.marked import Marked
from backfile.ingest.text.codes import entity_of
from backfile.ingest.text.subject_list import SubjectList
from backfile.ingest.text.xml import Element, local, text_of
from backfile.model.authority import Kind

_CODE = re.compile(r"\d{8}")
_KINDS = {"person": Kind.PERSON, "org": Kind.ORGANISATION, "location": Kind.PLACE, "event": Kind.EVENT}
_NO_GENRE = frozenset({"current", "news"})
_PATH_ENDS = re.compile(r"Top/(?:News|Features|Classifieds|Opinion)\b.*")


@dataclass(slots=True)
class Subjects(SubjectList):
    """What a story is about, with its genre."""

    genre: tuple[str, ...] = ()


def read_subjects(nitf: Marked) -> Subjects:
    """What a document says that it is about."""
    subjects = Subjects()
    codes = [element for element in nitf.all("tobject.subject") if _CODE.fullmatch(_of(element, "refnum"))]
    for element in nitf.all("tobject.subject"):
        name = _of(element, "detail") or _of(element, "matter") or _of(element, "type")
        code = _of(element, "refnum")
        if _CODE.fullmatch(code):
            subjects.add_topic(qcode_of(code), name)
        elif not codes and (name or code.isalpha()):
            subjects.add_topic("", name or code)
    for element in nitf.all("meta"):
        if "iptc" in (element.get("name") or "").lower() and _CODE.fullmatch(element.get("content") or ""):
            subjects.add_topic(qcode_of(element.get("content") or ""), "")
    for place in nitf.all("evloc"):
        if city := " ".join((place.get("city") or "").split()):
            subjects.add_entity(entity_of(Kind.PLACE, city, country=_country(place.get("iso-cc") or "")))
    for holder in nitf.all("identified-content"):
        for element in holder.iter("{*}*"):
            _identified(element, subjects)
    genres = (
        *nitf.attributes("tobject.property", "tobject.property.type"),
        *nitf.attributes("tobject", "tobject.type"),
    )
    subjects.genre = tuple(dict.fromkeys(genre for genre in genres if genre.lower() not in _NO_GENRE))
    return subjects


def qcode_of(code: str) -> str:
    """Eight digits as IPTC Media Topic or, below 18 million, as subject code; some feeds write either in one field."""
    return f"medtop:{code}" if code.startswith("20") else f"subj:{code}"


def _country(code: str) -> str:
    """The two letters of a country that EFE names with three."""
    named = list(get_global("territory_aliases").get(code.upper(), ())) if len(code) == 3 else []
    return named[0] if len(named) == 1 else code


def _of(element: Element, part: str) -> str:
    return " ".join((element.get(f"tobject.subject.{part}") or "").split())


def _identified(element: Element, subjects: Subjects) -> None:
    """One element of ``identified-content``: a person, an organisation, a place, an event, a class."""
    name, text = local(element).lower(), text_of(element) or " ".join((element.get("value") or "").split())
    if len(text) < 3 or len(text) > 120:
        return
    if name in _KINDS:
        if name == "person" and text.count(",") == 1 and (element.get("class") or "") == "indexing_service":
            text = " ".join(
                part.strip().title() if part.isupper() else part.strip() for part in reversed(text.split(","))
            )
        scheme, code = element.get("idsrc") or "", element.get("value") or ""
        subjects.add_entity(entity_of(_KINDS[name], text, qcode=f"{scheme}:{code}" if scheme and code else ""))
    elif name == "classifier":
        kind = element.get("type") or ""
        if _PATH_ENDS.match(text) or kind.endswith("code") or kind in ("taxonomic_classifier", "types_of_material"):
            return
        code = element.get("value") or ""
        subjects.add_topic(qcode_of(code) if _CODE.fullmatch(code) else "", text)
