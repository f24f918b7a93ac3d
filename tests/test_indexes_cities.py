"""Datelines by city."""

from __future__ import annotations

from archive_factory import OPTIONS, entity, index_of, story
from backfile.pages.desk import Desk


def test_cities_are_one_in_any_case_and_shown_in_reading_case():
    index = index_of([story(0, dateline="NEW YORK"), story(1, dateline="New York"), story(2, dateline="LIMA")])

    assert {slug: (entry.name, entry.stories) for slug, entry in index.datelines.items()} == {
        "lima": ("Lima", (2,)),
        "new-york": ("New York", (0, 1)),
    }


def test_a_double_dateline_belongs_to_both_cities():
    index = index_of([story(0, dateline="Moscow/Istanbul")])

    assert {slug: it.stories for slug, it in index.datelines.items()} == {"moscow": (0,), "istanbul": (0,)}


def test_the_place_of_that_name_or_alias_says_where_it_is_and_how_it_is_spelt():
    index = index_of(
        [story(0, dateline="AL RAQQA"), story(1, dateline="Kiev"), story(2, dateline="SAN JOSE")],
        entity("place:raqqa", "Raqqa", aliases=("al-Raqqa",), coordinates=(35.95, 39.01)),
        entity("place:kyiv", "Kyiv", aliases=("Kiev",), coordinates=(50.45, 30.52)),
        entity("place:san-jose", "San José", coordinates=(9.93, -84.08)),
        entity("organisation:kiev", "Kiev", aliases=("San Jose",)),
    )

    found = {entry.name: (entry.place, entry.coordinates) for entry in index.datelines.values()}
    assert found == {
        "Raqqa": ("place:raqqa", (35.95, 39.01)),
        "Kyiv": ("place:kyiv", (50.45, 30.52)),
        "San José": ("place:san-jose", (9.93, -84.08)),
    }


def test_names_in_other_languages_are_one_city_and_lead_to_it():
    moscow = entity("place:moscow", "Moscow", aliases=("Moskva",), names=(("fr", "Moscou"), ("ru", "Москва")))
    index = index_of([story(0, dateline="MOSCOU"), story(1, dateline="Москва"), story(2, dateline="Moscow")], moscow)

    assert [(0, 1, 2)] == [entry.stories for entry in index.datelines.values()]
    assert {"Moscow"} == {index.city(name).name for name in ("MOSCOU", "Москва", "Moscow")}
    assert index.aliases == {
        "datelines/moscou/": "datelines/moscow/",
        "datelines/moskva/": "datelines/moscow/",
    }
    desk = Desk(index, OPTIONS)
    assert ["Moscou", "Москва", "Moscow"] == [desk.card(position).dateline for position in range(3)]


def test_a_name_goes_before_an_alias_and_coordinates_before_none():
    index = index_of(
        [story(0, dateline="Paris"), story(1, dateline="Athens")],
        entity("place:a", "Lutetia", aliases=("Paris",), coordinates=(1.0, 1.0)),
        entity("place:b", "Paris", coordinates=(48.86, 2.35)),
        entity("place:c", "Athens"),
        entity("place:d", "Athens", coordinates=(37.98, 23.73)),
    )

    assert index.datelines["paris"].place == "place:b"
    assert index.datelines["athens"].place == "place:d"
