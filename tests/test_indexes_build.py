"""The index as a whole: its groups hold every story once, in any order of the input."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given, settings
from hypothesis import strategies as st

from archive_factory import OPTIONS, RECORDS, START, archive, authority, index_of, story
from backfile.indexes import build_index

_times = st.integers(0, 60 * 24 * 64).map(
    lambda minutes: datetime(1986, 12, 30, tzinfo=UTC) + timedelta(minutes=minutes)
)
_zones = st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours)))
_dates = st.builds(lambda when, zone: when.replace(tzinfo=zone), _times, _zones)


@settings(max_examples=40, deadline=None)
@given(st.lists(_dates, max_size=40), st.randoms(use_true_random=False))
def test_the_calendar_holds_every_story_once_whatever_the_order(dates, random):
    stories = [story(number, date=date) for number, date in enumerate(dates)]
    index = index_of(stories)
    random.shuffle(stories)

    assert index == index_of(stories)
    for groups in (index.years, index.months, index.days):
        assert list(groups) == sorted(groups)
        assert sorted(position for positions in groups.values() for position in positions) == list(range(len(dates)))
        assert all(list(positions) == sorted(positions) for positions in groups.values())
    for day, positions in index.days.items():
        assert {day} == {index.stories[position].article.day for position in positions}
    instants = [it.article.date.timestamp() for it in index.stories]
    assert sorted(instants) == instants


def test_stories_of_one_instant_are_ordered_by_address():
    index = index_of([story(1, date=START, slug="b"), story(2, date=START, slug="a")])

    assert [it.url for it in index.stories] == ["2015/11/01/a.html", "2015/11/01/b.html"]


def test_the_same_clock_in_two_zones_is_ordered_by_instant():
    east = datetime(2015, 11, 1, 9, tzinfo=timezone(timedelta(hours=9)))
    index = index_of([story(1, date=datetime(2015, 11, 1, 9, tzinfo=UTC), slug="a"), story(2, date=east, slug="z")])

    assert [it.article.slug for it in index.stories] == ["z", "a"]


def test_agencies_count_joint_credits_for_each_and_are_called_what_they_are_mostly_called():
    index = index_of([story(1, agency=("tca", "dpa")), story(2, agency=("DPA",)), story(3, agency=("dpa", "dpa"))])

    assert {slug: (entry.name, entry.stories) for slug, entry in index.agencies.items()} == {
        "dpa": ("dpa", (0, 1, 2)),
        "tca": ("tca", (0,)),
    }


def test_aliases_lead_to_their_record_where_the_address_is_free():
    index = index_of(archive(40), *RECORDS)

    assert index.aliases == {
        "people/lund/": "people/ada-lund/",
        "places/lutetia/": "places/paris/",
        "topics/fighting/": "topics/conflict/",
        "topics/medtop-16000000/": "topics/syria/",
        "topics/war/": "topics/conflict/",
    }


def test_an_empty_archive_has_an_index():
    index = build_index([], authority(), OPTIONS)

    assert index.stories == ()
    assert not index.topics and not index.days and not index.related
