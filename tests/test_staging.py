"""Stage and swap: old or new, whole; nobody else's files."""

from __future__ import annotations

import pytest

from backfile.build import staging
from backfile.build.staging import MARKER, Stage
from backfile.model.problems import BackfileError


def publish(output, text):
    stage = Stage(output)
    stage.open()
    (stage.path / "index.html").write_text(text)
    stage.publish()
    stage.close()


def test_the_staged_site_takes_the_place_of_the_old_one(tmp_path):
    output = tmp_path / "output"
    publish(output, "old")
    publish(output, "new")

    assert "new" == (output / "index.html").read_text()
    assert [] == [path.name for path in tmp_path.iterdir() if path.name.endswith((".stage", ".old"))]


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
    assert (first.path / MARKER).is_file()
    first.close()
    second.open()
    second.close()
