"""ANPA 1312 (84-2, 89-3): the message format of North American teleprinter lines: AP, CP, Kyodo, NYT, Bloomberg.

    SYN SYN SOH  service, story number, selector             ^V^V^Aw2870^_asian
                 priority, category, format, keyword, date   r i^S^Q BC-LT--Port     11-13 0049
    STX          lines behind carets, text behind tabs       ^B^BC-LT--Port,466<
    ETX          time of transmission                        ^CAP-WF-11-13-13 1509GMT<

In the text some signs are not ASCII's: two backquotes and two apostrophes are quotation marks, a low line is a dash, an
opening brace is one half. Files that have lost their control characters are known by the two lines of their header.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from backfile.ingest.formats.plain_text.wire_text import story_of
from backfile.ingest.formats.teleprinter.agencies import agency_named
from backfile.ingest.formats.teleprinter.caret_copy import SLUG, story_behind_carets, without_end
from backfile.ingest.formats.teleprinter.codes import plain_bytes, text_of_wire
from backfile.ingest.formats.teleprinter.cutting import cut_at
from backfile.ingest.formats.teleprinter.embargo import embargo_in
from backfile.ingest.formats.teleprinter.fields import without_codes
from backfile.ingest.formats.teleprinter.stamps import line_in
from backfile.ingest.parsed import Parsed, ParsedStory, Reject, Signal
from backfile.ingest.text.language_guess import language_of
from backfile.model.permalinks import slugify

_FIRST = (
    rb"[\x16\s]*(?P<service>[A-Za-z])(?P<number>\d{3,4})(?P<sender>[A-Z]{2,})?[\x1e\x1f ]?"
    rb"(?P<selector>[\w.-]{0,8})[ \t]*\n"
)
_SECOND = (
    rb"[ \t]*(?P<priority>[A-Za-z])[ \x1f](?P<category>[A-Za-z])[\x0e-\x1f ]{0,20}(?P<keyword>[^\n\x02]{0,120}?)"
    rb"[ \t\x0e-\x1f]{1,60}(?P<date>\d{1,2}-\d{1,2})[ \t]*(?P<words>\d{0,5})[ \t]*(?=\n|\x02|\Z)"
)
_HEADER = re.compile(_FIRST + _SECOND)
LONGEST_HEADER = 1000
"""Bytes."""

_START = re.compile(rb"\x16*\x01")
_BARE_START = re.compile(rb"(?m)^(?=[A-Za-z]\d{3,4}[\w.\x1f-]{0,16}[ \t]*\n[A-Za-z] [A-Za-z][\x0e-\x1f ]+\S)")

split = cut_at(_START)
"""Long files, cut in front of each SOH."""

URGENCY = {"f": 1, "b": 2, "u": 3, "r": 4, "d": 5, "a": 5, "s": 6, "w": 6, "z": 7}
"""IPTC urgency of a priority: flash, bulletin, urgent, regular, deferred, advance, Sunday advance, special, hold."""

TOPICS = {
    "e": "medtop:01000000", "f": "medtop:04000000", "l": "medtop:10000000", "o": "medtop:17000000",
    "p": "medtop:11000000", "q": "medtop:15000000", "s": "medtop:15000000",
}  # fmt: skip
"""Media topics of the categories that name a subject: entertainment, finance, lifestyle, weather, politics, sport."""

_ADVISORY = "v"

_STAMP = re.compile(
    r"[\s^]*(?:[A-Z]{2,7}-)?(?:[A-Z]{2}-)?(?:\d\d:\d\d\S*[\s-])?\d\d-\d\d-\d\d(?:[\s-]\d{4}\S*)?\s*<?\s*\Z"
)
_PARTS = dict.fromkeys(b"\x01\x02\x04\x16")
_DAY_FIRST = frozenset({"Kyodo", "The Canadian Press"})


def sniff(start: bytes) -> bool:
    """Whether a file that begins so holds messages: by the two lines of the header."""
    begins = plain_bytes(start[:2048])
    at = begins.find(b"\x01")
    return bool(_HEADER.match(begins, at + 1 if 0 <= at < 512 else 0))


def parse(data: bytes) -> Iterator[Parsed]:
    """The stories of a file, in its order. A message without text is rejected."""
    data = plain_bytes(data)
    starts = [match.start() for match in (_START if b"\x01" in data else _BARE_START).finditer(data)] or [0]
    line, seen, empty = 1, 0, True
    for at, end in zip(starts, [*starts[1:], len(data)], strict=True):
        line += data.count(b"\n", seen, at)
        seen = at
        message = data[at:end].lstrip(b"\x16\x01\n")
        if message.strip(b"\x00\x01\x02\x03\x04\x16\r\n\t "):
            empty = False
            yield without_codes(_story(message, line))
    if empty:
        yield Reject(0, "no message in it")


def _story(message: bytes, line: int) -> ParsedStory | Reject:
    match = _HEADER.match(message, 0, LONGEST_HEADER)
    number = (match["service"] + match["number"]).decode("latin-1").lower() if match else ""
    text = text_of_wire(message[match.end() :] if match else message)
    copy, ended, behind = text.replace("\x02", "", 1).partition("\x03")
    copy = copy.translate(_PARTS)
    lines = [text for text in copy.split("\n") if not _STAMP.match(text)]
    keyword = _keyword(match["keyword"]) if match else ""
    story = story_behind_carets(lines, keyword, line) or _without_carets(lines, keyword, line)
    if not (story.body or story.title or story.desk_notes):
        return Reject(line, "a message without text", number)
    sender = match["sender"] if match and match["sender"] else b""
    agency = agency_named(" ".join(story.agency)) or agency_named(sender.decode("latin-1"))
    below = behind.partition("\x04")[0] if ended else copy[-200:]
    stamp = line_in(below, None)
    agency = agency or (agency_named(stamp[2]) if stamp else None)
    day_first = bool(agency and agency.name in _DAY_FIRST) or bool(match and int(match["date"].split(b"-")[0]) > 12)
    stamp = line_in(below, ZoneInfo(agency.zone) if agency else None, day_first)
    sent = stamp[0] if stamp else None
    prefix = slugify(agency.name) if agency else "anpa"
    category = match["category"].decode("latin-1").lower() if match else ""
    return replace(
        story,
        agency=story.agency or ((agency.name,) if agency else ()),
        date=sent or story.date,
        has_time=stamp[1] if stamp else story.has_time,
        id=f"{prefix}:{number}:{sent:%Y%m%dT%H%M}" if sent and number else "",
        wire_number=number,
        slugline=story.slugline or keyword,
        urgency=(URGENCY.get(match["priority"].decode("latin-1").lower()) if match else None) or story.urgency,
        topics=(TOPICS[category],) if category in TOPICS else (),
        lang=language_of(story.body) or (agency.lang if agency else ""),
        embargo=next(filter(None, (embargo_in(note, sent) for note in story.desk_notes)), None) if sent else None,
        signals=(Signal.ADVISORY,) if category == _ADVISORY or not (story.title or story.body) else (),
    )


def _keyword(field: bytes) -> str:
    return " ".join(re.sub(r"[\x00-\x1f]", " ", field.decode("cp1252", "replace")).split())


def _without_carets(lines: Sequence[str], keyword: str, line: int) -> ParsedStory:
    """Copy of services that use no carets: slugline, headline (Kyodo ends it with ``+``), indented text."""
    lines = [re.sub(r"\+\s*\Z", "", re.sub(r"[<=]\s*\Z", "", text)) for text in without_end(lines)]
    while lines and not lines[0].strip():
        lines.pop(0)
    slug = lines.pop(0).strip() if lines and SLUG.match(lines[0].strip()) and not lines[0][:1].isspace() else ""
    begins = next((at for at, text in enumerate(lines) if text[:1] in " \t" and text.strip()), 0)
    story = story_of([*lines[:begins], *([""] if begins else []), *lines[begins:]], line)
    return (
        replace(story, slugline=slug or story.slugline)
        if story
        else ParsedStory("", "", slugline=slug or keyword, line=line)
    )
