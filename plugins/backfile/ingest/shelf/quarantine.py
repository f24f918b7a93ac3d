"""The quarantine: what could not be published, each file with the reason beside it.

Names follow from the content, so the same reject is kept once however often it comes.
"""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

from backfile.ingest.shelf.tree import QUARANTINE
from backfile.ingest.shelf.writing import write_whole

REASON = ".reason.txt"
MOST_KEPT = 16 * 1024 * 1024
"""Bytes of a reject that are kept; of a larger one only the reason is."""

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


class Quarantine:
    """The folder ``quarantine/`` below a content folder."""

    def __init__(self, content: Path) -> None:
        self._folder = content / QUARANTINE

    def put(self, name: str, data: bytes | None, reason: str) -> None:
        """Keep ``data`` that came under ``name``, and the reason. Of what could not be read (None) only the reason is
        kept, as of what is very large. Raises BackfileError when the disk refuses.
        """
        kept = self._name(name, name.encode("utf-8", "surrogateescape") if data is None else data)
        if data is not None and len(data) <= MOST_KEPT:
            write_whole(self._folder / kept, data)
        else:
            reason += "\nThe file itself is not kept here."
        write_whole(self._folder / f"{kept}{REASON}", f"{reason}\n".encode())

    def release(self, name: str, data: bytes) -> None:
        """Take out what can be published after all."""
        if not self._folder.is_dir():
            return
        kept = self._name(name, data)
        for file in (self._folder / kept, self._folder / f"{kept}{REASON}"):
            file.unlink(missing_ok=True)

    @staticmethod
    def _name(name: str, data: bytes) -> str:
        """``3f9a0c21-port.xml``: of the name only what no file system minds."""
        plain = _UNSAFE.sub("-", name.rpartition("/")[2].rpartition("!")[2])[-60:].lstrip(".-")
        return f"{sha256(data).hexdigest()[:12]}-{plain or 'unnamed'}"
