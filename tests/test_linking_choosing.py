"""What a name means in an article, or that it means nothing: by the recogniser, context, dates, front matter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date as Date

import pytest

from linking_records import document, entity, linker, links, meant

PARIS = entity("place:paris", "Paris", country="FR", description="Capital of France.")
PARIS_TEXAS = entity("place:paris-texas", "Paris, Texas", country="US", description="City in Texas.")
ENGLAND = entity("place:england", "England")
BANK = entity("organisation:bank-of-england", "Bank of England")
KERRY = entity("person:john-kerry", "John Kerry", "Kerry", description="Secretary of State of the United States.")


def test_a_place_inside_a_longer_name_is_no_mention() -> None:
    using = linker(ENGLAND, BANK, PARIS, entity("place:new-york", "New York"))

    assert meant(using, "The Bank of England spoke in England.") == [BANK.id, ENGLAND.id]
    assert meant(using, "The New York Times wrote that creditors of the Paris Club would meet.") == []


def test_a_surname_of_somebody_else_is_no_mention() -> None:
    using = linker(KERRY)

    assert meant(using, "Secretary John Kerry spoke. Mr Kerry left.") == [KERRY.id, KERRY.id]
    assert meant(using, "The mayor, Mark Kerry, opened the bridge. Kerry said it would last.") == []


def test_a_surname_and_an_acronym_stand_for_the_full_name_in_the_article() -> None:
    shoigu = entity("person:sergei-shoigu", "Sergei Shoigu")
    agency = entity("organisation:iaea", "International Atomic Energy Agency")
    using = linker(shoigu, agency)

    text = (
        "Defence Minister Sergei Shoigu met the International Atomic Energy Agency (IAEA). Shoigu left. "
        "IAEA staff stayed."
    )

    assert [words for words, _ in links(using, text)] == [
        "Sergei Shoigu",
        "International Atomic Energy Agency",
        "IAEA",
        "Shoigu",
        "IAEA",
    ]
    assert meant(using, "SHOIGU MEETS ENVOYS", "Sergei Shoigu met envoys.") == [shoigu.id, shoigu.id]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Talks may be held in May, when turkey is eaten and apple pie is made.", []),
        ("In Ankara, Turkey said it would close the border.", ["place:turkey"]),
        ("Shares in Apple Inc. rose. Apple said sales grew.", ["organisation:apple", "organisation:apple"]),
        ("Apple pie was served at noon.", []),
    ],
)
def test_capitals_matter_for_names_that_are_words(text: str, found: list[str]) -> None:
    using = linker(
        entity("place:turkey", "Turkey", country="TR"),
        entity("organisation:apple", "Apple Inc."),
        entity("person:theresa-may", "Theresa May", "May"),
    )

    assert meant(using, text) == found


def test_what_stands_behind_a_place_tells_which_one() -> None:
    using = linker(PARIS, PARIS_TEXAS)

    assert meant(using, "The mayor of Paris, Texas, resigned.") == [PARIS_TEXAS.id]
    assert meant(using, "The mayor of Paris resigned.") == [PARIS.id]


def test_descriptions_decide_between_people_of_one_name() -> None:
    using = linker(
        entity("person:a", "John Smith (politician)", description="Member of parliament for the Labour Party."),
        entity("person:b", "John Smith (golfer)", description="Professional golfer who won the Open tournament."),
    )

    assert meant(using, "John Smith asked parliament for a vote; the Labour Party supported him.") == ["person:a"]
    assert meant(using, "John Smith sank a putt and won the tournament by two strokes, as every golfer hopes.") == [
        "person:b"
    ]
    assert meant(using, "John Smith spoke.") == []


def test_the_date_of_an_article_rules_out_what_did_not_exist() -> None:
    using = linker(
        entity("person:old", "James Ward", valid=(Date(1800, 1, 1), Date(1870, 1, 1))),
        entity("person:new", "James Ward (minister)", valid=(Date(1950, 1, 1), None)),
    )

    assert meant(using, "James Ward spoke.", day="2015-11-17") == ["person:new"]
    assert meant(using, "James Ward spoke.", day="1850-11-17") == ["person:old"]


def test_records_that_are_unlike_each_other_want_proof() -> None:
    one = entity("place:a", "Springfield", description="City in Illinois.")
    other = entity("place:b", "Springfield (Oregon)", description="Town in Oregon.")
    warned = replace(other, unlike=(one.id,))

    assert meant(linker(one, other), "It rained in Springfield.") == [one.id]
    assert meant(linker(one, warned), "It rained in Springfield.") == []
    assert meant(linker(one, warned), "It rained in Springfield, Oregon.") == [other.id]


def test_front_matter_forces_and_forbids() -> None:
    smiths = linker(entity("person:john", "John Smith", "Smith"), entity("person:jane", "Jane Smith", "Smith"))

    assert meant(smiths, "Mr Smith spoke.") == []
    assert meant(smiths, "Mr Smith spoke.", forced=frozenset({"person:jane"})) == ["person:jane"]
    assert meant(smiths, "Mr Smith spoke.", forbidden=frozenset({"person:jane"})) == ["person:john"]


def test_merged_records_mean_their_target_and_hidden_ones_nothing() -> None:
    using = linker(
        entity("place:bombay", "Bombay", merged_into="place:mumbai"),
        entity("place:mumbai", "Mumbai"),
        entity("place:kyiv", "Kyiv", hidden=True),
    )

    assert meant(using, "They flew from Bombay to Mumbai over Kyiv.") == ["place:mumbai", "place:mumbai"]
    assert using.link(document("They flew over Kyiv.")).names == []


def test_a_city_that_plays_is_a_team() -> None:
    place = entity("place:chelsea", "Chelsea", description="District of London.")
    club = entity("organisation:chelsea", "Chelsea F.C.", description="Football club in London.")
    using = linker(place, club)

    assert meant(using, "SOCCER - CUP RESULTS", "Chelsea 2 Derby 0") == [club.id]
    assert meant(using, "Police searched a house in Chelsea, London, on Monday.") == [place.id]


def test_the_ship_is_not_the_person_and_not_the_airport() -> None:
    ship = entity("organisation:ship", "Charles de Gaulle", description="Aircraft carrier of the French Navy.")
    person = entity("person:general", "Charles de Gaulle", description="General and President of France, 1959 to 1969.")
    airport = entity(
        "place:airport", "Charles de Gaulle Airport", "Charles de Gaulle", description="Airport near Paris."
    )
    using = linker(ship, person, airport)

    assert meant(using, "The aircraft carrier Charles de Gaulle left Toulon; jets of the navy flew from it.") == [
        ship.id
    ]
    assert meant(using, "They landed at Charles de Gaulle Airport.") == [airport.id]


def test_strict_linking_wants_the_recogniser_to_agree() -> None:
    record = entity("organisation:zorvex", "Zorvex")
    text = "He praised Zorvex and left."

    assert meant(linker(record, recognise="none"), text) == [record.id]
    assert meant(linker(record, recognise="none", strict=True), text) == []
    assert meant(linker(KERRY, strict=True), "Secretary John Kerry spoke.") == [KERRY.id]


def test_without_aliases_a_surname_is_enough_where_nobody_else_has_it() -> None:
    using = linker(entity("person:m", "Mohammad Najibullah", description="President of Afghanistan."))

    assert meant(using, "President Najibullah spoke.") == ["person:m"]
    assert meant(using, "President Ahmad Najibullah spoke.") == []


def test_german_genitives() -> None:
    using = linker(KERRY, entity("person:vladimir-putin", "Wladimir Putin", "Putin"), entity("place:de", "Deutschland"))

    assert links(using, "Das ist Deutschlands Antwort auf Putins Rede.", lang="de") == [
        ("Deutschlands", "place:de"),
        ("Putins", "person:vladimir-putin"),
    ]


def test_the_dateline_tells_in_which_country() -> None:
    using = linker(
        entity("place:uk", "Marshfold (Wales)", country="GB"),
        entity("place:us", "Marshfold (Rhode Island)", country="US"),
    )

    assert meant(using, "Fire destroyed a mill in Marshfold.", places=("Boston",)) == ["place:us"]
    assert meant(using, "Fire destroyed a mill in Marshfold.", places=("LONDON",)) == ["place:uk"]
    assert meant(using, "Fire destroyed a mill in Marshfold.", places=("Oslo",)) == []
