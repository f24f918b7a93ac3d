"""The date of a story that may not tell one: from the wire, the dateline, the file's name or the file itself."""

from __future__ import annotations

import re
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from backfile.datelines import resolve_date
from backfile.datelines.dates import day_of
from backfile.ingest.parsed import ParsedStory

_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_./]?([01]\d)[-_./]?([0-3]\d)(?!\d)")


class From(StrEnum):
    """What told the date."""

    STORY = "story"
    DATELINE = "dateline"
    NAME = "name"
    FILE = "file"


class Dated(NamedTuple):
    """A date and how it is known."""

    date: datetime
    has_time: bool
    told_by: From


def date_of(story: ParsedStory, name: str, modified: datetime, zone: ZoneInfo) -> Dated:
    """The date of ``story`` from the file ``name``, last changed at ``modified``. ``zone`` is for times without.

    The order of trust: the wire's own date, a date with year in the dateline, the file's name, the file. The last
    two tell the year of a dateline that has none.
    """
    if story.date is not None:
        date = story.date if story.date.tzinfo else story.date.replace(tzinfo=zone)
        return Dated(date, story.has_time, From.STORY)
    filed = story.dateline.date if story.dateline else None
    if filed is not None and filed.year is not None:
        return Dated(datetime(filed.year, filed.month, filed.day, tzinfo=zone), False, From.DATELINE)
    named = _in_name(name, zone)
    near = named or modified.astimezone(zone)
    told_by = From.NAME if named else From.FILE
    if filed is not None:
        day = resolve_date(filed, near.date())
        return Dated(datetime(day.year, day.month, day.day, tzinfo=zone), False, told_by)
    return Dated(datetime(near.year, near.month, near.day, tzinfo=zone), False, told_by)


def _in_name(name: str, zone: ZoneInfo) -> datetime | None:
    """``2015-11-17``, ``20151117`` or ``2015/11/17`` in a path; the last one that is a date."""
    for match in reversed(list(_IN_NAME.finditer(name))):
        year, month, day = (int(part) for part in match.groups())
        if day_of(month, day, year) is not None:
            return datetime(year, month, day, tzinfo=zone)
    return None
