"""Storylines: what follows what, and what only looks like it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive_factory import START, archive, index_of, options, story
from backfile.indexes import Index, build_index, group, relate
from backfile.indexes.story_parts import plain_slugline
from backfile.model.article import Status
from backfile.model.authority import Authority, Kind
from backfile.model.story import FoundName

CROWD = [
    story(
        number,
        title=f"Market {('opens', 'closes')[number % 2]} with number {number}",
        entities=("place:capital", f"person:p{number % 90}"),
        topics=(f"trade-{number % 7}",),
    )
    for number in range(300)
]
"""Three hundred other stories, an hour apart."""


def lines(index: Index) -> list[list[str]]:
    """The headlines of each storyline of several stories of ours."""
    found = {line for _, line in index.storylines.values()}
    return [[index.stories[at].article.title for at in line] for line in sorted(found)]


def late(hours: int, title: str, **fields):
    return story(300 + hours, slug=title.lower().replace(" ", "-")[:40], title=title, **fields)


@pytest.mark.parametrize(
    ("filed", "plain"),
    [
        ("OPEC-OIL/", "opec-oil"),
        ("UPDATE 2-OPEC-OIL/", "opec-oil"),
        ("STORM-PORT/ (UPDATE 2)", "storm-port"),
        ("URGENT-WRAPUP 1-OPEC-OIL", "opec-oil"),
        ("BC-Port-Storm, 1st Ld-Writethru", "bc-port-storm"),
        ("PORT-STORM/ADD1", "port-storm"),
        ("PORT-STORM-2ND TAKE", "port-storm"),
        ("MARS-2020/ROVER", "mars-2020/rover"),
        ("", ""),
    ],
)
def test_sluglines_without_marks_of_updates_and_takes(filed, plain):
    assert plain == plain_slugline(filed)


def test_stories_of_one_slugline_are_one_storyline():
    takes = [
        late(hours, title, slugline=slugline, entities=("organisation:reef-bank",))
        for hours, title, slugline in [
            (1, "Reef Bank shuts its doors", "REEF-BANK/"),
            (5, "Savers queue all night", "UPDATE 1-REEF-BANK/"),
            (30, "Regulator steps in", "REEF-BANK/ADD1"),
        ]
    ]
    other = late(31, "A match is abandoned", slugline="SOCCER/", entities=("organisation:reef-bank",))

    assert lines(index_of([*CROWD, *takes, other])) == [[it.article.title for it in takes]]


def test_a_follow_up_is_found_by_names_and_headline_words():
    bid = late(
        0,
        "Lund Shipping offers a takeover of Reef Bank",
        entities=("organisation:lund", "organisation:reef-bank"),
        topics=("companies",),
    )
    answer = late(50, "Reef Bank rejects takeover", entities=("organisation:reef-bank",), topics=("companies",))
    answer = replace(answer, names=(FoundName("Ida Holm", Kind.PERSON, True),))
    raised = late(90, "Holm says takeover of Reef Bank is off", entities=("organisation:reef-bank", "person:ida-holm"))

    assert lines(index_of([*CROWD, bid, answer, raised])) == [[it.article.title for it in (bid, answer, raised)]]


BANK, BOTH, CAPITAL = ("organisation:reef-bank",), ("organisation:lund", "organisation:reef-bank"), ("place:capital",)


@pytest.mark.parametrize(
    ("first", "second", "names", "hours"),
    [
        ("Reef Bank reports a profit", "Reef Bank names a chairman", BANK, 30),  # a name alone
        ("Harbour bonds yield nine percent", "Harbour bonds yield ten percent", CAPITAL, 2),  # a formula of the trade
        ("Takeover of Reef Bank planned by Lund", "Lund drops Reef Bank takeover", BOTH, 24 * 15),  # too long ago
    ],
)
def test_what_only_looks_like_a_follow_up_is_none(first, second, names, hours):
    one, other = late(0, first, entities=names), late(hours, second, entities=names)

    assert lines(index_of([*CROWD, one, other])) == []


def test_the_same_within_the_time_is_one():
    one = late(0, "Takeover of Reef Bank planned by Lund", entities=BOTH)
    other = late(40, "Lund drops Reef Bank takeover", entities=BOTH)

    assert len(lines(index_of([*CROWD, one, other]))) == 1


def test_a_storyline_shows_of_versions_and_repeats_the_last_and_no_withdrawn_story():
    same = {"entities": ("organisation:reef-bank", "person:ida-holm"), "slugline": "REEF-BANK/"}
    first = late(0, "Reef Bank shuts its doors", id="1", **same)
    second = late(1, "Reef Bank shuts its doors for good", id="2", evolved_from="1", **same)
    queue, again = (
        late(3, "Savers queue all night", **same),
        late(9, "Savers queue all night", lead="Again.", url="again.html", **same),
    )
    gone = late(10, "A libel", status=Status.CANCELED, **same)
    index = index_of([*CROWD, first, second, queue, again, gone])
    places = {it.url: at for at, it in enumerate(index.stories)}

    line = (places[second.url], places[again.url])
    assert {line} == {found for _, found in index.storylines.values()}
    assert [index.storylines[places[it.url]][0] for it in (first, second, queue, again)] == [0, 0, 1, 1]
    assert places[gone.url] not in index.storylines


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 59), st.sampled_from(["title", "slugline", "gone", "late", "names"])), max_size=4)
)
def test_choices_kept_from_another_build_change_nothing(edits):
    def varied(number, it):
        bank, matter = ("Reef Bank", "Lund Shipping")[number % 2], ("bids", "boats", "bonds")[number % 3]
        title = f"{bank} talks to pilots about {matter}"
        edited = replace(it.article, title=title, slugline=("REEF/", "", "UPDATE 1-REEF/", "")[number % 4])
        captain = FoundName(f"Ida {'abcdefgh'[number // 8]}", Kind.PERSON, True)
        return replace(it, article=edited, names=(captain,))

    before = [varied(number, it) for number, it in enumerate(archive(60))]
    after = list(before)
    for at, kind in edits:
        it = after[at % len(after)]
        article = it.article
        changed = {
            "title": replace(it, article=replace(article, title="Pilots go home")),
            "slugline": replace(it, article=replace(article, slugline="REEF/")),
            "late": replace(it, article=replace(article, date=article.date + timedelta(days=9))),
            "names": replace(it, names=(FoundName("Ida Holm", Kind.PERSON, True),)),
        }
        after[at % len(after) : at % len(after) + 1] = [changed[kind]] if kind in changed else []
    kept = build_index(before, Authority(), options()).choices

    assert kept.follows.chosen.count(-1) < 60
    assert build_index(after, Authority(), options()) == relate(group(after, Authority()), options(), kept)


def test_a_new_story_moves_no_earlier_choice():
    stories = [late(n, f"Reef Bank day {n}", slugline="REEF/", entities=("organisation:reef-bank",)) for n in range(12)]
    before = index_of([*CROWD, *stories[:-1]]).choices.follows.chosen
    after = index_of([*CROWD, *stories]).choices.follows.chosen

    assert before == after[: len(before)]
    assert after[-1] == len(before) - 1
    assert START < stories[0].article.date
