"""One ingest at a time in a content folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from backfile.model.problems import BackfileError

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows has no locks on folders
    fcntl = None  # type: ignore[assignment]


@contextmanager
def locked(content: Path) -> Iterator[None]:
    """Hold the folder itself as a lock: no file is left behind, and the system lets go whatever happens.

    Raises BackfileError when another ingest holds it.
    """
    if fcntl is None or not content.is_dir():
        yield
        return
    handle = os.open(content, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackfileError(f"another ingest is at work in {content}: wait for it, or stop it.") from None
        except OSError:
            pass  # a file system without locks
        yield
    finally:
        os.close(handle)
