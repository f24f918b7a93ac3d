"""When two spellings are one name: what is levelled, what is left out, and how near is near enough."""

from __future__ import annotations

import re
from functools import lru_cache

from backfile.vocabulary.folding import fold as level

_APOSTROPHES = re.compile(r"[.']")
_HARD_C = re.compile(r"c(?![eiy])")
_TWICE = re.compile(r"(.)\1")
_WORD = re.compile(r"[^\W_]+")

_LEGAL_FORMS = (
    "inc incorporated corp corporation co company cos companies ltd limited plc llc llp lp ag gmbh kg kgaa se sa sas"
    " sarl spa srl nv bv ab asa oy oyj kk pty pte bhd sdn aktiengesellschaft"
)
LEGAL = frozenset(_LEGAL_FORMS.split())
"""Words at the end of a company's name that say what it is in law. Compared without full stops and accents."""

_TRANSLITERATED = (
    *(
        ("kh", "h"),
        ("dzh", "j"),
        ("zh", "j"),
        ("yu", "u"),
        ("ju", "u"),
        ("iu", "u"),
        ("ya", "a"),
        ("ja", "a"),
        ("ia", "a"),
    ),
    *(
        ("ei", "e"),
        ("ey", "e"),
        ("ie", "e"),
        ("ye", "e"),
        ("ck", "k"),
        ("ph", "f"),
        ("ou", "u"),
        ("oo", "u"),
        ("q", "k"),
    ),
    *(("w", "v"), ("y", "i"), ("ii", "i")),
)
"""How one name comes out of another script in two ways: both sides are levelled, in this order."""

_SPELLINGS = (
    (re.compile(r"\bsecond world war\b"), "world war ii"),
    (re.compile(r"\bfirst world war\b|\bworld war one\b"), "world war i"),
    (re.compile(r"is(?=ation|e\b|ed\b|ing\b)"), "iz"),
    (re.compile(r"(?:(?<=cent)|(?<=heat))re\b"), "er"),
    (re.compile(r"defence\b"), "defense"),
    (re.compile(r"(?:(?<=lab)|(?<=harb))our\b"), "or"),
    (re.compile(r"programme\b"), "program"),
    (re.compile(r"\bworld war two\b"), "world war ii"),
)
"""British and American, and the two names of each world war."""


@lru_cache(maxsize=1 << 17)
def fold(name: str) -> str:
    """The key under which spellings of one name meet: ``Télé-Québec Inc.`` and ``Tele Quebec inc`` are one.

    Case, accents, hyphens, full stops and apostrophes do not count, nor does a leading article; ``&`` is ``and``. A
    name without letters or digits is its own key.
    """
    words = _WORD.findall(_APOSTROPHES.sub("", level(name).replace("&", " and ")))
    if len(words) > 1 and words[0] == "the":
        del words[0]
    return " ".join(_joined(words)) or name.strip()


def _joined(words: list[str]) -> list[str]:
    """``u s steel`` is ``us steel``, as ``U.S. Steel`` is."""
    found: list[str] = []
    after_letter = False
    for word in words:
        is_letter = len(word) == 1 and word.isalpha()
        if is_letter and after_letter:
            found[-1] += word
        else:
            found.append(word)
        after_letter = is_letter
    return found


def without_legal_form(key: str) -> str:
    """A company's key without what it is in law: ``acme steel co inc`` → ``acme steel``; never empty."""
    words = key.split()
    while len(words) > 1 and words[-1] in LEGAL:
        del words[-1]
    if len(words) > 1 and words[-1] == "and":
        del words[-1]
    return " ".join(words)


@lru_cache(maxsize=1 << 16)
def sound(key: str) -> str:
    """A person's key with transliteration levelled: ``sergey shoygu`` and ``sergei shoigu`` are one."""
    return " ".join(_levelled(word) for word in key.split())


def _levelled(word: str) -> str:
    for written, usual in _TRANSLITERATED:
        word = word.replace(written, usual)
    return _TWICE.sub(r"\1", _HARD_C.sub("k", word))


def spelling(key: str) -> str:
    """A key with American spelling."""
    for pattern, usual in _SPELLINGS:
        key = pattern.sub(usual, key)
    return key


def initials(key: str) -> str:
    """``european central bank`` → ``ecb``; small words do not count."""
    return "".join(word[0] for word in key.split() if word not in ("of", "the", "and", "for", "de", "la", "on", "in"))


def is_one_edit(first: str, second: str) -> bool:
    """Whether one letter more, less or other, or two letters swapped, makes one key of the other."""
    if first == second or abs(len(first) - len(second)) > 1:
        return False
    start = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        start += 1
    first, second = first[start:], second[start:]
    if first[1:] == second[1:] or first[1:] == second or first == second[1:]:
        return True
    return first[:2] == second[1::-1] and first[2:] == second[2:]
