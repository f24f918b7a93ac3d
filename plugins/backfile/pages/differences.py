"""What one text has that an earlier one had not: paragraphs first, then words inside those that were changed.

Pure and bounded: paragraphs and words that occur once in either text are anchors (Bram Cohen's *patience diff*), and
only what lies between two anchors and is short is compared in full. So the time grows with the length of the texts,
however different they are.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import regex  # type: ignore[import-untyped]

SAME, ADDED, REMOVED = "", "ins", "del"

MOST_CELLS = 4096
"""Pairs of words, or of paragraphs, that are compared in full where nothing unique is left to hold on to."""

DEEPEST = 8
"""Times that anchors are looked for between anchors."""

ALIKE = 0.4
"""Share of their words from which on two paragraphs are one that was changed."""

SPLINTER = 2
"""Words: as few unchanged ones between larger changes are shown as changed, too, or nobody could read it."""

_WORD = regex.compile(r"\s*(?:[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]|[^\s\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]+)")


class Piece(NamedTuple):
    """Words of one kind."""

    kind: str
    """SAME, ADDED or REMOVED."""
    text: str


class Row(NamedTuple):
    """A paragraph of either text, or of both."""

    before: int
    """Its place in the earlier text; -1 where it is not there."""
    after: int
    """Its place in the later text; -1 where it is not there."""
    pieces: tuple[Piece, ...]
    """Its words in reading order; one piece where the whole paragraph is of one kind."""

    @property
    def same(self) -> bool:
        """Whether nothing was changed in it."""
        return all(piece.kind == SAME for piece in self.pieces)


def differences(before: Sequence[str], after: Sequence[str]) -> Iterator[Row]:
    """The paragraphs of two texts, in reading order, what was removed in front of what took its place.

    Spaces and line ends do not make a difference.
    """
    old, new = [" ".join(it.split()) for it in before], [" ".join(it.split()) for it in after]
    i = j = 0
    for start, other, length in [*_matches(old, new), (len(old), len(new), 0)]:
        for one, two in _paired(old[i:start], new[j:other]):
            if one is None:
                assert two is not None
                yield Row(-1, j + two, (Piece(ADDED, after[j + two]),))
            elif two is None:
                yield Row(i + one, -1, (Piece(REMOVED, before[i + one]),))
            else:
                yield Row(i + one, j + two, tuple(words_changed(before[i + one], after[j + two])))
        for step in range(length):
            yield Row(start + step, other + step, (Piece(SAME, after[other + step]),))
        i, j = start + length, other + length


def words_changed(before: str, after: str) -> Iterator[Piece]:
    """Two versions of a paragraph as one, word by word."""
    one, two = _WORD.findall(before), _WORD.findall(after)
    parts: list[tuple[list[str], list[str], list[str]]] = []  # removed, added, then the same
    i = j = 0
    ends = (len(one), len(two), 0)
    for start, other, length in [*_matches([it.strip() for it in one], [it.strip() for it in two]), ends]:
        removed, added, same = one[i:start], two[j:other], two[other : other + length]
        if parts and len(parts[-1][2]) <= SPLINTER and _splinters(parts[-1], removed, added):
            before_, added_, kept = parts.pop()
            between = one[i - len(kept) : i]
            removed, added = [*before_, *between, *removed], [*added_, *kept, *added]
        parts.append((removed, added, same))
        i, j = start + length, other + length
    for removed, added, same in parts:
        yield from _spaced(REMOVED, removed)
        if removed and added and not added[0][0].isspace():
            yield Piece(SAME, " ")  # or the old and the new first word of a paragraph would be one
        yield from _spaced(ADDED, added)
        if same:
            between = " " if removed and not added and not same[0][0].isspace() else ""
            yield Piece(SAME, between + "".join(same))


def _splinters(part: tuple[list[str], list[str], list[str]], removed: list[str], added: list[str]) -> bool:
    """Whether the unchanged words at the end of ``part`` are fewer than those changed on either side of them."""
    first = max(len(part[0]), len(part[1]))
    return len(part[2]) < min(first, max(len(removed), len(added)))


def _spaced(kind: str, words: list[str]) -> Iterator[Piece]:
    """Words of one kind; the space before them is nobody's."""
    text = "".join(words)
    bare = text.lstrip()
    if bare:
        if len(bare) < len(text):
            yield Piece(SAME, text[: len(text) - len(bare)])
        yield Piece(kind, bare)


