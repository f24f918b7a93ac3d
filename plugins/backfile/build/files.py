"""Files of the staged site: written anew, or taken over from the site before."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from stat import S_ISREG

from backfile.build.ledger import FileRecord


@dataclass(frozen=True, slots=True)
class Published:
    """A file of the staged site."""

    path: str
    """Relative to the output folder."""
    record: FileRecord
    written: bool
    """False when it was taken over from the site before."""

    def based_on(self, basis: str) -> Published:
        """The same file, with what it was made from this time."""
        return self if self.record.basis == basis else replace(self, record=self.record._replace(basis=basis))


class Files:
    """Writes files into the staging folder, or takes them over from the site before; picklable."""

    def __init__(self, stage: Path, output: Path, *, mirrored: bool) -> None:
        """``mirrored``: the staging folder holds the site before already, as links; else files are copied."""
        self._stage = str(stage)
        self._output = str(output)
        self.mirrored = mirrored
        self._folders: set[str] = set()

    def write(self, path: str, fingerprint: str, data: bytes, basis: str = "") -> Published:
        """Write a file. What has this name already is never written into: it may be the published file itself."""
        target = self._place(path)
        self._make_room(target)
        with open(target, "xb") as stream:
            stream.write(data)
            stream.flush()
            status = os.fstat(stream.fileno())
        return Published(path, _record(fingerprint, status, basis, _digest(data)), True)

    def copy(self, path: str, source: Path, fingerprint: str, basis: str = "") -> Published:
        """Copy a file of any size from elsewhere."""
        target = self._place(path)
        self._make_room(target)
        shutil.copyfile(source, target)
        return Published(path, _record(fingerprint, os.lstat(target), basis), True)

    def take_over(self, path: str, fingerprint: str, known: FileRecord | None) -> Published | None:
        """The file of the site before, if it is made from the same things and is still as it was written."""
        if known is None or known.fingerprint != fingerprint:
            return None
        return self.keep(path, known)

    def keep(self, path: str, known: FileRecord) -> Published | None:
        """The file of the site before, if it is still as it was written.

        Where its time or inode is another one (a site that was put back from an archive), its content decides.
        """
        source = f"{self._stage if self.mirrored else self._output}/{path}"
        try:
            status = os.lstat(source)
            if not known.matches(status) and not _holds(source, status, known):
                return None
            if self.mirrored:
                return Published(path, _record(known.fingerprint, status, known.basis, known.content), False)
            target = self._place(path)
            self._make_room(target)
            shutil.copyfile(source, target)
            status = os.lstat(target)
        except OSError:
            return None
        return Published(path, _record(known.fingerprint, status, known.basis, known.content), False)

    def drop(self, item: Published) -> None:
        """Give back a file that is not needed after all; where the whole site before is staged it may stay."""
        if not self.mirrored:
            os.unlink(f"{self._stage}/{item.path}")

    def _place(self, path: str) -> str:
        folder = os.path.dirname(path)
        target = f"{self._stage}/{path}"
        if folder not in self._folders:
            _make_folder(self._stage, folder)
            self._folders.add(folder)
        return target

    def _make_room(self, target: str) -> None:
        try:
            os.unlink(target)
        except FileNotFoundError:
            return
        except (IsADirectoryError, PermissionError):
            if not os.path.isdir(target):
                raise
            shutil.rmtree(target)  # a folder of the site before has the name that this file has now


def _make_folder(stage: str, folder: str) -> None:
    """Make a folder and those above it; a file of the site before that has the name of one of them gives way."""
    try:
        os.makedirs(os.path.join(stage, folder), exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        path = stage
        for part in folder.split("/"):
            path = f"{path}/{part}"
            if os.path.lexists(path) and not os.path.isdir(path):
                os.unlink(path)
        os.makedirs(os.path.join(stage, folder), exist_ok=True)


def _record(fingerprint: str, status: os.stat_result, basis: str, content: str = "") -> FileRecord:
    return FileRecord(fingerprint, status.st_size, status.st_mtime_ns, status.st_ino, basis, content)


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()


def _holds(path: str, status: os.stat_result, known: FileRecord) -> bool:
    """Whether a file holds just what was written."""
    if not known.content or status.st_size != known.size or not S_ISREG(status.st_mode):
        return False
    with open(path, "rb") as stream:
        return _digest(stream.read()) == known.content
