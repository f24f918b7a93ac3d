"""Finding the names of entities in text: exact names and aliases, longest match, whole words.

All names are patterns of one Aho-Corasick automaton, so the cost of a text does not grow with their number.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import ahocorasick

from backfile.model.authority import Authority, Entity

_SAME = (("’", "'"), ("\u02bc", "'"), ("\xa0", " "), ("\u202f", " "), ("\u2011", "-"))
"""Characters that wires use for one another; each has one character in its place, so positions stay."""


@dataclass(frozen=True, slots=True)
class Match:
    """A name in a text."""

    start: int
    end: int
    entities: tuple[str, ...]
    """The entities that have this name; more than one when the name alone does not tell."""


class Matcher:
    """Finds the names and aliases of all entities of an archive; built once, picklable, cheap to send to workers."""

    def __init__(self, authority: Authority) -> None:
        self._automaton: Any = None
        patterns: dict[str, dict[str, None]] = {}
        for entity in authority.entities.values():
            for name in _written_forms(entity):
                patterns.setdefault(name, {})[entity.id] = None
        if patterns:
            self._automaton = ahocorasick.Automaton(ahocorasick.STORE_ANY)
            for name, ids in patterns.items():
                self._automaton.add_word(name, (len(name), tuple(ids)))
            self._automaton.make_automaton()

    @staticmethod
    def basis(authority: Authority) -> bytes:
        """A digest of everything that a matcher is made from: while it is the same, so is what is found in a text."""
        found = blake2b(digest_size=16)
        for entity in authority.entities.values():
            found.update("\0".join([entity.id, *_written_forms(entity), "\1"]).encode("utf-8", "surrogatepass"))
        return found.digest()

    def __bool__(self) -> bool:
        """False when there is no name to find."""
        return self._automaton is not None

    def find(self, text: str) -> list[Match]:
        """The names in ``text`` from left to right; of names that overlap the leftmost (then longest) counts."""
        if self._automaton is None:
            return []
        hits = [(last + 1 - length, last + 1, ids) for last, (length, ids) in self._automaton.iter(_levelled(text))]
        if not hits:
            return []
        hits.sort(key=lambda hit: (hit[0], -hit[1]))
        found: list[Match] = []
        end = 0
        for start, stop, ids in hits:
            if start >= end and _is_word(text, start, stop):
                found.append(Match(start, stop, ids))
                end = stop
        return found


def _written_forms(entity: Entity) -> Iterator[str]:
    """The forms in which a name is looked for: as it is, and names of several words also in capitals."""
    names = dict.fromkeys([entity.name, *entity.aliases, *(name for _, name in entity.names)])
    for name in names:
        form = " ".join(_levelled(name).split())
        if len(form) < 2 and not _is_unspaced(form):
            continue  # a single letter stands for too much
        yield form
        if " " in form:
            yield form.upper()


def _levelled(text: str) -> str:
    if not text.isascii():
        for variant, usual in _SAME:
            text = text.replace(variant, usual)
    return text


def _is_word(text: str, start: int, end: int) -> bool:
    """Whether a name ends where words end. A possessive ``'s`` and a hyphen are ends, too."""
    if start and _continues(text[start - 1], text[start]):
        return False
    return end == len(text) or not _continues(text[end], text[end - 1])


def _continues(outside: str, inside: str) -> bool:
    """Whether the character beside a name belongs to the same word as the name's own first or last character."""
    if outside.isalnum():
        return inside.isalnum() and not (_is_unspaced(inside) or _is_unspaced(outside))
    return outside > "\u02ff" and unicodedata.category(outside)[0] == "M"


def _is_unspaced(character: str) -> bool:
    """Whether a character's script puts no spaces around names: Thai, Lao, Khmer, Burmese, CJK, Hangul."""
    return character > "\u0dff" and (
        "\u0e00" <= character <= "\u0eff"
        or "\u1000" <= character <= "\u109f"
        or "\u1780" <= character <= "\u17ff"
        or "\u2e80" <= character <= "\u9fff"
        or "\uac00" <= character <= "\ud7af"
        or "\uf900" <= character <= "\ufaff"
        or character >= "\U00020000"
    )
