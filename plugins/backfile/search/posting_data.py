"""What stands in the blocks of posting lists: a pickled tuple of document numbers, weights and values.

Whoosh takes it apart with ``pickle.loads``. The pickles of all blocks of a field are put together here opcode by opcode
(``pickletools.dis`` shows them), which costs a tenth of asking ``pickle`` for each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from backfile.search.inversion import Ints, InvertedField, Offsets

BLOCK = 128
"""Postings in a block; Whoosh's default."""

Bytes = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class FieldPostings:
    """A field's postings, whatever its kind."""

    terms: Sequence[bytes]
    """Some may have no postings in this field; they are passed over."""
    starts: Offsets
    documents: Ints
    frequencies: Ints
    lengths: Bytes | None
    """By document: the field's length byte; None where the field is not scored."""
    field: InvertedField | None = None
    """Where the positions are, for a field that has them."""
    value_size: int = 0
    """Bytes of a posting's value in a field without positions: 0 for none, 4 for a count."""


@dataclass(frozen=True, slots=True)
class Blocks:
    """How a field's postings are divided. All its postings stand in some block, in order."""

    begins: Offsets
    """B: first posting of each block."""
    counts: Offsets
    """B: postings in it."""
    firsts: Offsets
    """For each term that has postings: its first block."""

    @classmethod
    def of(cls, counts: Offsets) -> Blocks:
        """``counts``: postings of each term, none of them 0."""
        each = (counts + (BLOCK - 1)) // BLOCK
        firsts = np.cumsum(each) - each
        within = np.arange(int(each.sum())) - np.repeat(firsts, each)
        begins = np.repeat(np.cumsum(counts) - counts, each) + within * BLOCK
        return cls(begins, np.diff(np.append(begins, counts.sum())), firsts)


def block_data(postings: FieldPostings, blocks: Blocks) -> tuple[bytes, Offsets, Ints]:
    """The data of all blocks in a row, where each begins, and its greatest frequency.

    ``(ids t  weights  values  TUPLE3``: weights are None where all are 1, one number where all are the same.
    """
    begins, counts, frequencies = blocks.begins, blocks.counts, postings.frequencies
    deltas = np.diff(postings.documents, prepend=0)
    deltas[begins] = postings.documents[begins]
    ids = _Items(deltas, _widths(deltas), begins, counts)
    heaviest, lightest = np.maximum.reduceat(frequencies, begins), np.minimum.reduceat(frequencies, begins)
    mixed, ones = heaviest != lightest, heaviest + lightest == 2
    weights = _Items(frequencies, _widths(frequencies) * np.repeat(mixed, counts), begins, counts)
    weight_sizes = np.where(mixed, weights.sizes + 2, np.where(ones, 1, 9))
    values = _position_values(postings.field) if postings.field else None
    value_sizes = values.sizes(begins) + 2 if values else _fixed_sizes(postings.value_size, counts)
    sizes = ids.sizes + weight_sizes + value_sizes + 6
    at = np.cumsum(sizes) - sizes
    out = np.zeros(int(sizes.sum()), dtype=np.uint8)
    _put(out, at, b"\x80\x03(")
    ids.put(out, at + 3)
    weights_at = at + 4 + ids.sizes
    out[weights_at - 1] = ord("t")
    out[weights_at] = np.where(mixed, ord("("), np.where(ones, ord("N"), ord("G")))
    weights.put(out, weights_at + 1)
    out[(weights_at + 1 + weights.sizes)[mixed]] = ord("t")
    single = ~mixed & ~ones
    exact = heaviest[single].astype(">f8").view(np.uint8).reshape(-1, 8)
    out[weights_at[single, None] + 1 + np.arange(8)] = exact
    values_at = weights_at + weight_sizes
    if values:
        out[values_at] = ord("(")
        values.put(out, values_at + 1, begins, counts)
        out[values_at + value_sizes - 1] = ord("t")
    else:
        _put_fixed(out, values_at, postings.value_size, counts)
    _put(out, values_at + value_sizes, b"\x87.")
    return out.tobytes(), at, heaviest


def _widths(numbers: NDArray[Any]) -> Offsets:
    """Bytes of each number's pickle: BININT1, BININT2 or BININT."""
    return np.where(numbers < 1 << 8, 2, np.where(numbers < 1 << 16, 3, 5))


def _put(out: Bytes, places: Offsets, code: bytes) -> None:
    for step, byte in enumerate(code):
        out[places + step] = byte


