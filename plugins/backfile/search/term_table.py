"""Whoosh's term table: an ordered file of keys and values with hash tables behind them (``whoosh.filedb.filetables``).

Written at once from all terms, with the hash function (CRC-32) that Whoosh's reader knows and computes fastest.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from pickle import dumps
from zlib import crc32

import numpy as np

_CRC32 = 1
"""Whoosh's number for the hash function."""

_POINTER = np.dtype([("hash", ">u4"), ("place", ">i8")])
_DIRECTORY = np.dtype([("place", ">i8"), ("slots", ">i4")])
_TABLES = 256


def term_table(keys: Sequence[bytes], values: bytes, fields: dict[str, int]) -> bytes:
    """The table's bytes.

    ``keys``: two bytes for the field's number and the term, ascending; ``values``: one after the other, all of one
    length; ``fields``: the numbers of the fields.
    """
    size = len(values) // (len(keys) or 1)
    head = b"HSH3" + struct.pack("!bii", _CRC32, 0, 0)
    pack = struct.Struct("!ii").pack
    pieces = [head]
    for number, key in enumerate(keys):
        pieces += (pack(len(key), size), key, values[number * size : (number + 1) * size])
    lengths = np.array(list(map(len, keys)), dtype=np.int64) + (8 + size)
    places = len(head) + np.cumsum(lengths) - lengths
    end = len(head) + int(lengths.sum())
    directory, pointers = _hash_tables(np.array(list(map(crc32, keys)), dtype=np.int64), places, end)
    kind = "I" if end < 1 << 32 else "q"
    extras = dumps({"fieldmap": fields, "indextype": kind, "indexlen": len(keys)}, 2)
    extras += places.astype(">u4" if kind == "I" else ">i8").tobytes()
    return b"".join([*pieces, pointers, directory, extras, struct.pack("!i", len(extras))])


def _hash_tables(hashes: np.ndarray, places: np.ndarray, end: int) -> tuple[bytes, bytes]:
    """The directory of the 256 tables, and the tables, in which a key stands at or after its slot."""
    tables = hashes & (_TABLES - 1)
    slots = np.bincount(tables, minlength=_TABLES) * 2
    bases = np.cumsum(slots) - slots
    directory = np.zeros(_TABLES, dtype=_DIRECTORY)
    directory["place"], directory["slots"] = end + bases * _POINTER.itemsize, slots
    homes = (hashes >> 8) % slots[tables]
    order = np.lexsort((homes, tables))
    tables, homes = tables[order], homes[order]
    steps = np.arange(len(order))
    far = tables * (1 << 32)
    found = np.maximum.accumulate(far + homes - steps) + steps - far  # behind those that came before
    taken = np.zeros(int(slots.sum()), dtype=bool)
    inside = found < slots[tables]
    taken[(bases[tables] + found)[inside]] = True
    for index in np.flatnonzero(~inside).tolist():  # past the table's end: the first that is free from its beginning
        base = int(bases[tables[index]])
        found[index] = int(np.argmin(taken[base : base + int(slots[tables[index]])]))
        taken[base + int(found[index])] = True
    pointers = np.zeros(len(taken), dtype=_POINTER)
    chosen = bases[tables] + found
    pointers["hash"][chosen], pointers["place"][chosen] = hashes[order], places[order]
    return directory.tobytes(), pointers.tobytes()
