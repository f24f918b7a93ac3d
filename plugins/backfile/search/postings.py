"""Posting lists in Whoosh's format W3, encoded with numpy and written block by block."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pickle import dumps
from typing import Any
from zlib import compress

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC

from backfile.search.documents import Ints
from backfile.search.inversion import InvertedField, Offsets

BLOCK = 128
"""Postings in a block; Whoosh's default."""

COMPRESSION = 3
"""zlib's level; Whoosh's default."""

_SMALL = 80
"""Bytes below which compressing a block gains nothing."""

_CHUNK = 1 << 18
"""Postings that are encoded together: bounds memory, whatever the archive's size."""

_TERM_INFO = np.dtype(
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
    lengths: NDArray[np.uint8] | None
    """By document: the field's length byte; None where the field is not scored."""
    field: InvertedField | None = None
    """Where the positions are, for a field that has them."""
    value_size: int = 0
    """Bytes of a posting's value in a field without positions: 0 for none, 4 for a count."""

    def values(self, begin: int, end: int) -> list[bytes]:
        """The values of postings ``begin`` to ``end``; positions only."""
        assert self.field is not None
        bounds = self.field.occurrences[begin : end + 1]
        return _position_values(self.field.positions[bounds[0] : bounds[-1]], bounds - bounds[0])


def position_postings(terms: Sequence[bytes], field: InvertedField, lengths: NDArray[np.uint8]) -> FieldPostings:
    """The postings of a TEXT field."""
    return FieldPostings(terms, field.starts, field.documents, field.frequencies, lengths, field)


def existence_postings(postings: dict[bytes, list[int]], value_size: int) -> FieldPostings:
    """The postings of an ID, KEYWORD or DATETIME field: every term once in a document."""
    terms = sorted(postings)
    counts = np.array([len(postings[term]) for term in terms], dtype=np.int64)
    documents = np.array([number for term in terms for number in postings[term]], dtype=np.int32)
    starts = np.concatenate(([0], np.cumsum(counts, dtype=np.int64)))
    return FieldPostings(terms, starts, documents, np.ones(len(documents), dtype=np.int32), None, None, value_size)


def write_postings(postings: FieldPostings, writer: Any) -> None:
    """Write all terms of a field to ``writer`` (a W3FieldWriter between ``start_field`` and ``finish_field``)."""
    field_id = struct.pack("!H", writer._fieldid)
    for begin, end in _chunks(postings.starts):
        extents = _write_lists(postings, begin, end, writer._postfile)
        for term, info in _term_infos(postings, begin, end, extents):
            writer._tindex.add(field_id + term, info)


def _chunks(starts: Offsets) -> Iterator[tuple[int, int]]:
    """Ranges of terms of about ``_CHUNK`` postings each."""
    begin, last = 0, len(starts) - 1
    while begin < last:
        end = max(begin + 1, int(np.searchsorted(starts, starts[begin] + _CHUNK, side="right")) - 1)
        yield begin, min(end, last)
        begin = end


def _write_lists(postings: FieldPostings, begin: int, end: int, file: Any) -> list[tuple[int, int]]:
    """Write the lists of terms ``begin`` to ``end``; returns offset and length of each: (0, 0) for none."""
    base, stop = int(postings.starts[begin]), int(postings.starts[end])
    documents = postings.documents[base:stop]
    weights = postings.frequencies[base:stop].astype(np.float64).tolist()
    deltas = _block_deltas(documents, postings.starts[begin : end + 1] - base).tolist()
    numbers = documents.tolist()
    lengths = postings.lengths[documents].tolist() if postings.lengths is not None else None
    values = postings.values(base, stop) if postings.field else None
    count = struct.pack("!I", 1)
    offset = file.tell()
    extents: list[tuple[int, int]] = []
    for first, last in pairwise((postings.starts[begin : end + 1] - base).tolist()):
        if first == last:
            extents.append((0, 0))
            continue
        out = [WHOOSH3_HEADER_MAGIC]
        for a in range(first, last, BLOCK):
            z = min(a + BLOCK, last)
            held = weights[a:z]
            heaviest = max(held)
            if heaviest == min(held):
                weight: Any = None if heaviest == 1.0 else heaviest
            else:
                weight = tuple(held)
            value: Any = tuple(values[a:z]) if values else count * (z - a) if postings.value_size else None
            data = dumps((tuple(deltas[a:z]), weight, value), 3)
            level = COMPRESSION if len(data) >= _SMALL else 0
            if level:
                data = compress(data, level)
            shortest, longest = (min(lengths[a:z]), max(lengths[a:z])) if lengths else (0, 0)
            info = dumps((z - a, numbers[z - 1], heaviest, level, shortest, longest), 2)
            size = len(info) + len(data)
            out += (struct.pack("!i", -size if z == last else size), info, data)
        written = b"".join(out)
        file.write(written)
        extents.append((offset, len(written)))
        offset += len(written)
    return extents


def _block_deltas(documents: Ints, starts: Offsets) -> Ints:
    """Document numbers as differences; each block begins with a number of its own."""
    deltas = np.diff(documents, prepend=0)
    within = np.arange(len(documents)) - np.repeat(starts[:-1], np.diff(starts))
    heads = np.flatnonzero(within % BLOCK == 0)
    deltas[heads] = documents[heads]
    return deltas


def _term_infos(
    postings: FieldPostings, begin: int, end: int, extents: list[tuple[int, int]]
) -> Iterator[tuple[bytes, bytes]]:
    starts = postings.starts[begin : end + 1]
    held = np.flatnonzero(np.diff(starts))
    if not len(held):
        return
    firsts = starts[:-1][held]
    base, stop = int(starts[0]), int(starts[-1])
    cuts = firsts - base
    documents, frequencies = postings.documents[base:stop], postings.frequencies[base:stop]
    infos = np.zeros(len(held), dtype=_TERM_INFO)
    infos["weight"] = np.add.reduceat(frequencies.astype(np.float64), cuts)
    infos["documents"] = np.diff(starts)[held]
    infos["heaviest"] = np.maximum.reduceat(frequencies, cuts)
    infos["first"] = documents[cuts]
    infos["last"] = documents[starts[1:][held] - 1 - base]
    if postings.lengths is not None:
        lengths = postings.lengths[documents]
        infos["shortest"] = np.minimum.reduceat(lengths, cuts)
        infos["longest"] = np.maximum.reduceat(lengths, cuts)
    places = np.array(extents, dtype=np.int64)[held]
    infos["offset"], infos["length"] = places[:, 0], places[:, 1]
    packed, size = infos.tobytes(), _TERM_INFO.itemsize
    for row, index in enumerate(held.tolist()):
        yield postings.terms[begin + index], packed[row * size : (row + 1) * size]


def _position_values(positions: Ints, bounds: Offsets) -> list[bytes]:
    """``whoosh.formats.Positions.encode`` for many postings at once: a count, and the pickled list of differences."""
    counts = np.diff(bounds)
    deltas = np.diff(positions, prepend=0)
    deltas[bounds[:-1]] = positions[bounds[:-1]]
    widths = np.where(deltas < 1 << 8, 2, np.where(deltas < 1 << 16, 3, 5))
    reach = np.concatenate(([0], np.cumsum(widths)))
    sizes = reach[bounds[1:]] - reach[bounds[:-1]] + 10
    ends = np.cumsum(sizes)
    begins = ends - sizes
    out = np.zeros(int(ends[-1]) if len(ends) else 0, dtype=np.uint8)
    for place, shift in enumerate((24, 16, 8, 0)):
        out[begins + place] = (counts >> shift) & 0xFF
    for place, code in enumerate(b"\x80\x02]("):  # protocol 2, an empty list, a mark
        out[begins + 4 + place] = code
    out[ends - 2], out[ends - 1] = ord("e"), ord(".")  # append all since the mark; stop
    places = reach[:-1] + np.repeat(begins + 8 - reach[bounds[:-1]], counts)
    out[places] = np.where(widths == 2, ord("K"), np.where(widths == 3, ord("M"), ord("J")))
    for byte in range(4):
        wide = widths > byte + 1
        out[places[wide] + 1 + byte] = (deltas[wide] >> (8 * byte)) & 0xFF
    packed = out.tobytes()
    return [packed[begin:end] for begin, end in zip(begins.tolist(), ends.tolist(), strict=True)]
