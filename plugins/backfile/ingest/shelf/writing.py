"""Writing a file whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from backfile.model.problems import BackfileError

IN_WORK = ".ingest-"
"""How the name of a file begins that is being written."""


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
        temporary = file.with_name(f"{IN_WORK}{os.getpid()}-{file.name[:100]}")
        try:
            with temporary.open("wb") as stream:
                stream.write(data)
            temporary.replace(file)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise BackfileError(f"{file} cannot be written: {error.strerror}") from error


def remove_file(file: Path, up_to: Path) -> None:
    """Remove a file, and the folders below ``up_to`` that are empty without it.

    Raises BackfileError when the disk refuses.
    """
    try:
        file.unlink(missing_ok=True)
        folder = file.parent
        while folder != up_to and up_to in folder.parents:
            try:
                folder.rmdir()
            except OSError:
                break
            folder = folder.parent
    except OSError as error:
        raise BackfileError(f"{file} cannot be removed: {error.strerror}") from error
