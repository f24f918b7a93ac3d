"""Histograms, calendars and map points."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.pages.calendars import month_or_year
from backfile.pages.figures import MONTH_BARS, histogram, map_point, month_calendar

_months = st.lists(st.tuples(st.integers(1985, 2000), st.integers(1, 12)), min_size=1, max_size=60)


@settings(deadline=None)
@given(_months)
def test_a_histogram_counts_every_article_in_an_unbroken_row_of_bars(months):
    drawn = histogram("Over time", months, month_or_year)

    assert len(months) == sum(bar.count for bar in drawn.bars)
    assert drawn.highest == max(bar.count for bar in drawn.bars)
    assert max(bar.height for bar in drawn.bars) == 100
    assert all(bool(bar.url) == bool(bar.count) for bar in drawn.bars)
    assert drawn.bars[0].count and drawn.bars[-1].count
    (first_year, first_month), (last_year, last_month) = min(months), max(months)
    slots = (last_year - first_year) * 12 + last_month - first_month + 1
    assert (slots if slots <= MONTH_BARS else last_year - first_year + 1) == len(drawn.bars)
    assert ("Month" if slots <= MONTH_BARS else "Year") == drawn.unit


def test_bars_lead_to_months_or_years():
    by_month = histogram("", [(2015, 11), (2016, 1), (2015, 11)], month_or_year)
    by_year = histogram("", [(1987, 3), (2015, 11)], month_or_year)

    assert [(bar.label, bar.short, bar.url, bar.count) for bar in by_month.bars] == [
        ("November 2015", "Nov", "2015/11/", 2),
        ("December 2015", "Dec", "", 0),
        ("January 2016", "Jan", "2016/01/", 1),
    ]
    assert (by_year.bars[0].url, by_year.bars[1].url, by_year.bars[-1].url) == ("1987/", "", "2015/")


def test_no_articles_no_bars():
    assert histogram("", [], month_or_year).bars == ()


def test_a_calendar_starts_its_weeks_on_monday_and_links_days_with_articles():
    calendar = month_calendar(2015, 11, {date(2015, 11, 13): 4, date(2015, 11, 30): 1}, 8)
    cells = [cell for week in calendar.weeks for cell in week]

    assert [0] * 6 + list(range(1, 31)) + [0] * 6 == [cell.day for cell in cells]
    assert {cell.day: (cell.url, cell.count, cell.weight) for cell in cells if cell.count} == {
        13: ("2015/11/13/", 4, 0.5),
        30: ("2015/11/30/", 1, 0.125),
    }
    assert (calendar.name, calendar.total, calendar.url) == ("November 2015", 5, "2015/11/")


def test_a_month_without_articles_has_no_address():
    assert month_calendar(2015, 2, {}, 0).url == ""


def test_points_lie_where_the_map_has_them():
    corner = map_point("A", "a/", (90.0, -180.0), 4, 4)
    centre = map_point("B", "b/", (0.0, 0.0), 1, 4)

    assert (corner.x, corner.y, corner.size) == (0.0, 0.0, 1.0)
    assert (centre.x, centre.y, centre.size) == (50.0, 50.0, 0.5)
