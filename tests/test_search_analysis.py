"""Analysis: what readers may expect to find, and that Python and the shared vectors agree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.search import SearchDocument, analyse
from backfile.search.analysis import normalise, query_terms, spans, stop_words, terms
from search_corpus import make_documents
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


def test_a_batch_holds_every_token_in_order() -> None:
    documents = make_documents(30)
    batch = analyse(documents, "english")

    for name, field in batch.fields.items():
        words = [batch.vocabulary[number] for number in field.terms]
        at = 0
        for document, count in zip(documents, field.counts, strict=True):
            assert words[at : at + count] == terms(getattr(document, name), "english")
            at += count
        assert at == len(words)


def test_a_day_without_a_time_is_kept_as_a_day() -> None:
    dates = [entry.date for entry in analyse(make_documents(10), "english").entries]

    assert len(dates[0]) == 10
    assert len(dates[1]) == 25


def test_nothing_comes_of_nothing() -> None:
    documents: list[SearchDocument] = []
    assert analyse(documents, "english").entries == ()
