"""The order of time, and the groups that the calendar makes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from datetime import date as Date

from backfile.indexes.index import Positions
from backfile.model.story import Story

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def instant(when: datetime) -> timedelta:
    """The time since 1970, exact, of an aware datetime.

    Two datetimes of one zone compare by the clock on the wall, also in the hour when it is set back:
    that is no order to sort by.
    """
    return when - _EPOCH


def in_order(stories: Iterable[Story]) -> tuple[Story, ...]:
    """Stories by date, then address: the same for any order of the input."""
    return tuple(sorted(stories, key=order_of))


def order_of(story: Story) -> tuple[timedelta, str]:
    """By what stories are put in order of time."""
    return instant(story.article.date), story.url


def calendar_days(stories: Sequence[Story]) -> dict[Date, Positions]:
    """Positions by calendar day. Not always ranges: two zones share an instant, not a day."""
    days: defaultdict[Date, list[int]] = defaultdict(list)
    for position, story in enumerate(stories):
        days[story.article.day].append(position)
    return {day: tuple(days[day]) for day in sorted(days)}


def calendar_months(days: dict[Date, Positions]) -> dict[tuple[int, int], Positions]:
    """Positions by year and month, from positions by day."""
    months: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for day, positions in days.items():
        months[day.year, day.month].extend(positions)
    return {month: tuple(sorted(months[month])) for month in sorted(months)}


def calendar_years(months: dict[tuple[int, int], Positions]) -> dict[int, Positions]:
    """Positions by year, from positions by month."""
    years: defaultdict[int, list[int]] = defaultdict(list)
    for (year, _), positions in months.items():
        years[year].extend(positions)
    return {year: tuple(sorted(years[year])) for year in sorted(years)}


def same_day_in_earlier_years(days: dict[Date, Positions]) -> dict[int, Positions]:
    """By earlier year, latest first: stories of the day and month of the newest story; empty when there are none."""
    if not days:
        return {}
    newest = max(days)
    earlier = [day for day in days if (day.month, day.day) == (newest.month, newest.day) and day.year < newest.year]
    return {day.year: days[day] for day in sorted(earlier, reverse=True)}
