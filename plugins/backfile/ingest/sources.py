"""Where wire copy comes from: files, folders, archives, standard input. Nothing is ever unpacked to disk."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import sys
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, BinaryIO, cast

from backfile.model.problems import BackfileError, Problem

MOST_BYTES = 256 * 1024 * 1024
"""Of one unit, unpacked. Larger ones are named and left out: a bomb, or not wire copy."""

MOST_IN_ARCHIVE = 16 * 1024 * 1024 * 1024
"""Of all members of one archive, unpacked."""

_PACKED = (
    OSError,
    EOFError,
    lzma.LZMAError,
    zlib.error,
    tarfile.TarError,
    zipfile.BadZipFile,
    RuntimeError,
    NotImplementedError,
    ValueError,
)
"""What the standard library raises for a damaged or encrypted archive."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A file, or a member of an archive, ready to be parsed."""

    name: str
    """As shown to people: ``wire/day.tar.xz!port.txt``."""
    data: bytes
    modified: datetime | None
    """When the file was changed last; None where nobody knows."""


def units(path: str | Path) -> Iterator[Unit | Problem]:
    """All units at ``path`` (file, folder, archive, ``-``), sorted by name.

    What cannot be read comes as a Problem. Raises BackfileError when there is nothing at ``path``.
    """
    if str(path) == "-":
        yield from _opened(io.BytesIO(sys.stdin.buffer.read(MOST_BYTES + 1)), "-", None)
        return
    path = Path(path)
    if path.is_dir():
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                file = Path(folder, name)
                if not name.startswith(".") and file.is_file():
                    yield from _file(file, file.relative_to(path).as_posix())
    elif path.exists():
        yield from _file(path, path.name)
    else:
        raise BackfileError(f"there is no file or folder {path}")


def _file(file: Path, name: str) -> Iterator[Unit | Problem]:
    try:
        with file.open("rb") as stream:
            modified = datetime.fromtimestamp(os.fstat(stream.fileno()).st_mtime, UTC)
            yield from _opened(stream, name, modified)
    except OSError as error:
        yield Problem(name, 0, f"cannot be read: {error.strerror or error}")


def _opened(stream: BinaryIO, name: str, modified: datetime | None) -> Iterator[Unit | Problem]:
    """The unit or units of an open file, by its first bytes."""
    start = stream.read(6)
    stream.seek(0)
    try:
        if start.startswith(b"PK\x03\x04"):
            yield from _zip(stream, name)
        elif packed := _unpacker(stream, start):
            block = packed.read(512)
            packed.seek(0)
            if _is_tar(block):
                yield from _tar(packed, name)
            else:
                yield _unit(packed, name, modified)
        else:
            block = stream.read(512)
            stream.seek(0)
            if _is_tar(block):
                yield from _tar(stream, name)
            else:
                yield _unit(stream, name, modified)
    except _PACKED as error:
        yield Problem(name, 0, f"cannot be unpacked: {error}", "is the file whole?")


def _unpacker(stream: BinaryIO, start: bytes) -> IO[bytes] | None:
    """The unpacked stream of a compressed file; None when it is not compressed."""
    if start.startswith(b"\x1f\x8b"):
        return cast(IO[bytes], gzip.GzipFile(fileobj=stream))
    if start.startswith(b"\xfd7zXZ\x00"):
        return lzma.LZMAFile(stream)
    if start.startswith(b"BZh"):
        return bz2.BZ2File(stream)
    return None


def _is_tar(block: bytes) -> bool:
    return block[257:262] == b"ustar"


def _unit(stream: IO[bytes], name: str, modified: datetime | None) -> Unit | Problem:
    data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        return _too_large(name)
    return Unit(name, data, modified)


def _too_large(name: str) -> Problem:
    return Problem(name, 0, f"more than {MOST_BYTES // 1024 // 1024} MB", "split the file")


def _tar(stream: IO[bytes], name: str) -> Iterator[Unit | Problem]:
    total = 0
    with tarfile.open(fileobj=stream, mode="r|") as archive:
        for member in archive:
            if not member.isfile() or _is_hidden(member.name):
                continue
            inner = f"{name}!{member.name}"
            if member.size > MOST_BYTES:
                yield _too_large(inner)
                continue
            total += member.size
            if total > MOST_IN_ARCHIVE:
                yield Problem(name, 0, "unpacks to more than 16 GB", "split the archive")
                return
            opened = archive.extractfile(member)
            if opened is not None:
                yield from _member(opened.read(), inner, datetime.fromtimestamp(member.mtime, UTC))


def _zip(stream: BinaryIO, name: str) -> Iterator[Unit | Problem]:
    total = 0
    with zipfile.ZipFile(stream) as archive:
        for member in sorted(archive.infolist(), key=lambda member: member.filename):
            if member.is_dir() or _is_hidden(member.filename):
                continue
            inner = f"{name}!{member.filename}"
            try:
                with archive.open(member) as opened:
                    data = opened.read(MOST_BYTES + 1)
            except _PACKED as error:
                yield Problem(inner, 0, f"cannot be unpacked: {error}")
                continue
            if len(data) > MOST_BYTES:
                yield _too_large(inner)
                continue
            total += len(data)
            if total > MOST_IN_ARCHIVE:
                yield Problem(name, 0, "unpacks to more than 16 GB", "split the archive")
                return
            yield from _member(data, inner, _zip_time(member))


def _zip_time(member: zipfile.ZipInfo) -> datetime | None:
    """A zip file tells local time without its zone; taken as UTC."""
    try:
        return datetime(*member.date_time, tzinfo=UTC)
    except ValueError:
        return None


def _member(data: bytes, name: str, modified: datetime | None) -> Iterator[Unit | Problem]:
    """A member of an archive; one that is itself compressed is unpacked once, an archive inside an archive is named."""
    stream = io.BytesIO(data)
    packed = _unpacker(stream, data[:6])
    try:
        if data.startswith(b"PK\x03\x04") or _is_tar(data[:512]):
            yield Problem(name, 0, "an archive inside an archive", "unpack it first")
        elif packed is not None:
            yield _unit(packed, name, modified)
        else:
            yield Unit(name, data, modified)
    except _PACKED as error:
        yield Problem(name, 0, f"cannot be unpacked: {error}", "is the file whole?")


def _is_hidden(name: str) -> bool:
    parts = name.split("/")
    return "__MACOSX" in parts or any(part.startswith(".") and part not in (".", "..") for part in parts)
