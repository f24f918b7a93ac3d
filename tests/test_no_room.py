"""A full disk, a folder that cannot be written to: a sentence, exit code 2, and the old site as it was.

Full and read-only disks are mounts in a namespace of their own, which needs Linux, ``unshare`` and leave to use it.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder import Builder, Built, differences, whole_tree
from edited_archive import EDITS, EditedArchive


def _can_mount() -> bool:
    if not shutil.which("unshare"):
        return False
    probe = ["unshare", "-rm", "sh", "-c", "mount -t tmpfs none /mnt && touch /mnt/x"]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


mounts = pytest.mark.skipif(not _can_mount(), reason="no mounts in a namespace of one's own here (unshare -rm)")


def namespace(commands: str) -> list[str]:
    """The beginning of a command line that runs the rest where ``commands`` have mounted something."""
    return ["unshare", "-rm", "sh", "-ec", f'{commands}; exec "$@"', "sh"]


@pytest.fixture(scope="module")
def builder() -> Iterator[Builder]:
    with Builder() as builder:
        yield builder


def build(builder: Builder, archive: EditedArchive, **given: object) -> Built:
    return builder.build(archive.content, archive.output, **archive.settings | given)


def change_everything(archive: EditedArchive) -> None:
    EDITS["edit_a_style_sheet"](archive, 2)
    EDITS["retitle"](archive, 3)
    archive.settings["SITENAME"] = "Another name on every page"


def clean_tree(builder: Builder, archive: EditedArchive) -> dict[str, str]:
    clean = archive.folder / "clean"
    assert 0 == builder.build(archive.content, clean, **archive.settings).code
    return whole_tree(clean)


def assert_said_in_a_sentence(built: Built) -> None:
    last = built.stderr.strip().splitlines()[-1]

    assert 2 == built.code, built.stderr
    assert "" == built.stdout
    assert "Traceback" not in built.stderr
    assert "fault in the program" not in built.stderr, built.stderr
    assert re.match(r"Cannot .+|The cache folder .+ cannot be written", last), last


@pytest.mark.parametrize("largest", [1_000, 4_000, 12_000])
def test_a_write_that_fails_leaves_the_old_site(builder, tmp_path, largest):
    """On a limit on the size of files, as on any disk that takes no more."""
    archive = EditedArchive(tmp_path)
    build(builder, archive)
    old = whole_tree(archive.output)
    change_everything(archive)
    built = build(builder, archive, circumstances={"largest_file": largest})

    assert_said_in_a_sentence(built)
    assert [] == differences(old, whole_tree(archive.output))
    assert 0 == build(builder, archive).code
    assert [] == differences(clean_tree(builder, archive), whole_tree(archive.output))


@mounts
def test_a_full_disk_leaves_the_old_site(builder, tmp_path):
    archive = EditedArchive(tmp_path)
    room = tmp_path / "room"
    room.mkdir()
    archive.output = room / "output"
    first = clean_tree(builder, archive)
    shutil.rmtree(tmp_path / "clean")
    with Builder(before=namespace(f"mount -t tmpfs -o size=16m,mode=755 none '{room}'")) as inside:
        seen = Path(f"/proc/{inside.pid}/root{room}")
        assert 0 == build(inside, archive).code
        assert [] == differences(first, whole_tree(seen / "output"))
        change_everything(archive)
        for free in (0, 50_000, 400_000):
            fill(seen, free)
            assert_said_in_a_sentence(build(inside, archive))
            assert [] == differences(first, whole_tree(seen / "output")), free
            (seen / "filler").unlink()

        assert 0 == build(inside, archive).code
        assert [] == differences(clean_tree(builder, archive), whole_tree(seen / "output"))


def fill(disk: Path, free: int) -> None:
    """Fill a disk but for some bytes."""
    with (disk / "filler").open("wb", buffering=0) as filler:
        room = shutil.disk_usage(disk).free - free
        while room > 0:
            room -= filler.write(bytes(min(room, 1 << 16)))


@mounts
def test_a_read_only_disk_leaves_the_old_site(builder, tmp_path):
    archive = EditedArchive(tmp_path)
    room = tmp_path / "room"
    room.mkdir()
    archive.output = room / "output"
    build(builder, archive)
    old = whole_tree(room)
    change_everything(archive)
    with Builder(before=namespace(f"mount --bind '{room}' '{room}'; mount -o remount,ro,bind '{room}'")) as inside:
        built = build(inside, archive, CACHE_PATH=str(tmp_path / "cache"))

    assert_said_in_a_sentence(built)
    assert [] == differences(old, whole_tree(room))
    assert 0 == build(builder, archive).code


@mounts
@pytest.mark.parametrize(
    "mount",
    ["mount -t tmpfs -o size=4k none {}", "mount --bind {0} {0}; mount -o remount,ro,bind {0}"],
    ids=["full", "read-only"],
)
def test_a_cache_that_takes_nothing_costs_only_time(builder, tmp_path, mount):
    archive = EditedArchive(tmp_path)
    cache = tmp_path / "cache"
    cache.mkdir()
    expected = clean_tree(builder, archive)
    with Builder(before=namespace(mount.format(f"'{cache}'"))) as inside:
        codes = [build(inside, archive, CACHE_PATH=str(cache)).code for _ in range(2)]

    assert [0, 0] == codes
    assert [] == differences(expected, whole_tree(archive.output))


def test_a_file_where_the_cache_should_be_costs_only_time(builder, tmp_path):
    archive = EditedArchive(tmp_path)
    (tmp_path / "cache").write_text("a file")
    expected = clean_tree(builder, archive)
    built = [build(builder, archive, CACHE_PATH=str(tmp_path / "cache")) for _ in range(2)]

    assert [0, 0] == [one.code for one in built], built[0].stderr
    assert "Traceback" not in built[1].stderr
    assert [] == differences(expected, whole_tree(archive.output))
    assert "a file" == (tmp_path / "cache").read_text()


def test_a_file_where_the_output_should_be_is_left_alone(builder, tmp_path):
    archive = EditedArchive(tmp_path)
    archive.output.write_text("a file")
    built = build(builder, archive)

    assert 2 == built.code
    assert "is a file" in built.stderr
    assert "Traceback" not in built.stderr
    assert "a file" == archive.output.read_text()
