"""Which story gets which file name.

A story's place is the day and the headline of its first posting. Where several want one place, the earliest has it, and
the others add a digest of their ids: so at most one file moves when an earlier story comes in late, and all of it
follows from the set of stories alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from hashlib import sha256

from backfile.ingest.lifecycle.posting import Posting
from backfile.model.permalinks import MAX_SLUG

_DIGITS = 4
"""Hexadecimal digits of a suffix; more where these are taken."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A story that looks for a place."""

    number: int
    """By which the caller knows it."""
    first: Posting
    place: str
    """``2015/11/17/port-reopens``"""


def places(wishes: Iterable[Wish], taken: Set[str]) -> Mapping[int, str]:
    """The place of each story, none of which is in ``taken``."""
    wanted: defaultdict[str, list[Wish]] = defaultdict(list)
    for wish in wishes:
        wanted[wish.place].append(wish)
    # First those who get what they want, so that no suffix can take it from them.
    given: dict[int, str] = {}
    used = set(taken)
    left: list[Wish] = []
    for place, group in wanted.items():
        earliest, *later = sorted(group, key=_age)
        if place in taken:
            left.append(earliest)
        else:
            given[earliest.number] = place
            used.add(place)
        left += later
    for wish in sorted(left, key=lambda it: (it.place, *_age(it))):
        place = next(place for place in _with_suffix(wish) if place not in used)
        given[wish.number] = place
        used.add(place)
    return given


def _age(wish: Wish) -> tuple[float, str, int, str]:
    return (wish.first.date, wish.first.id, wish.first.version, wish.first.text)


def _with_suffix(wish: Wish) -> Iterable[str]:
    folder, _, slug = wish.place.rpartition("/")
    first = wish.first
    digits = sha256(f"{first.id}\n{first.version}\n{first.date}\n{first.text}".encode()).hexdigest()
    for length in range(_DIGITS, len(digits) + 1):
        suffix = f"-{digits[:length]}"
        yield f"{folder}/{slug[: MAX_SLUG - len(suffix)].rstrip('-')}{suffix}"
