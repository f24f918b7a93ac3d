"""Posting lists in Whoosh's format W3, the lists of a whole field encoded at once with numpy.

A list is cut into blocks of 128 postings. A block is a pickled tuple of its statistics and a pickled tuple of document
numbers, weights and values, which Whoosh takes apart with ``pickle.loads``. The pickles are put together here opcode
by opcode (``pickletools.dis`` shows them), which costs a tenth of asking ``pickle`` for each block.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any
from zlib import compress

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC

from backfile.search.inversion import Ints, InvertedField, Offsets

BLOCK = 128
"""Postings in a block; Whoosh's default."""

COMPRESSION = 3
"""zlib's level; Whoosh's default."""

_SMALL = 400
"""Bytes below which compressing a block gains little."""

Bytes = NDArray[np.uint8]

_HEADER = np.dtype(
    [
        ("magic", "S4"),
        ("size", ">i4"),
        ("begin", "u1", 3),
        ("J1", "u1"),
        ("count", "<i4"),
        ("J2", "u1"),
        ("last", "<i4"),
        ("G", "u1"),
        ("heaviest", ">f8"),
        ("K1", "u1"),
        ("compression", "u1"),
        ("K2", "u1"),
        ("shortest", "u1"),
        ("K3", "u1"),
        ("longest", "u1"),
        ("end", "u1", 2),
    ]
)
"""What stands before a block's data: its size and the pickled statistics; Whoosh's mark only before a list's first."""

TERM_INFO = np.dtype(
    [
        ("inlined", "u1"),
        ("weight", ">f4"),
        ("documents", ">u4"),
        ("shortest", "u1"),
        ("longest", "u1"),
        ("heaviest", ">f4"),
        ("first", ">u4"),
        ("last", ">u4"),
        ("offset", ">i8"),
        ("length", ">i4"),
    ]
)
"""``W3TermInfo.to_bytes``, as a record."""


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
class EncodedLists:
    """A field's lists as bytes, and what the term table says of each."""

    terms: list[bytes]
    infos: NDArray[Any]
    """One ``TERM_INFO`` for each term."""
    data: bytes


@dataclass(frozen=True, slots=True)
class _Blocks:
    """How a field's postings are divided. All its postings stand in some block, in order."""

    begins: Offsets
    """B: first posting of each block."""
    counts: Offsets
    """B: postings in it."""
    firsts: Offsets
    """For each term that has postings: its first block."""

    @classmethod
    def of(cls, counts: Offsets) -> _Blocks:
        """``counts``: postings of each term, none of them 0."""
        each = (counts + (BLOCK - 1)) // BLOCK
        firsts = np.cumsum(each) - each
        within = np.arange(int(each.sum())) - np.repeat(firsts, each)
        begins = np.repeat(np.cumsum(counts) - counts, each) + within * BLOCK
        return cls(begins, np.diff(np.append(begins, counts.sum())), firsts)


def position_postings(terms: Sequence[bytes], field: InvertedField, lengths: Bytes) -> FieldPostings:
    """The postings of a TEXT field."""
    return FieldPostings(terms, field.starts, field.documents, field.frequencies, lengths, field)


def existence_postings(postings: dict[bytes, list[int]], value_size: int) -> FieldPostings:
    """The postings of an ID, KEYWORD or DATETIME field: every term once in a document."""
    terms = sorted(postings)
    counts = np.array([len(postings[term]) for term in terms], dtype=np.int64)
    documents = np.array([number for term in terms for number in postings[term]], dtype=np.int32)
    starts = np.concatenate(([0], np.cumsum(counts, dtype=np.int64)))
    return FieldPostings(terms, starts, documents, np.ones(len(documents), dtype=np.int32), None, None, value_size)


