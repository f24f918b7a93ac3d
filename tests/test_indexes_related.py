"""Related stories: what they share, and how little a new story moves."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from archive_factory import archive, index_of, options, story
from backfile.indexes import build_index, group, relate
from backfile.model.article import Status
from backfile.model.authority import Authority

ENTITIES = [f"person:p{number}" for number in range(12)]


def test_a_rare_subject_in_common_beats_a_frequent_one():
    crowd = [story(number, topics=("economy",)) for number in range(40)]
    rare = story(3, slug="rare", topics=("economy",), entities=("person:ada",))
    late = story(50, slug="late", topics=("economy",), entities=("person:ada",))
    index = index_of([*crowd, rare, late])
    urls = [it.url for it in index.stories]

    best = index.related[urls.index(late.url)][0]
    assert rare.url == urls[best]
    assert urls.index(late.url) in index.related[best]


def test_of_equals_the_nearer_in_time_comes_first():
    others = [story(number, entities=(f"person:other-{number}",)) for number in range(30)]
    old, near = (story(number, slug=f"ada-{number}", entities=("person:ada",)) for number in (0, 24 * 80))
    late = story(24 * 90, slug="late", entities=("person:ada",))
    index = index_of([*others, old, near, late])
    urls = [it.url for it in index.stories]

    assert [near.url, old.url] == [urls[other] for other in index.related[urls.index(late.url)]]


def test_what_half_of_the_archive_shares_relates_nothing():
    index = index_of([story(number, topics=("economy",)) for number in range(20)])

    assert {()} == set(index.related)


def test_other_versions_and_withdrawn_stories_are_not_related():
    crowd = [story(number, entities=(f"person:c{number}",)) for number in range(30)]
    first = story(40, id="1", entities=("person:ada",))
    second = story(41, id="2", evolved_from="1", entities=("person:ada",))
    gone = story(42, entities=("person:ada",), status=Status.CANCELED)
    other = story(43, entities=("person:ada",))
    index = index_of([*crowd, first, second, gone, other])

    assert index.related[30:] == ((33,), (33,), (), (31, 30))


def test_none_are_chosen_where_none_are_wanted():
    assert {()} == set(index_of(archive(50), options=options(related=0)).related)


_subjects = st.lists(st.sampled_from(ENTITIES), min_size=1, max_size=4, unique=True)


@settings(max_examples=40, deadline=None)
@given(st.lists(_subjects, min_size=1, max_size=60), st.integers(1, 4))
def test_a_new_story_changes_no_more_older_ones_than_it_shows(contents, size):
    stories = [story(number, entities=subjects) for number, subjects in enumerate(contents)]
    before = index_of(stories[:-1], options=options(related=size)).related
    after = index_of(stories, options=options(related=size)).related

    changed = [position for position, related in enumerate(before) if after[position] != related]
    assert len(changed) <= size
    for position, related in enumerate(after):
        assert len(related) <= size and position not in related
        assert all(set(contents[position]) & set(contents[other]) for other in related)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 59), st.sampled_from(["topics", "entities", "gone", "late", "text"])), max_size=4
    ),
    st.integers(0, 8),
)
def test_choices_kept_from_another_build_change_nothing(edits, size):
    before = archive(60)
    after = list(before)
    for at, kind in edits:
        it = after[at % len(after)]
        changed = {
            "topics": replace(it, article=replace(it.article, topics=("syria", "new"))),
            "entities": replace(it, mentions=before[0].mentions),
            "late": replace(it, article=replace(it.article, date=it.article.date + timedelta(days=9))),
            "text": replace(it, lead="Other words."),
        }
        after[at % len(after) : at % len(after) + 1] = [changed[kind]] if kind in changed else []
    authority, where = Authority(), options(related=size)
    kept = build_index(before, authority, where).choices

    assert build_index(after, authority, where) == relate(group(after, authority), where, kept)
