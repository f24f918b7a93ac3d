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
from backfile.ingest.text.copy_text import joined, markdown, paragraphs
from backfile.ingest.text.opening_words import first_words, take_dateline

_CODE = re.compile(r"(?P<key>[A-Z]{2})#(?P<value>.*)\Z")
_SIGN = re.compile(r"(?P<key>[%#$:*@~])(?P<value>.*)\Z")
_DAY = re.compile(r"(\d{1,2}) ([A-Za-z]{3,9}) (\d{4})(?: (\d\d):(\d\d))?")
FEWEST = 3
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
        if len(matches) >= FEWEST and len({match["key"] for match in matches}) >= FEWEST:
            return _story(matches, lines[len(matches) :], line)
    return None


def _story(matches: Sequence[re.Match[str]], lines: Sequence[str], line: int) -> ParsedStory | None:
    fields: dict[str, str] = {}
    for match in matches:
        if value := match["value"].strip():
            fields.setdefault(match["key"], value)
    place = fields.get(":", "")
    bracketed = place.startswith("(") and place.endswith(")")
    title = fields.get("TI") or (fields.get("$", "") if len(fields.get("$", "")) > 3 else "")
    dateline, credits, groups = take_dateline(paragraphs(lines))
    stays = without_contacts([joined(group) for group in groups])
    body = markdown(group for group, stay in zip(groups, stays, strict=True) if stay)
    title = title or ("" if bracketed else place)
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
