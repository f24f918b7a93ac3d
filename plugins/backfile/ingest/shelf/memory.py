"""What the last ingest saw in the content folder, so that a file whose stamp is the same need not be read again.

Losing it costs nothing but time: it lies in the cache folder, is one SQLite file for each content folder, and is begun
anew when it is damaged or was written by other code.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

import msgspec

import backfile
from backfile.ingest.shelf.tree import Standing
from backfile.stamps import Stamp, lasting, stamp_of

_READ_BY = ("ingest", "reader", "datelines", "model")
"""The rooms whose code decides what is seen in a file."""

_KEPT_BACK = 2000
"""Files that are noted before they are written down together."""


class Memory:
    """Files of a content folder by path, as they were seen last."""

    def __init__(self, cache_folder: Path | None, content: Path) -> None:
        """``cache_folder``: where it is kept; None for a memory that ends with the process."""
        self._content = content
        self._new: dict[str, tuple[Stamp, bytes]] = {}
        self._most = _KEPT_BACK
        self._seen: set[str] = set()
        name = sha256(str(content.absolute()).encode("utf-8", "surrogateescape")).hexdigest()[:12]
        file = cache_folder / f"ingest-{name}.sqlite" if cache_folder else None
        try:
            self._base: sqlite3.Connection | None = _opened(file)
        except (sqlite3.Error, OSError):
            self._base = None  # a disk that refuses is no problem: all files are read

    def seen(self, path: str) -> Standing | None:
        """What the file holds, when it is just as it was; None when it must be read."""
        self._seen.add(path)
        row = None
        if self._base is not None:
            with suppress(sqlite3.Error):
                query = "SELECT size, mtime, ctime, inode, data FROM seen WHERE path = ?"
                row = self._base.execute(query, (path,)).fetchone()
        if row is None or Stamp(*row[:4]) != self._stamp(path):
            return None
        return msgspec.msgpack.decode(row[4], type=Standing)

    def note(self, standing: Standing) -> None:
        """Remember what a file holds that was read or written a moment ago."""
        stamp = self._stamp(standing.path)
        if self._base is None or stamp is None:
            return
        self._seen.add(standing.path)
        self._new[standing.path] = (stamp, msgspec.msgpack.encode(standing))
        if len(self._new) >= self._most:
            self._write(settled=True)
            self._most = len(self._new) + _KEPT_BACK

    def save(self) -> None:
        """Keep what has changed, and forget files that are gone."""
        self._write(settled=False)
        if self._base is not None:
            with suppress(sqlite3.Error), self._base:
                gone = [row for row in self._base.execute("SELECT path FROM seen") if row[0] not in self._seen]
                self._base.executemany("DELETE FROM seen WHERE path = ?", gone)
        self._seen.clear()

    def close(self) -> None:
        """Let go of the file."""
        if self._base is not None:
            self._base.close()

    def _write(self, settled: bool) -> None:
        """Write down what was noted; with ``settled`` only files whose stamps can be trusted already."""
        known = {path: (lasting(stamp), data) for path, (stamp, data) in self._new.items()}
        if settled:
            known = {path: row for path, row in known.items() if row[0] == self._new[path][0]}
        if self._base is not None:
            with suppress(sqlite3.Error), self._base:
                rows = [(path, *stamp, data) for path, (stamp, data) in known.items()]
                self._base.executemany("INSERT OR REPLACE INTO seen VALUES (?, ?, ?, ?, ?, ?)", rows)
        for path in known:
            del self._new[path]

    def _stamp(self, path: str) -> Stamp | None:
        try:
            return stamp_of((self._content / path).stat())
        except OSError:
            return None


def _opened(file: Path | None) -> sqlite3.Connection:
    """The base in a file, or in memory; with empty tables unless they are those of this code."""
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
    base = sqlite3.connect(file or ":memory:", check_same_thread=False)
    with suppress(sqlite3.Error):
        if base.execute("SELECT code FROM made_by").fetchone() == (_code(),):
            return base
    try:
        _begin(base)
    except sqlite3.DatabaseError:
        if file is None:
            raise
        base.close()
        file.unlink()
        base = sqlite3.connect(file, check_same_thread=False)
        _begin(base)
    return base


def _begin(base: sqlite3.Connection) -> None:
    base.executescript(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
        "DROP TABLE IF EXISTS seen; DROP TABLE IF EXISTS made_by; CREATE TABLE made_by (code TEXT);"
        "CREATE TABLE seen (path TEXT PRIMARY KEY, size INT, mtime INT, ctime INT, inode INT, data BLOB) WITHOUT ROWID"
    )
    with base:
        base.execute("INSERT INTO made_by VALUES (?)", (_code(),))


@cache
def _code() -> str:
    """A digest of the code that reads files."""
    home = Path(backfile.__file__).parent
    state = sha256()
    for room in _READ_BY:
        for source in sorted((home / room).rglob("*.py")):
            state.update(source.read_bytes())
    return state.hexdigest()
