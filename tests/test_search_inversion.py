"""Inversion, checked against the plainest way to make an index."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import UTC, datetime
from itertools import pairwise

import numpy as np

from backfile.search import SearchDocument, Words
from backfile.search.analysis import term_of, words_of
from backfile.search.documents import FIELDS
from backfile.search.inversion import Inverted, InvertedField, invert
from search_corpus import make_documents

DOCUMENTS = make_documents(80)
ALGORITHMS = {"en": "english", "de": "german"}


def rows(inverted: Inverted, field: InvertedField) -> dict[tuple[str, int], list[int]]:
    """Term and document number → positions."""
    return {
        (term, int(field.documents[at])): field.positions[field.occurrences[at] : field.occurrences[at + 1]].tolist()
        for number, term in enumerate(inverted.terms)
        for at in range(field.starts[number], field.starts[number + 1])
    }


def test_every_token_is_where_it_stands_in_the_text() -> None:
    inverted = invert([document.document() for document in DOCUMENTS])

    for name in FIELDS:
        expected = defaultdict(list)
        for number, document in enumerate(DOCUMENTS):
            for position, word in enumerate(words_of(getattr(document, name))):
                expected[term_of(word, ALGORITHMS[document.lang]), number].append(position)
        assert expected == rows(inverted, inverted.fields[name])


def test_every_word_is_counted_with_each_of_its_terms() -> None:
    surfaces = (inverted := invert([document.document() for document in DOCUMENTS])).surfaces
    expected = Counter(
        (word, term_of(word, ALGORITHMS[document.lang]))
        for document in DOCUMENTS
        for word in words_of(f"{document.title} {document.body}")
    )
    terms = [inverted.terms[number] for number in surfaces.terms]

    assert sorted(expected.items()) == list(
        zip(zip(surfaces.words, terms, strict=True), surfaces.occurrences.tolist(), strict=True)
    )
    assert len(set(surfaces.words)) < len(surfaces.words)  # a word that English and German stem in different ways


def test_postings_are_ordered_by_term_and_document() -> None:
    inverted = invert([document.document() for document in DOCUMENTS])

    assert sorted(inverted.terms) == list(inverted.terms)
    for field in inverted.fields.values():
        for begin, end in pairwise(field.starts):
            assert (np.diff(field.documents[begin:end]) > 0).all()


def test_a_vocabulary_beyond_sixteen_bits_is_sorted_too() -> None:
    size = 70_000
    body = " ".join(f"{number:06d}" for number in reversed(range(size)))

    field = invert([SearchDocument("a.html", "", Words("", body), datetime(2015, 11, 17, tzinfo=UTC))]).fields["body"]
    assert list(range(size))[::-1] == field.positions.tolist()
    assert (np.diff(field.starts) == 1).all()


def test_nothing_comes_of_nothing() -> None:
    inverted = invert([])

    assert ((), ()) == (inverted.terms, inverted.surfaces.words)
