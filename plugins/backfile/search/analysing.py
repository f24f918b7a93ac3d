"""The worker's step: a batch of documents → numbers."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import numpy as np

from backfile.search.analysis import WORD, analysed, stemmer
from backfile.search.documents import FIELDS, Analysed, Entry, FieldTokens, SearchDocument


class _Vocabulary(dict[str, int]):
    """Word as written → number of its term. A word is looked at when it is first met, and never again."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language
        self.numbers: dict[str, int] = {}
        """Term → number, in the order in which the terms were met."""

    def __missing__(self, word: str) -> int:
        number = self.numbers.setdefault(analysed(word, self.language)[1], len(self.numbers))
        self[word] = number
        return number


def analyse(documents: Sequence[SearchDocument], language: str) -> Analysed:
    """Cut, normalise and stem titles and bodies with Snowball's algorithm for ``language``.

    A pure function of its arguments, made to run in a worker process. Raises BackfileError for an unknown language.
    """
    stemmer(language)
    vocabulary = _Vocabulary(language)
    fields = {name: _tokens([getattr(document, name) for document in documents], vocabulary) for name in FIELDS}
    return Analysed(
        entries=tuple(_entry(document) for document in documents), vocabulary=tuple(vocabulary.numbers), fields=fields
    )


def _tokens(texts: Sequence[str], vocabulary: _Vocabulary) -> FieldTokens:
    numbers = array("i")
    counts = array("i")
    number_of = vocabulary.__getitem__
    for text in texts:
        before = len(numbers)
        numbers.extend(map(number_of, WORD.findall(text)))
        counts.append(len(numbers) - before)
    return FieldTokens(terms=np.array(numbers, dtype=np.int32), counts=np.array(counts, dtype=np.int32))


def _entry(document: SearchDocument) -> Entry:
    date = document.date.isoformat(timespec="seconds") if document.has_time else document.date.date().isoformat()
    return Entry(
        url=document.url,
        title=document.title,
        date=date,
        moment=int(document.date.timestamp()),
        dateline=document.dateline,
        agency=document.agency,
        topics=document.topics,
        entities=document.entities,
        lead=document.lead,
        lang=document.lang,
    )
