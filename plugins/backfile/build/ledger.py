"""The ledger: what the last build read, and what each published file was made from.

A SQLite file that only ever saves time. It holds content hashes and JSON, no pickle. A ledger that is missing, cut
short, damaged or written by other code is put aside and the build starts from nothing.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE inputs (path TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, payload BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE files (
    path TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, inode
    INTEGER NOT NULL
) WITHOUT ROWID;
"""


class FileRecord(NamedTuple):
    """A file of the published site."""

    fingerprint: str
    """Of everything that it was made from."""
    size: int
    """Bytes."""
    mtime_ns: int
    inode: int

    def matches(self, status: os.stat_result) -> bool:
        """Whether a file is still the one that was written: same size, time and inode."""
        return (status.st_size, status.st_mtime_ns, status.st_ino) == (self.size, self.mtime_ns, self.inode)


class Ledger:
    """The ledger of one output folder.

    Read once at the start of a build, replaced once at its end, after the site was published: a build that is
    killed leaves the ledger of the build before it, whose records of files then fail to match and are made again.
    """

    def __init__(self, path: Path, code: str) -> None:
        self.path = path
        self.code = code
        self.whole = ""
        """The fingerprint of everything that the last build was made from; empty when that is not known."""
        self._inputs: dict[str, tuple[str, bytes]] = {}
        self._files: dict[str, FileRecord] = {}
        self._load()

    def _load(self) -> None:
        if not self.path.is_file():
            return
        try:
            with closing(sqlite3.connect(self.path)) as database:
                meta = dict(database.execute("SELECT key, value FROM meta"))
                if meta.get("code") != self.code:
                    return
                inputs = {
                    path: (fingerprint, bytes(payload))
                    for path, fingerprint, payload in database.execute("SELECT path, fingerprint, payload FROM inputs")
                }
                files = {
                    path: FileRecord(fingerprint, size, mtime_ns, inode)
                    for path, fingerprint, size, mtime_ns, inode in database.execute(
                        "SELECT path, fingerprint, size, mtime_ns, inode FROM files"
                    )
                }
        except (sqlite3.Error, ValueError, TypeError):
            return
        self._inputs, self._files, self.whole = inputs, files, meta.get("whole", "")

    def knows_input(self, path: str) -> bool:
        """Whether a file of this name was read last time, whatever it held."""
        return path in self._inputs

    def input(self, path: str, fingerprint: str) -> bytes | None:
        """What was read from an input last time, if it was read from just the same bytes."""
        known = self._inputs.get(path)
        return known[1] if known and known[0] == fingerprint else None

    def file(self, path: str) -> FileRecord | None:
        """What is known of a published file."""
        return self._files.get(path)

    def files(self) -> Iterator[tuple[str, FileRecord]]:
        """All published files that are known."""
        return iter(self._files.items())

    def describes(self, folder: Path) -> bool:
        """Whether ``folder`` holds exactly the files that are known, each as it was written."""
        left = dict(self._files)
        for parent, _, names in os.walk(folder):
            for name in names:
                path = os.path.join(parent, name)
                known = left.pop(os.path.relpath(path, folder).replace(os.sep, "/"), None)
                if known is None or not known.matches(os.lstat(path)):
                    return False
        return not left

    def replace(
        self, inputs: Iterable[tuple[str, str, bytes]], files: Mapping[str, FileRecord], whole: str = ""
    ) -> None:
        """Write the ledger of a finished build in one step. Failure to write it costs time later, nothing else."""
        fresh = self.path.with_name(self.path.name + ".new")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            fresh.unlink(missing_ok=True)
            with closing(sqlite3.connect(fresh, isolation_level=None)) as database:
                database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCHEMA)
                database.execute("BEGIN")
                database.executemany("INSERT INTO meta VALUES (?, ?)", [("code", self.code), ("whole", whole)])
                database.executemany("INSERT INTO inputs VALUES (?, ?, ?)", sorted(inputs))
                database.executemany(
                    "INSERT INTO files VALUES (?, ?, ?, ?, ?)",
                    ((path, *record) for path, record in sorted(files.items())),
                )
                database.execute("COMMIT")
            fresh.replace(self.path)
        except (sqlite3.Error, OSError):
            fresh.unlink(missing_ok=True)
