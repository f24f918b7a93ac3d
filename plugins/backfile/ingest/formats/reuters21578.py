"""Reuters-21578: the SGML files of Lewis's test collection, 21,578 stories of 1987.

The files look like SGML but are not quite: control characters, tags typed by hand, a missing ``<D>`` here and there. So
fields are looked up by their tags instead of parsing a tree. Field meanings: the collection's own README.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from html import unescape

from backfile.datelines import read_dateline
from backfile.datelines.months import month_named
from backfile.ingest.formats.reuters_names import records_for
from backfile.ingest.formats.teleprinter.cutting import cut_at
from backfile.ingest.parsed import Parsed, ParsedStory, Reject
from backfile.ingest.text.copy_text import joined, markdown, paragraphs
from backfile.ingest.text.decoding import decode, without_controls
from backfile.ingest.text.opening_words import first_words, take_dateline
from backfile.model.dateline import Dateline
from backfile.model.permalinks import slugify

_STORY = re.compile(r"<REUTERS\b([^>]*)>(.*?)(?=</?REUTERS\b|\Z)", re.DOTALL | re.IGNORECASE)
_NEWID = re.compile(r'NEWID="?(\d+)', re.IGNORECASE)
_TEXT = re.compile(r'<TEXT\b(?:[^>]*TYPE="?(\w+))?[^>]*>(.*)', re.DOTALL | re.IGNORECASE)
_DATE = re.compile(r"(\d{1,2})-([A-Za-z]{3})-(\d{4})\s+(\d{1,3}):(\d\d)(?::(\d\d)(?:\.(\d+))?)?")
_TAG = re.compile(r"</?(?:TEXT|TITLE|AUTHOR|DATELINE|BODY|REUTERS)\b[^>]*>", re.IGNORECASE)
_CODES = re.compile(r"<D>|</D>", re.IGNORECASE)
_END = re.compile(r"\s*(?:REUTER|Reuter|reuter|REUTERS|Reuters)[\s.;:=-]*\Z")
_FILLER = re.compile(r"\s*Blah blah blah\.?\s*\Z", re.IGNORECASE)
_BY = re.compile(r"\s*by\s+", re.IGNORECASE)
_DATE_ONLY = re.compile(r"\s*[A-Za-z]{3,9}\.? \d{1,2}\s*-?\s*-?\s*\Z")

_ENTITIES = (("PLACES", "place"), ("PEOPLE", "person"), ("ORGS", "organisation"), ("EXCHANGES", "organisation"))


_FIELDS = {
    tag: re.compile(
        rf"<{tag}\b[^>]*>(.*?)(?:</{tag}\b[^>]*>|(?=<(?:TITLE|AUTHOR|DATELINE|BODY|/TEXT)\b)|\Z)",
        re.DOTALL | re.IGNORECASE,
    )
    for tag in ("DATE", "TOPICS", "TITLE", "AUTHOR", "DATELINE", "BODY", *(tag for tag, _ in _ENTITIES))
}


split = cut_at(re.compile(rb"<REUTERS(?=[\s>])"))
"""For several files in one."""


def sniff(start: bytes) -> bool:
    """Whether a file that begins so is one of the collection's."""
    head = start[:2048].lower()
    return b"<!doctype lewis" in head or (b"<reuters " in head and b"newid" in head)


def parse(data: bytes) -> Iterator[Parsed]:
    """The stories of one file, in its order. Only a story without any text is rejected."""
    text = decode(data)
    line, seen = 1, 0
    for match in _STORY.finditer(text):
        line += text.count("\n", seen, match.start())
        seen = match.start()
        yield _story(match.group(1), match.group(2), line)


def _story(attributes: str, markup: str, line: int) -> ParsedStory | Reject:
    number = _NEWID.search(attributes)
    name = f"reuters21578-{number.group(1)}" if number else ""
    text = _TEXT.search(markup)
    kind, content = (text.group(1) or "NORM", text.group(2)) if text else ("NORM", "")
    title = joined(_field(content, "TITLE").strip("* \n").split("\n"))
    if kind.upper() == "UNPROC":
        groups = _paragraphs(_words(_TAG.sub("\n", content)))
        if not title and groups:
            title, groups = _headline(groups)
        dateline, _, rest = take_dateline(groups)
    else:
        dateline, rest = _opening(content)
    body = markdown(rest)
    if not title:
        title = first_words(body)
    if not title:
        return Reject(line, "story without title and text", name)
    topics = tuple(dict.fromkeys(map(slugify, _codes(markup, "TOPICS"))))
    entities = tuple(
        dict.fromkeys(f"{kind}:{slugify(code)}" for tag, kind in _ENTITIES for code in _codes(markup, tag))
    )
    return ParsedStory(
        title=title,
        body=body,
        dateline=dateline,
        agency=("Reuters",),
        date=_date(_field(markup, "DATE")),
        id=name,
        byline=_BY.sub("", joined(_field(content, "AUTHOR").split("\n")), count=1),
        topics=topics,
        entities=entities,
        records=tuple(records_for(topics, entities)),
    )


def _opening(content: str) -> tuple[Dateline | None, list[Sequence[str]]]:
    """Dateline and paragraphs of a story with fields. DATELINE may hold words of the body too, or only them."""
    filed = _field(content, "DATELINE")
    body = _field(content, "BODY")
    if _FILLER.match(body):
        body = ""
    if filed and _DATE_ONLY.match(filed):
        return read_dateline(filed.strip(" -\n")), list(_paragraphs(body))
    dateline, _, left = take_dateline(_paragraphs(filed + body))
    return dateline, left


def _headline(groups: list[list[str]]) -> tuple[str, list[list[str]]]:
    """The first line of a story that came without fields is its headline."""
    first = groups[0]
    title = joined(first[:1])
    left = [group for group in ([*first[1:]], *groups[1:]) if group]
    return title, left


def _field(markup: str, tag: str) -> str:
    """The text of a field, without controls; empty when there is none. Without an end tag it ends at the next tag."""
    match = _FIELDS[tag].search(markup)
    return _words(match.group(1)) if match else ""


def _words(markup: str) -> str:
    return without_controls(unescape(markup))


def _paragraphs(text: str) -> list[list[str]]:
    return paragraphs(_END.sub("", text).lstrip("*").split("\n"), indent=4, rows_indented=True)


def _codes(markup: str, tag: str) -> list[str]:
    return [code for part in _CODES.split(_field(markup, tag)) if (code := part.strip())]


def _date(field: str) -> datetime | None:
    """The time of transmission, taken as UTC; None when it cannot be read. An impossible hour leaves the day."""
    match = _DATE.search(field)
    month = month_named(match.group(2)) if match else None
    if match is None or month is None:
        return None
    day, year = int(match.group(1)), int(match.group(3))
    hour, minute, second = (int(match.group(n) or 0) for n in (4, 5, 6))
    try:
        return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
    except ValueError:
        try:
            return datetime(year, month, day, tzinfo=UTC)
        except ValueError:
            return None
