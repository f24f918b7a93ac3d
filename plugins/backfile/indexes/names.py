"""Readable names: for ids that no authority file describes, and for city names that wires shout."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from backfile.model.authority import Kind

_SMALL = frozenset(
    re.findall(
        r"\w+",
        "a al am an and auf bei da das de del den der des di do dos du e el en et im in la las le les lez los of on "
        "sur the und upon van von y",
    )
)
"""Words that stay small inside a place's name in the languages that wires file from."""

_CAPITALS = frozenset({"D.C.", "DC", "EC", "EU", "NATO", "UAE", "UK", "UN", "US", "USA", "USSR"})
"""Abbreviations that are read in capitals and would otherwise pass for words."""

_WORD_BREAK = re.compile(r"([\s/(),-]+)")


def is_mixed_case(name: str) -> bool:
    """True for a name without a shouted word that is not all small either, so that its case can be trusted."""
    return name not in (name.upper(), name.lower()) and not _shouted(name)


def reading_case(name: str) -> str:
    """A shouted name as a book would print it: ``RIO DE JANEIRO`` → ``Rio de Janeiro``.

    Of a name in mixed case only words that are shouted change: ``BALDWIN Park`` → ``Baldwin Park``.
    """
    parts = _WORD_BREAK.split(name)
    if name in (name.upper(), name.lower()):
        return "".join(part if index % 2 else _cased(part, index == 0) for index, part in enumerate(parts))
    return "".join(_cased(part, index == 0) if _shouted(part) else part for index, part in enumerate(parts))


def commonest_name(forms: Mapping[str, int]) -> str:
    """The form to show of a name filed in several: the commonest in mixed case, else the commonest in reading case.

    Ties go to the form that sorts first. Raises ValueError when there is no form.
    """
    mixed = {form: count for form, count in forms.items() if is_mixed_case(form)}
    if not mixed:
        readable: Counter[str] = Counter()
        for form, count in forms.items():
            readable[reading_case(form)] += count
        mixed = dict(readable)
    return min(mixed, key=lambda form: (-mixed[form], form))


def topic_name(topic_id: str) -> str:
    """``crude-oil`` → ``Crude oil``; an id that is no slug (``medtop:16000000``, ``Crude Oil``) is shown as it is."""
    if ":" in topic_id or " " in topic_id or topic_id != topic_id.lower():
        return topic_id
    words = " ".join(_abbreviation(word) or word for word in re.split(r"[-_]+", topic_id) if word)
    return words[:1].upper() + words[1:] or topic_id


def entity_name(entity_id: str) -> str:
    """``person:vladimir-putin`` → ``Vladimir Putin``; short ids of organisations and places are abbreviations."""
    prefix, _, slug = entity_id.partition(":")
    words = [word for word in re.split(r"[-_\s]+", slug) if word]
    if len(words) == 1 and len(slug) <= {Kind.ORGANISATION.value: 4, Kind.PLACE.value: 3}.get(prefix, 0):
        return slug.upper()
    return " ".join(_abbreviation(word) or _cased(word, index == 0) for index, word in enumerate(words)) or entity_id


def _shouted(text: str) -> bool:
    """True when a word of it is in capitals and too long for an abbreviation."""
    return any(len(word) > 4 and word.isupper() and word not in _CAPITALS for word in _WORD_BREAK.split(text))


def _abbreviation(word: str) -> str:
    """The word in capitals where nobody could pronounce it, else nothing."""
    return word.upper() if 2 <= len(word) <= 4 and word.isalpha() and not re.search("[aeiouy]", word) else ""


def _cased(word: str, opens: bool) -> str:
    if word.upper() in _CAPITALS or re.fullmatch(r"(?:\w\.)+", word):
        return word.upper()
    small = word.lower()
    if small in _SMALL and not opens:
        return small
    head, mark, tail = re.match(r"([^'’]*)(['’]?)(.*)", word, re.DOTALL).groups()  # type: ignore[union-attr]
    if not mark:
        return _capital(word)
    if len(tail) <= 1:
        return _capital(head) + mark + tail.lower()
    return (head.lower() if head.upper() in ("D", "L") and not opens else _capital(head)) + mark + _capital(tail)


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:].lower()
