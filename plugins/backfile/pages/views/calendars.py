"""Lists by date: years, a year, a month, a day."""

from __future__ import annotations

from dataclasses import dataclass

from backfile.pages.views.parts import Card, CardGroup, Head, Histogram, Link, Pager


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day in a calendar; day 0 is an empty cell."""

    day: int
    count: int = 0
    url: str = ""
    weight: float = 0.0
    """0 to 1 by count, for the shade of the cell."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """A month, weeks starting on Monday."""

    name: str
    """``November 2015``"""
    short: str
    """``November``"""
    url: str
    total: int
    weeks: tuple[tuple[CalendarDay, ...], ...]


@dataclass(frozen=True, slots=True)
class YearsView:
    """``years.html``: all years."""

    head: Head
    total: int
    years: tuple[Link, ...]
    histogram: Histogram


@dataclass(frozen=True, slots=True)
class YearView:
    """``year.html``: twelve calendars."""

    head: Head
    name: str
    total: int
    calendars: tuple[Calendar, ...]
    newer: Link | None
    older: Link | None
    topics: tuple[Link, ...] = ()
    """The year's busiest topics."""


@dataclass(frozen=True, slots=True)
class MonthView:
    """``month.html``: a calendar with counts, and the month's articles by day when they are few enough for one page."""

    head: Head
    name: str
    total: int
    calendar: Calendar
    groups: tuple[CardGroup, ...]
    """By day, oldest first; empty when the month holds more than a page: its days then have them."""
    newer: Link | None
    older: Link | None
    topics: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class DayView:
    """``day.html``: a day's articles in order of time; paginated when there are many."""

    head: Head
    name: str
    """``Tuesday, 17 November 2015``"""
    total: int
    cards: tuple[Card, ...]
    pager: Pager
    newer: Link | None
    older: Link | None
