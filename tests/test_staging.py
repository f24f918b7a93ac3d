"""Stage and swap: old or new, whole; nobody else's files."""

from __future__ import annotations

import errno
import os

import pytest

from backfile.build import staging
from backfile.build.files import Files
from backfile.build.staging import MARKER, Stage, remove_tree
from backfile.model.problems import BackfileError


def publish(output, text, *more, mirror=True):
    stage = Stage(output)
    stage.open()
    files = Files(stage.path, stage.output, mirrored=stage.prepare(mirror=mirror))
    for name in ("index.html", *more):
        files.write(name, "", text.encode())
    stage.publish(["index.html", *more])
    stage.close()


def tree(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def test_the_staged_site_takes_the_place_of_the_old_one(tmp_path):
    output = tmp_path / "output"
    publish(output, "old")
    publish(output, "new")

    assert "new" == (output / "index.html").read_text()
    assert {"output", ".output.stage", ".output.lock"} == {path.name for path in tmp_path.iterdir()}


def test_the_stage_begins_as_the_published_site(tmp_path):
    output = tmp_path / "output"
    publish(output, "one", "a/b.html", "c/d.html")
    publish(output, "two", "a/b.html", "c")
    (output / "foreign").mkdir()
    (output / "foreign" / "x.txt").write_text("x")
    stage = Stage(output)
    stage.open()
    # Whatever a killed build has left behind:
    (stage.path / "a" / "b.html").unlink(missing_ok=True)
    (stage.path / "a" / "b.html").mkdir(parents=True)
    (stage.path / "index.html").unlink()
    (stage.path / "index.html").write_text("half")

    assert stage.prepare(mirror=True)
    assert tree(output) == tree(stage.path)
    same = [name for name in stage.published() if (output / name).samefile(stage.path / name)]
    assert {"index.html", "a/b.html", "c", "foreign/x.txt"} == set(same)
    stage.publish(["index.html", "a/b.html"])
    assert {"index.html", "a", "a/b.html", MARKER} == tree(output)
    stage.close()


def test_without_hard_links_the_stage_is_empty(tmp_path, monkeypatch):
    def link(*_paths):
        raise OSError(errno.EPERM, "Operation not permitted")

    output = tmp_path / "output"
    publish(output, "old")
    monkeypatch.setattr(os, "link", link)
    remove_tree(tmp_path / ".output.stage")
    stage = Stage(output)
    stage.open()

    assert not stage.prepare(mirror=True)
    assert {MARKER} == tree(stage.path)
    stage.close()


def test_without_the_system_call_two_renames_do(tmp_path, monkeypatch):
    monkeypatch.setattr(staging, "_exchange", lambda one, other: False)
    output = tmp_path / "output"
    publish(output, "old")
    publish(output, "new")

    assert "new" == (output / "index.html").read_text()


def test_a_build_killed_between_the_two_renames_is_healed(tmp_path):
    output = tmp_path / "output"
    publish(output, "old")
    output.rename(tmp_path / ".output.old")
    stage = Stage(output)
    stage.open()

    assert "old" == (output / "index.html").read_text()
    stage.close()


def test_an_abandoned_stage_leaves_the_old_site(tmp_path):
    output = tmp_path / "output"
    publish(output, "old")
    stage = Stage(output)
    stage.open()
    stage.prepare(mirror=True)
    (stage.path / "index.html").unlink()
    (stage.path / "index.html").write_text("half")
    stage.close()

    assert "old" == (output / "index.html").read_text()


def test_a_folder_that_is_not_ours_is_left_alone(tmp_path):
    output = tmp_path / "letters"
    output.mkdir()
    (output / "dear.txt").write_text("x")
    stage = Stage(output)

    with pytest.raises(BackfileError, match="did not make"):
        stage.open()
    assert "x" == (output / "dear.txt").read_text()
    with pytest.raises(BackfileError, match="did not make"):
        staging.clean(output, tmp_path / "cache")


def test_two_builds_of_one_output_do_not_meet(tmp_path):
    first, second = Stage(tmp_path / "output"), Stage(tmp_path / "output")
    first.open()

    with pytest.raises(BackfileError, match="Another build"):
        second.open()
    first.close()
    second.open()
    second.close()
