"""The ledger: what the last build read, and what each published file was made from.

A SQLite file that only ever saves time. It holds content hashes and JSON, no pickle. A ledger that is missing, cut
short, damaged or written by other code is put aside and the build starts from nothing; what is kept of an article
carries a checksum, so that a flipped bit costs reading that article again and never shows on a page.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple, TypeVar
from zlib import crc32

import msgspec

from backfile.stamps import Stamp

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE inputs (
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, ctime_ns INTEGER NOT NULL,
    inode INTEGER NOT NULL, fingerprint TEXT NOT NULL, head BLOB NOT NULL, checksum INTEGER NOT NULL
);
CREATE TABLE copies (path TEXT PRIMARY KEY, copy BLOB NOT NULL, checksum INTEGER NOT NULL);
CREATE TABLE files (
    path TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL,
    inode INTEGER NOT NULL, basis TEXT NOT NULL, content TEXT NOT NULL
);
"""

Value = TypeVar("Value")

_SOME = 500
"""Paths in one query."""


class FileRecord(NamedTuple):
    """A file of the published site."""

    fingerprint: str
    """Of everything that its bytes were made from."""
    size: int
    """Bytes."""
    mtime_ns: int
    inode: int
    basis: str = ""
    """Of everything that the view of a page was made from; empty for other files."""
    content: str = ""
    """Of its bytes; empty where that was not worth finding out."""

    def matches(self, status: os.stat_result) -> bool:
        """Whether a file is surely still the one that was written: same size, time and inode."""
        return (status.st_size, status.st_mtime_ns, status.st_ino) == (self.size, self.mtime_ns, self.inode)

    def unknown(self) -> FileRecord:
        """The same file, without a word on what it was made from."""
        return self._replace(fingerprint="", basis="", content="")


class InputRecord(NamedTuple):
    """An article file as it was read last time."""

    stamp: Stamp
    fingerprint: str
    """Of its content, its path and all else that reading depends on."""


class ReadInput(NamedTuple):
    """An article file as it has just been read."""

    path: str
    stamp: Stamp
    fingerprint: str
    head: bytes
    copy: bytes


