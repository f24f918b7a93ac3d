"""The alphabet of the browser's files: varints, front-coded words, gzip, names made of content."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

NAME_BYTES = 6
"""Bytes of a content hash in a file's name: enough for a million files, and for noticing a wrong one."""


def varint(number: int) -> bytes:
    """A number in groups of seven bits, least significant first; the high bit says that more follow (LEB128)."""
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def varints(numbers: NDArray[np.integer[Any]]) -> bytes:
    """Many varints in a row; each number below 2**32."""
    rest = numbers.astype(np.int64)
    sizes = np.ones(len(rest), dtype=np.int64)
    for bits in (7, 14, 21, 28):
        sizes += rest >= (1 << bits)
    places = np.cumsum(sizes) - sizes
    out = np.zeros(int(sizes.sum()), dtype=np.uint8)
    step = 0
    while len(rest):
        more = sizes > step + 1
        out[places + step] = (rest & 127) | np.where(more, 128, 0)
        rest, places, sizes = rest[more] >> 7, places[more], sizes[more]
        step += 1
    return out.tobytes()


def front_coded(words: Sequence[str]) -> bytes:
    """Words in order, each as: code points shared with the word before, bytes of the rest, the rest in UTF-8."""
    out = bytearray()
    before = ""
    for word in words:
        shared = common_prefix(before, word)
        rest = word[shared:].encode()
        out += varint(shared) + varint(len(rest)) + rest
        before = word
    return bytes(out)


def common_prefix(one: str, other: str) -> int:
    """How many code points two words share at their beginning."""
    length = min(len(one), len(other))
    for index in range(length):
        if one[index] != other[index]:
            return index
    return length


def block(data: bytes) -> bytes:
    """``data`` with its length before it."""
    return varint(len(data)) + data


def write_hashed(data: bytes, folder: Path, extension: str = "bin") -> bytes:
    """Compress ``data`` into a file of ``folder`` that is named by its content; returns the name's bytes.

    The name is taken from the compressed bytes, so that the browser can check what it got before it unpacks it. The
    neutral extension keeps hosts from adding a Content-Encoding of their own.
    """
    packed = gzip.compress(data, 9, mtime=0)
    name = sha256(packed).digest()[:NAME_BYTES]
    (folder / f"{name.hex()}.{extension}").write_bytes(packed)
    return name
