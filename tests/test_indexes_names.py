"""Readable names for ids and shouted cities."""

from __future__ import annotations

import pytest

from backfile.indexes.names import commonest_name, entity_name, reading_case, topic_name


@pytest.mark.parametrize(
    ("shouted", "readable"),
    [
        ("NEW YORK", "New York"),
        ("RIO DE JANEIRO", "Rio de Janeiro"),
        ("LA PAZ", "La Paz"),
        ("STRATFORD-UPON-AVON", "Stratford-upon-Avon"),
        ("N'DJAMENA", "N'Djamena"),
        ("L'AQUILA", "L'Aquila"),
        ("COTE D'IVOIRE", "Cote d'Ivoire"),
        ("ST. JOHN'S", "St. John's"),
        ("DALLAS/FORT WORTH", "Dallas/Fort Worth"),
        ("AL-RAQQA", "Al-Raqqa"),
        ("WASHINGTON D.C.", "Washington D.C."),
        ("GENÈVE", "Genève"),
        ("moscow", "Moscow"),
        ("BALDWIN Park", "Baldwin Park"),
        ("USS Nimitz", "USS Nimitz"),
        ("McALLEN", "McALLEN"),
        ("القاهرة", "القاهرة"),
    ],
)
def test_shouted_names_are_read_as_a_book_would_print_them(shouted, readable):
    assert readable == reading_case(shouted)


def test_the_commonest_mixed_case_form_wins_over_any_number_of_shouted_ones():
    assert commonest_name({"TEL AVIV": 90, "Tel aviv": 1, "Tel Aviv": 2}) == "Tel Aviv"
    assert commonest_name({"TEL AVIV": 90}) == "Tel Aviv"


@pytest.mark.parametrize(
    ("topic", "name"),
    [
        ("crude-oil", "Crude oil"),
        ("gnp", "GNP"),
        ("money_fx", "Money FX"),
        ("earn", "Earn"),
        ("medtop:16000000", "medtop:16000000"),
        ("Crude Oil", "Crude Oil"),
    ],
)
def test_topics_without_a_record_are_named_by_their_id(topic, name):
    assert name == topic_name(topic)


@pytest.mark.parametrize(
    ("entity", "name"),
    [
        ("person:vladimir-putin", "Vladimir Putin"),
        ("organisation:opec", "OPEC"),
        ("organisation:worldbank", "Worldbank"),
        ("place:west-germany", "West Germany"),
        ("place:usa", "USA"),
        ("place:ussr", "USSR"),
        ("place:peru", "Peru"),
        ("person:charles-de-gaulle", "Charles de Gaulle"),
    ],
)
def test_entities_without_a_record_are_named_by_their_id(entity, name):
    assert name == entity_name(entity)
