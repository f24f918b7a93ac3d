"""Compressed files, unpacked while they are read, and what tells a bomb from copy."""

from __future__ import annotations

import bz2
import gzip
import lzma
import tarfile
import zipfile
import zlib
from typing import IO, cast

from backfile.ingest.unit import Unit, UnitBroken, opened_unit
from backfile.model.problems import Problem

DAMAGED = (
    OSError,
    EOFError,
    lzma.LZMAError,
    zlib.error,
    tarfile.TarError,
    zipfile.BadZipFile,
    RuntimeError,
    NotImplementedError,
    ValueError,
    OverflowError,
    MemoryError,
)
"""What the standard library raises for a damaged or encrypted archive."""

MOST_UNPACKED = 16 * 1024 * 1024 * 1024
"""Bytes of one archive or compressed file, unpacked."""

_MOST_MEMORY = 96 * 1024 * 1024
"""Bytes that unpacking may take; ``xz -9`` asks for 65 MB."""
_PIECE = 64 * 1024

_UNSUSPICIOUS = 32 * 1024 * 1024
_MOST_TIMES = 200
"""From 32 MB on, what unpacks to more than 200 times its size is taken for a bomb: no text comes near it."""


class Allowance:
    """How much may come out of an archive of a size, over all its members."""

    def __init__(self, name: str, packed: int | None = None) -> None:
        """``packed``: bytes of the archive, where they are known."""
        self._name, self._packed, self._total = name, packed, 0

    def check(self, total: int, packed: int | None = None) -> None:
        """Raise UnitBroken when ``total`` bytes are too many for the ``packed`` bytes that they came from."""
        packed = self._packed if packed is None else packed
        if total > MOST_UNPACKED:
            raise UnitBroken(Problem(self._name, 0, "unpacks to more than 16 GB", "split the archive"))
        if packed is not None and total > max(_UNSUSPICIOUS, packed * _MOST_TIMES):
            message = f"unpacks to more than {_MOST_TIMES} times its size: not unpacked further"
            raise UnitBroken(Problem(self._name, 0, message, "unpack it yourself if you trust it"))


class _Xz:
    """An xz file; unlike the standard library's reader with a limit to what memory its header may ask for."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self._rest = stream, b""
        self._decoder: lzma.LZMADecompressor | None = None

    def seek(self, _start: int) -> None:
        """Back to the start."""
        self._stream.seek(0)
        self._decoder, self._rest = None, b""

    def read(self, most: int) -> bytes:
        """At most that many bytes; none at the end. Raises LZMAError, and EOFError where the file is cut off."""
        while True:
            if self._decoder is None or self._decoder.eof:
                if self._decoder is not None:
                    self._rest = self._decoder.unused_data
                self._rest = self._rest.lstrip(b"\0") or self._stream.read(_PIECE).lstrip(b"\0")
                if not self._rest:
                    return b""
                self._decoder = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_MOST_MEMORY)
            elif self._decoder.needs_input and not self._rest:
                self._rest = self._stream.read(_PIECE)
                if not self._rest:
                    raise EOFError("the file ends too early")
            data = self._decoder.decompress(self._rest, most)
            self._rest = b""
            if data:
                return data


def unpacked(unit: Unit) -> Unit | None:
    """The content of a compressed unit (gzip, xz, bzip2), read while it is unpacked; None when it is not compressed."""
    start = unit.start()
    stream: IO[bytes]
    if start.startswith(b"\x1f\x8b"):
        stream = cast(IO[bytes], gzip.GzipFile(fileobj=unit.stream))
    elif start.startswith(b"\xfd7zXZ\x00"):
        stream = cast(IO[bytes], _Xz(unit.stream))
    elif start.startswith(b"BZh"):
        stream = bz2.BZ2File(unit.stream)
    else:
        return None
    allowance = Allowance(unit.name)
    return opened_unit(
        stream,
        unit.name,
        unit.modified,
        errors=DAMAGED,
        check=lambda total: allowance.check(total, unit.bytes_read()),
    )
