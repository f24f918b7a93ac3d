"""Stage and swap: the published site is the old one or the new one, whole, at every moment.

A build writes into a folder beside the output and exchanges the two when it is done. On Linux and macOS the
exchange is a single system call; elsewhere two renames, and a build that finds itself between them puts the old
site back first.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from pathlib import Path
from typing import IO

from backfile.model.problems import BackfileError

MARKER = ".backfile"
"""A file at the root of every site that Backfile made: a folder without it is never replaced."""

_MARKER_TEXT = b"This folder was made by Backfile and is replaced at every build.\n"


class Stage:
    """The staging folder of one output folder; holds its lock while it lives."""

    def __init__(self, output: Path) -> None:
        self.output = output = output.resolve()
        self.path = output.with_name(f".{output.name}.stage")
        self._old = output.with_name(f".{output.name}.old")
        self._lock: IO[str] | None = None

    def open(self) -> None:
        """Take the lock and make an empty staging folder.

        Raises BackfileError when another build holds the lock, when the output folder is not a site of ours, or
        when the place cannot be written to.
        """
        try:
            self.output.parent.mkdir(parents=True, exist_ok=True)
            self._take_lock()
            if not self.output.exists() and self._old.is_dir():
                self._old.rename(self.output)
            if self.output.is_dir() and any(self.output.iterdir()) and not (self.output / MARKER).is_file():
                raise BackfileError(
                    f"{self.output} holds files that Backfile did not make, so it is left alone. "
                    "Choose another output folder, or empty this one."
                )
            if self.output.exists() and not self.output.is_dir():
                raise BackfileError(f"{self.output} is a file. Choose another output folder.")
            remove_tree(self.path)
            remove_tree(self._old)
            self.path.mkdir()
            (self.path / MARKER).write_bytes(_MARKER_TEXT)
        except OSError as error:
            self.close()
            raise BackfileError(f"Cannot write beside {self.output}: {error.strerror or error}") from error
        except BackfileError:
            self.close()
            raise

    def _take_lock(self) -> None:
        lock = self.output.with_name(f".{self.output.name}.lock")
        handle = lock.open("a+")
        try:
            if sys.platform == "win32":
                import msvcrt  # noqa: PLC0415

                msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                import fcntl  # noqa: PLC0415

                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            handle.close()
            if error.errno not in (errno.EACCES, errno.EAGAIN, errno.EDEADLK):
                raise
            raise BackfileError(f"Another build of {self.output} is under way. Wait for it to end.") from error
        self._lock = handle

    def publish(self) -> None:
        """Exchange the staging folder and the output; what was there before is removed afterwards."""
        if not self.output.exists():
            self.path.rename(self.output)
            return
        if _exchange(self.path, self.output):
            remove_tree(self.path)
            return
        self.output.rename(self._old)
        self.path.rename(self.output)
        remove_tree(self._old)

    def close(self) -> None:
        """Remove what is staged, if anything is, and give the lock back."""
        if self._lock:
            remove_tree(self.path)
            self._lock.close()
            self._lock = None


def remove_tree(path: Path) -> None:
    """Remove a folder and all in it; no error when it is not there."""
    shutil.rmtree(path, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two paths in a single step; False where the system cannot."""
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "linux":
            at_cwd, rename_exchange = -100, 2
            result = library.renameat2(at_cwd, os.fsencode(one), at_cwd, os.fsencode(other), rename_exchange)
        elif sys.platform == "darwin":
            rename_swap = 2
            result = library.renamex_np(os.fsencode(one), os.fsencode(other), rename_swap)
        else:
            return False
    except (OSError, AttributeError, TypeError):
        return False
    return bool(result == 0)


def clean(output: Path, cache: Path) -> None:
    """Remove a built site, what is left of interrupted builds of it, and the cache folder.

    Raises BackfileError, and removes nothing, when the output folder is not a site of ours.
    """
    if output.is_dir() and any(output.iterdir()) and not (output / MARKER).is_file():
        raise BackfileError(f"{output} holds files that Backfile did not make, so it is left alone.")
    for path in (output, output.with_name(f".{output.name}.stage"), output.with_name(f".{output.name}.old"), cache):
        remove_tree(path)
    output.with_name(f".{output.name}.lock").unlink(missing_ok=True)
