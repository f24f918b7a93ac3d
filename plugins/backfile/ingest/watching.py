"""``ingest --watch``: a drop folder, read again whenever files come in."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from threading import Event

from watchfiles import watch

from backfile.ingest.summary import Summary
from backfile.model.problems import BackfileError
from backfile.stamps import Stamp, stamp_of

SETTLES = 1.0
"""Seconds for which a file must not have changed: senders write slowly, and a half-written story is none."""

POLLED = 60.0
"""Seconds after which the folder is looked at even if no news came of it: network drives send none."""


def watch_folder(
    folder: Path,
    take_in: Callable[[list[str]], Summary],
    tell: Callable[[Summary], None],
    stop: Event | None = None,
) -> None:
    """Give all files of ``folder`` to ``take_in``, and then those that come or change, until ``stop`` is set or Ctrl-C.

    Files are named by their paths in the folder. ``tell`` gets each summary. Files stay where they are; hidden ones and
    those whose names end like files in work (``.part``, ``.tmp``, ``.filepart``), are not read. Raises BackfileError
    when there is no such folder.
    """
    if not folder.is_dir():
        raise BackfileError(f"there is no folder {folder}")
    stop = stop or Event()
    done: dict[str, Stamp] = {}
    for _ in _occasions(folder, stop):
        while waiting := _changed(folder, done):
            if all(_is_settled(stamp) for stamp in waiting.values()):
                tell(take_in(sorted(waiting)))
                done.update(waiting)
            elif stop.wait(SETTLES / 4):
                return


def _occasions(folder: Path, stop: Event) -> Iterator[None]:
    """Now, and whenever something has changed, or nothing was heard for a while."""
    yield
    for _ in watch(
        folder, stop_event=stop, rust_timeout=int(POLLED * 1000), yield_on_timeout=True, debounce=400, watch_filter=None
    ):
        yield


def _changed(folder: Path, done: Mapping[str, Stamp]) -> dict[str, Stamp]:
    found = {}
    for file in folder.rglob("*"):
        try:
            status = file.stat()
        except OSError:
            continue  # taken away a moment ago
        if not file.is_file() or _is_in_work(file.relative_to(folder)):
            continue
        stamp, name = stamp_of(status), file.relative_to(folder).as_posix()
        if done.get(name) != stamp:
            found[name] = stamp
    return found


def _is_in_work(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts) or path.suffix in (
        ".part",
        ".tmp",
        ".filepart",
        ".crdownload",
    )


def _is_settled(stamp: Stamp) -> bool:
    return time.time_ns() - max(stamp.mtime_ns, stamp.ctime_ns) >= SETTLES * 1e9
