"""Heads whose lines each begin with a sign or a code, as editing systems of AAP and others write them behind ZCZC.

#Slugline                 KY#slugline
$Headline                 TI#headline
:(CITY)                   PD#06 June 2016 14:00:00
                          AB#summary
text                      TX#
                          text
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from backfile.datelines import read_dateline
from backfile.datelines.months import month_named
from backfile.ingest.formats.plain_text.wire_marks import without_contacts
from backfile.ingest.parsed import ParsedStory
from backfile.ingest.text.copy_text import is_table, joined, markdown, paragraphs
from backfile.ingest.text.opening_words import first_words, take_dateline

_CODE = re.compile(r"(?P<key>[A-Z]{2})#(?P<value>.*)\Z")
_SIGN = re.compile(r"(?P<key>[%#$:*@~&])(?P<value>(?! ).*)\Z")
_ROUTE = re.compile(r"[A-Z]{2} [A-Z]{3}\s*\Z")
_SLUGGED = re.compile(r":?(?P<slug>[A-Z][A-Z .&/-]{1,30}?)\s*:\s*(?P<title>\S.*?)\s*\Z")
_DAY = re.compile(r"(\d{1,2}) ([A-Za-z]{3,9}) (\d{4})(?: (\d\d):(\d\d))?")
_LEADS = 1
LONGEST = 120
"""Characters of a headline below a head that only names who issued the copy."""
FEWEST = 2
"""Lines of a head that are tagged, at least."""


def story_with_tags(lines: Sequence[str], line: int = 0) -> ParsedStory | None:
    """The story of such copy; None where the first lines are not tagged."""
    for tag in (_CODE, _SIGN):
        matches = []
        for text in lines:
            match = tag.match(text.strip()) if text.strip() else None
            if match is None:
                break
            matches.append(match)
        if tag is _SIGN and len(matches) < len(lines) and not matches and _ROUTE.match(lines[0]) and len(lines) > 1:
            routed = _SLUGGED.match(lines[1])
            return _told({"#": routed["slug"], "$": routed["title"]}, lines[2:], line) if routed else None
        if len(matches) >= FEWEST and len({match["key"] for match in matches}) >= FEWEST:
            return _story(matches, lines[len(matches) :], line)
    return None


def _story(matches: Sequence[re.Match[str]], lines: Sequence[str], line: int) -> ParsedStory | None:
    fields: dict[str, str] = {}
    for match in matches:
        if value := match["value"].strip():
            fields.setdefault(match["key"], value)
    return _told(fields, lines, line)


def _told(fields: dict[str, str], lines: Sequence[str], line: int) -> ParsedStory | None:
    """The story of fields by their signs or codes, and the lines below them."""
    place = fields.get(":", "")
    bracketed = place.startswith("(") and place.endswith(")")
    title = fields.get("TI") or (fields.get("$", "") if len(fields.get("$", "")) > 3 else "")
    source = "" if bracketed or title else place
    first = [text.strip() for text in lines[: _LEADS + 1]]
    if (
        source
        and len(first) > 1
        and first[0]
        and not first[1]
        and len(first[0]) < LONGEST
        and first[0][-1] not in ".!?"
    ):
        title, lines = first[0], lines[1:]
    dateline, credits, groups = take_dateline(paragraphs(lines))
    stays = without_contacts(["" if is_table(group) else joined(group) for group in groups])
    body = markdown(group for group, stay in zip(groups, stays, strict=True) if stay)
    title = title or source
    if not (title or body):
        return None
    sent = _time(fields.get("PD", ""))
    return ParsedStory(
        title=joined([title]) or first_words(body),
        body=body,
        dateline=dateline or (read_dateline(place[1:-1]) if bracketed else None),
        agency=credits,
        date=sent,
        has_time=sent is not None,
        summary=fields.get("AB", ""),
        byline=fields.get("BY", ""),
        slugline=fields.get("KY") or fields.get("#", ""),
        source=source if source != title else "",
        line=line,
    )


def _time(words: str) -> datetime | None:
    match = _DAY.match(words)
    month = month_named(match[2]) if match else None
    if match is None or month is None:
        return None
    try:
        return datetime(int(match[3]), month, int(match[1]), int(match[4] or 0), int(match[5] or 0))  # noqa: DTZ001 - none told
    except ValueError:
        return None
