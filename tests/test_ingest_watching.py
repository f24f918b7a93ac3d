"""A drop folder: what comes in is taken in, once it is whole."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from backfile.ingest import Summary, ingest, watching
from backfile.ingest.shelf.memory import Memory
from backfile.model.problems import BackfileError
from backfile.reader import article_files
from wire_feed import ninjs

TEXT = "Ships left the port of Kiel on Tuesday."


@contextmanager
def watched(folder: Path, content: Path) -> Iterator[list[Summary]]:
    told: list[Summary] = []
    stop = threading.Event()
    memory = Memory(None, content)

    def take_in(names: list[str]) -> Summary:
        return ingest(folder, content, only=names, memory=memory)

    watcher = threading.Thread(target=watching.watch_folder, args=(folder, take_in, told.append, stop))
    watcher.start()
    try:
        yield told
    finally:
        stop.set()
        watcher.join(timeout=20)
    assert not watcher.is_alive()


def until(count: int, told: list[Summary]) -> None:
    end = time.monotonic() + 20
    while len(told) < count and time.monotonic() < end:
        time.sleep(0.02)
    assert len(told) == count


def test_files_are_taken_in_as_they_come_and_only_when_they_are_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "SETTLES", 0.1)
    folder, content = tmp_path / "drop", tmp_path / "content"
    (folder / "dpa").mkdir(parents=True)
    (folder / "first.json").write_bytes(ninjs("bfn:one", 1, "17 08:00", "Port reopens", TEXT))

    with watched(folder, content) as told:
        until(1, told)
        (folder / "dpa" / "second.json.part").write_bytes(b'{"uri": ')
        time.sleep(0.5)
        assert len(told) == 1
        (folder / "dpa" / "second.json.part").write_bytes(ninjs("bfn:one", 2, "17 09:00", "Port is open", TEXT))
        (folder / "dpa" / "second.json.part").rename(folder / "dpa" / "second.json")
        until(2, told)

    assert [summary.read for summary in told] == [1, 1]
    (path,) = article_files(content)
    assert "title: Port is open" in (content / path).read_text()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BackfileError, match="there is no folder"):
        watching.watch_folder(tmp_path / "drop", lambda _: Summary(), lambda _: None)
