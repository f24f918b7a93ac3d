"""The times behind a message: IPTC 7901's date-time group, the lines below ANPA copy.

7901 gives day, hour and minute, the month by name, the year with two digits and at times a zone: ``241205 Sep 24``,
``212322 GMT Nov 18``. ANPA 1312 has no form of its own: ``AP-WF-11-13-13 1509GMT``, ``16:35ET 31-10-14``,
``KWS-21:37-09-12-18``.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from backfile.datelines.months import month_named

_GROUP = re.compile(
    r"\b(?P<day>[0-3]\d)(?P<hour>[0-2]\d)[:.]?(?P<minute>[0-5]\d)\s*(?P<zone>[A-Z]{1,5}|[+-]\d{4})?\s+"
    r"(?P<month>[^\W\d_]{3,9})\.?,?\s*(?P<year>(?:19|20)?\d\d)?(?!\d)",
)
_LINE = re.compile(
    r"""(?:(?P<sender>[A-Z]{2,7})-(?:[A-Z]{2}-)?)?
      (?: (?P<early>\d{1,2}:\d\d)(?::\d\d)?\s*(?P<zone1>[A-Z]{1,4})?[\s-]+ )?
      (?P<first>\d{1,2})[-/](?P<second>\d{1,2})[-/](?P<year>(?:19|20)?\d\d)
      (?: [\s-]+(?P<late>\d{1,2}:?\d\d)(?::\d\d)?\s*(?P<zone2>[A-Za-z]{1,4})? )?""",
    re.VERBOSE,
)
_ZONES = {
    "GMT": "GMT", "UTC": "UTC", "UT": "UTC", "Z": "UTC", "CET": "Europe/Berlin", "CEST": "Europe/Berlin",
    "MEZ": "Europe/Berlin", "MESZ": "Europe/Berlin", "HEC": "Europe/Paris", "EET": "Europe/Helsinki",
    "EEST": "Europe/Helsinki", "BST": "Europe/London", "WET": "Europe/Lisbon", "MSK": "Europe/Moscow",
    "ET": "America/New_York", "EST": "America/New_York", "EDT": "America/New_York", "CT": "America/Chicago",
    "CST": "America/Chicago", "CDT": "America/Chicago", "MST": "America/Denver", "MDT": "America/Denver",
    "PT": "America/Los_Angeles", "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles", "JST": "Asia/Tokyo",
    "KST": "Asia/Seoul", "IST": "Asia/Kolkata", "AEST": "Australia/Sydney", "AEDT": "Australia/Sydney",
}  # fmt: skip
"""What wires write, as the clocks of a place: they write EST in summer, and mean what the clock shows."""

FIRST_YEAR = 70
"""A year of two digits below is of this century."""


def zone_named(word: str) -> tzinfo | None:
    """The zone of ``GMT``, ``EST``, ``MESZ``, ``+0100``; None for other words."""
    if re.fullmatch(r"[+-]\d{4}", word):
        minutes = int(word[1:3]) * 60 + int(word[3:])
        return timezone(timedelta(minutes=-minutes if word[0] == "-" else minutes)) if minutes < 24 * 60 else None
    name = _ZONES.get(word.upper())
    if name is None:
        return None
    return UTC if name in ("GMT", "UTC") else ZoneInfo(name)


def group_in(text: str, zone: tzinfo | None, year: int | None = None) -> datetime | None:
    """The last date-time group in ``text``; ``zone`` is for one without, ``year`` too (None: there must be one)."""
    for match in reversed(list(_GROUP.finditer(text))):
        month = month_named(match["month"])
        told = whole_year(match["year"]) if match["year"] else year
        if month is not None and told is not None:
            try:
                return datetime(
                    told, month, int(match["day"]), int(match["hour"]), int(match["minute"]),
                    tzinfo=zone_named(match["zone"] or "") or zone,
                )  # fmt: skip
            except ValueError:
                continue
    return None


def line_in(text: str, zone: tzinfo | None, day_first: bool = False) -> tuple[datetime, bool, str] | None:
    """``(time, whether it has a clock, sender)`` of the last such line in ``text``: below copy of ANPA 1312."""
    for match in reversed(list(_LINE.finditer(text))):
        first, second = int(match["first"]), int(match["second"])
        day, month = (first, second) if (day_first and second <= 12) or first > 12 else (second, first)
        clock = (match["early"] or match["late"] or "").replace(":", "")
        told = zone_named(match["zone1"] or match["zone2"] or "")
        try:
            moment = datetime(
                whole_year(match["year"]), month, day, int(clock[:-2] or 0), int(clock[-2:] or 0), tzinfo=told or zone
            )
        except ValueError:
            continue
        return moment, bool(clock), match["sender"] or ""
    return None


def whole_year(digits: str) -> int:
    """``24`` is 2024, ``87`` is 1987, ``2024`` is itself."""
    year = int(digits)
    return year if year > 99 else year + (1900 if year >= FIRST_YEAR else 2000)
