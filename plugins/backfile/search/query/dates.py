"""Days, months and years as they are typed in a query. Proleptic Gregorian, from year 1 to 9999."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date as Date
from datetime import timedelta

from backfile.search.query.tree import Dates

_DATE = re.compile("([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")


def span(text: str) -> tuple[str, str] | None:
    """First and last day of ``2015``, ``2015-11`` or ``2015-11-13``; None when that is not a date."""
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        first = Date(year or 0, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    last_month = 12 if month is None else month
    last = first if day is not None else Date(first.year, last_month, monthrange(first.year, last_month)[1])
    return first.isoformat(), last.isoformat()


def compared(sign: str, text: str) -> Dates | None:
    """The days before (``<``), until (``<=``), from (``>=``) or after (``>``) the date ``text``."""
    found = span(text)
    if found is None:
        return None
    first, last = found
    if "=" in sign:
        return Dates(first, None) if ">" in sign else Dates(None, last)
    try:
        if ">" in sign:
            return Dates((Date.fromisoformat(last) + timedelta(1)).isoformat(), None)
        return Dates(None, (Date.fromisoformat(first) - timedelta(1)).isoformat())
    except OverflowError:
        return None


def between(start: str, end: str) -> tuple[Dates, bool] | None:
    """The days of a range and whether its ends were the wrong way round; an end that is empty or ``*`` is open.

    None when an end is not a date or both are open.
    """
    spans = [None if text in ("", "*") else span(text) or ("", "") for text in (start, end)]
    if spans == [None, None] or ("", "") in spans:
        return None
    low, high = spans
    if low is None or high is None:
        return Dates(low and low[0], high and high[1]), False
    if low[0] > high[1]:
        return Dates(high[0], low[1]), True
    return Dates(low[0], high[1]), False


def written(dates: Dates) -> str:
    """The value of ``date:`` that means these days, in years or months where they are whole."""
    first, last = dates.first, dates.last
    for length in (4, 7, 10):
        low = first and first[:length]
        high = last and last[:length]
        if low and (span(low) or ("",))[0] != first:
            continue
        if high and (span(high) or ("", ""))[1] != last:
            continue
        if not high:
            return f">={low}"
        if not low:
            return f"<={high}"
        return low if low == high else f"[{low} TO {high}]"
    raise ValueError(f"not days: {dates}")
