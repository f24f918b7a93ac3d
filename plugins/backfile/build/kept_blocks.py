"""Blocks of the search index that are kept from build to build: files of the cache, in no way trusted.

A file is named by the digest of all that it was made from. It holds SHA-256 of that key and the rest, and the rest:
whatever is damaged, cut short or another's is made anew.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
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
    spare: Path
    """Where blocks are put for the time of a build when the cache takes none."""

    def read(self, key: str) -> bytes | None:
        """What was kept under ``key``; None when it is not there or not whole."""
        for folder in (self.folder, self.spare):
            try:
                data = (folder / f"{key}{_SUFFIX}").read_bytes()
            except OSError:
                continue
            body = data[_DIGEST:]
            if data[:_DIGEST] == _checksum(key, body):
                return body
        return None

    def write(self, key: str, body: bytes) -> None:
        """Keep ``body``. A cache that cannot be written costs the next build time, and nothing else."""
        data = _checksum(key, body) + body
        try:
            write_whole(self.folder / f"{key}{_SUFFIX}", data)
        except BackfileError:
            write_whole(self.spare / f"{key}{_SUFFIX}", data)

    def keep_only(self, keys: Iterable[str]) -> None:
        """Remove all others."""
        shutil.rmtree(self.spare, ignore_errors=True)
        names = {f"{key}{_SUFFIX}" for key in keys}
        for path in sorted(self.folder.glob("*")):
            if path.suffix in (_SUFFIX, ".new") and path.name not in names:
                with suppress(OSError):  # a cache that is not to be changed
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
        raise BackfileError(
            f"Cannot write {path}: {error.strerror or error}. The published site is unchanged."
        ) from error


def _checksum(key: str, body: bytes) -> bytes:
    state = sha256(key.encode())
    state.update(body)
    return state.digest()
