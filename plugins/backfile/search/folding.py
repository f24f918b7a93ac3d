"""Terms without their diacritics, so that *Zurich* finds *Zürich* and a name without its points finds the pointed one.

``fold`` in ``themes/broadsheet/static/js/search/analysis.js`` does the same.
"""

from __future__ import annotations

from unicodedata import normalize

_DROPPED = (
    (0x0300, 0x036F),  # Latin, Greek and Cyrillic diacritics
    (0x0591, 0x05BD),  # Hebrew accents and points
    (0x05BF, 0x05BF),
    (0x05C1, 0x05C2),
    (0x05C4, 0x05C5),
    (0x05C7, 0x05C7),
    (0x0640, 0x0640),  # Arabic tatweel, which only stretches a word
    (0x064B, 0x0655),  # Arabic vowel signs, madda and hamza
    (0x0670, 0x0670),
)

_PLAIN = {
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ı": "i",
    "ħ": "h",
    "ŋ": "n",
    "ٱ": "ا",
    "ى": "ي",
    "ة": "ه",
}
"""Letters that Unicode does not take apart."""

_TABLE = str.maketrans(_PLAIN | {chr(code): "" for first, last in _DROPPED for code in range(first, last + 1)})


def fold(term: str) -> str:
    """``term`` without diacritics, composed (NFC); ``fold(fold(term)) == fold(term)``.

    Hangul, kana and the marks of Indic and South-East Asian scripts stay as they are, as does Russian *й*, which is a
    letter of its own.
    """
    if term.isascii():
        return term
    return normalize("NFC", normalize("NFD", term).replace("и\u0306", "й").translate(_TABLE))
