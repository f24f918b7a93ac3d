"""The language of a text that does not say it, by its script or the small words that every sentence has."""

from __future__ import annotations

import re
from functools import cache

MOST_WORDS = 600
"""Words that are looked at."""

FEWEST, PLENTY = 4, 8
"""Small words of the language that must be there; with fewer than ``PLENTY`` no other may have half as many."""

_WORD = re.compile(r"[^\W\d_]+")
_SMALL = {
    "en": "the of and to in a an that he who after was for with said has have will from which are were been not"
    " by at as is it his its but",
    "de": "der die das und den von mit ist des dem auf für nicht sich auch ein eine einen einer im am zum zur"
    " nach wie aus bei werden wurde wird hat sagte",
    "fr": "le la les des et une un dans pour par sur qui que est au aux du ce cette avec plus sont été ses leur"
    " ont selon a",
    "es": "el la los las de y en que del por para con una un se su al es fue como más ha lo este sus según",
    "it": "il di che la e per un una del della dei delle nel nella con non sono gli ha è alla al da si anche come dal",
    "pt": "o a os as de que e do da dos das em para com uma um no na por mais não foi ao se é disse pelo pela são",
    "nl": "de het een en van in op dat te voor met is zijn niet door aan ook die werd wordt naar bij heeft uit maar",
    "sv": "och att det som en på är av för med den till har inte de om ett var från vid enligt säger efter ska",
    "da": "og at det som en på er af for med den til har ikke de om et var fra ved efter siger skal blev også",
    "nb": "og at det som en på er av for med den til har ikke de om et var fra ved etter sier skal ble også",
    "fi": "ja on ei että oli se myös mukaan sekä mutta kun ovat hän kuin joka vuoden jälkeen sanoo kertoo tai",
    "pl": "w i na z się że do nie jest o po od za przez oraz jak dla to roku który są ze powiedział",
}

_SCRIPTS = (
    # A script, and languages in it, each by letters that only it has; the last one is that of a text without them.
    (re.compile("[\u3040-\u30ff]"), (), "ja"),
    (re.compile("[\uac00-\ud7af]"), (), "ko"),
    (re.compile("[\u4e00-\u9fff]"), (), "zh"),
    (re.compile("[\u0621-\u06d2]"), (("ur", "[ٹڈڑےں]"), ("fa", "[پچژگی]")), "ar"),
    (re.compile("[\u05d0-\u05ea]"), (), "he"),
    (re.compile("[\u0370-\u03ff]"), (), "el"),
    (re.compile("[\u0e01-\u0e3a]"), (), "th"),
    (re.compile("[\u0400-\u04ff]"), (("uk", "[іїєґ]"), ("sr", "[ђћљњџ]"), ("ru", "[ыэё]"), ("bg", "ъ")), "ru"),
)  # fmt: skip
MOST_SIGNS = 2000
"""Characters of which the script is told."""


def language_of(text: str) -> str:
    """The BCP 47 tag of the language whose script or small words fill ``text``; empty where none stands out."""
    return _by_words(text) if text.isascii() else _by_script(text[:MOST_SIGNS]) or _by_words(text)


def _by_script(text: str) -> str:
    """The language of a text of which one letter in four, or in ten for Japanese, is of a script that tells it."""
    letters = sum(sign.isalpha() for sign in text)
    for script, languages, other in _SCRIPTS:
        if len(script.findall(text)) * (10 if other == "ja" else 4) > letters:
            return next((lang for lang, own in languages if len(re.findall(own, text)) * 100 > letters), other)
    return ""


def _by_words(text: str) -> str:
    words = [match.group().lower() for match, _ in zip(_WORD.finditer(text), range(MOST_WORDS), strict=False)]
    found = dict.fromkeys(_SMALL, 0)
    languages = _languages()
    for word in words:
        for lang in languages.get(word, ()):
            found[lang] += 1
    (best, lang), (second, _) = sorted(((count, lang) for lang, count in found.items()), reverse=True)[:2]
    if best < FEWEST or best * 7 < len(words):
        return ""
    return lang if best * 100 > second * (115 if best >= PLENTY else 199) else ""


@cache
def _languages() -> dict[str, list[str]]:
    """The languages that each small word is of."""
    languages: dict[str, list[str]] = {}
    for lang, words in _SMALL.items():
        for word in dict.fromkeys(words.split()):
            languages.setdefault(word, []).append(lang)
    return languages
