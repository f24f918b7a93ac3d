"""Posting lists in Whoosh's format W3, the lists of a whole field encoded at once with numpy.

A list is cut into blocks of 128 postings, each with a header: its size and a pickled tuple of statistics. What stands
in a block is in ``posting_data``.
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
from backfile.search.posting_data import Blocks, Bytes, FieldPostings, block_data

COMPRESSION = 3
"""zlib's level; Whoosh's default."""

_SMALL = 400
"""Bytes below which compressing a block gains little."""

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
class EncodedLists:
    """A field's lists as bytes, and what the term table says of each."""

    terms: list[bytes]
    infos: NDArray[Any]
    """One ``TERM_INFO`` for each term."""
    data: bytes


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
    blocks = Blocks.of(counts[held])
    data, begins, heads = block_data(postings, blocks)
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
    postings: FieldPostings, blocks: Blocks, heaviest: Ints, sizes: Offsets, levels: NDArray[np.bool_]
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
