"""``contentMeta`` and ``rightsInfo``: headlines, byline, dateline, summary, credit, keywords, rights."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from backfile.ingest.formats.newsml_g2.coded import XML_LANG, code_of, in_language, last, name_of, parts
from backfile.ingest.parsed import Signal
from backfile.ingest.text.bylines import name_in_byline
from backfile.ingest.text.html_copy import plain
from backfile.ingest.text.languages import language
from backfile.ingest.text.moments import moment
from backfile.ingest.text.xml import Element, text_of

_SUMMARIES = ("teaser", "summary", "abstract", "")
_JOINT = re.compile(r"\s*[–/+]\s*")
_NO_TERMS = frozenset(("", "none", "any", "n/a"))
_FOR_EDITORS = ("dpatextgenre:27", "dpatextgenre:32")
"""dpa's genres "Achtung", notes to newsrooms, and "Vorschau", lists of what is planned with whom to call about it."""
_WIRE_NUMBER = re.compile(r"([a-z]{2,4}):(\d{1,4}):")


@dataclass(frozen=True, slots=True)
class ContentMeta:
    """Fields as in ``ParsedStory``."""

    title: str
    subhead: str
    byline: str
    by: str
    """The byline as filed."""
    dateline: str
    """As filed; empty where it says only when."""
    located: str
    """Where it was filed, by name."""
    slugline: str
    summary: str
    credit: tuple[str, ...]
    keywords: tuple[str, ...]
    genre: tuple[str, ...]
    urgency: int | None
    lang: str
    modified: datetime | None
    written: tuple[datetime, bool] | None
    """When the content was changed last, else made, and whether with a time of day."""
    source: str
    wire_number: str
    signals: tuple[Signal, ...]
    replaces: str
    """Id of the item that this one replaces, as TT tells it."""


@dataclass(frozen=True, slots=True)
class Rights:
    """Fields as in ``ParsedStory``."""

    notice: str
    terms: str
    holder: str


def read_content_meta(element: Element | None, guid: str, item_lang: str) -> ContentMeta:
    """The editorial data of the item with this ``guid``."""
    found = parts(element)
    lang = (
        next((tag for each in found.get("language", ()) if (tag := language(each.get("tag") or ""))), "") or item_lang
    )
    title, subhead = _headlines(found.get("headline", []), lang)
    dateline = _first(found, "dateline")
    by = _first(found, "by") or _author(found, lang)
    modified = _moment(found, "contentModified")
    return ContentMeta(
        title=title,
        subhead=subhead,
        byline=name_in_byline(by),
        by=by,
        dateline="" if dateline[:1].isdigit() else dateline,
        located=_located(found, lang),
        slugline=_first(found, "slugline"),
        summary=_summary(found.get("description", []), lang),
        credit=_credit(_first(found, "creditline")),
        keywords=_names(found, "keyword", lang),
        genre=_names(found, "genre", lang),
        urgency=_urgency(_first(found, "urgency")),
        lang=lang,
        modified=modified[0] if modified else None,
        written=modified or _moment(found, "contentCreated"),
        source=", ".join(dict.fromkeys(name for each in found.get("infoSource", ()) if (name := name_of(each, lang)))),
        wire_number=_wire_number(found),
        signals=(Signal.ADVISORY,) if any(code_of(each) in _FOR_EDITORS for each in found.get("genre", ())) else (),
        replaces=_replaces(found, guid),
    )


def read_rights(element: Element | None, lang: str) -> Rights:
    """Copyright notice, usage terms and the holder's name."""
    found = parts(element)
    terms = in_language(found.get("usageTerms", []), lang)
    return Rights(
        notice=in_language(found.get("copyrightNotice", []), lang),
        terms="" if terms.lower() in _NO_TERMS else terms,
        holder=next((name for each in found.get("copyrightHolder", ()) if (name := name_of(each, lang))), ""),
    )


def _moment(found: dict[str, list[Element]], name: str) -> tuple[datetime, bool] | None:
    return next((read for each in found.get(name, ()) if (read := moment(text_of(each)))), None)