def encode_lists(postings: FieldPostings, offset: int) -> EncodedLists:
    """All lists of a field; ``offset``: where in the file the first will stand."""
    counts = np.diff(postings.starts)
    held = np.flatnonzero(counts)
    if not len(held):
        return EncodedLists([], np.zeros(0, dtype=TERM_INFO), b"")
    blocks = _Blocks.of(counts[held])
    data, begins, heads = _data_of(postings, blocks)
    packed = [data[begin:end] for begin, end in zip(begins.tolist(), [*begins[1:].tolist(), len(data)], strict=True)]
    levels = np.diff(np.append(begins, len(data))) >= _SMALL
    for index in np.flatnonzero(levels).tolist():
        packed[index] = compress(packed[index], COMPRESSION)
    headers, sizes = _headers(postings, blocks, heads, np.array(list(map(len, packed)), dtype=np.int64), levels)
    ends = np.cumsum(sizes)
    infos = _term_infos(postings, held)
    infos["offset"] = offset + ends[blocks.firsts] - sizes[blocks.firsts]
    infos["length"] = np.diff(np.append((ends - sizes)[blocks.firsts], ends[-1]))
    pieces = [piece for pair in zip(headers, packed, strict=True) for piece in pair]
    return EncodedLists([postings.terms[index] for index in held.tolist()], infos, b"".join(pieces))


def _term_infos(postings: FieldPostings, held: Offsets) -> NDArray[Any]:
    firsts, stops = postings.starts[:-1][held], postings.starts[1:][held]
    infos = np.zeros(len(held), dtype=TERM_INFO)
    infos["weight"] = np.add.reduceat(postings.frequencies.astype(np.float64), firsts)
    infos["documents"] = stops - firsts
    infos["heaviest"] = np.maximum.reduceat(postings.frequencies, firsts)
    infos["first"] = postings.documents[firsts]
    infos["last"] = postings.documents[stops - 1]
    if postings.lengths is not None:
        lengths = postings.lengths[postings.documents]
        infos["shortest"] = np.minimum.reduceat(lengths, firsts)
        infos["longest"] = np.maximum.reduceat(lengths, firsts)
    return infos


def _headers(
    postings: FieldPostings, blocks: _Blocks, heaviest: Ints, sizes: Offsets, levels: NDArray[np.bool_]
) -> tuple[list[bytes], Offsets]:
    """Each block's header, and its size with header and data."""
    headers = np.zeros(len(sizes), dtype=_HEADER)
    info_size = _HEADER.itemsize - 8
    lasts = np.zeros(len(sizes), dtype=bool)
    lasts[np.append(blocks.firsts[1:], len(sizes)) - 1] = True
    headers["magic"] = WHOOSH3_HEADER_MAGIC
    headers["size"] = np.where(lasts, -1, 1) * (sizes + info_size)
    headers["begin"] = list(b"\x80\x02(")
    for name in ("J1", "J2", "G", "K1", "K2", "K3"):
        headers[name] = ord(name[0])
    headers["count"] = blocks.counts
    headers["last"] = postings.documents[blocks.begins + blocks.counts - 1]
    headers["heaviest"] = heaviest
    headers["compression"] = np.where(levels, COMPRESSION, 0)
    if postings.lengths is not None:
        lengths = postings.lengths[postings.documents]
        headers["shortest"] = np.minimum.reduceat(lengths, blocks.begins)
        headers["longest"] = np.maximum.reduceat(lengths, blocks.begins)
    headers["end"] = list(b"t.")
    skipped = np.full(len(sizes), 4)
    skipped[blocks.firsts] = 0
    raw, width = headers.tobytes(), _HEADER.itemsize
    begins = (np.arange(len(sizes)) * width + skipped).tolist()
    ends = range(width, width * (len(sizes) + 1), width)
    return list(map(raw.__getitem__, map(slice, begins, ends, repeat(None)))), sizes + width - skipped


def _data_of(postings: FieldPostings, blocks: _Blocks) -> tuple[bytes, Offsets, Ints]:
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
