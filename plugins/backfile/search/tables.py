"""Tables: ordered keys in files of some kilobytes, so that a query fetches only the part of the alphabet it asks for.

A table is divided where its own keys say: a range that is too large ends before the key with the smallest digest in
its middle quarter. So a range depends on its own keys and on the few that divide it from others, and hardly ever moves
when lists grow. Keys are compared by their folds; those of the same fold are never parted.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, Protocol
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from backfile.search.bytestreams import block, front_coded, reach, shared_lengths, varint, varints
from backfile.search.inversion import Offsets

Put = Callable[[str, bytes], bytes]
"""Takes a folder (``"t"``) and what a file of it shall hold unpacked; writes it, and gives the name's six bytes."""


class Range(NamedTuple):
    """Keys ``begin`` to ``end`` of a table."""

    first: str
    """Greater than the folds of all keys before the range, not greater than those in it; "" at the beginning."""
    begin: int
    end: int


class Shard(NamedTuple):
    """A part of a table: ``first`` as in ``Range``, and the bytes."""

    first: str
    data: bytes


def ranges(folds: Sequence[str], costs: NDArray[np.integer[Any]], limit: float) -> list[Range]:
    """The ranges of a table, at least one.

    ``folds``: of the keys, ascending; ``costs``: about how many bytes each key takes; ``limit``: bytes of a range.
    """
    if not folds:
        return [Range("", 0, 0)]
    heads = [at for at, fold in enumerate(folds) if not at or fold != folds[at - 1]]
    units = [folds[at] for at in heads]
    shared = shared_lengths(units).tolist()
    bounds = [*heads, len(folds)]
    return [
        Range(units[begin][: shared[begin] + 1] if begin else "", bounds[begin], bounds[end])
        for begin, end in _divided(units, np.add.reduceat(costs, heads), limit)
    ]


def _divided(units: Sequence[str], costs: NDArray[np.integer[Any]], limit: float) -> Iterator[tuple[int, int]]:
    digests = np.array([crc32(unit.encode()) for unit in units], dtype=np.int64)
    places = reach(costs)
    waiting = [(0, len(units))]
    while waiting:
        begin, end = waiting.pop()
        cost = int(places[end] - places[begin])
        if end - begin == 1 or cost <= limit:
            yield begin, end
            continue
        low, high = np.searchsorted(places, (places[begin] + cost * 3 // 8, places[begin] + cost * 5 // 8)).tolist()
        low = min(max(low, begin + 1), end - 1)
        middle = low + int(np.argmin(digests[low : max(high, low + 1)]))
        waiting += [(middle, end), (begin, middle)]


class Column:
    """One kind of number of all keys, as bytes: encoded once, and a shard takes its slice."""

    def __init__(self, data: bytes, bounds: Offsets) -> None:
        """``bounds``: K+1, where each key's bytes begin."""
        self.data = data
        self._bounds: list[int] = bounds.tolist()
        self.sizes: Offsets = np.diff(bounds)

    @classmethod
    def of_varints(cls, numbers: NDArray[np.integer[Any]], starts: Offsets) -> Column:
        """``starts``: K+1, where each key's numbers begin."""
        data, places = varints(numbers)
        return cls(data.tobytes(), starts if places is None else np.append(places, len(data))[starts])

    @classmethod
    def of_rows(cls, *columns: NDArray[np.integer[Any]]) -> Column:
        """Of each key one number of every column."""
        rows = np.stack(columns, axis=1) if len(columns[0]) else np.zeros((0, len(columns)), dtype=np.int64)
        return cls.of_varints(rows.ravel(), np.arange(len(rows) + 1) * len(columns))

    def part(self, begin: int, end: int) -> bytes:
        """The bytes of keys ``begin`` to ``end``."""
        return self.data[self._bounds[begin] : self._bounds[end]]


class KeyColumn:
    """The keys themselves, each by what tells it from the key before."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._keys = keys
        self._shared: list[int] = shared_lengths(keys).tolist()
        self.sizes: Offsets = np.fromiter(map(len, keys), np.int64, len(keys)) - self._shared + 2

    def part(self, begin: int, end: int) -> bytes:
        """The bytes of keys ``begin`` to ``end``."""
        return front_coded(self._keys[begin:end], self._shared[begin:end])


def shard_bytes(magic: bytes, keys: int, *blocks: bytes, tail: bytes = b"") -> bytes:
    """A shard of so many keys; ``tail``: what stands behind the blocks."""
    return b"".join([magic, varint(keys), *map(block, blocks), tail])


class Sized(Protocol):
    """What takes some bytes of each key."""

    sizes: Offsets
    """K."""


def sizes_of(columns: Sequence[Sized]) -> Offsets:
    """K: bytes of each key in all columns."""
    total: Offsets = np.sum([column.sizes for column in columns], axis=0, dtype=np.int64)
    return total


class Store(Protocol):
    """Where the parts of a segment go."""

    def keep(self, folder: str, data: bytes) -> str:
        """Keep ``data``; gives the reference to it."""
        ...

    def table(self, folder: str, shards: Sequence[Shard]) -> dict[str, object]:
        """Keep shards; gives the table as the manifest has it."""
        ...

    def close(self, folder: str, data: bytes) -> str:
        """Keep ``data`` as the last; gives the reference to it for the manifest."""
        ...


class Files:
    """Every part is a file of its own."""

    def __init__(self, put: Put) -> None:
        self._put = put

    def keep(self, folder: str, data: bytes) -> str:
        """As in ``Store``."""
        return f"{folder}/{self._put(folder, data).hex()}"

    def table(self, folder: str, shards: Sequence[Shard]) -> dict[str, object]:
        """As in ``Store``."""
        names = b"".join([self._put(folder, shard.data) for shard in shards])
        return {"first": [shard.first for shard in shards], "names": urlsafe_b64encode(names).decode()}

    close = keep


class Bundle:
    """All parts are slices of one file. References in it leave its name out, which is not known before its end."""

    def __init__(self, put: Put) -> None:
        self._put = put
        self._data = bytearray()

    def keep(self, folder: str, data: bytes) -> str:
        """As in ``Store``."""
        begin = len(self._data)
        self._data += data
        return f":{begin}:{len(data)}"

    def table(self, folder: str, shards: Sequence[Shard]) -> dict[str, object]:
        """As in ``Store``."""
        return {
            "first": [shard.first for shard in shards],
            "at": [self.keep(folder, shard.data) for shard in shards],
        }

    def close(self, folder: str, data: bytes) -> str:
        """As in ``Store``."""
        place = self.keep(folder, data)
        return f"{folder}/{self._put(folder, bytes(self._data)).hex()}{place}"
