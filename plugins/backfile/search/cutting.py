"""Where the archive is cut into blocks: decided by what stands there, so that a change moves no cut but those near it.

A cut that counts from the beginning moves every later one when one item is added. Here an item's own digest says
whether a block may end behind it, and the blocks are a pure function of the row, never of what it was before.

An archive grows at its end. So that its newest article changes little, the blocks become smaller there: big ones as
far as there are whole ones, then medium ones, then small ones. An end is found without looking at what follows it; an
article at the end of the row makes the last small block longer, or closes it, or closes a medium or big block that
takes the place of the smaller ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

_ALL = 1 << 64

MEDIUM = 32
"""Documents in a medium block, on average."""
SMALL = 8
"""Documents in a small block, on average."""

SegmentName = Literal["base", "recent", "fresh"]
"""The big, medium and small blocks of an archive are a segment each of the browser's index."""


@dataclass(frozen=True, slots=True)
class Division:
    """A block: documents ``begin`` to ``end`` (exclusive) of the row."""

    begin: int
    end: int
    segment: SegmentName


def item_digest(name: str) -> int:
    """Sixty-four bits that stand for a name."""
    return int.from_bytes(sha256(name.encode("utf-8", "surrogatepass")).digest()[:8], "big")


def block_size(documents: int) -> int:
    """Documents in a big block, on average: a power of two, and at most 64 blocks in a large archive."""
    size = 256
    while size * 64 < documents:
        size *= 2
    return size


def divide(digests: Sequence[int]) -> list[Division]:
    """The blocks of a row of documents; ``digests``: one for each (``item_digest`` of its address)."""
    divisions: list[Division] = []
    begin = 0
    sizes: tuple[tuple[SegmentName, int], ...] = (
        ("base", block_size(len(digests))),
        ("recent", MEDIUM),
        ("fresh", SMALL),
    )
    for segment, size in sizes:
        for end in _ends(digests, begin, size):
            divisions.append(Division(begin, end, segment))
            begin = end
    if begin < len(digests):
        divisions.append(Division(begin, len(digests), "fresh"))
    return divisions


def _ends(digests: Sequence[int], begin: int, mean: int) -> list[int]:
    """Where blocks end (exclusive) that have all their documents; about ``mean``, half of it to twice of it."""
    least, most = mean // 2, mean * 2
    bound = _ALL // least
    ends = []
    for end in range(begin + 1, len(digests) + 1):
        if end - begin >= least and (digests[end - 1] < bound or end - begin == most):
            ends.append(end)
            begin = end
    return ends
