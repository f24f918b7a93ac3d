"""A-Z directories."""

from __future__ import annotations

import pytest

from archive_factory import OPTIONS, index_of
from backfile.model import permalinks
from backfile.model.authority import Kind
from backfile.pages.desk import Desk
from backfile.pages.directories import ONE_PAGE, directory_pages, filing_key
from backfile.pages.views import Link, MapPoint

DESK = Desk(index_of([]), OPTIONS)


def pages_of(links, **more):
    return [it.page() for it in directory_pages(DESK, "People", "people/", links, **more)]


def link(name: str, count: int = 1) -> Link:
    return Link(name, f"people/{permalinks.slugify(name)}/", count)


@pytest.mark.parametrize(
    ("name", "kind", "key"),
    [
        ("Vladimir Putin", Kind.PERSON, "putin-vladimir"),
        ("Ben Okri Jr.", Kind.PERSON, "okri-ben"),
        ("Cher", Kind.PERSON, "cher"),
        ("The Port Authority", Kind.ORGANISATION, "port-authority"),
        ("The Hague", Kind.PLACE, "hague"),
        ("Éire", Kind.PLACE, "eire"),
    ],
)
def test_filing(name, kind, key):
    assert key == filing_key(name, kind)


def test_a_short_directory_is_one_page_with_anchors():
    (page,) = pages_of([link("Zoë Ash"), link("Ada Lund"), link("3Com"), link("Éva Ember")])

    assert [group.letter for group in page.view.groups] == ["0-9", "A", "E", "Z"]
    assert [letter.url for letter in page.view.letters] == ["#letter-0-9", "#letter-a", "#letter-e", "#letter-z"]


def test_a_long_directory_is_split_by_as_many_letters_as_it_takes():
    names = [f"S{first}{second}{number}" for first in "aeio" for second in "lmn" for number in range(60)]
    names += [f"Sz{number}x" for number in range(700)] + ["Ann", "Bob"]
    first, *others = pages_of([link(name, number) for number, name in enumerate(names)])

    assert [letter.name for letter in first.view.letters][:6] == ["A", "B", "Sa", "Se", "Si", "So"]
    assert [letter.url for letter in first.view.letters] == [page.url for page in others]
    assert sorted(names) == sorted(
        entry.name for page in others for group in page.view.groups for entry in group.entries
    )
    assert all(page.view.total <= ONE_PAGE for page in others)
    assert first.view.groups[0].entries[0].name == "Bob"
    assert len(others) == len({page.url for page in others})


def test_a_map_that_leaves_places_out_says_so():
    points = [MapPoint(f"P{number}", f"places/p{number}/", 1, 1, 0.5, number) for number in range(450)]
    (page,) = pages_of([link("Somewhere")], points=points, intro="All places.")

    assert len(page.view.points) == 400
    assert page.view.intro == "All places. The map shows the 400 with most articles."


def test_nothing_to_list_is_no_page():
    assert pages_of([]) == []
