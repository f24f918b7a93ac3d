"""A-Z directories."""

from __future__ import annotations

import pytest

from archive_factory import OPTIONS, index_of
from backfile.model import permalinks
from backfile.model.authority import Kind
from backfile.pages.desk import Desk
from backfile.pages.directories import ONE_PAGE, Directory, directory_pages, filing_key
from backfile.pages.views import Link, MapPoint

DESK = Desk(index_of([]), OPTIONS)


def pages_of(links, **more):
    return [it.page() for it in directory_pages(DESK, Directory("People", "people/", tuple(links), **more))]


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


def shown(page) -> list[str]:
    return [entry.name for group in page.view.groups for entry in group.entries]


def test_a_long_directory_is_split_by_as_many_letters_as_it_takes():
    names = [f"S{first}{second}{number}" for first in "aeio" for second in "lmn" for number in range(60)]
    names += [f"Sz{number}x" for number in range(700)] + ["Ann", "Bob", "Sz"]
    first, *others = pages_of([link(name, number) for number, name in enumerate(names)])
    pages = {page.url: page for page in others}

    assert [letter.name for letter in first.view.letters] == ["A", "B", "S"]
    assert shown(first)[0] == "Sz"
    letter = pages["people/a-z/s.html"]
    assert (len(shown(letter)), letter.view.total) == (60, 1421)
    assert [part.name for part in letter.view.parts][:6] == ["Sa", "Se", "Si", "So", "Sz only", "Sz0"]
    assert {part.url for part in letter.view.parts} | {letter.url} == {url for url in pages if url[11] == "s"}
    leaves = [page for page in others if page is not letter]
    assert sorted(names) == sorted(name for page in leaves for name in shown(page))
    assert all(len(shown(page)) <= ONE_PAGE for page in leaves)
    assert len(others) == len(pages)
    part = pages["people/a-z/sa.html"].view
    assert (part.current, part.title, [it.name for it in part.parts if not it.url]) == ("S", "Sa", ["Sa"])


def test_names_that_no_letter_tells_apart_are_on_numbered_pages():
    same = [Link("Li Wei", f"people/li-wei-{number}/", number) for number in range(1000)]
    pages = pages_of([*same, *[link(f"Li Wei{letter}") for letter in "abc"]])[1:]

    addresses = [f"people/a-z/{name}.html" for name in ("l", "liwei-only", "liwei-only-2", "liwei-only-3")]
    assert addresses == [page.url for page in pages][:4]
    assert sum(len(shown(page)) for page in pages[1:]) == 1003
    assert [it.name for it in pages[2].view.pages if not it.url] == ["Page 2"]


def test_long_names_in_any_script_stay_below_the_limit_of_a_page():
    for text in (
        "Großherzoglich-Sächsische Gesellschaft für Schifffahrt, Fischerei und Häfen Nr ",
        "جمعية موانئ البحر " * 4,
    ):
        names = [link(f"{text[:76]}{number}", number) for number in range(3000)]
        for page in pages_of(names):
            assert len(shown(page)) <= ONE_PAGE


def test_a_map_that_leaves_places_out_says_so():
    points = [MapPoint(f"P{number}", f"places/p{number}/", 1, 1, 0.5, number) for number in range(450)]
    (page,) = pages_of([link("Somewhere")], points=tuple(points), intro="All places.")

    assert len(page.view.points) == 400
    assert page.view.intro == "All places. The map shows the 400 with most articles."


def test_nothing_to_list_is_no_page():
    assert pages_of([]) == []
