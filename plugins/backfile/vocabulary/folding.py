"""The form in which names are compared: no case, no accents, no dots, hyphens as blanks."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_SIGNS = str.maketrans({**dict.fromkeys("-‐‑–_", " "), **dict.fromkeys("’‘`´ʻʼ", "'"), ".": None})
# Letters that Unicode does not take apart into a letter and an accent.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"})


@lru_cache(maxsize=32768)
def fold(name: str) -> str:
    """``U.S.`` → ``us``, ``Ar-Raqqah`` → ``ar raqqah``, ``Łódź`` → ``lodz``, ``Weißrussland`` → ``weissrussland``."""
    text = name.translate(_SIGNS).casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in text if not unicodedata.combining(c)).translate(_LETTERS)
    return " ".join(text.split())
