"""Text → terms, exactly as ``themes/broadsheet/static/js/search/analysis.js`` does it in the reader's browser.

Both sides are held together by ``tests/fixtures/search/analysis.json``. The steps:

1. cut the text into words (``WORD``),
2. normalise each word (``normalise``): compatibility forms, lower case, one form for acronyms, designations and
numbers, 3. stem it with Snowball's algorithm for the archive's language.

Nothing is left out of the index, so that "to be or not to be" and "The Who" can be found; ``query_terms`` leaves stop
words out of a *query* that has other words.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Protocol

import regex  # type: ignore[import-untyped]
from whoosh.lang import aliases, stopwords  # Snowball's lists of stop words, as Whoosh carries them

from backfile.model.problems import BackfileError
from backfile.search.documents import Words
from backfile.search.stemmers import languages

_CHARS = r"\p{L}\p{M}\p{N}"
_RUN = rf"[\p{{L}}\p{{N}}][{_CHARS}\u00AD\u200C\u200D\u2060]*"

WORD = regex.compile(
    # U.S., a.m., J.P.: single letters with dots between them
    rf"\p{{L}}\p{{M}}*(?:\.\p{{L}}\p{{M}}*)+(?![{_CHARS}])"
    # F-16, Su-24s, G-7: a short designation. Longer ones (COVID-19) stay two words, each of which is worth finding.
    rf"|\p{{L}}{{1,3}}-\p{{Nd}}{{1,3}}s?(?![.,]?[{_CHARS}])"
    # 1,000 3.5 17.11.2015 1.5bn
    rf"|\p{{Nd}}+(?:[.,]\p{{Nd}}+)+[{_CHARS}]*"
    # don't, O’Brien, l'avion
    rf"|{_RUN}(?:['’]{_RUN})*"
)
"""A word. Underscores, hyphens between longer words, dots between words and all other signs separate words."""

_ELISION = regex.compile(r"^(?:[cdjlmnst]|(?:jus|lors|puis|quoi)?qu|d?all|[dn]ell|sull|un)'(?=..)")
"""Articles that French, Italian and Catalan fuse with the next word: ``l'avion`` is found as ``avion``."""

_GROUPED = regex.compile(r"^[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?$")
"""Thousands set off by commas: ``1,000`` and ``1000`` are the same number."""

_IGNORABLE = regex.compile(r"[\u00AD\u200C\u200D\u2060\uFE00-\uFE0F ]")
"""Signs within a word that do not tell it from another. A space comes out of a few Arabic ligatures only."""

MAX_WORD = 64
"""Code points that count; what is longer is no word of any language, and would make a shard of its own."""

ENGLISH_STOP_WORDS = frozenset(
    """
    a an and are as at be been but by for from had has have he his in into is it its not of on or she such that the
    their then there these they this to was were which will with
    """.split()  # noqa: SIM905 (a list of quoted words is hard to read)
)


class Stemmer(Protocol):
    """Snowball's interface."""

    def stemWord(self, word: str) -> str:  # noqa: N802 (Snowball's name)
        """The stem of a lower-case word."""
        ...


@lru_cache(maxsize=8)
def stemmer(language: str) -> Stemmer:
    """Snowball's algorithm, compiled from C where PyStemmer is installed, else in Python, which is slower.

    Both, and the page's JavaScript, are generated from the same version of Snowball. Raises BackfileError for a
    language that Snowball does not know.
    """
    import snowballstemmer  # noqa: PLC0415 - loads every language: not before a word is to be stemmed

    try:
        made: Stemmer = snowballstemmer.stemmer(language)
    except KeyError:
        known = ", ".join(languages())
        raise BackfileError(
            f"SEARCH_LANGUAGE = {language!r}: one of Snowball's languages is expected: {known}"
        ) from None
    return made


def normalise(word: str) -> str:
    """One form for all spellings of a word that a reader takes for the same."""
    text = unicodedata.normalize("NFKC", word).lower()
    if not text.isascii():
        text = _IGNORABLE.sub("", text).replace("ς", "σ").replace("i\u0307", "i")
        text = text.replace("’", "'").replace("ʼ", "'")
    if "'" in text:
        text = _ELISION.sub("", text)
    if "0" <= text[:1] <= "9":
        if "," in text and _GROUPED.match(text):
            text = text.replace(",", "")
    elif "-" in text:
        text = text.replace("-", "").removesuffix("s")
    else:
        text = text.replace(".", "")
    return text[:MAX_WORD]


def term_of(word: str, language: str) -> str:
    """The term of a normalised word.

    Words with letters outside the Basic Multilingual Plane are not stemmed: Snowball's JavaScript counts such a
    letter twice.
    """
    if not word.isascii() and max(word) > "\uffff":
        return word
    return stemmer(language).stemWord(word) or word


@lru_cache(maxsize=1 << 17)
def analysed(written: str, language: str) -> tuple[str, str]:
    """A word as written → normalised word and term. Remembered: texts are long, but their vocabulary is small."""
    word = normalise(written)
    return word, term_of(word, language)


class _Terms(dict[str, str]):
    """Word as written → term. A word is looked at when it is first met: texts are long, their vocabulary is small."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language

    def __missing__(self, word: str) -> str:
        term = analysed(word, self.language)[1]
        if len(self) < _REMEMBERED:
            self[word] = term
        return term


_REMEMBERED = 1 << 18

_terms_of = lru_cache(maxsize=2)(_Terms)


def words(title: str, text: str, language: str) -> Words:
    """The terms of an article's title and plain text.

    A pure function, to be called by the workers that read articles: what it gives is kept with the article, so that
    an article is analysed once. Raises BackfileError for a language that Snowball does not know.
    """
    stemmer(language)
    term_of_word = _terms_of(language).__getitem__
    return Words(*(" ".join(map(term_of_word, WORD.findall(part))) for part in (title, text)))


def spans(text: str, language: str) -> Iterator[tuple[int, int, str, str]]:
    """The words of ``text``: start, end (exclusive, in code points), normalised word, term."""
    for match in WORD.finditer(text):
        yield match.start(), match.end(), *analysed(match[0], language)


def terms(text: str, language: str) -> list[str]:
    """The terms of ``text`` in order."""
    return [term for _, _, _, term in spans(text, language)]


def stop_words(language: str) -> tuple[str, ...]:
    """Words that say nothing about what an article is about, sorted; empty where no list is known."""
    if language == "english":
        return tuple(sorted(ENGLISH_STOP_WORDS))

    return tuple(sorted(stopwords.stoplists.get(aliases.get(language, ""), ())))


def query_terms(query: str, language: str) -> list[str]:
    """The distinct terms that a query asks for, in its order; stop words only when there is nothing else."""
    stop = frozenset(stop_words(language))
    found = [(word, term) for _, _, word, term in spans(query, language)]
    telling = [term for word, term in found if word not in stop]
    return list(dict.fromkeys(telling or [term for _, term in found]))
