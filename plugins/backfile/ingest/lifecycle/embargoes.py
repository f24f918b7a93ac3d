"""Embargo notes: from when a story may be used."""

from __future__ import annotations

import re
from datetime import date as Date
from datetime import datetime, time, timedelta, timezone, tzinfo

from backfile.datelines import resolve_date
from backfile.datelines.dates import date_at
from backfile.datelines.tokens import tokenise
from backfile.ingest.lifecycle.phrases import one_of

_DAY = r"(?:\S*\d|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|die|mit|don|fre|sam|son)"
_WHEN = rf"\s*(?:[:=!]|\s(?:until|till?|to|for|bis|zum|au|jusqu\S+|hasta|at|até|fino|tot|à)\b|\s{_DAY}|\W*\Z)"
_USED = r"(?:to be (?:used|published|released|broadcast)|for (?:release|publication|use|broadcast))"
_BEGINS = re.compile(
    r"[\s(\[*+=/-]*"
    + one_of(
        rf"""
        (?:(?:strictly|under|sotto|bajo|sous|onder) )?embargo(?:ed)?{_WHEN}
        (?:bitte )?sperrfrist(?:{_WHEN}| beachten)
        gesperrt bis\b
        hold for release\b
        (?:held )?for release (?:(?:at|on|after) )?{_DAY}
        not {_USED} (?:before|until|prior to)\b
        nicht (?:zur )?ver(?:öffentlich|wend)\w* vor\b
        frei (?:ab|für) {_DAY}
        ne pas (?:publier|utiliser) avant\b
        no (?:publicar|utilizar|usar) (?:antes|hasta)\b
        não publicar antes\b
        non pubblicare prima\b
        """
    ),
    re.IGNORECASE,
)
_SAYS_WHEN = re.compile(
    one_of(
        rf"""
        embargo(?:ed)?\s*[:=]
        embargoed (?:until|till|for|to)\b
        embargo (?:until|till|bis|jusqu|hasta|fino|tot)\b.{{0,40}}\d
        \bsperrfrist\b
        \bnot {_USED} (?:before|until)\b
        hold for release|gesperrt bis
        """
    ),
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?<![\d.])(?P<hour>2[0-4]|[01]?\d)(?!\d)(?:\s?[:.h]\s?(?P<minute>[0-5]\d))?\s*(?P<half>[ap]\.?m\.?)?"
    r"\s*(?P<word>uhr|heures|horas|h\b)?"
    r"|(?<!\d)(?P<four>(?:[01]\d|2[0-3])[0-5]\d)(?=\s*(?:\(|[A-Z]{2,4}\b|hrs|hours|uhr|Z\b|h\b|[,.;)\]]|\Z))",
    re.IGNORECASE,
)
_ISO = re.compile(r"\d{4}-\d\d-\d\dT\d\d:?\d\d(?::?\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?")
_ZONE = re.compile(
    r"\b(GMT|UTC|CEST|CET|MESZ|MEZ|BST|EDT|EST|ET|CDT|CST|MDT|MST|PDT|PST|JST|AEDT|AEST|MSK|HKT|SGT|HEC)\b"
    r"(?:\s?([+-]\d{1,2}))?|(?<=\d)(Z)\b"
)
_LATE = timedelta(hours=2)
"""How long after the end of its embargo a story is still filed with it."""
_HOURS = {
    "GMT": 0, "UTC": 0, "Z": 0, "BST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2, "MSK": 3, "EST": -5, "EDT": -4,
    "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "JST": 9, "AEST": 10, "AEDT": 11, "HKT": 8,
    "SGT": 8,
}  # fmt: skip


def is_embargo(note: str, to_desks: bool = False) -> bool:
    """Whether a note is an embargo: it begins as one; a note ``to_desks`` may also say so further on."""
    return bool(_BEGINS.match(note) or (to_desks and _SAYS_WHEN.search(note)))


def until(note: str, filed: datetime | None) -> datetime | None:
    """The moment that an embargo note tells; None when it is not definite.

    ``filed``, when the story went out, gives the day or the year that the note leaves out, and the zone. A day
    without a time is its beginning. Naive only where ``filed`` is and the note names no zone.
    """
    if iso := _ISO.search(note):
        try:
            moment = datetime.fromisoformat(iso.group())
        except ValueError:
            return None
        return moment if moment.tzinfo else moment.replace(tzinfo=filed.tzinfo if filed else None)
    day, rest = _day(note, filed)
    clock = _clock(rest)
    zone = _zone(rest) or (filed.tzinfo if filed else None)
    if day is None:
        if clock is None or filed is None:
            return None
        local = filed.astimezone(zone) if filed.tzinfo and zone else filed
        moment = datetime.combine(local.date(), clock, zone)
        return moment if moment >= local.replace(tzinfo=zone) - _LATE else moment + timedelta(days=1)
    return datetime.combine(day, clock or time(), zone)


def _day(note: str, filed: datetime | None) -> tuple[Date | None, str]:
    """The day that a note names, and the note without it."""
    tokens = tokenise(note)
    for at in range(len(tokens)):
        found = date_at(tokens, at)
        if found is None or found.value is None or not found.has_day:
            continue
        if found.value.year is None and filed is None:
            return None, note
        try:
            day = resolve_date(found.value, filed.date() if filed else Date(2000, 1, 1))
        except ValueError:
            continue
        return day, f"{note[: tokens[at].start]} {note[tokens[found.end - 1].end :]}"
    return None, note


def _clock(text: str) -> time | None:
    for match in _CLOCK.finditer(text):
        if four := match["four"]:
            return time(int(four[:2]), int(four[2:]))
        if match["minute"] is None and not match["half"] and not match["word"]:
            continue
        hour = int(match["hour"])
        if match["half"]:
            hour = hour % 12 + (12 if match["half"][0] in "pP" else 0)
        return time(hour % 24, int(match["minute"] or 0))
    if re.search(r"\b(?:midnight|mitternacht|minuit|medianoche)\b", text, re.IGNORECASE):
        return time()
    return time(12) if re.search(r"\bnoon\b", text, re.IGNORECASE) else None


def _zone(text: str) -> tzinfo | None:
    match = _ZONE.search(text)
    if match is None or match.group(1) in ("ET", "HEC"):
        return None
    hours = _HOURS[match.group(1) or "Z"] + int(match.group(2) or 0)
    return timezone(timedelta(hours=hours)) if -24 < hours < 24 else None
