"""What ingest remembers of a content folder: it saves time, and is never believed where something may have changed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from backfile.ingest import ingest
from backfile.ingest.shelf import memory as remembering
from backfile.ingest.shelf import tree
from wire_feed import ninjs

TEXT = "Ships left the port of Kiel on Tuesday."
OLD = 1_500_000_000


def filled(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.json").write_bytes(ninjs(f"bfn:{number}", 1, "17 08:00", f"Port {number}", TEXT))
    ingest(folder, tmp_path / "content", cache=tmp_path / "cache")
    for file in (tmp_path / "content").rglob("*.md"):
        os.utime(file, (OLD, OLD))
    return folder


def looked_at(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    found: list[str] = []
    look = tree._look
    monkeypatch.setattr(tree, "_look", lambda path, *more: found.append(path) or look(path, *more))
    ingest(folder, tmp_path / "content", cache=tmp_path / "cache")
    monkeypatch.setattr(tree, "_look", look)
    return found


def test_only_what_has_changed_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembering, "lasting", lambda stamp: stamp)
    folder = filled(tmp_path)
    assert len(looked_at(tmp_path, folder, monkeypatch)) == 3
    assert looked_at(tmp_path, folder, monkeypatch) == []

    changed = tmp_path / "content/articles/2015/11/17/port-1.md"
    changed.write_text(changed.read_text().replace("Kiel", "Lima"))

    assert looked_at(tmp_path, folder, monkeypatch) == ["articles/2015/11/17/port-1.md"]
    assert "Lima" in changed.read_text()


def test_a_damaged_memory_is_begun_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = filled(tmp_path)
    (base,) = (tmp_path / "cache").glob("*.sqlite")
    for extra in (tmp_path / "cache").glob("*.sqlite-*"):
        extra.unlink()
    base.write_bytes(b"no base at all" * 1000)

    assert len(looked_at(tmp_path, folder, monkeypatch)) == 3
    assert ingest(folder, tmp_path / "content", cache=tmp_path / "cache").unchanged == 3
