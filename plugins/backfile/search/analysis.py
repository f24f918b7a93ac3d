"""Text → terms, exactly as ``themes/broadsheet/static/js/search/analysis.js`` does it in the reader's browser.

Both sides are held together by ``tests/fixtures/search/analysis.json``. The steps:

1. cut the text into words and give all spellings of a word one form (``segmentation.py``; no language matters yet),
2. make each word a term: Snowball's stem in the article's language; a stop word keeps its form behind "·", so that it
   never meets a stem; a gram stands for itself.

Nothing is left out of the index, so that "to be or not to be" and "The Who" can be found. What a *query* asks for is
said by ``query_tokens``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple, Protocol

from backfile.model.problems import BackfileError
from backfile.search.folding import fold
from backfile.search.languages import ALGORITHMS, algorithm_of
from backfile.search.segmentation import is_gram, segments_of, spans_of, words_of
from backfile.search.stop_words import stop_words

__all__ = [
    "STOP",
    "QueryToken",
    "Token",
    "algorithm_of",
    "fold",
    "is_gram",
    "query_tokens",
    "stop_words",
    "term_of",
    "terms",
    "terms_by_word",
    "tokens",
    "words_of",
]

STOP = "·"
"""The sign that the term of a stop word begins with: no word holds it."""

_REMEMBERED = 1 << 18


class Stemmer(Protocol):
    """Snowball's interface."""

    def stemWord(self, word: str) -> str:  # noqa: N802 (Snowball's name)
        """The stem of a lower-case word."""
        ...


class Token(NamedTuple):
    """A word of a text: its place (code points, ``end`` exclusive), normalised form and term.

    Its position is its index in the list of tokens.
    """

    start: int
    end: int
    word: str
    term: str


class QueryToken(NamedTuple):
    """A word that a query asks for, in an archive of one or several languages."""

    word: str
    terms: tuple[str, ...]
    """What to look for: its distinct terms; not those of minor languages that it is a stop word of."""
    all_terms: tuple[str, ...]
    """Its distinct terms in all languages, which may stand at its place in a phrase."""
    stop: bool
    """Whether it is a stop word of the archive's main language."""
    gram: bool
    """Whether it is a gram; one of a single character is asked for as the beginning of a gram."""
    position: int
    """Its position in the text. Grams that a query can do without leave a gap."""


@cache
def stemmer(algorithm: str) -> Stemmer:
    """Snowball's algorithm, compiled from C where PyStemmer is installed, else in Python, which is slower.

    Both, and the page's JavaScript, are generated from the same version of Snowball. Raises BackfileError for an
    algorithm that Snowball does not have.
    """
    import snowballstemmer  # noqa: PLC0415 - loads every language: not before a word is to be stemmed

    try:
        made: Stemmer = snowballstemmer.stemmer(algorithm)
    except KeyError:
        known = ", ".join(ALGORITHMS)
        raise BackfileError(f"{algorithm!r} is none of Snowball's algorithms, which are: {known}") from None
    return made


class _Terms(dict[str, str]):
    """Normalised word → term. A word is looked at when it is first met: texts are long, their vocabulary is small."""

    def __init__(self, algorithm: str) -> None:
        super().__init__()
        self._stop = frozenset(stop_words(algorithm))
        self._stem: Callable[[str], str] = stemmer(algorithm).stemWord if algorithm else str

    def __missing__(self, word: str) -> str:
        if word in self._stop:
            term = STOP + word
        # Snowball's JavaScript would count a letter outside the Basic Multilingual Plane twice.
        elif not word.isascii() and (max(word) > "\uffff" or is_gram(word)):
            term = word
        else:
            term = self._stem(word) or word
        if len(self) < _REMEMBERED:
            self[word] = term
        return term


@cache
def terms_by_word(algorithm: str) -> Callable[[str], str]:
    """``term_of`` for one algorithm, for many words: ``map(terms_by_word("german"), words)``."""
    return _Terms(algorithm).__getitem__


def term_of(word: str, algorithm: str) -> str:
    """The term of a normalised word; "" is the algorithm of languages that Snowball does not know.

    Raises BackfileError for an algorithm that Snowball does not have.
    """
    return terms_by_word(algorithm)(word)


def tokens(text: str, algorithm: str) -> list[Token]:
    """The words of ``text`` in order, with their places and terms."""
    term = terms_by_word(algorithm)
    return [Token(start, end, word, term(word)) for start, end, word in spans_of(text)]


def query_tokens(text: str, algorithms: Sequence[str]) -> list[QueryToken]:
    """What a part of a query asks for, in order; ``algorithms``: of the archive's languages, in its order.

    The last character of a run of grams is left out unless it is all there is: the gram before it says as much.
    """
    found = []
    position = 0
    for segment in segments_of(text):
        asked = segment[:-1] if len(segment) > 1 else segment
        for offset, span in enumerate(asked):
            found.append(_query_token(span.word, position + offset, algorithms or [""]))
        position += len(segment)
    return found


def _query_token(word: str, position: int, algorithms: Sequence[str]) -> QueryToken:
    """The archive's main language that has stop words decides alone where it calls the word one: who asks an English
    archive for *the* means the article, whatever the few German stories in it. Else those languages are left out that
    call it one, and those that have no list of stop words, which cannot tell."""
    made = {algorithm: term_of(word, algorithm) for algorithm in algorithms}
    all_terms = tuple(dict.fromkeys(made.values()))
    listed = [algorithm for algorithm in made if stop_words(algorithm)]
    stops = {algorithm for algorithm, term in made.items() if term.startswith(STOP)}
    if stops and listed[0] in stops:
        return QueryToken(word, all_terms, all_terms, True, is_gram(word), position)
    telling = [algorithm for algorithm in (listed if stops else made) if algorithm not in stops]
    terms = tuple(dict.fromkeys(made[algorithm] for algorithm in telling))
    return QueryToken(word, terms, all_terms, False, is_gram(word), position)


def terms(text: str, language: str) -> list[str]:
    """The terms of ``text`` in order."""
    return list(map(terms_by_word(language), words_of(text)))
