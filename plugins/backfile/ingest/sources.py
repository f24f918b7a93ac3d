"""Where wire copy comes from: files, folders, archives, standard input. Nothing is ever unpacked to disk.

Each file and each member of an archive is opened one after the other and read forwards, so memory does not grow with
them. What cannot be read, may not be read or is made to hurt is named: nothing is left out without a word.
"""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Collection, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, BinaryIO, cast

from backfile.ingest.archives import is_tar, tar_members, zip_members
from backfile.ingest.packed import unpacked
from backfile.ingest.unit import Unit, UnitBroken, opened_unit, shown
from backfile.model.problems import BackfileError, Problem

__all__ = ["Unit", "UnitBroken", "units"]

_HINT = "name it itself to read it"
_KINDS = {
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


def units(path: str | Path, only: Collection[str] | None = None) -> Iterator[Unit | Problem]:
    """All units at ``path`` (file, folder, archive, ``-``), sorted by name; each is read before the next is asked for.

    ``only``: the files of a folder that are wanted, by their paths in it; None for all.

    What cannot be read comes as a Problem, as do links that lead out of the folder, pipes, sockets and devices, none of
    which is opened. Raises BackfileError when there is nothing at ``path``.
    """
    if str(path) == "-":
        yield from _opened(cast(BinaryIO, sys.stdin.buffer), "-", None)
        return
    path = Path(path)
    try:
        mode = path.stat().st_mode
    except OSError as error:
        raise BackfileError(f"there is no file or folder {path}: {error.strerror}") from error
    if stat.S_ISDIR(mode):
        root = Path(os.path.realpath(path))
        for found in _below(root):
            if isinstance(found, Problem):
                yield found
            elif only is None or found.relative_to(root).as_posix() in only:
                yield from _file(found, shown(found.relative_to(root).as_posix()))
    elif stat.S_ISREG(mode):
        yield from _file(path, shown(path.name))
    else:
        raise BackfileError(f"{path} is {_kind(mode)}: give a file or a folder, or - for standard input")


def _below(root: Path) -> Iterator[Path | Problem]:
    """The files below a folder, those of a folder before those of the folders in it; without recursion."""
    waiting = [root]
    while waiting:
        folder = waiting.pop()
        name = shown(folder.relative_to(root).as_posix())
        try:
            with os.scandir(folder) as entries:
                found = sorted((entry for entry in entries if not entry.name.startswith(".")), key=lambda it: it.name)
        except OSError as error:
            yield Problem(name, 0, f"cannot be read: {error.strerror}", "check the folder's permissions")
            continue
        folders = []
        for entry in found:
            within = f"{name}/{shown(entry.name)}" if name != "." else shown(entry.name)
            try:
                mode = entry.stat(follow_symlinks=False).st_mode
                if stat.S_ISLNK(mode):
                    mode = _linked(entry, root)
            except OSError as error:
                yield Problem(within, 0, f"cannot be read: {error.strerror}")
                continue
            if stat.S_ISDIR(mode):
                folders.append(folder / entry.name)
            elif stat.S_ISREG(mode):
                yield folder / entry.name
            elif stat.S_ISLNK(mode):
                yield Problem(within, 0, "a link that leads out of the folder: not followed", _HINT)
            elif mode:
                yield Problem(within, 0, f"{_kind(mode)}: not opened")
        waiting += reversed(folders)


def _linked(entry: os.DirEntry[str], root: Path) -> int:
    """The mode of what a link leads to; of a link when that is outside; 0 for a folder within, which is read itself."""
    end = os.path.realpath(entry.path)
    if os.path.commonpath([end, root]) != str(root):
        return stat.S_IFLNK
    mode = os.stat(end).st_mode  # noqa: PTH116 - of a name that may be no text
    return 0 if stat.S_ISDIR(mode) else mode


def _kind(mode: int) -> str:
    return _KINDS.get(stat.S_IFMT(mode), "no file")


def _file(file: Path, name: str) -> Iterator[Unit | Problem]:
    try:
        # A pipe that has taken the place of the file since it was looked at would keep us waiting.
        handle = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as error:
        yield Problem(name, 0, f"cannot be read: {error.strerror}", "check the file's permissions")
        return
    with os.fdopen(handle, "rb") as stream:
        found = os.fstat(stream.fileno())
        if not stat.S_ISREG(found.st_mode):
            yield Problem(name, 0, f"{_kind(found.st_mode)}: not opened")
            return
        yield from _opened(stream, name, _moment(found.st_mtime), found.st_size)


def _opened(
    stream: BinaryIO, name: str, modified: datetime | None, size: int | None = None
) -> Iterator[Unit | Problem]:
    """The unit or units of an open file, by its first bytes. ``size``: no more is read, though the file may grow."""
    unit = opened_unit(stream, name, modified, size)
    try:
        start = unit.start()
        if start.startswith(b"PK\x03\x04"):
            yield from _zip(stream, unit)
        elif is_tar(start):
            yield from tar_members(unit)
        elif packed := unpacked(unit):
            with closing(packed.stream):
                yield from tar_members(packed) if is_tar(packed.start()) else _plain(packed)
        else:
            yield unit
    except UnitBroken as broken:
        yield broken.problem


def _plain(packed: Unit) -> Iterator[Unit | Problem]:
    start = packed.start()
    if start.startswith(b"PK\x03\x04") or unpacked(packed):
        yield Problem(packed.name, 0, "an archive inside an archive", "unpack it first")
    else:
        yield packed


def _zip(stream: BinaryIO, unit: Unit) -> Iterator[Unit | Problem]:
    """A zip file is read from its end; what comes through a pipe is put aside on disk first, as it is."""
    if stream.seekable():
        stream.seek(0)
        yield from zip_members(stream, unit.name)
        return
    with tempfile.TemporaryFile() as aside:
        while piece := unit.stream.read(1 << 20):
            aside.write(piece)
        aside.seek(0)
        yield from zip_members(cast(IO[bytes], aside), unit.name)


def _moment(seconds: float) -> datetime | None:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None