def _first(found: dict[str, list[Element]], name: str) -> str:
    return next((text for each in found.get(name, ()) if (text := text_of(each))), "")


def _headlines(elements: list[Element], lang: str) -> tuple[str, str]:
    """``(headline, second headline)``. Other forms of the headline (for telephones, kickers) are left out."""
    wanted = lang.lower().partition("-")[0]
    main: list[tuple[int, int, str]] = []
    second: list[tuple[int, str]] = []
    for element in elements:
        text = plain(text_of(element))
        role, rank = (
            last(element.get("role") or ""),
            int(element.get("rank") or 0) if (element.get("rank") or "0").isdigit() else 9,
        )
        tongue = (element.get(XML_LANG) or "").lower().partition("-")[0]
        foreign = int(bool(tongue and wanted and tongue != wanted))
        if not text:
            continue
        if "sub" in role or (not role and rank == 2):
            second.append((foreign, text))
        elif role in ("", "main", "title", "headline", "hl1", "full", "display"):
            main.append((foreign, rank, text))
        else:
            main.append((foreign, 10 + rank, text))
    title = min(main, key=lambda entry: entry[:2])[2] if main else ""
    subhead = min(second, key=lambda entry: entry[0])[1] if second else ""
    return title, "" if subhead.casefold() == title.casefold() else subhead


def _author(found: dict[str, list[Element]], lang: str) -> str:
    """A creator who is told to be a person or an author; elsewhere creators are desks and log-in names."""
    for each in found.get("creator", ()):
        name, role, kind = name_of(each, lang), last(each.get("role") or ""), last(each.get("type") or "")
        if name and (
            role in ("author", "writer", "byline") or kind == "person" or name.startswith(("By ", "Von ", "Par "))
        ):
            return name
    return ""


def _located(found: dict[str, list[Element]], lang: str) -> str:
    """The city that it comes from; countries and regions are no datelines."""
    for each in found.get("located", ()):
        name = name_of(each, lang)
        if name and last(each.get("type") or "") in ("", "city", "poi", "geoarea", "abstract", "town"):
            return name
    return ""


def _summary(elements: list[Element], lang: str) -> str:
    """The first description that is for readers; captions are of the pictures with it."""
    for role in _SUMMARIES:
        chosen = [each for each in elements if last(each.get("role") or "") == role]
        if text := in_language(chosen, lang):
            return plain(text)
    return ""


def _credit(line: str) -> tuple[str, ...]:
    """``STT–AFP`` are two agencies; ``The Associated Press`` is one."""
    names = [name for name in _JOINT.split(line.strip("–- ")) if name]
    if len(names) > 1 and all(len(name) <= 12 and " " not in name for name in names):
        return tuple(dict.fromkeys(names))
    return (line.strip("–- "),) if names else ()


def _names(found: dict[str, list[Element]], name: str, lang: str) -> tuple[str, ...]:
    texts = (name_of(each, lang) or ("" if len(each) else text_of(each)) for each in found.get(name, ()))
    kinds = (last(each.get("type") or "") for each in found.get(name, ()))
    return tuple(dict.fromkeys(text for text, kind in zip(texts, kinds, strict=True) if text and "version" not in kind))


def _urgency(text: str) -> int | None:
    return int(text) if len(text) == 1 and text in "123456789" else None


def _wire_number(found: dict[str, list[Element]]) -> str:
    """``bdt0173`` of dpa's numbers in IPTC 7901, the USN of Reuters, STT's running number."""
    for each in found.get("altId", ()):
        kind, text = last(each.get("type") or ""), text_of(each)
        if kind == "iptc7901id" and (match := _WIRE_NUMBER.match(text)):
            return match.group(1) + match.group(2).rjust(4, "0")
        if kind in ("usn", "runningnumber") and text:
            return text
    return ""


def _replaces(found: dict[str, list[Element]], guid: str) -> str:
    """TT gives its own number and that of the item which this one refers to."""
    numbers = {last(each.get("type") or ""): text_of(each) for each in found.get("altId", ())}
    own, other = numbers.get("uno", ""), numbers.get("refuno", "")
    return guid.replace(own, other) if own and other and own != other and own in guid else ""
