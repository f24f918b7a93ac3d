"""Dates in words. No locale is asked: the same English on every machine."""

from __future__ import annotations

import re
from datetime import date as Date
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

from backfile.pages.views import Moment

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_ZONE_NAME = re.compile("[A-Za-z]{2,6}")

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def moment(when: datetime, has_time: bool = True, home: ZoneInfo | None = None) -> Moment:
    """An aware datetime as pages show it; without a time only its day. ``home``: see ``zone_name``."""
    if not has_time:
        return day_moment(when.date())
    clock = f"{when.hour:02d}:{when.minute:02d}"
    text = f"{long_date(when)}, {clock} {zone_name(when, home)}"
    return Moment(iso=timestamp(when), text=text, short=short_date(when), time=clock)


def day_moment(day: Date) -> Moment:
    """A calendar day as pages show it."""
    iso = f"{day.year:04d}-{day.month:02d}-{day.day:02d}"
    return Moment(iso=iso, text=long_date(day), short=short_date(day))


def timestamp(when: datetime) -> str:
    """RFC 3339, to the second: ``2015-11-17T18:05:00+01:00``.

    Old local times are off UTC by odd seconds, which neither RFC 3339 nor HTML can say: the offset is cut to minutes.
    """
    offset = when.utcoffset()
    if offset and (offset.seconds % 60 or offset.microseconds):
        when = when.replace(tzinfo=timezone(offset // timedelta(minutes=1) * timedelta(minutes=1)))
    return when.isoformat(timespec="seconds")


def zone_name(when: datetime, home: ZoneInfo | None = None) -> str:
    """``CET``, ``UTC``; where the zone has no name in letters its offset: ``UTC+01:00``.

    A file gives an offset, not a zone: where it is that of the zone ``home`` at that time, home's name for it is used.
    """
    if home is not None and when.utcoffset() == (there := when.astimezone(home)).utcoffset():
        when = there
    name = when.tzname() or ""
    if _ZONE_NAME.fullmatch(name):
        return name
    minutes = (when.utcoffset() or timedelta()) // timedelta(minutes=1)
    sign = "-" if minutes < 0 else "+"
    return f"UTC{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}" if minutes else "UTC"


def long_date(day: Date) -> str:
    """``17 November 2015``"""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_date(day: Date) -> str:
    """``17 Nov 2015``"""
    return f"{day.day} {short_month(day.month)} {day.year}"


def weekday_date(day: Date) -> str:
    """``Tuesday, 17 November 2015``"""
    return f"{WEEKDAYS[day.weekday()]}, {long_date(day)}"


@lru_cache(maxsize=4096)
def month_name(year: int, month: int) -> str:
    """``November 2015``"""
    return f"{MONTHS[month - 1]} {year}"


def short_month(month: int) -> str:
    """``Nov``"""
    return MONTHS[month - 1][:3]


def span(first: Date, last: Date) -> str:
    """``26 February 1987 to 20 October 1987``, or one day."""
    return long_date(first) if first == last else f"{long_date(min(first, last))} to {long_date(max(first, last))}"
