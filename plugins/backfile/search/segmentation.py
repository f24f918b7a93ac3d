"""Text → words, the same for every language: where words begin and end, and one form for all spellings of a word.

``words`` in ``themes/broadsheet/static/js/search/analysis.js`` does exactly the same in the reader's browser. Neither
knows a text's language here: that matters only when a word is made into a term.

Scripts that put no space between words (and Korean, whose words are glued together) are cut into *grams*: a token for
each character, of this character and the next one; the last character of a run stands alone. So a word of any length
is a phrase of grams, and a single character is the beginning of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import NamedTuple
from unicodedata import normalize

import regex  # type: ignore[import-untyped]

_JOINERS = r"\u00AD\u200C\u200D\u2060"


def _word_pattern(letter: str, marks: str, digit: str, chars: str, joiners: str, run: str) -> str:
    return (
        # Most words, to find them faster: they are all letters, and nothing that may go on with a word comes next.
        rf"{letter}{{2,}}(?![{chars}{joiners}'’·-])"
        # U.S., a.m., J.P.: single letters with dots between them
        rf"|{letter}{marks}(?:\.{letter}{marks})+(?![{chars}])"
        # F-16, Su-24s, G-7: a short designation. Longer ones (COVID-19) stay two words, each of which is worth finding.
        rf"|{letter}{{1,3}}-{digit}{{1,3}}s?(?![.,]?[{chars}])"
        # 1,000 3.5 17.11.2015 1.5bn
        rf"|{digit}+(?:[.,]{digit}+)+[{chars}]*"
        # don't, O’Brien, l'avion, col·legi
        rf"|{run}(?:['’·]{run})*"
    )


_CHARS = r"\p{L}\p{M}\p{N}"
_RUN = rf"[\p{{L}}\p{{N}}][{_CHARS}{_JOINERS}]*"
_WORDS = regex.compile(_word_pattern(r"\p{L}", r"\p{M}*", r"\p{Nd}", _CHARS, _JOINERS, _RUN))
"""The words of a text without grams. Underscores, hyphens between longer words, dots between words and all other signs
separate words."""

_ASCII_WORDS = re.compile(_word_pattern("[A-Za-z]", "", "[0-9]", "A-Za-z0-9", "", "[A-Za-z0-9]+"))
"""The same for texts of nothing but ASCII, in half the time."""

_SCRIPTS = "".join(rf"\p{{sc={name}}}" for name in ("Han", "Hira", "Kana", "Hang", "Thai", "Laoo", "Khmr", "Mymr"))

_LETTER = (
    rf"(?=[\p{{L}}\p{{Nl}}])[{_SCRIPTS}\u3006\u30FC\uFF70]"
    # Numerals in brackets and circles, which NFKC turns into letters.
    r"|[\u3192-\u3195\u3220-\u3229\u3280-\u3289]"
)
_MARKS = rf"[\p{{M}}\uFF9E\uFF9F{_JOINERS}]*"
_JAMO = r"\u1100-\u11FF\u3131-\u318E\uA960-\uA97C\uD7B0-\uD7FB\uFFA0-\uFFDC"

_GRAM_RUNS = regex.compile(rf"((?:(?:{_LETTER}){_MARKS})+)")
_CLUSTER = regex.compile(rf"(?:[\uAC00-\uD7A3{_JAMO}][{_JAMO}]+|.){_MARKS}[\u0E33\u0EB3]?")
"""What NFKC is to be applied to at once: a letter with its marks (Thai and Lao *am* gives its first half to the letter
before); single jamo, which are put together into syllables."""

_UNIT = regex.compile(rf"(?:{_LETTER})\p{{M}}{{0,31}}")
_NEAR_GRAMS = re.compile("[\u0e00-\u0eff\u1000-\u11ff\u1780-\u17ff\u3000-\uffff\U00010000-\U0010ffff]")
"""Letters that make grams are among these, which are found in a fraction of the time."""

_WHOLE = re.compile("[\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]+")
"""Letters that have neither marks nor another form: most runs of Chinese, Japanese and Korean hold nothing else."""

_ELISION = regex.compile(r"^(?:[cdjlmnst]|(?:jus|lors|puis|quoi)?qu|d?all|[dn]ell|sull|un)'(?=..)")
"""Articles that French, Italian and Catalan fuse with the next word: ``l'avion`` is found as ``avion``."""

