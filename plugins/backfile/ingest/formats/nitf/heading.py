"""``body.head`` of NITF: headlines, byline, distributor, dateline, abstract, notes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from backfile.ingest.formats.nitf.marked import Marked
from backfile.ingest.text.bylines import name_in_byline
from backfile.ingest.text.html_copy import plain
from backfile.ingest.text.moments import moment
from backfile.ingest.text.xml import Element, local, text_of

_LABEL_WORDS = 12
"""Words of a byline, at most; what is longer is a sentence that stands in the wrong field."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above the text; fields as in ``ParsedStory``."""

    title: str
    subhead: str
    slugline: str
    """A second headline that is only the slugline once more."""
    byline: str
    byline_as_filed: str
    distributor: tuple[str, ...]
    dateline: str
    """As filed; empty where it says only when."""
    date: datetime | None
    has_time: bool
    summary: str
    rights: str
    notes: tuple[str, ...]
    """Not for publication."""
    public_notes: tuple[str, ...]


def read_heading(nitf: Marked, keywords: tuple[str, ...], desk: tuple[str, ...]) -> Heading:
    """The heading of a document; ``keywords`` and notes to the ``desk`` as the head has them, which headings repeat."""
    title = _title(nitf)
    subhead = _subhead(nitf, title)
    slugline = subhead if subhead in keywords else ""
    byline, sentence = _byline(nitf)
    if slugline or subhead in desk:
        subhead = ""
    copyright_notes, desk_notes, public_notes = _notes(nitf)
    dated = moment(nitf.attribute("story.date", "norm"))
    return Heading(
        title=title,
        subhead=subhead or sentence,
        slugline=slugline,
        byline=byline,
        byline_as_filed=nitf.text("byline"),
        distributor=(name,) if (name := nitf.text("distributor")) else (),
        dateline=_dateline(nitf),
        date=dated[0] if dated else None,
        has_time=dated[1] if dated else True,
        summary=_summary(nitf, title),
        rights=copyright_notes or nitf.text("rights"),
        notes=desk_notes,
        public_notes=public_notes,
    )


def _title(nitf: Marked) -> str:
    """The first headline, else the whole of ``hedline``, else the title of the page, which is often the slugline."""
    for name in ("hl1", "hedline", "headline"):
        if text := plain(nitf.text(name)):
            return text
    for element in nitf.all("title"):
        parent = element.getparent()
        if parent is not None and local(parent).lower() == "head" and (text := plain(text_of(element))):
            return text
    return ""


_LABEL = re.compile(r"Utl\.:\s*")
"""APA's sign of a second headline (Untertitel)."""

_OTHER_FORMS = ("original", "online", "short", "fly", "kicker")
"""In classes and ids of second headlines that are the first one in other words, or a word above it."""


def _subhead(nitf: Marked, title: str) -> str:
    """The second headline of the heading; AP and the New York Times keep other forms of the first one there."""
    for element in nitf.all("hl2"):
        parent = element.getparent()
        kind = ((element.get("id") or "") + (element.get("class") or "")).lower()
        if parent is None or local(parent).lower() not in ("hedline", "headline"):
            continue
        text = _LABEL.sub("", plain(text_of(element))).rstrip(" =")
        if text and text.casefold() != title.casefold() and not any(word in kind for word in _OTHER_FORMS):
            return text
    return ""


def _byline(nitf: Marked) -> tuple[str, str]:
    """``(byline, sentence)``: who wrote it, and what ANSA puts in its place, a second headline."""
    for element in nitf.all("byline"):
        if "normalized" in (element.get("class") or ""):
            continue
        titles = [child for child in element if isinstance(child.tag, str) and local(child).lower() == "byttl"]
        roles = [text for child in titles if (text := text_of(child))]
        whole = text_of(element)
        if titles:
            own = "".join(_own_text(element))
            name = " ".join(own.split()).strip(" ,")
        else:
            name = whole
        if not _BY_SIGN.match(name) and len(name.split()) > 4 and _is_sentence(name):
            return "", name
        byline = ", ".join(part for part in (name_in_byline(name), *roles) if part)
        if byline and len(byline.split()) <= 3 * _LABEL_WORDS:
            return byline, ""
    return "", ""


_BY_SIGN = re.compile(r"\s*(?:By|BY|Von|Par|Por|De|Di|Da|Door|Av|Af)\s")
_SMALL_WORDS = frozenset((
    "and", "und", "et", "y", "e", "og", "och", "de", "da", "di", "du", "der", "den", "des", "del", "della", "van",
    "von", "la", "le", "for", "of", "in", "at", "the", "i", "på",
))  # fmt: skip


def _is_sentence(name: str) -> bool:
    """Whether most words are in small letters, as they are in no list of names."""
    words = [word for word in re.findall(r"[^\W\d_]+", name) if word not in _SMALL_WORDS]
    small = sum(1 for word in words if word.islower())
    return small * 2 > len(words)


def _own_text(element: Element) -> list[str]:
    """The texts of a byline without those of ``byttl``."""
    found = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and local(child).lower() != "byttl":
            found.append(" ".join(("", text_of(child))) if found[-1][-1:].isalnum() else text_of(child))
        found.append(child.tail or "")
    return found


def _dateline(nitf: Marked) -> str:
    """Where it was filed, as filed. EFE and others have only a date there, and that twice."""
    element = nitf.first("dateline")
    if element is None:
        return ""
    places = [child for child in element.iter("{*}*") if local(child).lower() == "location"]
    if places:
        return "/".join(text for place in places if (text := _place(place)))
    dates = [child for child in element if isinstance(child.tag, str) and local(child).lower() == "story.date"]
    text = text_of(element)
    for date in dates:
        text = text.replace(text_of(date), " ")
    text = " ".join(text.split())
    return "" if text[:1].isdigit() else text


def _place(location: Element) -> str:
    """A location as filed; where city, region and country stand in it with no sign between them, with commas."""
    parts = [text for child in location if isinstance(child.tag, str) and (text := text_of(child))]
    whole = text_of(location)
    return ", ".join(parts) if len(parts) > 1 and _letters(parts) == _letters([whole]) else whole


def _letters(parts: Iterable[str]) -> str:
    return "".join("".join(parts).split())


def _summary(nitf: Marked, title: str) -> str:
    text = nitf.text("abstract")
    return "" if text.casefold() == title.casefold() else text


def _notes(nitf: Marked) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """``(copyright, for desks, for readers)`` out of ``note``: only what says that it is publishable is for readers."""
    rights, desk, public = "", [], []
    for element in nitf.all("note"):
        text = text_of(element)
        if not text:
            continue
        if (element.get("noteclass") or "").lower() in ("cpyrt", "copyright"):
            rights = rights or text
        elif (element.get("type") or "").lower() == "pa":
            public.append(text)
        else:
            desk.append(text)
    return rights, tuple(desk), tuple(public)