class Ledger:
    """The ledger of one output folder.

    Changed in one transaction at the end of a build, after the site was published: a build that is killed leaves the
    ledger of the build before it, whose records of files then fail to match and are made again.
    """

    def __init__(self, path: Path, code: str) -> None:
        self.path = path
        self.code = code
        self.whole = ""
        """The fingerprint of everything that the last build was made from; empty when that is not known."""
        self._inputs: dict[str, InputRecord] = {}
        self._files: dict[str, FileRecord] = {}
        self._notes: dict[str, bytes] = {}
        self._database: sqlite3.Connection | None = None
        self._load()

    def _load(self) -> None:
        if not self.path.is_file():
            return
        try:
            self._database = sqlite3.connect(self.path, isolation_level=None)
            notes = dict(self._database.execute("SELECT key, value FROM meta"))
            if notes.get("code") != self.code.encode():
                self.close()
                return
            inputs = {
                row[0]: InputRecord(Stamp._make(row[1:5]), row[5])
                for row in self._database.execute(
                    "SELECT path, size, mtime_ns, ctime_ns, inode, fingerprint FROM inputs"
                )
            }
            files = {
                row[0]: FileRecord._make(row[1:])
                for row in self._database.execute(
                    "SELECT path, fingerprint, size, mtime_ns, inode, basis, content FROM files"
                )
            }
            whole = notes.get("whole", b"").decode()
        except (sqlite3.Error, ValueError, TypeError, AttributeError):
            self.close()
            return
        self._inputs, self._files, self._notes, self.whole = inputs, files, notes, whole

    def close(self) -> None:
        """Let go of the file."""
        if self._database:
            self._database.close()
            self._database = None

    def input(self, path: str) -> InputRecord | None:
        """What is known of an article file."""
        return self._inputs.get(path)

    def inputs(self) -> Iterator[str]:
        """The paths of all article files that are known."""
        return iter(self._inputs)

    def heads(self) -> dict[str, bytes]:
        """What was kept of every article for lists and indexes, by path; damaged ones are left out."""
        return {
            path: head
            for path, fingerprint, head, checksum in self._rows("SELECT path, fingerprint, head, checksum FROM inputs")
            if _checksum(path, fingerprint, head) == checksum
        }

    def copies(self, paths: Sequence[str]) -> dict[str, bytes]:
        """What was kept of some articles' texts, by path; damaged ones are left out."""
        found = {}
        for start in range(0, len(paths), _SOME):
            some = paths[start : start + _SOME]
            marks = ",".join("?" * len(some))
            query = (
                "SELECT path, fingerprint, copy, copies.checksum FROM copies JOIN inputs USING (path) "
                f"WHERE path IN ({marks})"
            )
            for path, fingerprint, copy, checksum in self._rows(query, some):
                if _checksum(path, fingerprint, copy) == checksum:
                    found[path] = copy
        return found

    def _rows(self, query: str, values: Sequence[str] = ()) -> list[tuple[str, str, bytes, int]]:
        if self._database is None:
            return []
        try:
            rows = self._database.execute(query, values).fetchall()
        except sqlite3.Error:
            return []
        return [row for row in rows if isinstance(row[1], str) and isinstance(row[2], bytes)]

    def file(self, path: str) -> FileRecord | None:
        """What is known of a published file."""
        return self._files.get(path)

    def files(self) -> Iterator[tuple[str, FileRecord]]:
        """All published files that are known."""
        return iter(self._files.items())

    def note(self, name: str) -> bytes | None:
        """What a step of the last build left for the next one; None when there is nothing or it is damaged."""
        kept = self._notes.get(f"note {name}")
        if not isinstance(kept, bytes) or len(kept) < 4 or int.from_bytes(kept[:4], "big") != crc32(kept[4:]):
            return None
        return kept[4:]

    def noted(self, name: str, kind: type[Value]) -> Value | None:
        """A note that is the JSON of a value; None when there is none, or none of this kind."""
        data = self.note(name)
        try:
            return msgspec.json.decode(data, type=kind) if data is not None else None
        except msgspec.MsgspecError:
            return None

    def describes(self, published: Mapping[str, os.stat_result]) -> bool:
        """Whether a site holds exactly the files that are known, each as it was written."""
        if published.keys() != self._files.keys():
            return False
        return all(self._files[path].matches(status) for path, status in published.items())

    def update(
        self,
        read: Iterable[ReadInput],
        stamps: Mapping[str, Stamp],
        gone: Iterable[str],
        files: Mapping[str, FileRecord],
        notes: Mapping[str, bytes],
        whole: str = "",
    ) -> None:
        """Write down a finished build in one step. Failure to write it costs time later, nothing else.

        ``read``: the articles that were read; ``stamps``: new stamps of those that were not, because they held the
        same as before; ``gone``: paths of articles that are no more; ``files``: all files of the site.
        """
        values = {"code": self.code.encode(), "whole": whole.encode()}
        values |= {f"note {name}": crc32(data).to_bytes(4, "big") + data for name, data in notes.items()}
        new_files = [(path, *record) for path, record in files.items() if self._files.get(path) != record]
        inputs = [
            (it.path, *it.stamp, it.fingerprint, it.head, _checksum(it.path, it.fingerprint, it.head)) for it in read
        ]
        copies = [(it.path, it.copy, _checksum(it.path, it.fingerprint, it.copy)) for it in read]
        try:
            database = self._writable()
            with closing(database):
                database.execute("BEGIN IMMEDIATE")
                database.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values.items())
                for table in ("inputs", "copies"):
                    database.executemany(f"DELETE FROM {table} WHERE path = ?", [(path,) for path in gone])
                database.executemany("INSERT OR REPLACE INTO inputs VALUES (?, ?, ?, ?, ?, ?, ?, ?)", inputs)
                database.executemany("INSERT OR REPLACE INTO copies VALUES (?, ?, ?)", copies)
                database.executemany(
                    "UPDATE inputs SET size = ?, mtime_ns = ?, ctime_ns = ?, inode = ? WHERE path = ?",
                    [(*stamp, path) for path, stamp in stamps.items()],
                )
                gone_files = [(path,) for path in self._files.keys() - files.keys()]
                database.executemany("DELETE FROM files WHERE path = ?", gone_files)
                database.executemany(
                    "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?)",
                    new_files,
                )
                database.execute("COMMIT")
        except (sqlite3.Error, OSError):
            self._put_aside()
        finally:
            self._database = None

    def _writable(self) -> sqlite3.Connection:
        """The open ledger, or a new one in place of one that was of no use."""
        database = self._database
        if database is None:
            self._put_aside()
            self.path.parent.mkdir(parents=True, exist_ok=True)
            database = sqlite3.connect(self.path, isolation_level=None)
            database.executescript(SCHEMA)
        # The text of a withdrawn story must not linger in parts of the file that are free now.
        database.execute("PRAGMA secure_delete = ON")
        # Losing the ledger with the power costs time, not correctness: nothing is worth waiting for the disk.
        database.execute("PRAGMA synchronous = OFF")
        return database

    def _put_aside(self) -> None:
        try:
            for ending in ("", "-journal"):
                self.path.with_name(self.path.name + ending).unlink(missing_ok=True)
        except OSError:
            return


def _checksum(path: str, fingerprint: str, data: bytes) -> int:
    return crc32(data, crc32(f"{path}\0{fingerprint}".encode()))
