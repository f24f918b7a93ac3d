"""Chains of versions."""

from __future__ import annotations

from archive_factory import index_of, story


def test_a_chain_is_shown_with_each_of_its_versions_oldest_first():
    index = index_of(
        [story(0, id="a"), story(1, id="x"), story(2, id="b", evolved_from="a"), story(3, id="c", evolved_from="b")]
    )

    assert index.versions == {0: (0, 2, 3), 2: (0, 2, 3), 3: (0, 2, 3)}


def test_versions_of_one_moment_are_ordered_by_number():
    date = story(0).article.date
    index = index_of(
        [story(1, date=date, slug="a", id="n", version=2), story(2, date=date, slug="b", id="n", version=1)]
    )

    assert index.versions[0] == (1, 0)


def test_an_id_of_another_agency_is_used_only_when_there_is_no_own():
    index = index_of(
        [
            story(0, id="7", agency=("AP",)),
            story(1, id="7", agency=("dpa",)),
            story(2, id="8", agency=("dpa",), evolved_from="7"),
            story(3, id="9", agency=("AFP",)),
            story(4, id="10", agency=("dpa",), evolved_from="9"),
        ]
    )

    assert index.versions[2] == (1, 2)
    assert 0 not in index.versions
    assert index.versions[4] == (3, 4)


def test_circles_and_unknown_ids_do_no_harm():
    index = index_of(
        [story(0, id="a", evolved_from="b"), story(1, id="b", evolved_from="a"), story(2, evolved_from="?")]
    )

    assert index.versions == {0: (0, 1), 1: (0, 1)}
