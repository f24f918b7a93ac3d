"""Incremental equals clean, byte for byte, whatever was edited or damaged between builds.

The long form is ``invoke prove incremental``: BACKFILE_SEQUENCES random sequences instead of a few.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from builder import PROJECT, Builder, Built, differences, whole_tree
from edited_archive import EDITS, EditedArchive

SEQUENCES = int(os.environ.get("BACKFILE_SEQUENCES", "3"))
LONG = SEQUENCES > 20
TRIED = count(1)
NUMBERS = st.integers(0, 10_000)


@pytest.fixture(scope="module")
def builder():
    with Builder() as builder:
        yield builder


def build(builder: Builder, archive: EditedArchive, output: Path | None = None) -> Built:
    return builder.build(archive.content, output or archive.output, **archive.settings)


def assert_equals_clean(builder: Builder, archive: EditedArchive, what: object = "") -> None:
    """Build incrementally, then from nothing, and compare."""
    one = build(builder, archive)
    assert one.code in (0, 1), (what, one.stderr)
    clean = archive.folder / "clean"
    two = build(builder, archive, clean)
    found = whole_tree(archive.output)
    expected = whole_tree(clean)
    shutil.rmtree(clean)
    shutil.rmtree(clean.with_name("clean-cache"))

    assert [] == differences(expected, found), what
    assert two.code == one.code, (what, one.stderr, two.stderr)
    figures = ("read", "published", "withheld", "rejects", "files", "bytes")
    assert [two.report[name] for name in figures] == [one.report[name] for name in figures], what


def test_every_kind_of_edit_by_itself(builder, tmp_path):
    archive = EditedArchive(tmp_path)
    build(builder, archive)
    together = 1 if LONG else 4  # edits in a build, and builds until the site is compared with a clean one
    since: list[str] = []
    for number, (name, edit) in enumerate(EDITS.items()):
        edit(archive, 31 * number + 4)
        since.append(name)
        if len(since) == together * together or number == len(EDITS) - 1:
            assert_equals_clean(builder, archive, since)
            since.clear()
        elif len(since) % together == 0:
            build(builder, archive)


@settings(
    max_examples=SEQUENCES,
    deadline=None,
    database=None,
    derandomize="BACKFILE_SEED" not in os.environ,
    phases=[Phase.generate, Phase.shrink] if LONG else [Phase.generate],
    suppress_health_check=list(HealthCheck),
    print_blob=True,
)
@given(
    st.lists(
        st.lists(st.tuples(st.sampled_from(sorted(EDITS)), NUMBERS), min_size=1, max_size=3),
        min_size=2,
        max_size=6 if LONG else 3,
    )
)
def test_random_sequences_of_edits(builder, steps):
    """Where it fails, Hypothesis names the shortest sequence: ``EDITS[name](archive, number)`` for each."""
    if LONG:
        print(f"sequence {next(TRIED)}: {sum(map(len, steps))} edits", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory() as folder:
        archive = EditedArchive(Path(folder), count=8)
        build(builder, archive)
        for position, step in enumerate(steps):
            for name, number in step:
                EDITS[name](archive, number)
            if position < len(steps) - 1:
                ended = build(builder, archive)
                assert ended.code in (0, 1, 2), (step, ended.stderr)
                assert "fault in the program" not in ended.stderr, (step, ended.stderr)
        assert_equals_clean(builder, archive, steps)


def test_the_ledger_of_another_archive_misleads_nobody(builder, tmp_path):
    one, other = EditedArchive(tmp_path / "one"), EditedArchive(tmp_path / "two")
    EDITS["retitle"](other, 3)
    EDITS["rename_a_topic"](other, 1)
    build(builder, one)
    build(builder, other)
    for mine, foreign in zip(sorted(one.ledgers), sorted(other.ledgers), strict=True):
        shutil.copy(foreign, mine)
    EDITS["edit_the_body"](one, 5)

    assert_equals_clean(builder, one)


@pytest.mark.parametrize("seed", range(24 if LONG else 1))
@pytest.mark.parametrize("share", [1.0, 0.2])
def test_a_ledger_with_flipped_bits_misleads_nobody(builder, tmp_path, seed, share):
    """Bit rot that no decoder notices: letters stay letters. The first page, where SQLite would notice, is spared."""
    archive = EditedArchive(tmp_path)
    build(builder, archive)
    chance = random.Random(seed)
    flipped = 0
    for file in archive.ledgers:
        data = bytearray(file.read_bytes())
        for match in re.compile(rb"[a-z ]{12,}").finditer(bytes(data), 4096):
            if chance.random() < share:
                data[chance.randrange(*match.span())] ^= 1
                flipped += 1
        file.write_bytes(data)
    EDITS["touch"](archive, 1)
    EDITS["retitle"](archive, 5)

    assert flipped > 10
    assert_equals_clean(builder, archive, seed)


def test_a_site_moved_with_its_ledger_is_built_again_without_harm(builder, tmp_path):
    archive = EditedArchive(tmp_path / "one")
    build(builder, archive)
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    moved = EditedArchive.__new__(EditedArchive)
    moved.__dict__.update(vars(archive), folder=tmp_path / "two", content=tmp_path / "two/content")
    moved.output, moved.theme = tmp_path / "two/output", tmp_path / "two/theme"
    moved.settings = {**archive.settings, "THEME": str(moved.theme)}
    EDITS["retitle"](moved, 2)

    assert_equals_clean(builder, moved)


def test_one_process_builds_again_and_again(tmp_path):
    """As ``livereload`` does."""
    archive = EditedArchive(tmp_path)
    run = subprocess.run(
        [sys.executable, "-c", AGAIN, str(tmp_path), str(PROJECT / "pelicanconf.py")],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parent,
    )
    assert 0 == run.returncode, run.stderr
    for name, number in AGAIN_EDITS:
        EDITS[name](archive, number)
    with Builder() as builder:
        build(builder, archive, tmp_path / "clean")

    assert [] == differences(whole_tree(tmp_path / "clean"), whole_tree(archive.output))


AGAIN_EDITS = [("edit_the_body", 3), ("edit_a_template", 1), ("rename_an_entity", 2), ("add_the_newest", 5)]
AGAIN = """
import sys
from pathlib import Path
from backfile.hooks.command import build_site
from edited_archive import EDITS, EditedArchive
from test_incremental import AGAIN_EDITS
import shutil
folder = Path(sys.argv[1])
for path in ("content", "theme"):
    shutil.rmtree(folder / path)
archive = EditedArchive(folder)
for name, number in [("touch", 0), *AGAIN_EDITS]:
    EDITS[name](archive, number)
    given = {"PATH": str(archive.content), "OUTPUT_PATH": str(archive.output), "CACHE_PATH": str(archive.cache)}
    code = build_site(Path(sys.argv[2]), JOBS=1, DEFAULT_PAGINATION=5, **given, **archive.settings)
    if code:
        sys.exit(code)
"""
