"""The alphabet of the browser's files: varints, front-coded words, blocks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray


def varint(number: int) -> bytes:
    """A number in groups of seven bits, least significant first; the high bit says that more follow (LEB128)."""
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def varints(numbers: NDArray[np.integer[Any]]) -> tuple[NDArray[np.uint8], NDArray[np.int64] | None]:
    """Many varints in a row, each number below 2**32, and where each begins; None where each is one byte."""
    if not len(numbers) or int(numbers.max()) < 128:
        return numbers.astype(np.uint8), None
    sizes = np.ones(len(numbers), dtype=np.int64)
    larger = np.flatnonzero(numbers > 127)
    rest = numbers[larger].astype(np.int64)
    for bits in (7, 14, 21, 28):
        sizes[larger] += rest >= (1 << bits)
    places = np.cumsum(sizes)
    out = np.zeros(int(places[-1]), dtype=np.uint8)
    places -= sizes
    out[places] = numbers & 127
    at = places[larger]
    while len(at):
        out[at] |= 128
        at, rest = at + 1, rest >> 7
        out[at] = rest & 127
        more = rest > 127
        at, rest = at[more], rest[more]
    return out, places


def shared_lengths(words: Sequence[str]) -> NDArray[np.int64]:
    """How many code points each word shares with the one before; 0 for the first."""
    shared = np.zeros(len(words), dtype=np.int64)
    if len(words) > 1:
        table = np.array(words)
        points = table.view(np.uint32).reshape(len(words), -1)
        same = points[1:] == points[:-1]
        shared[1:] = np.where(same.all(axis=1), np.strings.str_len(table[1:]), same.argmin(axis=1))
    return shared


def front_coded(words: Sequence[str], shared: Sequence[int]) -> bytes:
    """Words in order, each as: code points shared with the word before, bytes of the rest, the rest in UTF-8.

    ``shared``: as of ``shared_lengths``; the first word is written in full.
    """
    out = bytearray()
    first = True
    for word, length in zip(words, shared, strict=True):
        kept = 0 if first else length
        first = False
        rest = word[kept:].encode()
        out += varint(kept) + varint(len(rest)) + rest if len(rest) > 127 else bytes((kept, len(rest))) + rest
    return bytes(out)


def reach(sizes: NDArray[np.integer[Any]]) -> NDArray[np.int64]:
    """Where parts of some sizes begin that stand one behind the other; one more entry than parts."""
    return np.concatenate(([0], np.cumsum(sizes, dtype=np.int64)))


def spread(begins: NDArray[np.int64], sizes: NDArray[np.integer[Any]]) -> NDArray[np.int64]:
    """The places of all items of parts, part after part; ``begins``: where each part begins."""
    bounds = reach(sizes)
    return np.arange(bounds[-1]) + np.repeat(begins - bounds[:-1], sizes)


def gaps(numbers: NDArray[np.integer[Any]], starts: NDArray[np.int64]) -> NDArray[np.integer[Any]]:
    """Differences within each of several ascending lists; the first number of a list stays as it is."""
    found = np.diff(numbers, prepend=numbers.dtype.type(0))
    firsts = starts[:-1][starts[1:] > starts[:-1]]
    found[firsts] = numbers[firsts]
    return found


def block(data: bytes) -> bytes:
    """``data`` with its length before it."""
    return varint(len(data)) + data
