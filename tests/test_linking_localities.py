"""Which place of a name is meant: by state, by how well known it is, city or state, by its former name."""

from __future__ import annotations

import pytest

from linking_records import entity, linker, links, meant

STATE = entity("place:washington", "Washington", description="State of the United States.")
CAPITAL = entity("place:washington-d-c", "Washington, D.C.", description="Capital of the United States.")
NEW_YORK = entity("place:new-york", "New York", description="State of the United States.")
NEW_YORK_CITY = entity("place:new-york-city", "New York City", description="Largest city of the United States.")
USING = linker(STATE, CAPITAL, NEW_YORK, NEW_YORK_CITY)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Talks were held in Washington on Monday.", CAPITAL),
        ("In Washington, D.C., talks were held on Monday.", CAPITAL),
        ("Farmers in Washington state sold apples on Monday.", STATE),
        ("He flew to New York on Monday.", NEW_YORK_CITY),
        ("Snow fell in upstate New York on Monday.", NEW_YORK),
        ("Laws in California and New York were changed.", NEW_YORK),
        ("Snow fell in Albany, New York.", NEW_YORK),
    ],
)
def test_plain_names_are_of_the_city_unless_the_state_is_said(text: str, found: object) -> None:
    assert meant(USING, text) == [found.id]  # type: ignore[attr-defined]


def test_a_little_known_place_needs_its_state() -> None:
    using = linker(entity("place:heathrow-florida", "Heathrow, Florida", description="Suburb in Florida."))

    assert meant(using, "Planes were late at Heathrow on Monday.", places=("LONDON",)) == []
    assert meant(using, "A storm hit Heathrow on Monday.", "Roads in Florida were shut.") == ["place:heathrow-florida"]
    assert meant(using, "A storm hit Heathrow, Fla., on Monday.") == ["place:heathrow-florida"]


def test_another_state_behind_a_place_forbids_the_link() -> None:
    both = linker(
        entity("place:a", "Lancaster, California", description="City in California."),
        entity("place:b", "Lancaster, Ohio", description="City in Ohio."),
    )

    assert meant(both, "A mill burned in Lancaster, Pennsylvania, on Monday.") == []
    assert meant(both, "A mill burned in Lancaster, Ohio, on Monday.") == ["place:b"]


def test_the_abbreviation_of_a_state_is_the_state() -> None:
    using = linker(entity("place:massachusetts", "Massachusetts"))

    assert links(using, "In Foxborough, Mass., a mill burned.") == [("Mass.", "place:massachusetts")]


def test_a_former_name_means_the_city_of_today() -> None:
    using = linker(entity("place:mumbai", "Mumbai", description="City in India."))

    assert links(using, "A ship sank off Bombay on Monday.") == [("Bombay", "place:mumbai")]


def test_an_island_may_be_called_one() -> None:
    using = linker(entity("place:nantucket", "Nantucket"))

    assert links(using, "A ferry sank off Nantucket Island on Monday.") == [("Nantucket Island", "place:nantucket")]
