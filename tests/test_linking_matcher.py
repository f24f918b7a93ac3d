"""Finding names: whole words, longest first, capitals, genitives, other scripts; forms that follow from names."""

from __future__ import annotations

import pickle

import pytest

from backfile.linking.matcher import Matcher
from backfile.linking.words import split
from backfile.model.authority import Authority, Entity
from linking_records import entity


def matcher(*entities: Entity) -> Matcher:
    return Matcher(Authority(entities={entity.id: entity for entity in entities}))


MATCHER = matcher(
    entity(
        "person:vladimir-putin",
        "Vladimir Putin",
        "Putin",
        names=(("de", "Wladimir Putin"), ("ar", "فلاديمير بوتين")),
    ),
    entity("organisation:bank-of-england", "Bank of England"),
    entity("place:england", "England"),
    entity("place:new-york", "New York"),
    entity("place:beijing", "Beijing", "北京"),
    entity("place:deutschland", "Deutschland"),
    entity("place:al-raqqa", "al-Raqqa"),
    entity("organisation:who", "World Health Organization", "WHO"),
    entity("organisation:nato", "NATO"),
    entity("place:illinois", "Illinois", "Ill."),
    entity("organisation:mcdonalds", "McDonald's"),
)


def found(text: str, lang: str = "en", using: Matcher = MATCHER) -> list[str]:
    words = split(text)
    return [
        text[words.starts[match.first] : words.ends[match.last]] for match in using.find(words, lang, text.isupper())
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("President Vladimir Putin said", ["Vladimir Putin"]),
        ("Putin's and Putin’s aides", ["Putin", "Putin"]),
        ("Rasputin, Putins, Putinism, Putin1", []),
        ("putin", []),
        ("the Bank of England in England", ["Bank of England", "England"]),
        ("New Yorker, New York-based", ["New York"]),
        ("VLADIMIR PUTIN IN NEW YORK", ["VLADIMIR PUTIN", "NEW YORK"]),
        ("New\xa0York, New-York, New\nYork", ["New\xa0York", "New-York", "New\nYork"]),
        ("New. York", ["New. York"]),
        ("al-Raqqa, Al Raqqa, AL-RAQQA", ["al-Raqqa", "Al Raqqa", "AL-RAQQA"]),
        ("who asked the WHO", ["WHO"]),
        ("Nato and NATO, nato", ["Nato", "NATO"]),
        ("I'll be in Cairo, Ill., if ill", ["Ill"]),
        ("A McDonald spoke at McDonald's", ["McDonald"]),
        ("قال فلاديمير بوتين في موسكو", ["فلاديمير بوتين"]),
        ("我在北京工作", ["北京"]),
        ("", []),
    ],
)
def test_names_are_whole_words_the_longest_and_written_alike(text: str, names: list[str]) -> None:
    assert found(text) == names


def test_a_genitive_needs_no_apostrophe_where_the_language_has_none() -> None:
    assert found("Putins Besuch, Deutschlands Rolle", "de") == ["Putins", "Deutschlands"]
    assert found("Putins Besuch, Deutschlands Rolle", "en") == []


def test_matchers_can_be_sent_to_workers() -> None:
    copy = pickle.loads(pickle.dumps(MATCHER))  # noqa: S301 - what a process pool does

    assert found("Vladimir Putin in England", using=copy) == ["Vladimir Putin", "England"]


def test_an_archive_without_entities_has_no_names() -> None:
    assert not matcher()
    assert found("Vladimir Putin", using=matcher()) == []


@pytest.mark.parametrize(
    ("record", "forms"),
    [
        (entity("place:paris-texas", "Paris, Texas"), ["Paris"]),
        (entity("person:john-smith", "John Smith (politician)"), ["John Smith", "Smith"]),
        (entity("person:a", "Sir John Q. Public Jr."), ["John Public", "John Q. Public", "Public", "Jack Public"]),
        (entity("person:b", "Ursula von der Leyen"), ["von der Leyen", "Leyen"]),
        (entity("person:c", "Bashar al-Assad"), ["al-Assad", "Assad"]),
        (entity("person:d", "Albert II of Belgium"), ["Albert II"]),
        (entity("organisation:a", "Siemens AG"), ["Siemens"]),
        (entity("organisation:b", "Toyota Motor Corporation"), ["Toyota Motor", "Toyota"]),
        (entity("organisation:c", "International Monetary Fund"), ["IMF"]),
        (
            entity("organisation:d", "Russian Defence Ministry"),
            ["Russian Ministry of Defence", "Russian Defense Ministry"],
        ),
        (entity("organisation:e", "Ministry of Foreign Affairs"), ["Foreign Affairs Ministry", "Foreign Ministry"]),
        (entity("organisation:f", "Arsenal F.C."), ["Arsenal"]),
        (entity("place:us", "United States"), ["U.S.", "USA", "America"]),
        (entity("place:saint", "Saint Petersburg"), ["St. Petersburg"]),
        (entity("place:california", "California"), ["Calif."]),
        (entity("place:sinai", "Sinai Peninsula"), ["Sinai"]),
        (
            entity("event:a", "November 2015 Paris attacks"),
            ["Paris attacks", "terrorist attacks in Paris", "2015 Paris attacks"],
        ),
        (entity("organisation:g", "The New York Times"), ["New York Times"]),
    ],
)
def test_forms_follow_from_a_name(record: Entity, forms: list[str]) -> None:
    using = matcher(record)

    assert [
        form for form in forms if found(f"Yes, {form} then", using=using) not in ([form], [form.removesuffix(".")])
    ] == []


@pytest.mark.parametrize("alias", ["The", "Wednesday", "the bank", "The Bank", "x", "1987", "when"])
def test_bad_aliases_are_not_looked_for(alias: str) -> None:
    assert found(f"So {alias} came. {alias} came", using=matcher(entity("organisation:a", "Abc Def", alias))) == []
