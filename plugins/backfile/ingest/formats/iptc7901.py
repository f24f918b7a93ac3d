"""IPTC 7901: the message format of teleprinter lines, as dpa, KNA, sda, AFP, STT and others send it to this day.

    SOH  service and number, urgency, category, words, sender      ^Abdt0123 4 pl 210  dpa 0123
         keywords                                                  Ports/Weather/
    STX  headline, byline, notes; `=` ends the head                ^BPort reopens after storm =
         text, notebook of the desk, signature
    ETX  date-time group                                           ^C171805 Nov 15
    EOT

Everything but the first line may be missing, and some feeds have lost their control characters. Codes: IPTC 7901
rev. 5; what dpa does beyond it: its own copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import takewhile
from typing import NamedTuple
from zoneinfo import ZoneInfo

from backfile.ingest.formats.plain_text.wire_text import story_of
from backfile.ingest.formats.teleprinter.agencies import Agency, agency_named
from backfile.ingest.formats.teleprinter.body import opened
from backfile.ingest.formats.teleprinter.codes import plain_bytes, text_of_wire
from backfile.ingest.formats.teleprinter.cutting import cut_at
from backfile.ingest.formats.teleprinter.embargo import embargo_in, names_embargo
from backfile.ingest.formats.teleprinter.fields import without_codes
from backfile.ingest.formats.teleprinter.head import read_titles
from backfile.ingest.formats.teleprinter.notebook import Notebook, without_mark, without_notebook, without_signature
from backfile.ingest.formats.teleprinter.stamps import group_in, whole_year
from backfile.ingest.parsed import Parsed, ParsedStory, Reject, Signal
from backfile.ingest.text.decoding import looks_like_text
from backfile.ingest.text.language_guess import language_of
from backfile.ingest.text.opening_words import first_words
from backfile.model.article import Correction, Status
from backfile.model.permalinks import slugify

_HEADER = re.compile(
    r"[\s\x16]*(?P<service>[A-Za-z]{2,6})(?P<number>\d{2,6})\s+(?P<urgency>[1-9])\s+(?P<category>[A-Za-z]{1,4})"
    r"(?:\s+(?P<words>\d{1,5}))?(?P<rest>(?:[ \t][^\n]*)?)(?=\n|\Z)"
)
_BARE_HEADER = re.compile(
    rb"\s*[A-Za-z]{2,4}\d{3,5} +[1-9] +[A-Za-z]{1,3} +\d{1,5} +[A-Za-z][\w./-]*(?: +[\w./-]+){0,3}[ \t]*(?:[\r\n]|\Z)"
)
_ITEM = re.compile(r"\b((?P<year>\d\d)(?P<month>[01]\d)[0-3]\d-\d\d-\d{3,8})(?:#(?P<version>\d{1,3}))?")
"""The identifier that KNA puts into the header: day, service, number, version."""

split = cut_at(re.compile(rb"\x01"))
"""Long files, cut in front of each SOH."""

_HEAD_LINES = 20
"""Lines in which a head must have ended with its ``=``; none of them is blank."""

_SLUG = re.compile(r"\s*(?:/\S[^\n]*|[^\s/][^\n/]*(?:/[^/\n]+)*/)\s*\Z")
"""A line of keywords where no STX parts it from the text: each ends with a slash, or all begin with one."""
_GENRES = re.compile(
    r"(?:KORR-Bericht|Hintergrund|Portr[äa]t|Reportage|Interview|Feature|Analyse|Kommentar|Chronologie|Extra|Service"
    r"|Fragen (?:und|&) Antworten|Zitate|Dokumentation|Stichwort|Faktencheck|Umfrage|Leitartikel|Glosse|Presseschau"
    r"|Überblick|Vorschau|Tagesvorschau|Wochenvorschau|Ratgeber|Essay|Kolumne|Background|Profile|Analysis|News Feature"
    r"|Preview|Roundup|Fact ?Check|Factbox)\Z",
    re.IGNORECASE,
)
_FOR_DESKS = re.compile(r"(?:Achtung|Vorschau|Planungshinweis|Tagesvorschau|Wochenvorschau|Advisory)\b", re.IGNORECASE)
_CORRECTION = re.compile(
    r"(?:Berichtigung|Berichtigt|Korrektur|Korrigiert|Correction|Corrected|Corrects|Rectificati(?:on|f)|Rettelse"
    r"|Rättelse|Oikaisu|Corrección|Errata|Rettifica|Rectificatie)\s*[:,–-]+\s*(?P<note>\S.*)\Z",
    re.IGNORECASE,
)


def sniff(start: bytes) -> bool:
    """Whether a file that begins so holds messages: a header behind SOH, or as a first line of the strictest form."""
    if not looks_like_text(start):
        return False
    begins = plain_bytes(start[:2048])
    at = begins.find(b"\x01")
    if 0 <= at < 512:
        return bool(_HEADER.match(begins[at + 1 :].decode("latin-1")) or b"\x02" in begins[at:])
    return bool(_BARE_HEADER.match(begins))


def parse(data: bytes) -> Iterator[Parsed]:
    """The stories of a file, in its order. A message without text is rejected."""
    empty = True
    for line, message in _messages(plain_bytes(data)):
        if message.strip(b"\x00\x01\x02\x03\x04\x16\r\n\t "):
            empty = False
            yield without_codes(_story(message, line))
    if empty:
        yield Reject(0, "no message in it")


class _Header(NamedTuple):
    number: str = ""
    urgency: int | None = None
    id: str = ""
    version: int = 1
    year: int | None = None
    agency: Agency | None = None


def _messages(data: bytes) -> Iterator[tuple[int, bytes]]:
    """``(line, message)`` from each SOH to the next, or from each line that is a header where there is no SOH."""
    if b"\x01" in data:
        starts = [match.start() for match in re.finditer(b"\x01", data)]
    else:
        starts = [match.start() for match in re.finditer(rb"(?m)^(?=[A-Za-z]{2,4}\d{3,5} )", data)]
        starts = [at for at in starts if _BARE_HEADER.match(data, at)] or [0]
    line, seen = 1, 0
    for at, end in zip(starts, [*starts[1:], len(data)], strict=True):
        line += data.count(b"\n", seen, at)
        seen = at
        yield line, data[at:end]


def _header(text: str) -> tuple[_Header, int]:
    """What the first line tells, and where it ends."""
    match = _HEADER.match(text)
    if match is None:
        return _Header(), 0
    rest = match["rest"]
    item = _ITEM.search(rest)
    agency = agency_named(rest) or agency_named(match["service"])
    number = int(match["number"])
    prefix = slugify(agency.name) if agency else match["service"].lower()
    return _Header(
        number=f"{match['service'].lower()}{match['number']}" if number else "",
        urgency=int(match["urgency"]),
        id=f"{prefix}:{item[1]}" if item else "",
        version=int(item["version"] or 1) if item else 1,
        year=whole_year(item["year"]) if item else None,
        agency=agency,
    ), match.end()


def _story(message: bytes, line: int) -> ParsedStory | Reject:
    first = message.lstrip(b"\x01\x16\n ").partition(b"\n")[0].decode("latin-1")
    sender = _header(first)[0].agency
    text = text_of_wire(message.lstrip(b"\x01"), sender.letters if sender else "")
    header, end = _header(text)
    slugs, lines, behind = _parts(text[end:])
    copy, notebook = without_notebook(lines)
    copy = without_signature(copy)
    story = _with_head(copy, line) or story_of(without_mark(copy), line)
    if story is None:
        return Reject(line, "a message without text", header.number)
    if header.agency is None:
        header = header._replace(agency=agency_named(" ".join(story.agency)))
    zone = ZoneInfo(header.agency.zone) if header.agency else None
    year = header.year or (story.dateline.date.year if story.dateline and story.dateline.date else None)
    sent = group_in(behind, zone, year) or group_in("\n".join(lines[-6:]), zone, year)
    return _completed(story, header, slugs, notebook, sent)


def _parts(text: str) -> tuple[list[str], list[str], str]:
    """``(lines of keywords, lines of the text, what follows it)``."""
    head, begun, rest = text.partition("\x02")
    if not begun:
        lines = text.strip("\n").split("\n")
        count = 1 if _SLUG.match(lines[0]) else 0
        head, rest = "\n".join(lines[:count]), "\n".join(lines[count:])
    body, _, behind = rest.partition("\x03")
    behind = behind.partition("\x04")[0]
    clean = str.maketrans("", "", "\x01\x02\x03\x04\x16")
    slugs = [line.strip() for line in head.translate(clean).split("\n") if line.strip()]
    return slugs, body.translate(clean).split("\n"), behind


def _with_head(lines: Sequence[str], line: int) -> ParsedStory | None:
    """A story whose head ends with ``=``; None for one without."""
    first = next((number for number, text in enumerate(lines) if text.strip()), 0)
    head = list(takewhile(str.strip, lines[first : first + _HEAD_LINES]))
    ends = next((first + number for number, text in enumerate(head) if text.rstrip().endswith("=")), None)
    if ends is None:
        return None
    titles = read_titles(lines[: ends + 1])
    if not titles.title and not titles.notes:
        return None
    dateline, credits, teaser, body = opened(without_mark(lines[ends + 1 :]))
    if not (titles.title or body):
        return None
    return ParsedStory(
        title=titles.title or first_words(body),
        body=body,
        dateline=dateline,
        agency=credits,
        byline=titles.byline,
        summary=teaser,
        slugline=", ".join(titles.versions),
        desk_notes=tuple(titles.notes),
        line=line,
    )


def _completed(
    story: ParsedStory, header: _Header, slugs: Sequence[str], notebook: Notebook, sent: datetime | None
) -> ParsedStory:
    """The story with what stands around its text."""
    genres: list[str] = []
    notes: list[str] = []
    corrections: list[Correction] = []
    signals: list[Signal] = []
    for note in story.desk_notes:
        found = _CORRECTION.match(note)
        if found and sent is not None and sent.tzinfo is not None:
            corrections.append(Correction(sent, found["note"]))
        elif _GENRES.match(note):
            genres.append(note)
        elif note.startswith("Achtung"):
            genres.append("Achtung")
            notes.append(note)
        else:
            notes.append(note)
        if found:
            signals.append(Signal.CORRECTION)
        elif _FOR_DESKS.match(note):
            signals.append(Signal.ADVISORY)
    if notebook.correction and not corrections and sent is not None and sent.tzinfo is not None:
        corrections.append(Correction(sent, notebook.correction))
        signals.append(Signal.CORRECTION)
    line = " ".join(slugs)
    keywords = [word for part in line.split("/") if (word := " ".join(part.split()))] if "/" in line else []
    identifier = header.id
    if not identifier and header.number and sent is not None:
        prefix = slugify(header.agency.name) if header.agency else "iptc7901"
        identifier = f"{prefix}:{header.number}:{sent:%Y%m%dT%H%M}"
    embargo = next(filter(None, (embargo_in(note, sent) for note in (*notes, *notebook.notes))), None) if sent else None
    return replace(
        story,
        agency=story.agency or ((header.agency.name,) if header.agency else ()),
        date=sent or story.date,
        has_time=sent is not None or story.has_time,
        id=identifier,
        version=header.version,
        urgency=header.urgency or story.urgency,
        slugline=", ".join(filter(None, (line, story.slugline))),
        keywords=tuple(dict.fromkeys(keywords)) or story.keywords,
        genre=tuple(genres),
        embargo=embargo,
        status=Status.WITHHELD if embargo is None and any(map(names_embargo, notes)) else story.status,
        lang=notebook.language or language_of(story.body) or (header.agency.lang if header.agency else ""),
        signals=tuple(dict.fromkeys((*story.signals, *signals))),
        corrections=tuple(corrections),
        targets=notebook.targets,
        wire_number=header.number,
        desk_notes=(*notes, *notebook.notes),
    )