def _put_integers(out: Bytes, places: Offsets, numbers: NDArray[Any], widths: Offsets) -> None:
    out[places] = np.where(widths == 2, ord("K"), np.where(widths == 3, ord("M"), ord("J")))
    out[places + 1] = numbers & 0xFF
    for byte in (1, 2, 3):
        wide = np.flatnonzero(widths > byte + 1)
        if len(wide):
            out[places[wide] + 1 + byte] = (numbers[wide] >> (8 * byte)) & 0xFF


class _Items:
    """One number for each posting, divided into blocks; those of width 0 are left out."""

    def __init__(self, numbers: NDArray[Any], widths: Offsets, begins: Offsets, counts: Offsets) -> None:
        self.numbers, self.widths, self.begins, self.counts = numbers, widths, begins, counts
        self.sizes = np.add.reduceat(widths, begins)

    def put(self, out: Bytes, at: Offsets) -> None:
        """Write them; ``at``: where each block's first stands."""
        places = np.cumsum(self.widths) - self.widths
        places += np.repeat(at - places[self.begins], self.counts)
        if self.widths.all():
            _put_integers(out, places, self.numbers, self.widths)
        else:
            held = np.flatnonzero(self.widths)
            _put_integers(out, places[held], self.numbers[held], self.widths[held])


def _fixed_sizes(value_size: int, counts: Offsets) -> Offsets:
    length = counts * value_size
    return length + np.where(length < 256, 2, 5) if value_size else np.ones_like(counts)


def _put_fixed(out: Bytes, at: Offsets, value_size: int, counts: Offsets) -> None:
    """Values that all say 1: for every block one string of bytes."""
    if not value_size:
        out[at] = ord("N")
        return
    length = counts * value_size
    short = length < 256
    out[at] = np.where(short, ord("C"), ord("B"))
    out[at + 1], out[at[~short] + 2] = length & 0xFF, length[~short] >> 8
    ends = np.repeat(at + np.where(short, 2, 5) + length, counts)
    within = np.arange(len(ends)) - np.repeat(np.cumsum(counts) - counts, counts)
    out[ends - 1 - within * value_size] = 1


@dataclass(frozen=True, slots=True)
class _PositionValues:
    """``whoosh.formats.Positions.encode`` for many postings: a count, and the pickled list of differences."""

    field: InvertedField
    deltas: Ints
    widths: Offsets
    """Of each difference."""
    lengths: Offsets
    """Bytes of each value."""

    @property
    def items(self) -> Offsets:
        """Bytes of each value as a pickled string: SHORT_BINBYTES or BINBYTES before it."""
        return self.lengths + np.where(self.lengths < 256, 2, 5)

    def sizes(self, begins: Offsets) -> Offsets:
        """Bytes of the values of each block."""
        sizes: Offsets = np.add.reduceat(self.items, begins)
        return sizes

    def put(self, out: Bytes, at: Offsets, begins: Offsets, counts: Offsets) -> None:
        """Write them; ``at``: where each block's first stands."""
        items, bounds = self.items, self.field.occurrences
        places = np.cumsum(items) - items
        places += np.repeat(at - places[begins], counts)
        short = self.lengths < 256
        out[places] = np.where(short, ord("C"), ord("B"))
        out[places + 1] = self.lengths & 0xFF
        for byte in (1, 2, 3):
            out[places[~short] + 1 + byte] = (self.lengths[~short] >> (8 * byte)) & 0xFF
        begin = places + np.where(short, 2, 5)
        held = np.diff(bounds)
        for place, shift in enumerate((24, 16, 8, 0)):
            out[begin + place] = (held >> shift) & 0xFF
        _put(out, begin + 4, b"\x80\x02](")  # protocol 2, an empty list, a mark
        _put(out, begin + self.lengths - 2, b"e.")  # append all since the mark; stop
        reach = np.cumsum(self.widths) - self.widths
        reach += np.repeat(begin + 8 - reach[bounds[:-1]], held)
        _put_integers(out, reach, self.deltas, self.widths)


def _position_values(field: InvertedField) -> _PositionValues:
    bounds = field.occurrences
    deltas = np.diff(field.positions, prepend=0)
    deltas[bounds[:-1]] = field.positions[bounds[:-1]]
    widths = _widths(deltas)
    return _PositionValues(field, deltas, widths, np.add.reduceat(widths, bounds[:-1]) + 10)
