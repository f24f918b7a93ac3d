"""Names that texts have otherwise than records: other spellings, parts of company names, titles, institutions."""

from __future__ import annotations

import pytest

from linking_records import entity, linker, links, meant


@pytest.mark.parametrize(
    ("typed", "name", "written"),
    [
        ("person:one", "Jörg Müller", "Joerg Mueller"),
        ("person:one", "Juergen Boehmer", "Jürgen Böhmer"),
        ("organisation:one", "World Fishing Organisation", "World Fishing Organization"),
        ("organisation:one", "Harwick Defence Centre", "Harwick Defense Center"),
        ("organisation:one", "Council for Tidal Co-operation", "Council for Tidal Cooperation"),
        ("organisation:one", "KLMarlow Chase", "K.L. Marlow Chase"),
        ("organisation:one", "K. L. Marlow", "KLMarlow"),
        ("organisation:one", "Tel-Mart", "Telmart"),
    ],
)
def test_other_spellings_of_a_name_are_found(typed: str, name: str, written: str) -> None:
    assert links(linker(entity(typed, name)), f"The office of {written} was shut.") == [(written, typed)]


def test_michael_is_not_spelt_with_an_umlaut() -> None:
    assert meant(linker(entity("person:one", "Michael Samuels")), "On Monday Michal Samuls spoke.") == []


@pytest.mark.parametrize(
    ("name", "text", "written"),
    [
        ("Delta Air Lines", "Shares in Delta rose after Delta said it would buy jets.", "Delta"),
        ("Reliance Industries", "Shares of Reliance fell, and Reliance said its profit was down.", "Reliance"),
        ("Deutsche Bundesbank", "The head of the Bundesbank left on Monday.", "Bundesbank"),
        ("Toyota", "Shares in Toyota Motor rose, brokers said.", "Toyota Motor"),
        ("Enron", "Shares in Enron Corp. fell, brokers said.", "Enron Corp."),
    ],
)
def test_a_company_is_known_by_what_tells_it_apart(name: str, text: str, written: str) -> None:
    assert (written, "organisation:one") in links(linker(entity("organisation:one", name)), text)


def test_what_many_companies_have_in_front_tells_of_none() -> None:
    using = linker(
        entity("organisation:one", "General Steel Industries"), entity("organisation:two", "United Airlines")
    )

    assert meant(using, "The General said that United would play on Sunday.") == []


SENATE = entity("organisation:us-senate", "United States Senate")
FRENCH = entity("organisation:senate-of-france", "Senate of France")
LABOUR = entity("organisation:labour", "Labour Party (UK)")
TREASURY = entity("organisation:treasury", "United States Department of the Treasury")


def test_an_institution_is_that_of_the_country_where_the_article_was_filed() -> None:
    using = linker(SENATE, FRENCH)

    assert meant(using, "The Senate voted on Tuesday.", places=("WASHINGTON",)) == [SENATE.id]
    assert meant(using, "The Senate voted on Tuesday.", places=("PARIS",)) == [FRENCH.id]
    assert meant(using, "The French Senate voted on Tuesday.", places=("WASHINGTON",)) == [FRENCH.id]


def test_an_institution_is_meant_rather_than_a_thing_of_its_name() -> None:
    series = entity("organisation:series", "House (TV series)", description="American series.")
    house = entity("organisation:house", "United States House of Representatives")

    assert meant(linker(series, house), "The House passed the bill.", places=("WASHINGTON",)) == [house.id]


def test_an_institution_of_another_country_is_not_linked() -> None:
    assert meant(linker(FRENCH), "The Senate voted on Tuesday.", places=("WASHINGTON",)) == []
    assert meant(linker(LABOUR), "Labour won the vote, said the premier.", places=("SYDNEY",)) == []
    assert meant(linker(LABOUR), "Labour won the vote, ministers said.", places=("LONDON",)) == [LABOUR.id]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("United States Senate Committee on Foreign Relations", "Foreign Relations Committee"),
        ("United States House of Representatives", "House of Representatives"),
        ("United States Department of the Treasury", "Treasury"),
        ("Supreme Court of the United States", "U.S. Supreme Court"),
    ],
)
def test_institutions_lose_their_country(name: str, written: str) -> None:
    using = linker(entity("organisation:one", name))

    assert links(using, f"The {written} said on Monday that it agreed.", places=("WASHINGTON",)) == [
        (written, "organisation:one")
    ]


CLINTON = entity("person:bill", "Bill Clinton", description="President of the United States.")
HILLARY = entity("person:hillary", "Hillary Clinton", description="American lawyer, wife of Bill Clinton.")


def test_an_office_tells_whose_surname_it_is_in_all_of_the_article() -> None:
    using = linker(CLINTON, HILLARY)

    assert meant(using, "President Clinton spoke on Monday.", "Later Clinton left for home.") == [CLINTON.id] * 2


def test_who_holds_an_office_is_not_his_wife() -> None:
    using = linker(CLINTON, HILLARY)

    assert meant(using, "President Clinton spoke on Monday.", "Mrs. Clinton left for home.") == [CLINTON.id]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Charles III", "On Monday Prince Charles opened a bridge."),
        ("Diana, Princess of Wales", "On Monday Princess Diana opened a bridge."),
        ("Hussein of Jordan", "On Monday King Hussein opened a bridge."),
        ("George Robertson, Baron Robertson of Port Ellen", "On Monday George Robertson opened a bridge."),
        ("George Robertson, Baron Robertson of Port Ellen", "On Monday Lord Robertson opened a bridge."),
        ("Pope John Paul II", "On Monday Pope John Paul blessed a bridge."),
    ],
)
def test_who_has_a_title_is_found_by_title_and_name(name: str, text: str) -> None:
    assert meant(linker(entity("person:one", name)), text) == ["person:one"]


def test_a_given_name_without_its_title_is_nobody() -> None:
    assert meant(linker(entity("person:one", "Charles III")), "Charles said he was glad.") == []


def test_a_queen_is_no_city() -> None:
    assert meant(linker(entity("place:sofia", "Sofia")), "On Monday Queen Sofia opened a bridge.") == []


def test_no_mention_is_tied_to_a_small_word_by_a_hyphen() -> None:
    using = linker(
        entity("place:zurich", "Zurich"), entity("place:us", "United States"), entity("person:a", "Ali Assad")
    )

    assert meant(using, "The Zurich-born painter met U.S.-led troops and a pro-Zurich crowd.") == []
    assert meant(using, "Trains of the Zurich-Basle line were late in Zurich.") == ["place:zurich"] * 2


def test_an_acronym_in_brackets_means_the_name_in_front() -> None:
    fund = entity("organisation:fund", "World Wide Fund for Nature")
    ring = entity("organisation:ring", "WWF", description="Wrestling company.")

    text = "The World Wide Fund for Nature (WWF) said so. WWF staff stayed."
    assert meant(linker(fund, ring), text) == [fund.id] * 3
    assert meant(linker(ring), text) == []
