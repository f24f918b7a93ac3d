"""Stage and swap: the published site is the old one or the new one, whole, at every moment.

A build changes a folder beside the output and exchanges the two when it is done. On Linux and macOS the exchange is
a single system call; elsewhere two renames, and a build that finds itself between them puts the old site back first.

The folder that was exchanged stays: it is where the next build begins. Its files are hard links to the published ones,
so it takes hardly any room, and bringing it up to date takes as many steps as files have changed, not as there are.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import suppress
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
        """Take the lock, and put back the old site if a build was killed between two renames.

        Raises BackfileError when another build holds the lock, when the output folder is not a site of ours, or
        when the place cannot be written to.
        """
        try:
            self.output.parent.mkdir(parents=True, exist_ok=True)
            self.take_lock()
            if not self.output.exists() and self._old.is_dir():
                self._old.rename(self.output)
            if self.output.is_dir() and any(self.output.iterdir()) and not (self.output / MARKER).is_file():
                raise BackfileError(
                    f"{self.output} holds files that Backfile did not make, so it is left alone. "
                    "Choose another output folder, or empty this one."
                )
            if self.output.exists() and not self.output.is_dir():
                raise BackfileError(f"{self.output} is a file. Choose another output folder.")
            remove_tree(self._old)
        except OSError as error:
            self.close()
            raise BackfileError(f"Cannot write beside {self.output}: {error.strerror or error}") from error
        except BackfileError:
            self.close()
            raise

    def published(self) -> dict[str, os.stat_result]:
        """The files of the published site, by path below the output folder; our marker left out."""
        found = dict(list_files(self.output)) if self.output.is_dir() else {}
        found.pop(MARKER, None)
        return found

    def prepare(self, *, mirror: bool) -> bool:
        """Make the staging folder ready: with ``mirror`` a second tree of the published site, else empty.

        Returns False when it is empty, be it that the file system knows no hard links. Raises OSError.
        """
        if mirror and self.output.is_dir():
            try:
                _mirror(self.output, self.path)
            except OSError as error:
                if error.errno not in (errno.EPERM, errno.EXDEV, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK):
                    raise
            else:
                return True
        remove_tree(self.path)
        self.path.mkdir()
        (self.path / MARKER).write_bytes(_MARKER_TEXT)
        return False

    def take_lock(self) -> None:
        """Keep other builds out. Raises BackfileError when one is under way, OSError when no lock can be had."""
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

    def publish(self, files: Iterable[str], written: Iterable[str] = ()) -> None:
        """Exchange the staging folder and the output. Whatever is staged besides ``files`` goes first.

        ``written``: those of them that were not taken over. What they have replaced is removed from the folder that
        was exchanged, so that no text of a withdrawn story stays there.
        """
        gone = _prune(self.path, {MARKER, *files})
        if not self.output.exists():
            self.path.rename(self.output)
            return
        if not _exchange(self.path, self.output):
            self.output.rename(self._old)
            self.path.rename(self.output)
            self._old.rename(self.path)
        for path in (*gone, *written):
            with suppress(OSError):  # a folder has its name, or nothing: the next build sees to that
                os.unlink(self.path / path)

    def drop(self) -> None:
        """Remove the staging folder."""
        remove_tree(self.path)

    def close(self) -> None:
        """Give the lock back."""
        if self._lock:
            self._lock.close()
            self._lock = None


def list_files(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Every file below a folder, symbolic links too: its path, with forward slashes, and its own status."""
    pending = [""]
    while pending:
        below = pending.pop()
        with os.scandir(folder / below) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    pending.append(f"{below}{entry.name}/")
                else:
                    yield below + entry.name, entry.stat(follow_symlinks=False)


def _mirror(output: Path, stage: Path) -> None:
    """Make ``stage`` a tree of hard links to the regular files of ``output``, whatever it holds.

    Equal inodes are the same file: most of both trees is compared without a look at any file.
    """
    if stage.is_symlink() or (stage.exists() and not stage.is_dir()):
        stage.unlink()
    stage.mkdir(exist_ok=True)
    pending = [""]
    while pending:
        below = pending.pop()
        here, there = f"{stage}/{below}", f"{output}/{below}"
        with os.scandir(here) as entries:
            staged = {entry.name: entry for entry in entries}
        with os.scandir(there) as entries:
            for entry in entries:
                own = staged.pop(entry.name, None)
                if entry.is_dir(follow_symlinks=False):
                    if own is None or not own.is_dir(follow_symlinks=False):
                        if own is not None:
                            os.unlink(own.path)
                        os.mkdir(here + entry.name)
                    pending.append(f"{below}{entry.name}/")
                elif entry.is_file(follow_symlinks=False):
                    if own is not None:
                        if own.inode() == entry.inode() and own.is_file(follow_symlinks=False):
                            continue
                        _remove(own)
                    os.link(entry.path, here + entry.name)
                elif own is not None:
                    _remove(own)
        for own in staged.values():
            _remove(own)


def _remove(entry: os.DirEntry[str]) -> None:
    if entry.is_dir(follow_symlinks=False):
        shutil.rmtree(entry.path)
    else:
        os.unlink(entry.path)


def _prune(folder: Path, wanted: AbstractSet[str]) -> list[str]:
    """Remove all files but the wanted ones, and folders without files; the paths of the files that went."""
    gone: list[str] = []
    _prune_below(folder, wanted, "", gone)
    return gone


def _prune_below(folder: Path, wanted: AbstractSet[str], below: str, gone: list[str]) -> bool:
    """False when nothing at all is left."""
    used = False
    with os.scandir(folder / below) as entries:
        for entry in list(entries):
            path = below + entry.name
            if entry.is_dir(follow_symlinks=False):
                if _prune_below(folder, wanted, f"{path}/", gone):
                    used = True
                else:
                    os.rmdir(entry.path)
            elif path in wanted:
                used = True
            else:
                os.unlink(entry.path)
                gone.append(path)
    return used


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
    stage = Stage(output)
    if output.parent.is_dir():
        stage.take_lock()
    remove_tree(output)
    for name in ("stage", "old", "search"):
        remove_tree(output.with_name(f".{output.name}.{name}"))
    remove_tree(cache)
    stage.close()
    output.with_name(f".{output.name}.lock").unlink(missing_ok=True)
