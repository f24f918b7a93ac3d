"""Which names of an archive are one, and which are not although they look alike; which are believed."""

from __future__ import annotations

from datetime import date

import pytest

from backfile.discovery.grouping import group
from backfile.discovery.proposals import propose
from backfile.discovery.sightings import ArticleNames, Sighting
from backfile.discovery.tally import tally
from backfile.model.authority import Kind

DAY = date(2015, 11, 17)
PERSON, ORGANISATION, PLACE, EVENT = Kind


def articles(*names: tuple[str, Kind] | tuple[str, Kind, int] | Sighting) -> list[ArticleNames]:
    """An article for each name, or as many as it says."""
    found = []
    for name in names:
        seen = name if isinstance(name, Sighting) else Sighting(name[0], name[1], True, 1)
        for _ in range(name[2] if isinstance(name, tuple) and len(name) > 2 else 1):
            found.append(ArticleNames(f"articles/{len(found)}.md", DAY, (seen,)))
    return found


def groups(*names: tuple[str, Kind] | tuple[str, Kind, int] | Sighting) -> list[set[str]]:
    return [set(found.form.written) for found in group(tally(articles(*names)))]


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        (ORGANISATION, "Télé-Québec Inc.", "Tele Quebec"),
        (ORGANISATION, "Nordvik & Sons Ltd", "Nordvik and Sons PLC"),
        (ORGANISATION, "Labour Organisation", "Labor Organization"),
        (PERSON, "Sergei Shoigu", "Sergey Shoygu"),
        (PERSON, "Anna Berg", "Anna B. Berg"),
        (PLACE, "U.S.", "United States"),
        (EVENT, "Venice summit", "1987 Venice economic summit"),
        (EVENT, "Second World War", "World War II"),
    ],
)
def test_spellings_of_one_name_are_one(kind: Kind, one: str, other: str) -> None:
    assert [{one, other}] == groups((one, kind), (other, kind))


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        (PERSON, "Anna A. Berg", "Anna B. Berg"),
        (PERSON, "Mark Lindgren", "Mary Lindgren"),
        (ORGANISATION, "North Harbour Bank", "South Harbour Bank"),
        (ORGANISATION, "Flight 803 Committee", "Flight 804 Committee"),
        (PLACE, "Yemen", "South Yemen"),
        (EVENT, "1980 Olympics", "1984 Olympics"),
    ],
)
def test_names_that_look_alike_stay_two(kind: Kind, one: str, other: str) -> None:
    found = groups((one, kind, 10), (other, kind))

    assert 2 == len(found)
    assert {one} in found


def test_a_slip_of_the_pen_is_rare_and_never_beside_the_right_form() -> None:
    right, slip = "Francois Mitterrand", "Francois Mitterand"
    seldom = groups((right, PERSON, 5), (slip, PERSON))
    often = groups((right, PERSON, 3), ("Francois Mitterrend", PERSON, 3))

    assert [{right, slip}] == seldom
    assert 2 == len(often)


def test_a_surname_or_acronym_alone_joins_the_one_that_it_means() -> None:
    anna = Sighting("Anna Berg", PERSON, True, 2, ("Berg",))
    council = Sighting("Nordic Harbour Council", ORGANISATION, True, 2, ("NHC",))
    found = groups(anna, anna, ("Berg", PERSON), council, council, ("NHC", ORGANISATION))
    shared = groups(anna, anna, ("Ole Berg", PERSON, 2), ("Berg", PERSON))

    assert [{"Anna Berg", "Berg"}, {"Nordic Harbour Council", "NHC"}] == found
    assert {"Berg"} in shared


@pytest.mark.parametrize(
    ("name", "kind", "believed"),
    [
        ("Anna Berg", PERSON, True),
        ("June Berg", PERSON, False),
        ("Berg", PERSON, False),
        ("Provisional Aa-3", PERSON, False),
        ("Nordvik Corp", ORGANISATION, True),
        ("Co Ltd", ORGANISATION, False),
        ("B-52", ORGANISATION, False),
        ("PORT OF OSLO REOPENS", ORGANISATION, False),
        ("UNITED", ORGANISATION, False),
        ("UNCTAD", ORGANISATION, True),
        ("Lisbon", PLACE, True),
        ("Calif.", PLACE, False),
        ("Oslo/Bergen", PLACE, False),
        ("Lisbon-based", PLACE, False),
        ("Geneva Conference", EVENT, True),
    ],
)
def test_only_what_is_credible_is_proposed(name: str, kind: Kind, believed: bool) -> None:
    counts = tally(articles((name, kind, 2)))

    assert believed == bool(propose(group(counts), counts.days, (), ()))


def test_two_organisations_with_and_between_them_are_not_one() -> None:
    counts = tally(
        articles(
            ("Nordvik", ORGANISATION, 3),
            ("Oslo Steel Ltd", ORGANISATION, 3),
            ("Nordvik and Oslo Steel", ORGANISATION, 2),
        )
    )

    assert {"Nordvik", "Oslo Steel Ltd"} == {proposal.name for proposal in propose(group(counts), counts.days, (), ())}


def test_the_archive_outvotes_an_article_and_ids_stay_apart() -> None:
    counts = tally(
        articles(
            ("Nordvik", ORGANISATION, 8),
            ("Nordvik", PLACE),
            ("Anna Berg", PERSON, 2),
            ("Halden", PLACE, 2),
            ("Halden", ORGANISATION, 2),
        )
    )
    found = propose(group(counts), counts.days, (), {"person:anna-berg"})

    assert ["organisation:nordvik", "person:anna-berg-2"] == [proposal.id for proposal in found]
