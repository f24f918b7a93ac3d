"""What pages draw: articles over time, calendars, maps. Numbers only; templates draw them."""

from __future__ import annotations

from calendar import Calendar as Weeks
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date as Date
from math import sqrt

from backfile.model import permalinks
from backfile.pages import dates
from backfile.pages.views import Bar, Calendar, CalendarDay, Histogram, MapPoint

Month = tuple[int, int]

MONTH_BARS = 120
"""Months that still make a legible histogram; longer spans are drawn by year."""

NAMED_BARS = 24
"""Bars that each have room for a label of their own."""


def histogram(title: str, months: Iterable[Month], address: Callable[[Month, bool], str]) -> Histogram:
    """Articles over time, from the month of each; empty months in between are bars of no height.

    ``address(month, by_year)`` tells where the bar of a month leads, or (given any month of it) that of a year.
    """
    counts = Counter(months)
    if not counts:
        return Histogram(title, "Month", (), 0)
    (first_year, first_month), (last_year, last_month) = min(counts), max(counts)
    slots = range(first_year * 12 + first_month - 1, last_year * 12 + last_month)
    if len(slots) > MONTH_BARS:
        return _by_year(title, counts, address)
    highest = max(counts.values())
    bars = []
    for slot in slots:
        month = (slot // 12, slot % 12 + 1)
        count = counts[month]
        year_mark = str(month[0]) if month[1] == 1 else ""
        short = dates.short_month(month[1]) if len(slots) <= NAMED_BARS else year_mark
        url = address(month, False) if count else ""
        bars.append(Bar(dates.month_name(*month), short, url, count, _share(count, highest)))
    return Histogram(title, "Month", tuple(bars), highest)


def _by_year(title: str, months: Mapping[Month, int], address: Callable[[Month, bool], str]) -> Histogram:
    counts: Counter[int] = Counter()
    newest: dict[int, Month] = {}
    for month in sorted(months):
        counts[month[0]] += months[month]
        newest[month[0]] = month
    years = range(min(counts), max(counts) + 1)
    highest = max(counts.values())
    step = next(step for step in (1, 5, 10, 50, 100, 1000) if len(years) <= NAMED_BARS * step)
    bars = [
        Bar(
            label=str(year),
            short="" if year % step else str(year),
            url=address(newest[year], True) if counts[year] else "",
            count=counts[year],
            height=_share(counts[year], highest),
        )
        for year in years
    ]
    return Histogram(title, "Year", tuple(bars), highest)


def month_calendar(year: int, month: int, counts: Mapping[Date, int], highest: int) -> Calendar:
    """A month's calendar from the counts of its days; cells are shaded against ``highest``."""
    total = 0
    weeks = []
    for week in Weeks(firstweekday=0).monthdayscalendar(year, month):
        cells = []
        for number in week:
            count = counts.get(Date(year, month, number), 0) if number else 0
            total += count
            url = permalinks.day(Date(year, month, number)) if count else ""
            cells.append(CalendarDay(number, count, url, round(count / highest, 3) if count else 0.0))
        weeks.append(tuple(cells))
    url = permalinks.month(year, month) if total else ""
    return Calendar(dates.month_name(year, month), dates.MONTHS[month - 1], url, total, tuple(weeks))


def map_point(name: str, url: str, coordinates: tuple[float, float], count: int, highest: int) -> MapPoint:
    """A place on a plate carrée map of the whole world; its area grows with ``count``."""
    latitude, longitude = coordinates
    return MapPoint(
        name=name,
        url=url,
        x=round((longitude + 180) / 3.6, 3),
        y=round((90 - latitude) / 1.8, 3),
        size=round(sqrt(count / highest), 3) if highest else 0.0,
        count=count,
    )


def _share(count: int, highest: int) -> float:
    return round(100 * count / highest, 2)
