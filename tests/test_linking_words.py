"""Words as linking compares them, and where they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.linking.words import key_of, split


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Moscow's ports and Putin’s aides", ["Moscow", "ports", "and", "Putin", "aides"]),
        ("the U.S. Congress, U.S.", ["the", "U.S.", "Congress", "U.S."]),
        ("O'Brien of N'Djamena", ["O'Brien", "of", "N'Djamena"]),
        ("l’Iran, d'Estaing", ["l", "Iran", "d", "Estaing"]),
        ("AT&T", ["AT", "&", "T"]),
        ("Jean-Yves Le Drian", ["Jean", "Yves", "Le", "Drian"]),
        ("我在北京", ["我", "在", "北", "京"]),
        ("قال فلاديمير بوتين", ["قال", "فلاديمير", "بوتين"]),
        ("", []),
    ],
)
def test_where_words_stand(text: str, words: list[str]) -> None:
    found = split(text)

    assert [found.raw(index) for index in range(len(found.keys))] == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("François Hollande", "Francois Hollande"),
        ("al-Raqqa", "Al Raqqa"),
        ("U.S. Congress", "US Congress"),
        ("Sana'a", "Sanaa"),
        ("Łódź", "LODZ"),
        ("Straße", "Strasse"),
        ("New\u00a0York", "new york"),
        ("Marks & Spencer", "Marks and Spencer"),
        ("Moscow's", "Moscow"),
        ("محمّد", "محمد"),
    ],
)
def test_keys_fold_what_wires_write_in_different_ways(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


@given(st.text(st.sampled_from("aB é'’.&-北 \n1ßا"), max_size=40))
def test_words_lie_in_the_text_from_left_to_right(text: str) -> None:
    found = split(text)

    assert len(found.keys) == len(found.starts) == len(found.ends)
    position = 0
    for start, end in zip(found.starts, found.ends, strict=True):
        assert position <= start < end <= len(text)
        position = end
