"""A few rules for German, where every noun has a capital letter: lists, titles, given names, legal forms, acronyms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from backfile.model.authority import Kind
from backfile.names.lexicon import lexicon, sections
from backfile.names.name import Name

_TOKEN = re.compile(
    r"(?:Dr|Prof|St|Inc|Corp|Ltd|Co)\.|\d+\.(?= FC\b)|S\.A\.|e\.V\.|ver\.di|[^\W\d_]+(?:[-&.][^\W_]+)*|\d+|[^\w\s]"
)
_LONGEST = 4
"""Tokens of an entry, and of a person's name."""


@dataclass(frozen=True, slots=True)
class _Lists:
    entries: dict[str, Kind]
    """Places and organisations by name, with a space between tokens."""
    titles: frozenset[str]
    endings: tuple[str, ...]
    given: frozenset[str]
    suffixes: frozenset[str]
    heads: frozenset[str]
    nouns: frozenset[str]
    particles: frozenset[str]


@cache
def _lists() -> _Lists:
    read, english = sections("german.txt"), lexicon()
    nouns = frozenset(read["nouns"])
    entries = {
        name: Kind(kind) for name, kind in english.singles.items() if kind and name not in nouns and len(name) > 2
    }
    entries |= {name: Kind(kind) for name, kind in english.phrases.items() if kind}
    entries |= {" ".join(_TOKEN.findall(name)): Kind.PLACE for name in read["places"]}
    entries |= {" ".join(_TOKEN.findall(name)): Kind.ORGANISATION for name in read["organisations"]}
    given = {name for name in sections("people.txt")["given"] if name not in nouns}
    return _Lists(
        entries=entries,
        titles=frozenset(read["titles"]),
        endings=tuple(read["endings"]),
        given=frozenset(given.union(read["given"])),
        suffixes=frozenset(read["suffixes"]),
        heads=frozenset(read["heads"]),
        nouns=nouns,
        particles=frozenset(read["particles"]),
    )


def recognise(texts: Sequence[str]) -> list[Name]:
    """Names in German texts, by text and place in it; much is not found."""
    people: dict[str, str] = {}
    names: list[Name] = []
    for at, text in enumerate(texts):
        names += _read(at, text, people)
    return names


def _read(number: int, text: str, people: dict[str, str]) -> list[Name]:
    lists = _lists()
    tokens = list(_TOKEN.finditer(text))
    words = [token[0] for token in tokens]
    names: list[Name] = []
    at = 0

    def add(last: int, kind: Kind, full: str = "", role: str = "") -> None:
        start, end = tokens[at].start(), tokens[last - 1].end()
        names.append(Name(number, start, end, kind, full or text[start:end], role=role))

    while at < len(words):
        word = words[at]
        if not (word[0].isupper() or word[0].isdigit()) and word not in ("dpa", "ver.di", "taz"):
            at += 1
            continue
        if _is_title(word) and (last := _person(words, at + 1)) > at + 1:
            role, at = word, at + 1
            add(last, Kind.PERSON, role=role)
            people.setdefault(words[last - 1], names[-1].full)
        elif (last := _organisation(words, at)) > at:
            add(last, Kind.ORGANISATION)
        elif last := _entry(words, at):
            add(last, lists.entries[" ".join(words[at:last])])
        elif _is_given(word) and (last := _person(words, at)) > at + 1:
            add(last, Kind.PERSON)
            people.setdefault(words[last - 1], names[-1].full)
        elif word in people or (word.endswith("s") and word[:-1] in people):
            add(at + 1, Kind.PERSON, people.get(word) or people[word[:-1]])
            last = at + 1
        elif 1 < len(word) < 6 and word.isupper() and word.isalpha() and word not in lists.nouns:
            add(at + 1, Kind.ORGANISATION)
            last = at + 1
        else:
            last = at + 1
        at = max(last, at + 1)
    return names


def _is_title(word: str) -> bool:
    lists = _lists()
    return word in lists.titles or (word[0].isupper() and word.endswith(lists.endings))


def _is_given(word: str) -> bool:
    given = _lists().given
    return word in given or word.partition("-")[0] in given


def _person(words: Sequence[str], at: int) -> int:
    """The index after a person's name that begins here, or ``at``: given names and surname, or what follows a title."""
    lists = _lists()
    last = at
    while last < len(words) and last - at < _LONGEST:
        word = words[last]
        if word in lists.particles and last > at and last + 1 < len(words) and words[last + 1][0].isupper():
            last += 1
        elif word[0].isupper() and len(word) > 1 and not word.isupper() and word not in lists.nouns:
            if last > at and not _is_given(words[last - 1]) and words[last - 1] not in lists.particles:
                break
            last += 1
        else:
            break
    if last > at and _entry(words, at) == last:
        return at
    return last


def _organisation(words: Sequence[str], at: int) -> int:
    """The index after a name with a legal form, or with a head before a city; else ``at``."""
    lists = _lists()
    if words[at] in lists.heads and at + 1 < len(words) and words[at + 1][0].isupper():
        return _entry(words, at + 1) or at
    last = at
    while last < len(words) and words[last][0].isupper() and last - at < _LONGEST:
        last += 1
        if last - at > 1 and words[last - 1] in lists.suffixes and words[at] not in lists.titles:
            return last
    return at


def _entry(words: Sequence[str], at: int) -> int:
    """The index after the longest entry of the lists that begins here, or 0."""
    entries = _lists().entries
    for last in range(min(len(words), at + _LONGEST), at, -1):
        if " ".join(words[at:last]) in entries:
            return last
    return 0
