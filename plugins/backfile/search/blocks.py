"""Blocks: a few hundred documents with neighbouring numbers, as arrays that are kept from build to build."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from backfile.search.cutting import item_digest
from backfile.search.documents import FIELDS, SearchDocument
from backfile.search.groups import row_bytes
from backfile.search.inversion import Inverted
from backfile.search.ranking import length_bytes

Numbers = NDArray[np.integer[Any]]


@dataclass(frozen=True, slots=True)
class Block:
    """What the browser's files are made of. A posting stands for a document that holds a term in any field."""

    terms: list[str]
    """V: in order."""
    counts: Numbers
    """V: postings of each term."""
    documents: Numbers
    """P: numbers within the block, ascending for each term."""
    frequencies: tuple[Numbers, ...]
    """By field, P: how often the term stands in it."""
    lengths: tuple[NDArray[np.uint8], ...]
    """By field, N: the length byte."""
    tokens: tuple[int, ...]
    """By field: tokens of all documents."""
    digests: Numbers
    """N: ``item_digest`` of each document's address."""
    rows: bytes
    """What results show of each document, as JSON, one after the other."""
    row_ends: Numbers
    """N: where each row ends."""

    @classmethod
    def of(cls, documents: Sequence[SearchDocument], inverted: Inverted) -> Block:
        """The block of documents that are numbered as they come."""
        total = len(documents) or 1
        fields = [inverted.fields[name] for name in FIELDS]
        vocabulary = np.arange(len(inverted.terms), dtype=np.int64)
        keys = [np.repeat(vocabulary, np.diff(field.starts)) * total + field.documents for field in fields]
        merged = np.sort(np.concatenate(keys), kind="stable")  # two runs in order: merging them is all there is to do
        merged = merged[np.concatenate(([True], merged[1:] != merged[:-1]))[: len(merged)]]
        frequencies = []
        for field, key in zip(fields, keys, strict=True):
            column = np.zeros(len(merged), dtype=np.uint32)
            column[np.searchsorted(merged, key)] = field.frequencies
            frequencies.append(column)
        rows = [row_bytes(document) for document in documents]
        return cls(
            terms=list(inverted.terms),
            counts=np.bincount(merged // total, minlength=len(vocabulary)),
            documents=merged % total,
            frequencies=tuple(frequencies),
            lengths=tuple(length_bytes(field.lengths) for field in fields),
            tokens=tuple(int(field.lengths.sum()) for field in fields),
            digests=np.array([item_digest(document.url) for document in documents], dtype=np.uint64),
            rows=b"".join(rows),
            row_ends=np.cumsum([len(row) for row in rows], dtype=np.int64),
        )

    def packed(self) -> bytes:
        """The block as bytes: length of the head, head (JSON: numbers, type and length of every array), arrays."""
        text = np.frombuffer("\n".join(self.terms).encode(), dtype=np.uint8)
        rows = np.frombuffer(self.rows, dtype=np.uint8)
        columns = [text, self.counts, self.documents, *self.frequencies, *self.lengths, self.digests, rows]
        arrays = [_narrow(column) for column in [*columns, self.row_ends]]
        head = json.dumps(
            {"tokens": self.tokens, "arrays": [[array.dtype.str, len(array)] for array in arrays]}
        ).encode()
        return b"".join([len(head).to_bytes(4, "little"), head, *(array.tobytes() for array in arrays)])

    @classmethod
    def unpacked(cls, data: bytes) -> Block:
        """The block that ``packed`` made ``data`` of."""
        begin = 4 + int.from_bytes(data[:4], "little")
        head = json.loads(data[4:begin])
        arrays: list[Any] = []
        for kind, length in head["arrays"]:
            arrays.append(np.frombuffer(data, dtype=kind, count=length, offset=begin))
            begin += arrays[-1].nbytes
        text, counts, documents, *columns = arrays
        count = len(FIELDS)
        digests, rows, row_ends = columns[2 * count :]
        return cls(
            terms=text.tobytes().decode().split("\n") if len(text) else [],
            counts=counts,
            documents=documents,
            frequencies=tuple(columns[:count]),
            lengths=tuple(columns[count : 2 * count]),
            tokens=tuple(head["tokens"]),
            digests=digests,
            rows=rows.tobytes(),
            row_ends=row_ends,
        )


def _narrow(numbers: Numbers) -> Numbers:
    """The same numbers in as few bytes as the greatest needs, least significant first."""
    greatest = int(numbers.max()) if len(numbers) else 0
    kind = next(kind for kind in ("<u1", "<u2", "<u4", "<u8") if greatest < 1 << 8 * int(kind[2]))
    return numbers.astype(kind)
