"""Inversion: the same index whatever the batches, checked against the plainest way to make one."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from backfile.search import Analysed, analyse
from backfile.search.analysis import terms
from backfile.search.documents import FIELDS, Entry, FieldTokens
from backfile.search.inversion import Inverted, InvertedField, invert
from search_corpus import make_documents

DOCUMENTS = make_documents(80)


def rows(inverted: Inverted, field: InvertedField) -> dict[tuple[str, int], list[int]]:
    """Term and document number → positions."""
    return {
        (term, int(field.documents[at])): field.positions[field.occurrences[at] : field.occurrences[at + 1]].tolist()
        for number, term in enumerate(inverted.terms)
        for at in range(field.starts[number], field.starts[number + 1])
    }


def test_every_token_is_where_it_stands_in_the_text() -> None:
    inverted = invert([analyse(DOCUMENTS[at : at + 7], "english") for at in range(0, len(DOCUMENTS), 7)])
    texts = {document.url: document for document in DOCUMENTS}

    for name in FIELDS:
        expected = defaultdict(list)
        for number, entry in enumerate(inverted.entries):
            for position, term in enumerate(terms(getattr(texts[entry.url], name), "english")):
                expected[term, number].append(position)
        assert rows(inverted, inverted.fields[name]) == expected


def test_postings_are_ordered_by_term_and_document() -> None:
    inverted = invert([analyse(DOCUMENTS, "english")])

    assert list(inverted.terms) == sorted(inverted.terms)
    for field in inverted.fields.values():
        for begin, end in zip(field.starts, field.starts[1:], strict=False):
            assert (np.diff(field.documents[begin:end]) > 0).all()


def test_a_vocabulary_beyond_sixteen_bits_is_sorted_too() -> None:
    size = 70_000
    entry = Entry("a.html", "", "2015-11-17", 0, "", "", (), (), "", "en")
    body = FieldTokens(np.arange(size, dtype=np.int32)[::-1], np.array([size], dtype=np.int32))
    title = FieldTokens(np.zeros(0, dtype=np.int32), np.zeros(1, dtype=np.int32))
    batch = Analysed((entry,), tuple(f"{number:06d}" for number in range(size)), {"title": title, "body": body})

    field = invert([batch]).fields["body"]
    assert field.positions.tolist() == list(range(size))[::-1]
    assert (field.document_counts == 1).all()
