"""Which of Snowball's algorithms an article's language is stemmed by."""

from __future__ import annotations

_ALGORITHMS = {
    "ar": "arabic",
    "ca": "catalan",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "eo": "esperanto",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}
"""Primary language subtag (BCP 47) → algorithm of Snowball 3.0.1. Its two former algorithms, ``porter`` for English and
``dutch_porter``, are left out."""

ALGORITHMS = tuple(sorted(set(_ALGORITHMS.values())))
"""All algorithms that ``algorithm_of`` gives, sorted."""


def algorithm_of(lang: str) -> str:
    """The algorithm for a language tag (``de``, ``de-AT``, ``pt_BR``); "" where Snowball has none for it.

    Words of a language without an algorithm are indexed as they are.
    """
    return _ALGORITHMS.get(lang.strip().replace("_", "-").partition("-")[0].lower(), "")
