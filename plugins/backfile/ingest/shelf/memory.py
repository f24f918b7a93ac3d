"""What the last ingest saw in the content folder, so that a file whose stamp is the same need not be read again.

Losing it costs nothing but time: it lies in the cache folder, is one SQLite file for each content folder, and is left
aside when it is damaged or was written by other code.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

import msgspec

import backfile
from backfile.ingest.shelf.tree import Standing
from backfile.stamps import Stamp, lasting, stamp_of

_READ_BY = ("ingest", "reader", "datelines", "model")
"""The rooms whose code decides what is seen in a file."""

_Row = tuple[Stamp, bytes]


class Memory:
    """Files of a content folder by path, as they were seen last."""

    def __init__(self, cache_folder: Path | None, content: Path) -> None:
        """``cache_folder``: where it is kept; None for a memory that ends with the process."""
        self._content = content
        name = sha256(str(content.absolute()).encode("utf-8", "surrogateescape")).hexdigest()[:12]
        self._file = cache_folder / f"ingest-{name}.sqlite" if cache_folder else None
        self._rows: dict[str, _Row] = self._load()
        self._new: dict[str, _Row] = {}
        self._seen: set[str] = set()

    def seen(self, path: str) -> Standing | None:
        """What the file holds, when it is just as it was; None when it must be read."""
        self._seen.add(path)
        row = self._new.get(path) or self._rows.get(path)
        if row is None or row[0] != self._stamp(path):
            return None
        return msgspec.msgpack.decode(row[1], type=Standing)

    def note(self, standing: Standing) -> None:
        """Remember what a file holds that was read or written a moment ago."""
        if (stamp := self._stamp(standing.path)) is not None:
            self._seen.add(standing.path)
            self._new[standing.path] = (stamp, msgspec.msgpack.encode(standing))

    def save(self) -> None:
        """Keep what has changed. A disk that refuses is no problem."""
        gone = self._rows.keys() - self._seen
        new = {path: (lasting(stamp), data) for path, (stamp, data) in self._new.items()}
        if self._file is not None and (new or gone):
            with suppress(sqlite3.Error, OSError):
                self._file.parent.mkdir(parents=True, exist_ok=True)
                with closing(sqlite3.connect(self._file)) as base, base:
                    self._prepare(base)
                    base.executemany("DELETE FROM seen WHERE path = ?", [(path,) for path in gone])
                    rows = [(path, *stamp, data) for path, (stamp, data) in new.items()]
                    base.executemany("INSERT OR REPLACE INTO seen VALUES (?, ?, ?, ?, ?, ?)", rows)
        for path in gone:
            del self._rows[path]
        self._rows.update(new)
        self._new.clear()
        self._seen.clear()

    def _load(self) -> dict[str, _Row]:
        if self._file is None or not self._file.exists():
            return {}
        try:
            with closing(sqlite3.connect(self._file)) as base:
                if base.execute("SELECT code FROM made_by").fetchone() != (_code(),):
                    return {}
                rows = base.execute("SELECT path, size, mtime, ctime, inode, data FROM seen")
                return {path: (Stamp(*stamp), data) for path, *stamp, data in rows}
        except (sqlite3.Error, TypeError):
            return {}

    def _prepare(self, base: sqlite3.Connection) -> None:
        """Empty tables, unless they are those that were read."""
        with suppress(sqlite3.Error):
            if self._rows and base.execute("SELECT code FROM made_by").fetchone() == (_code(),):
                return
        base.executescript(
            "DROP TABLE IF EXISTS seen; DROP TABLE IF EXISTS made_by; CREATE TABLE made_by (code TEXT);"
            "CREATE TABLE seen (path TEXT PRIMARY KEY, size INT, mtime INT, ctime INT, inode INT, data BLOB)"
            " WITHOUT ROWID"
        )
        base.execute("INSERT INTO made_by VALUES (?)", (_code(),))

    def _stamp(self, path: str) -> Stamp | None:
        try:
            return stamp_of((self._content / path).stat())
        except OSError:
            return None


@cache
def _code() -> str:
    """A digest of the code that reads files."""
    home = Path(backfile.__file__).parent
    state = sha256()
    for room in _READ_BY:
        for source in sorted((home / room).rglob("*.py")):
            state.update(source.read_bytes())
    return state.hexdigest()
