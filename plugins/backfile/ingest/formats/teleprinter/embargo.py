"""Embargoes in words: ``EMBARGOED UNTIL 00:01 GMT Tuesday 24 Sept``, ``Sperrfrist: 24. September 2024, 10.00 Uhr``."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Final

from backfile.datelines import resolve_date
from backfile.datelines.dates import date_at, day_of
from backfile.datelines.months import plain
from backfile.datelines.tokens import tokenise
from backfile.ingest.formats.teleprinter.stamps import zone_named
from backfile.model.dateline import DatelineDate

_OPENS = re.compile(
    r"\b(?:Embargo(?:ed)?|EMBARGO(?:ED)?|Sperrfrist|SPERRFRIST|HOLD FOR RELEASE|Hold for release|Not for (?:use"
    r"|release|publication) (?:before|until)"
    r"|NOT FOR (?:USE|RELEASE|PUBLICATION) (?:BEFORE|UNTIL)|(?:For|FOR) (?:Release|release"
    r"|RELEASE)(?! ?:?\s*IMMEDIATE)|Nicht vor|Frei (?:ab|für)"
    r"|Sous embargo|Embargado)\b(?P<rest>[^\n]{0,160})"
)
_LIFTED = re.compile(r"\b(?:IMMEDIATE|immediate|lifted|aufgehoben|levé|levantado|expired|frei)\b")
_CLOCK = re.compile(
    r"\b(?P<hour>[01]?\d|2[0-4])(?:[:.h](?P<minute>[0-5]\d))?\s*(?P<half>[ap]\.?\s?m\b\.?)?\s*(?:Uhr|hrs?|hours|heures?|h)?\s*"
    r"(?P<zone>[A-Z]{2,4}\b)?"
)
_MIDNIGHT = re.compile(r"\bmidnight\b", re.IGNORECASE)
_NUMBERED = re.compile(r"\b(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.(?:\s?(?P<year>20\d\d|\d\d)\b)?")
_ISO = re.compile(r"\b(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b")
_WEEKDAYS: Final = {
    name: number
    for number, names in enumerate(
        ("monday montag lundi lunes", "tuesday dienstag mardi martes", "wednesday mittwoch mercredi miercoles",
         "thursday donnerstag jeudi jueves", "friday freitag vendredi viernes",
         "saturday samstag sonnabend samedi sabado", "sunday sonntag dimanche domingo")
    )
    for name in names.split()
}  # fmt: skip


def names_embargo(text: str) -> bool:
    """Whether a line speaks of an embargo that still holds."""
    match = _OPENS.search(text)
    return match is not None and not _LIFTED.search(match.group())


def embargo_in(text: str, sent: datetime) -> datetime | None:
    """When what an embargo line holds back may be used; None where it names no time, or is no such line.

    ``sent`` tells what the line leaves out: the year, the day ("6 p.m. EDT"), the zone.
    """
    match = _OPENS.search(text)
    if match is None or _LIFTED.search(match.group()):
        return None
    words = match["rest"]
    day, words = _day(words, sent)
    clock = _clock(words)
    if day is None and clock is None:
        return None
    hour, minute, zone = clock or (0, 0, "")
    moment = (day or sent).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=zone_named(zone) or sent.tzinfo)
    return moment + timedelta(hours=hour, minutes=minute)


def _day(words: str, sent: datetime) -> tuple[datetime | None, str]:
    """The day that is named, and the words without it."""
    for pattern in (_ISO, _NUMBERED):
        if match := pattern.search(words):
            year = match["year"]
            told = int(year) + (2000 if len(year) == 2 else 0) if year else None
            found = day_of(int(match["month"]), int(match["day"]), told)
            if found is not None:
                return _at(found, sent), words[: match.start()] + " " + words[match.end() :]
    tokens = tokenise(words)
    for at, token in enumerate(tokens):
        read = date_at(tokens, at)
        if read is not None and read.has_day and read.value is not None:
            return _at(read.value, sent), words[: token.start] + " " + words[tokens[read.end - 1].end :]
    for token in tokens:
        if (weekday := _WEEKDAYS.get(plain(token.text))) is not None:
            return sent + timedelta(days=(weekday - sent.weekday()) % 7), words
    return None, words


def _at(day: DatelineDate, sent: datetime) -> datetime:
    resolved = resolve_date(day, sent.date())
    return sent.replace(year=resolved.year, month=resolved.month, day=resolved.day)


def _clock(words: str) -> tuple[int, int, str] | None:
    if _MIDNIGHT.search(words):
        return 0, 0, ""
    for match in _CLOCK.finditer(words):
        if not (match["minute"] or match["half"] or match["zone"]) and not re.search(r"Uhr|h\b|hrs", match.group()):
            continue
        hour, minute = int(match["hour"]), int(match["minute"] or 0)
        if half := match["half"]:
            hour = hour % 12 + (12 if half[0] in "pP" else 0)
        return hour, minute, match["zone"] or ""
    return None