def _matches(one: Sequence[str], two: Sequence[str]) -> list[tuple[int, int, int]]:
    """Stretches that are the same in both, in order: where in the one, where in the other, how long."""
    found: list[tuple[int, int]] = []
    _match(one, two, (0, len(one)), (0, len(two)), DEEPEST, found)
    stretches: list[tuple[int, int, int]] = []
    for i, j in found:
        if stretches and (i, j) == (stretches[-1][0] + stretches[-1][2], stretches[-1][1] + stretches[-1][2]):
            stretches[-1] = (*stretches[-1][:2], stretches[-1][2] + 1)
        else:
            stretches.append((i, j, 1))
    return stretches


def _match(
    one: Sequence[str],
    two: Sequence[str],
    here: tuple[int, int],
    there: tuple[int, int],
    depth: int,
    found: list[tuple[int, int]],
) -> None:
    """Put the pairs of equal items of two stretches into ``found``."""
    (i, i_end), (j, j_end) = here, there
    while i < i_end and j < j_end and one[i] == two[j]:
        found.append((i, j))
        i, j = i + 1, j + 1
    behind: list[tuple[int, int]] = []
    while i < i_end and j < j_end and one[i_end - 1] == two[j_end - 1]:
        i_end, j_end = i_end - 1, j_end - 1
        behind.append((i_end, j_end))
    if i < i_end and j < j_end:
        anchors = _anchors(one, two, (i, i_end), (j, j_end)) if depth else []
        if anchors:
            edges = [(i - 1, j - 1), *anchors, (i_end, j_end)]
            for (i, j), (i_next, j_next) in pairwise(edges):
                _match(one, two, (i + 1, i_next), (j + 1, j_next), depth - 1, found)
                if i_next < i_end:
                    found.append((i_next, j_next))
        elif (i_end - i) * (j_end - j) <= MOST_CELLS:
            found += [(i + x, j + y) for x, y in _longest(one[i:i_end], two[j:j_end])]
    found += reversed(behind)


def _anchors(
    one: Sequence[str], two: Sequence[str], here: tuple[int, int], there: tuple[int, int]
) -> list[tuple[int, int]]:
    """Items that occur once in each of two stretches: the longest series of them that is in order in both."""
    counts, others = Counter(one[slice(*here)]), Counter(two[slice(*there)])
    places = {two[j]: j for j in range(*there) if others[two[j]] == 1}
    pairs = [(i, places[one[i]]) for i in range(*here) if counts[one[i]] == 1 and one[i] in places]
    tops: list[int] = []  # of each length of series the lowest last place, and which pair has it
    holders: list[int] = []
    before: list[int] = []
    for at, (_, j) in enumerate(pairs):
        length = bisect_left(tops, j)
        before.append(holders[length - 1] if length else -1)
        tops[length : length + 1] = [j]
        holders[length : length + 1] = [at]
    series: list[tuple[int, int]] = []
    at = holders[-1] if holders else -1
    while at >= 0:
        series.append(pairs[at])
        at = before[at]
    return series[::-1]


def _longest(one: Sequence[str], two: Sequence[str]) -> list[tuple[int, int]]:
    """The longest common subsequence, as pairs of places."""
    lengths = [[0] * (len(two) + 1) for _ in range(len(one) + 1)]
    for i in range(len(one) - 1, -1, -1):
        row, below, item = lengths[i], lengths[i + 1], one[i]
        for j in range(len(two) - 1, -1, -1):
            row[j] = below[j + 1] + 1 if item == two[j] else max(below[j], row[j + 1])
    found = []
    i = j = 0
    while i < len(one) and j < len(two):
        if one[i] == two[j]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif lengths[i + 1][j] >= lengths[i][j + 1]:
            i += 1
        else:
            j += 1
    return found


def _paired(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """Which of the paragraphs between two unchanged ones are one that was changed; in reading order."""
    pairs = _alike(old, new) if 0 < len(old) * len(new) <= MOST_CELLS else []
    i = j = 0
    for one, two in [*pairs, (len(old), len(new))]:
        yield from ((place, None) for place in range(i, one))
        yield from ((None, place) for place in range(j, two))
        if one < len(old):
            yield one, two
        i, j = one + 1, two + 1


def _alike(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs, in order in both, that have most words in common together."""
    ones, twos = [Counter(it.split()) for it in old], [Counter(it.split()) for it in new]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    share = [[_share(one, two) for two in twos] for one in ones]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            paired = best[i + 1][j + 1] + share[i][j] if share[i][j] >= ALIKE else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    found = []
    i = j = 0
    while i < len(old) and j < len(new):
        if share[i][j] >= ALIKE and best[i][j] == best[i + 1][j + 1] + share[i][j]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def _share(one: Counter[str], two: Counter[str]) -> float:
    """Words in common, of all words of both: 0 to 1."""
    whole = one.total() + two.total()
    smaller, larger = (one, two) if len(one) <= len(two) else (two, one)
    return 2 * sum(min(count, larger[word]) for word, count in smaller.items()) / whole if whole else 0.0
