"""Tar and zip files, member by member, without trusting a word of what they say of themselves."""

from __future__ import annotations

import stat
import struct
import tarfile
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import IO

from backfile.ingest.packed import DAMAGED, Allowance, unpacked
from backfile.ingest.unit import Unit, UnitBroken, opened_unit, shown
from backfile.model.problems import Problem

MOST_LISTED = 32 * 1024 * 1024
"""Bytes of the table of contents of a zip file, which is read whole: room for some 300,000 members."""

_MOST_HEADER = 1024 * 1024
"""Bytes of an extended header of a tar member, which is read whole."""
_EXTENDED = (
    tarfile.XHDTYPE,
    tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
)
_DAMAGED_HEADER = ("InvalidHeaderError", "TruncatedHeaderError")
"""Of tarfile's errors those that are not the end of an archive; it does not export them."""
_TAR_KINDS = {
    tarfile.SYMTYPE: "a link",
    tarfile.LNKTYPE: "a link",
    tarfile.CHRTYPE: "a device",
    tarfile.BLKTYPE: "a device",
    tarfile.FIFOTYPE: "a pipe",
}


def is_tar(start: bytes) -> bool:
    """Whether a file that begins so is a tar archive."""
    return start[257:262] == b"ustar"


def tar_members(unit: Unit) -> Iterator[Unit | Problem]:
    """The files in a tar archive, in its order. Links, devices, pipes and names that climb are named."""
    total = 0
    allowance = Allowance(unit.name)
    try:
        with tarfile.open(fileobj=unit.stream, mode="r|", tarinfo=_Header) as archive:
            while (member := archive.next()) is not None:
                archive.members.clear()  # type: ignore[attr-defined]  # else it remembers them all
                name = f"{unit.name}!{shown(member.name)}"
                if member.isdir() or _is_hidden(member.name):
                    continue
                if problem := _unwanted(name, member.name, _TAR_KINDS.get(member.type, "")):
                    yield problem
                    continue
                opened = archive.extractfile(member)
                if opened is None or member.sparse is not None:
                    yield Problem(name, 0, "no plain file: not read")
                    continue
                total += member.size
                allowance.check(total)
                inner = opened_unit(opened, name, _moment(member.mtime), member.size, DAMAGED)
                yield from _member(inner)
    except DAMAGED as error:
        raise _damaged(unit.name, error) from error


def zip_members(stream: IO[bytes], name: str) -> Iterator[Unit | Problem]:
    """The files in a zip archive, by name. Links, locked files and names that climb are named. ``stream`` can seek."""
    try:
        size = stream.seek(0, 2)
        if _listed(stream, size) > MOST_LISTED:
            yield Problem(name, 0, f"its table of contents has more than {MOST_LISTED // 1024 // 1024} MB", "split it")
            return
        allowance = Allowance(name, size)
        total = 0
        with zipfile.ZipFile(stream) as archive:
            for member in sorted(archive.infolist(), key=lambda member: member.filename):
                inner = f"{name}!{shown(member.filename)}"
                if member.is_dir() or _is_hidden(member.filename):
                    continue
                allowance.check(total)
                link = "a link" if stat.S_ISLNK(member.external_attr >> 16) else ""
                if problem := _unwanted(inner, member.filename, link):
                    yield problem
                    continue
                try:
                    opened = archive.open(member)
                except DAMAGED as error:
                    yield _damaged(inner, error).problem
                    continue
                with opened:
                    before = total

                    def check(read: int, before: int = before) -> None:
                        allowance.check(before + read)

                    unit = opened_unit(opened, inner, _zip_time(member), member.file_size, DAMAGED, check)
                    yield from _member(unit)
                    total += unit.bytes_read()
    except DAMAGED as error:
        raise _damaged(name, error) from error


class _Header(tarfile.TarInfo):
    """The header of a tar member. The standard library takes a damaged one for the end of the archive, and reads
    extended ones of any length."""

    @classmethod
    def fromtarfile(cls, archive: tarfile.TarFile) -> _Header:
        try:
            return super().fromtarfile(archive)
        except tarfile.HeaderError as error:
            if type(error).__name__ not in _DAMAGED_HEADER:
                raise
            raise ValueError("a damaged header of a member") from error

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> _Header:
        header = super().frombuf(buf, encoding, errors)
        if header.type in _EXTENDED and header.size > _MOST_HEADER:
            raise ValueError("a header of more than 1 MB")
        return header


def _member(unit: Unit) -> Iterator[Unit | Problem]:
    """A member; one that is itself compressed is unpacked once, an archive inside an archive is named."""
    try:
        packed = unpacked(unit)
        start = (packed or unit).start()
        if start.startswith(b"PK\x03\x04") or is_tar(start) or (packed and unpacked(packed)):
            yield Problem(unit.name, 0, "an archive inside an archive", "unpack it first")
        else:
            yield packed or unit
    except UnitBroken as broken:
        yield broken.problem


def _unwanted(shown_name: str, name: str, kind: str) -> Problem | None:
    """What must not be read: a link or a device, a file whose name leads out of the archive."""
    if kind:
        return Problem(shown_name, 0, f"{kind} in an archive: not read")
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or path.parts[0][1:2] == ":":
        return Problem(shown_name, 0, "its name leads out of the archive: not read")
    return None


def _damaged(name: str, error: Exception) -> UnitBroken:
    reason = str(error) or type(error).__name__
    return UnitBroken(Problem(name, 0, f"cannot be unpacked: {reason}", "is the file whole?"))


def _listed(stream: IO[bytes], size: int) -> int:
    """Bytes of the table of contents of a zip file, as its end record says (APPNOTE 4.3.14 to 4.3.16)."""
    stream.seek(max(0, size - 65557 - 20))
    tail = stream.read(65557 + 20)
    stream.seek(0)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or at + 22 > len(tail):
        return 0
    listed: int = struct.unpack_from("<L", tail, at + 12)[0]
    if listed == 0xFFFFFFFF and tail[at - 20 : at - 16] == b"PK\x06\x07":
        (record,) = struct.unpack_from("<Q", tail, at - 20 + 8)
        if record < size:
            stream.seek(record)
            end = stream.read(56)
            stream.seek(0)
            if len(end) == 56:
                listed = struct.unpack_from("<Q", end, 40)[0]
    return listed


def _zip_time(member: zipfile.ZipInfo) -> datetime | None:
    """A zip file tells local time without its zone; taken as UTC."""
    try:
        return datetime(*member.date_time, tzinfo=UTC)
    except ValueError:
        return None


def _moment(seconds: float) -> datetime | None:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _is_hidden(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return "__MACOSX" in parts or any(part.startswith(".") and part not in (".", "..") for part in parts)
