"""What stands above the text of a story in plain wire copy: slugline, keywords, headline, byline, notes to editors."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise

from backfile.datelines.dates import date_at
from backfile.datelines.tokens import tokenise
from backfile.ingest.formats.plain_text.head_notes import without_notes
from backfile.ingest.text.copy_text import joined

_LABEL = re.compile(
    r"\s*(?P<key>head(?:line|ing)?|titel|title|titre|título|titolo|slug(?:line)?|keywords?|stichw[oö]rter?|"
    r"mots[- ]clés?|palabras clave|source|quelle|by(?:line)?|autor|author|auteur|date|datum"
    r"|fecha)\s*:\s*(?P<value>\S.*)\Z",
    re.IGNORECASE,
)
_KEYS = {
    "head": "title", "tit": "title", "tít": "title", "slu": "slugline", "key": "keywords", "sti": "keywords",
    "mot": "keywords", "pal": "keywords", "by": "byline", "aut": "byline", "dat": "date", "fec": "date",
    "sou": "source", "que": "source",
}  # fmt: skip
_RANK = re.compile(r"\A#{1,3} ")
_PRIORITY = re.compile(r"[\s*=-]*(FLASH|EILMELDUNG|BULLETIN|URGENT|EIL|ALERT|SNAP)[\s*=!-]*\Z")
_URGENCY = {"FLASH": 1, "ALERT": 1, "EILMELDUNG": 2, "EIL": 2, "BULLETIN": 2, "SNAP": 2, "URGENT": 3}
_XINHUA_LINE = re.compile(r"\s*[a-z](?: [a-z]){1,3}\s*\Z")
_IPTC_LINE = re.compile(r"\s*(?P<number>[A-Za-z]{2,3}\d{3,5})\s+(?P<urgency>[1-9])\s+[a-z]{2,3}\s+\d+\b.*\Z")
_ANPA_LINE = re.compile(
    r"\s*(?:(?P<number>[a-z]\d{3,4})\s*)?(?:(?P<urgency>[fburdsa])\s+)?[a-z]\s+(?P<slug>\S.*?)\s+\d\d-\d\d\s+\d{2,4}\s*\Z"
)
_ANPA_URGENCY = {"f": 1, "b": 2, "u": 3, "r": 4, "d": 5, "s": 6, "a": 7}
_SLUGLINE = re.compile(
    r"\s*(?=\S*[-/])[\w.&'’]+(?:[-/]+[\w.&'’]+)*/?"
    r"(?:,? \(?(?:\d\w* ?(?:Ld|Lead|Add|Sub)[\w-]*|UPDATE \d+|Bjt|PICTURES?|TV|PIX)(?=[),\s]|\Z)\)?)*"
    r"(?:, ?\d{2,4})?\)?\s*\Z",
    re.IGNORECASE,
)
_CYCLE = re.compile(r"\s*(?:AM|PM|BC|AP)-\S[^.!?]{0,60}(?:, ?[^.!?]{1,60}){0,3}\s*\Z")
"""Sluglines of American wires, by the cycle that they are for; their words may have blanks between them."""
_RELEASE = re.compile(r"\s*(?:MEDIA|NEWS|PRESS) RELEASE:?(?: (?P<number>[A-Z]{2}\d{3,8}))?\s*\Z")
_NUMBERED = re.compile(r"\s*\d{1,2} [A-Z]{3,15}(?: [A-Z][\w'’-]*){1,3}\s*\Z")
"""Sluglines of PA: a number of the take, a desk, a word: ``1 POLITICS Budget``."""
_BYLINE = re.compile(r"\s*(?:By|BY|Von|VON|Par|PAR|Por|POR)\s+(?P<name>[^\W\d_][^.!?:;]{2,70}\.?[^.!?:;]{0,30})\Z")
_AGENCY_LINE = re.compile(
    r"\s*(?:The )?(?:Associated Press|AP|Reuters?|AFP|dpa|Xinhua|TASS|EFE|ANSA|Kyodo)"
    r"(?: (?:Staff )?(?:Writer|Correspondent)s?)?\s*\Z"
)
_CLOCK = re.compile(r"\b([01]?\d|2[0-3])[:.]([0-5]\d)(?::[0-5]\d)?\b")


@dataclass(slots=True)
class Head:
    """What the lines above the text say."""

    title: str = ""
    byline: str = ""
    slugline: str = ""
    keywords: tuple[str, ...] = ()
    urgency: int | None = None
    date: datetime | None = None
    has_time: bool = False
    wire_number: str = ""
    source: str = ""
    notes: list[str] = field(default_factory=list)
    """What desks tell each other there."""
    lead: list[list[str]] = field(default_factory=list)
    """Paragraphs between headline and text: a summary, a second headline."""


def read_head(blocks: Sequence[Sequence[str]]) -> Head:
    """Sort the lines of ``blocks`` (runs of lines without a blank one) into what they are; the rest is the headline."""
    head = Head()
    only = ""
    for block in without_notes(blocks, head.notes):
        free: list[str] = []
        for number, line in enumerate(block):
            alone = bool(head.title or free or number + 1 < len(block) or block is not blocks[-1])
            if not _take_line(head, line, alone, bool(free or head.title)):
                free.append(line)
        if len(free) > 1 and "/" in free[0] and not (head.title or head.keywords):
            head.keywords = _keyword_line(free[0])
            free = free[1:] if head.keywords else free
        text = _RANK.sub("", joined(free))
        text = text[:-1].rstrip() if text.endswith(("=", "+")) else text
        if not text:
            continue
        if not head.title and block is not blocks[-1] and not head.keywords and (words := _keyword_line(text)):
            head.keywords, only = words, text
            continue
        if not head.title:
            head.title = text
        else:
            head.lead.append([text])
    if not head.title and only:
        head.title, head.keywords = only, ()  # no headline came below
    return head


def _keyword_line(text: str) -> tuple[str, ...]:
    """``Weltpolitik``, ``Konflikte, Russland, Türkei``: the line of subjects that some desks put above the headline."""
    if len(text) > 60 or re.search(r"[.:;!?\"“„«»\d–—]", text):
        return ()
    words = tuple(word.strip() for word in re.split(r"\s*[,/]\s*", text) if word.strip())
    most = 1 if len(words) == 1 else 2
    fits = all(word[:1].isupper() and len(word.split()) <= most for word in words)
    return words if fits and len(words) <= 6 else ()


def _take_line(head: Head, line: str, others: bool, titled: bool) -> bool:
    """Take a line that is not part of the headline; False for one that is. ``others``: a headline may still follow."""
    if match := _LABEL.match(line):
        return _take_label(head, match.group("key").lower(), match.group("value").strip())
    if match := _PRIORITY.match(line):
        head.urgency = _URGENCY[match.group(1)]
        return True
    if not titled and (match := _IPTC_LINE.match(line)):
        head.urgency = int(match.group("urgency"))
        head.wire_number = (
            match.group("number").lower() if match.group("number").strip("abcdefghijklmnopqrstuvwxyz0") else ""
        )
        return True
    if not titled and _XINHUA_LINE.match(line):
        return True
    if not titled and (match := _ANPA_LINE.match(line)):
        head.urgency = _ANPA_URGENCY.get(match.group("urgency") or "", head.urgency)
        head.slugline = match.group("slug")
        head.wire_number = match.group("number") or ""
        return True
    if not titled and (match := _RELEASE.match(line)):
        head.wire_number = head.wire_number or match.group("number") or ""
        return True
    if not titled and others and not head.slugline and _NUMBERED.match(line):
        head.slugline = line.strip()
        return True
    if match := _BYLINE.match(line):
        name = match.group("name").strip()
        if titled or _is_name(name):
            head.byline = f"{head.byline}, {name}" if head.byline else name
            return True
    if titled and _AGENCY_LINE.match(line):
        return True
    if (
        not titled
        and others
        and (not head.slugline or head.wire_number)
        and (_SLUGLINE.match(line) or _CYCLE.match(line))
    ):
        head.slugline = line.strip()
        return True
    return _take_date(head, line)


def _take_label(head: Head, key: str, value: str) -> bool:
    """``Headline: …`` and the like."""
    name = next(name for start, name in _KEYS.items() if key.startswith(start))
    if name == "keywords":
        head.keywords = tuple(word for part in re.split(r"[,;/]", value) if (word := part.strip()))
    elif name == "byline":
        head.byline = re.sub(r"\A[Bb]y\s+", "", value)
    elif name == "title" and not head.title:
        head.title = value
    elif name == "slugline":
        head.slugline = value
    elif name == "source":
        head.source = value
    elif name == "date":
        return _take_date(head, value)
    else:
        return False
    return True


def keywords_in(line: str) -> tuple[str, ...]:
    """The words of a line that is ``Keywords: …``, as Reuters puts it below a text; empty for others."""
    match = _LABEL.match(line)
    if match is None or not match.group("key").lower().startswith("key"):
        return ()
    return tuple(word for part in re.split(r"[,;/]", match.group("value")) if (word := part.strip()))


def _take_date(head: Head, line: str) -> bool:
    """A line that is a date with its year, with or without a time, and nothing else."""
    if len(line) > 60 or not any(character.isdigit() for character in line):
        return False
    clock = _CLOCK.search(line)
    text = (line[: clock.start()] if clock and clock.start() else line).replace("T", " ") if clock else line
    tokens = tokenise(text.strip(" ,-|"))
    found = date_at(tokens, 0)
    if found is None or found.value is None or found.value.year is None or found.end < len(tokens):
        return False
    hour, minute = (int(clock.group(1)), int(clock.group(2))) if clock else (0, 0)
    head.date = datetime(found.value.year, found.value.month, found.value.day, hour, minute)  # noqa: DTZ001 - none told
    head.has_time = clock is not None
    return True


def _is_name(words: str) -> bool:
    """Only words with a capital: a byline above the headline, not a headline that begins with "By"."""
    return all(
        word[:1].isupper() or word in ("and", "und", "et", "y", "de", "van", "von", "der", "al")
        for word in words.split()
    )


def blocks_of(lines: Sequence[str]) -> list[list[str]]:
    """Runs of lines without a blank one."""
    found: list[list[str]] = []
    for before, line in pairwise(["", *lines]):
        if line.strip():
            if not before.strip():
                found.append([])
            found[-1].append(line)
    return found
