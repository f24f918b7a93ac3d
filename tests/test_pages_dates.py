"""Dates in words."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.pages.dates import moment, span, timestamp, weekday_date, zone_name
from backfile.pages.views import Moment


def test_a_moment_is_shown_with_the_name_of_its_zone():
    berlin = datetime(2015, 11, 17, 18, 5, tzinfo=ZoneInfo("Europe/Berlin"))

    assert Moment("2015-11-17T18:05:00+01:00", "17 November 2015, 18:05 CET", "17 Nov 2015", "18:05") == moment(berlin)


def test_a_zone_without_a_name_in_letters_is_shown_by_its_offset():
    names = {
        "UTC": UTC,
        "UTC+01:00": timezone(timedelta(hours=1)),
        "UTC-03:30": timezone(timedelta(hours=-3, minutes=-30)),
        "UTC+04:00": ZoneInfo("Asia/Dubai"),
    }

    assert list(names) == [zone_name(datetime(2015, 11, 17, tzinfo=zone)) for zone in names.values()]


def test_a_date_without_a_time_shows_none():
    midnight = datetime(2015, 11, 17, tzinfo=UTC)

    assert Moment("2015-11-17", "17 November 2015", "17 Nov 2015") == moment(midnight, has_time=False)


@settings(deadline=None)
@given(st.datetimes(timezones=st.sampled_from([ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Kolkata"), UTC])))
def test_timestamps_keep_to_rfc_3339_and_to_the_minute(when):
    text = timestamp(when)

    assert len("2015-11-17T18:05:00+01:00") == len(text)
    assert abs(datetime.fromisoformat(text) - when) < timedelta(minutes=1, seconds=1)


def test_spans_and_weekdays():
    first, last = date(1987, 2, 26), date(1987, 10, 20)

    assert "26 February 1987 to 20 October 1987" == span(first, last) == span(last, first)
    assert span(first, first) == "26 February 1987"
    assert weekday_date(date(2015, 11, 17)) == "Tuesday, 17 November 2015"


def test_an_offset_is_named_as_at_home_where_it_is_the_same():
    home = ZoneInfo("Europe/Berlin")
    winter = datetime.fromisoformat("2015-11-17T18:05:00+01:00")
    summer = datetime.fromisoformat("2015-07-17T18:05:00+01:00")

    assert "17 November 2015, 18:05 CET" == moment(winter, home=home).text
    assert "17 July 2015, 18:05 UTC+01:00" == moment(summer, home=home).text
