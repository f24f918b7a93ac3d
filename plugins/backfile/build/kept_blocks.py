"""Blocks of the search index that are kept from build to build: files of the cache, in no way trusted.

A file is named by the digest of all that it was made from. It holds SHA-256 of that key and the rest, and the rest:
whatever is damaged, cut short or another's is made anew.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from backfile.model.problems import BackfileError

_DIGEST = 32
"""Bytes of SHA-256."""

_SUFFIX = ".block"


@dataclass(frozen=True, slots=True)
class KeptBlocks:
    """The kept blocks of one output folder."""

    folder: Path

    def read(self, key: str) -> bytes | None:
        """What was kept under ``key``; None when it is not there or not whole."""
        try:
            data = (self.folder / f"{key}{_SUFFIX}").read_bytes()
        except OSError:
            return None
        body = data[_DIGEST:]
        return body if data[:_DIGEST] == _checksum(key, body) else None

    def write(self, key: str, body: bytes) -> None:
        """Keep ``body``. Raises BackfileError when the cache cannot be written."""
        write_whole(self.folder / f"{key}{_SUFFIX}", _checksum(key, body) + body)

    def keep_only(self, keys: Iterable[str]) -> None:
        """Remove all others."""
        names = {f"{key}{_SUFFIX}" for key in keys}
        for path in sorted(self.folder.glob("*")):
            if path.suffix in (_SUFFIX, ".new") and path.name not in names:
                path.unlink(missing_ok=True)


def write_whole(path: Path, data: bytes) -> os.stat_result:
    """Write a file of the cache so that it is never there in part. Raises BackfileError when that cannot be done."""
    fresh = path.with_name(path.name + ".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(data)
        fresh.replace(path)
        return path.stat()
    except OSError as error:
        raise BackfileError(f"The cache folder {path.parent} cannot be written: {error.strerror or error}") from error


def _checksum(key: str, body: bytes) -> bytes:
    state = sha256(key.encode())
    state.update(body)
    return state.digest()
