"""Where a long row is cut into parts: decided by what stands there, so that a change moves no cut but those near it.

A cut that counts from the beginning moves every later one when one item is added. Here an item's own digest says
whether a part may end behind it, and the parts are a pure function of the row, never of what it was before.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

_ALL = 1 << 64


def item_digest(name: str) -> int:
    """Sixty-four bits that stand for a name."""
    return int.from_bytes(sha256(name.encode("utf-8", "surrogatepass")).digest()[:8], "big")


def cut(digests: Sequence[int], mean: int) -> list[int]:
    """Where parts of a row of items end (exclusive); about ``mean`` items in each, half of it to twice of it.

    ``digests``: one for each item (``item_digest``). The last part may be smaller.
    """
    least, most = max(1, mean // 2), max(1, mean * 2)
    bound = _ALL // least
    total = len(digests)
    ends: list[int] = []
    begin = 0
    for end in [*(index + 1 for index, digest in enumerate(digests) if digest < bound), total]:
        while end - begin > most:
            begin += most
            ends.append(begin)
        if end - begin >= least or begin < end == total:
            ends.append(end)
            begin = end
    return ends


def block_size(documents: int) -> int:
    """Documents in a block, on average: a power of two, and at most 64 blocks in a large archive."""
    size = 32
    while size * 64 < documents:
        size *= 2
    return size


def group_size(documents: int) -> int:
    """Documents in a group, on average: few, so that ten results cost little; more where there would be too many."""
    if documents <= 25_000:
        return 24
    return 32 if documents <= 60_000 else 64
