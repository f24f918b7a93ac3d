"""Analysis: what readers may expect to find, and that Python and the shared vectors agree."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.search import words
from backfile.search.analysis import normalise, query_terms, spans, stop_words, terms
from search_vectors import make_vectors, read_vectors


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("US", "U.S."),
        ("uk", "the U.K.'s"),
        ("F16", "F-16s"),
        ("Su-24", "SU24"),
        ("covid", "COVID-19"),
        ("1000", "1,000"),
        ("dont", "DONT"),
        ("don't", "don’t"),
        ("Putin", "Putin’s"),
        ("avion", "l’avion"),
        ("negotiations", "negotiated"),
        ("ODYSSEUS", "odysseus"),
        ("ΟΔΟΣ", "οδος"),
        ("Istanbul", "İSTANBUL"),
        ("office", "oﬃce"),
        ("cafe\u0301", "café"),
        ("government", "govern\u00adment"),
        ("word", "wo\u200drd"),
    ],
)
def test_words_that_readers_take_for_the_same_are_found(asked: str, written: str) -> None:
    assert set(terms(asked, "english")) & set(terms(written, "english"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("end.Start", ["end", "start"]),
        ("17.11.2015", ["17.11.2015"]),
        ("rich-poor divide", ["rich", "poor", "divid"]),
        ("under_score", ["under", "score"]),
        ("🙂 ❤️ —", []),
        ("Öl Ol", ["öl", "ol"]),
    ],
)
def test_other_words_stay_apart(text: str, expected: list[str]) -> None:
    assert terms(text, "english") == expected


def test_stop_words_are_left_out_only_where_others_remain() -> None:
    assert query_terms("the Bank of England", "english") == ["bank", "england"]
    assert query_terms("to be or not to be", "english") == ["to", "be", "or", "not"]
    assert query_terms("the who", "english") == ["who"]
    assert query_terms("der Krieg und das Land", "german") == ["krieg", "land"]
    assert stop_words("armenian") == ()


def test_the_shared_vectors_are_what_python_makes_of_them() -> None:
    vectors = read_vectors()

    assert sum(len(text["terms"]) for text in vectors["texts"]) > 800
    assert vectors == make_vectors(vectors)


def test_words_are_cut_off_where_no_word_of_any_language_goes_on() -> None:
    assert normalise("é" * 100) == "é" * 64


@given(st.text())
def test_spans_lie_in_the_text_in_order_and_never_overlap(text: str) -> None:
    end = 0
    for start, stop, word, term in spans(text, "english"):
        assert end <= start < stop <= len(text)
        assert term
        assert len(word) <= 64 or not text.isascii()
        end = stop


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_every_letter_and_digit_is_in_some_word(text: str) -> None:
    inside = set()
    for start, stop, _, _ in spans(text, "english"):
        inside.update(range(start, stop))

    assert all(place in inside for place, sign in enumerate(text) if sign.isascii() and sign.isalnum())


def test_words_are_the_terms_in_order() -> None:
    title, text = "U.S. jets", "The jets landed.\n\nA ‘second’ wave\tfollowed."
    found = words(title, text, "english")

    assert terms(title, "english") == found.title.split(" ")
    assert terms(text, "english") == found.body.split(" ")
    assert words("", " — ", "english").body == ""


def test_no_letter_mark_or_digit_makes_a_term_that_is_empty_or_holds_white_space() -> None:
    """A few Arabic ligatures stand for several words, and signs above nothing for a space."""
    compatible = [sign for sign in map(chr, range(sys.maxunicode)) if unicodedata.normalize("NFKC", sign) != sign]
    found = [term for sign in compatible for text in (sign, f"a{sign}") for term in terms(text, "english")]

    assert len(found) > 8_000
    assert [term for term in found if term.split() != [term]] == []


def test_readers_need_no_numpy_to_find_words() -> None:
    program = "import sys; from backfile.search import words; words('A', 'b', 'english'); print('numpy' in sys.modules)"
    path = os.pathsep.join(filter(None, sys.path))
    environment = os.environ | {"PYTHONPATH": path}
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True, env=environment)

    assert done.stdout == "False\n"
