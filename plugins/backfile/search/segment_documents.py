"""What a Whoosh segment holds of its documents by number: stored fields, field lengths, dates to sort by; and which
documents hold the terms of the fields that are matched exactly.

Whoosh's own writer is asked some dozen things for each document. Here a column is made at once: numbers from arrays,
and stored fields by Whoosh's column writer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from io import BytesIO
from sys import intern
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import LENGTHS_COLUMN, STORED_COLUMN, W3Codec, W3Segment
from whoosh.fields import DATETIME, Schema
from whoosh.filedb.structfile import StructFile
from whoosh.util.times import datetime_to_long

from backfile.search.documents import FIELDS, SearchDocument
from backfile.search.inversion import Inverted
from backfile.search.ranking import length_bytes
from backfile.search.schema import SHOWN, whoosh_fields

Exact = dict[str, dict[bytes, list[int]]]
"""Field → term → documents, ascending."""


class SegmentDocuments:
    """Some documents, numbered as they come."""

    def __init__(self, documents: Sequence[SearchDocument], schema: Schema) -> None:
        self._schema = schema
        self._count = len(documents)
        self._stored: list[dict[str, Any]] = []
        self._dates: list[int] = []
        self.exact: Exact = {
            name: defaultdict(list) for name, field in schema.items() if field.indexed and name not in FIELDS
        }
        stored = frozenset(name for name, field in schema.items() if field.stored)
        known: dict[str, tuple[bytes, ...]] = {}
        keywords = [(name, postings) for name, postings in self.exact.items() if name not in ("url", "date")]
        for number, document in enumerate(documents):
            values = whoosh_fields(document)
            self._stored.append(_shown(document, values, stored))
            self._dates.append(datetime_to_long(values["date"]))
            self.exact["url"][values["url"].encode()].append(number)
            for name, postings in keywords:
                value = values.get(name)
                if value:
                    if value not in known:
                        known[value] = _keyword_terms(value)
                    for term in known[value]:
                        postings[term].append(number)
        self.exact["date"] = _date_postings(np.array(self._dates, dtype=np.uint64), schema["date"])

    def files(self, segment: W3Segment, inverted: Inverted) -> dict[str, bytes]:
        """The columns by the names of their files."""
        if not self._count:
            return {}
        columns = {"_stored": _column(STORED_COLUMN, self._stored)}
        columns["date"] = _numbers(self._schema["date"].column_type, self._dates)
        for name in FIELDS:
            lengths = inverted.fields[name].lengths
            if lengths.any():
                columns[f"_{name}_len"] = _numbers(LENGTHS_COLUMN, length_bytes(lengths))
        return {W3Codec.column_filename(segment, name): data for name, data in columns.items()}


def _shown(document: SearchDocument, values: dict[str, Any], stored: frozenset[str]) -> dict[str, Any]:
    """What a hit shows. Strings are interned: a pickle tells two equal strings from one used twice."""
    values = {"title": document.title, **values} | {name: getattr(document, name) for name in SHOWN if name in values}
    return {
        name: intern(value) if isinstance(value, str) else value for name, value in values.items() if name in stored
    }


def _keyword_terms(value: str) -> tuple[bytes, ...]:
    """As Whoosh parts a KEYWORD with commas."""
    return tuple(sorted({part.strip().encode() for part in value.split(",")} - {b""}))


def _date_postings(dates: NDArray[np.uint64], field: DATETIME) -> dict[bytes, list[int]]:
    """The terms of dates in all precisions, as ``field.index`` gives them for each."""
    found: dict[bytes, list[int]] = {}
    signed = dates + np.uint64(1 << 63)  # as Whoosh makes numbers with a sign sort as bytes
    for shift in range(0, field.bits, field.shift_step):
        values, inverse = np.unique(signed >> np.uint64(shift), return_inverse=True)
        order = np.argsort(inverse, kind="stable").tolist()
        bounds = np.searchsorted(np.sort(inverse), np.arange(len(values) + 1)).tolist()
        for value, begin, end in zip(values.tolist(), bounds[:-1], bounds[1:], strict=True):
            found[field.sortable_to_bytes(value << shift, shift)] = order[begin:end]
    return found


def _column(column: Any, values: Sequence[Any]) -> bytes:
    """A column that has a value for every document."""
    kept = BytesIO()
    writer = column.writer(StructFile(kept))
    for number, value in enumerate(values):
        writer.add(number, value)
    writer.finish(len(values))
    return kept.getvalue()


def _numbers(column: Any, values: Sequence[int] | NDArray[Any]) -> bytes:
    """The same for a column of numbers."""
    return np.array(values).astype(f">{_CODES[column._typecode]}").tobytes()


_CODES = {"B": "u1", "Q": "u8"}
"""Types of ``struct`` → types of numpy."""