_GROUPED = regex.compile(r"^[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?$")
"""Thousands set off by commas: ``1,000`` and ``1000`` are the same number."""

_IGNORABLE = regex.compile(rf"[·{_JOINERS}\uFE00-\uFE0F\U000E0100-\U000E01EF ]")
"""Signs within a word that do not tell it from another. A space comes out of a few Arabic ligatures only."""

MAX_WORD = 64
"""Code points that count; what is longer is no word of any language, and would make a shard of its own."""

_REMEMBERED = 1 << 18


class Span(NamedTuple):
    """A word and the place where it stands: code points of the text, ``end`` exclusive. Neighbouring grams overlap."""

    start: int
    end: int
    word: str


def normalise(written: str) -> str:
    """One form for all spellings of a word that a reader takes for the same."""
    text = normalize("NFKC", written).lower()
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


class _Normalised(dict[str, str]):
    """Word as written → normalised word. Remembered: texts are long, but their vocabulary is small."""

    def __missing__(self, written: str) -> str:
        word = normalise(written)
        if len(self) < _REMEMBERED:
            self[written] = word
        return word


_normalised = _Normalised().__getitem__


def is_gram(word: str) -> bool:
    """Whether a normalised word is a gram: one or two characters of a script that puts no space between words."""
    return not word.isascii() and _UNIT.match(word) is not None


def words_of(text: str) -> list[str]:
    """The normalised words of ``text`` in order: ``[span.word for span in spans_of(text)]``, several times as fast."""
    if text.isascii():
        return list(map(_normalised, _ASCII_WORDS.findall(text)))
    if not _may_have_grams(text):
        return list(map(_normalised, _WORDS.findall(text)))

    found: list[str] = []
    for part, is_run in _parts(text):
        if not is_run:
            found.extend(map(_normalised, _WORDS.findall(part)))
            continue
        units = part if _WHOLE.fullmatch(part) else [unit for _, _, unit in _units(part)]
        found.extend(one + other for one, other in pairwise(units))
        found.extend(units[-1:])
    return found


def spans_of(text: str) -> list[Span]:
    """The words of ``text`` with their places."""
    return [span for segment in segments_of(text) for span in segment]


def segments_of(text: str) -> Iterator[list[Span]]:
    """The words of ``text``, each by itself, but all grams of a run together."""
    at = 0
    for part, is_run in _parts(text) if _may_have_grams(text) else [(text, False)]:
        if is_run:
            yield _grams(part, at)
        else:
            for match in _WORDS.finditer(part):
                yield [Span(at + match.start(), at + match.end(), _normalised(match[0]))]
        at += len(part)


def _may_have_grams(text: str) -> bool:
    return not text.isascii() and _NEAR_GRAMS.search(text) is not None


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """``text`` cut up, and whether a part is a run of letters that make grams."""
    return ((part, at % 2 == 1) for at, part in enumerate(_GRAM_RUNS.split(text)))


def _grams(run: str, at: int) -> list[Span]:
    units = list(_units(run))
    grams = [
        Span(at + start, at + end, one + other)
        for (start, _, one), (_, end, other) in zip(units, islice(units, 1, None), strict=False)
    ]
    return grams + [Span(at + start, at + end, unit) for start, end, unit in units[-1:]]


def _units(run: str) -> Iterator[tuple[int, int, str]]:
    """Letters with their marks, normalised: start, end, unit. Those that NFKC makes of one sign share its place."""
    for match in _CLUSTER.finditer(run):
        for unit in _UNIT.findall(_IGNORABLE.sub("", normalize("NFKC", match[0]))):
            yield match.start(), match.end(), unit
