"""Writing a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from backfile.model.problems import BackfileError


def write_whole(file: Path, data: bytes, made: set[str] | None = None) -> None:
    """Write a file whole or not at all. ``made``: folders that are known to be there, which saves asking.

    Raises BackfileError when the disk refuses.
    """
    folder = str(file.parent)
    made = set() if made is None else made
    try:
        if folder not in made:
            file.parent.mkdir(parents=True, exist_ok=True)
            made.add(folder)
        handle, name = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=folder)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            temporary.chmod(0o644)  # mkstemp lets only the owner read
            temporary.replace(file)
        except BaseException:
            temporary.unlink()
            raise
    except OSError as error:
        raise BackfileError(f"{file} cannot be written: {error.strerror}") from error
