"""Pages by date: all years, each year, month and day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date as Date
from functools import partial

from backfile.model import permalinks
from backfile.pages import dates
from backfile.pages.desk import HOME, Desk
from backfile.pages.figures import histogram, month_calendar
from backfile.pages.lists import ListPage, day_page_address, day_pager, day_pages
from backfile.pages.views import Assignment, CardGroup, DayView, Link, MonthView, YearsView, YearView

YEARS = 5
"""Years before and after a day in which its page leads to the same day: a new day changes so many pages at the most."""

_CRUMBS = (HOME, Link("Years", permalinks.YEARS))


def calendar_pages(desk: Desk) -> Iterator[Assignment]:
    """All years, then each year, month and day that has articles. Nothing for an empty archive."""
    if not desk.index.stories:
        return
    yield Assignment(permalinks.YEARS, "years.html", b"", partial(_years_view, desk))
    yield from _year_pages(desk)
    yield from _month_pages(desk)
    yield from _day_pages(desk)


def month_or_year(month: tuple[int, int], by_year: bool) -> str:
    """Where the bars of a histogram of the whole archive lead."""
    return permalinks.year(month[0]) if by_year else permalinks.month(*month)


def _years_view(desk: Desk) -> YearsView:
    index = desk.index
    return YearsView(
        head=desk.head("Years", permalinks.YEARS, _CRUMBS[:1], section=permalinks.YEARS),
        total=len(index.stories),
        years=tuple(Link(str(year), permalinks.year(year), len(of)) for year, of in reversed(index.years.items())),
        histogram=histogram("Articles over time", desk.month_of, month_or_year),
    )


def _year_pages(desk: Desk) -> Iterator[Assignment]:
    years = list(desk.index.years)
    for place, year in enumerate(years):
        yield Assignment(permalinks.year(year), "year.html", b"", partial(_year_view, desk, years, place))


def _year_view(desk: Desk, years: list[int], place: int) -> YearView:
    index, year = desk.index, years[place]
    counts = {day: len(of) for day, of in index.days.items() if day.year == year}
    highest = max(counts.values())
    return YearView(
        head=desk.head(str(year), permalinks.year(year), _CRUMBS, section=permalinks.YEARS),
        name=str(year),
        total=len(index.years[year]),
        calendars=tuple(month_calendar(year, month, counts, highest) for month in range(1, 13)),
        newer=_year_link(years[place + 1]) if place + 1 < len(years) else None,
        older=_year_link(years[place - 1]) if place else None,
        topics=desk.busiest_topics(index.years[year]),
    )


def _month_pages(desk: Desk) -> Iterator[Assignment]:
    index = desk.index
    months = list(index.months)
    days: dict[tuple[int, int], list[Date]] = {month: [] for month in months}
    for day in index.days:
        days[day.year, day.month].append(day)
    for place, month in enumerate(months):
        counts = [(day, len(index.days[day])) for day in days[month]]
        near = months[max(0, place - 1) : place + 2]
        basis = desk.bases.of((month, near, counts), desk.bases.stories(index.months[month]))
        make = partial(_month_view, desk, months, place, dict(counts))
        yield Assignment(permalinks.month(*month), "month.html", basis, make)


def _month_view(desk: Desk, months: list[tuple[int, int]], place: int, counts: dict[Date, int]) -> MonthView:
    month = months[place]
    positions, url = desk.index.months[month], permalinks.month(*month)
    groups: tuple[CardGroup, ...] = ()
    if len(positions) < 2 * desk.options.page_size:
        groups = tuple(_day_group(desk, day) for day in counts)
    return MonthView(
        head=desk.head(dates.month_name(*month), url, (*_CRUMBS, _year_link(month[0])), section=permalinks.YEARS),
        name=dates.month_name(*month),
        total=len(positions),
        calendar=month_calendar(*month, counts, max(counts.values())),
        groups=groups,
        newer=_month_link(months[place + 1]) if place + 1 < len(months) else None,
        older=_month_link(months[place - 1]) if place else None,
        topics=desk.busiest_topics(positions),
    )


def _day_group(desk: Desk, day: Date) -> CardGroup:
    cards = tuple(desk.card(position) for position in desk.index.days[day])
    return CardGroup(dates.weekday_date(day), permalinks.day(day), cards, f"d{day.day}")


def _day_pages(desk: Desk) -> Iterator[Assignment]:
    index = desk.index
    days = list(index.days)
    same_days: dict[tuple[int, int], list[Date]] = {}
    for day in days:
        same_days.setdefault((day.month, day.day), []).append(day)
    for place, day in enumerate(days):
        positions, near = index.days[day], days[max(0, place - 1) : place + 2]
        pages = day_pages(len(positions), desk.options.page_size)
        for page in pages:
            cards = desk.bases.cards(positions[page.start : page.stop])
            other_years = _other_years(same_days[day.month, day.day], day) if page.number == 1 else ()
            basis = desk.bases.of((day, near, len(positions), page.number, other_years), cards)
            make = partial(_day_view, desk, days, place, page, other_years)
            yield Assignment(day_page_address(permalinks.day(day), page.number), "day.html", basis, make)


def _other_years(same_days: list[Date], day: Date) -> tuple[Date, ...]:
    """The same day of the nearest years before and after."""
    place = same_days.index(day)
    return (*same_days[max(0, place - YEARS) : place], *same_days[place + 1 : place + 1 + YEARS])


def _day_view(desk: Desk, days: list[Date], place: int, page: ListPage, other_years: tuple[Date, ...]) -> DayView:
    day = days[place]
    positions, base = desk.index.days[day], permalinks.day(day)
    crumbs = (*_CRUMBS, _year_link(day.year), _month_link((day.year, day.month)))
    first = page.number == 1
    return DayView(
        head=desk.head(
            dates.long_date(day) if first else f"{dates.long_date(day)}, page {page.number}",
            day_page_address(base, page.number),
            crumbs if first else (*crumbs, _day_link(day)),
            section=permalinks.YEARS,
        ),
        name=dates.weekday_date(day),
        total=len(positions) if first else page.stop - page.start,
        cards=tuple(desk.card(position) for position in positions[page.start : page.stop]),
        pager=day_pager(base, page, day_pages(len(positions), desk.options.page_size)),
        newer=_day_link(days[place + 1]) if place + 1 < len(days) else None,
        older=_day_link(days[place - 1]) if place else None,
        other_years=tuple(Link(str(it.year), permalinks.day(it)) for it in other_years),
    )


def _year_link(year: int) -> Link:
    return Link(str(year), permalinks.year(year))


def _month_link(month: tuple[int, int]) -> Link:
    return Link(dates.month_name(*month), permalinks.month(*month))


def _day_link(day: Date) -> Link:
    return Link(dates.long_date(day), permalinks.day(day))
