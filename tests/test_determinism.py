"""The same content gives the same bytes, whatever surrounds the build.

The long form is ``invoke prove determinism`` (BACKFILE_EACH=1): each difference by itself, over the sample archive too.
"""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from builder import PROJECT, Builder, differences, whole_tree
from edited_archive import EDITS, EditedArchive

LONG = "BACKFILE_EACH" in os.environ
FAULTS = Path(__file__).parent / "faults"
YEAR = 366 * 86400
PROGRAM = (
    "import sys, json; from pathlib import Path; from backfile.hooks.command import build_site; "
    "sys.exit(build_site(Path(sys.argv[1]), **json.loads(sys.argv[2])))"
)


@dataclass(frozen=True)
class Around:
    """What surrounds a build, in a process of its own."""

    jobs: int = 1
    environment: dict[str, str] = field(default_factory=dict)
    umask: int = 0o022
    reversed: bool = False
    """Folders are listed last entry first."""
    place: str = "here"
    """Folder of the content, the theme, the program and the site."""


PLAIN = Around(environment={"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "1"})
MIXED = Around(
    jobs=2,
    environment={"TZ": "Asia/Kathmandu", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
    umask=0o077,
    reversed=True,
    place="some where/else and with a name that is a good deal longer",
)
EACH = {
    "two jobs": Around(jobs=2),
    "eight jobs": Around(jobs=8),
    "another zone": Around(environment={"TZ": "Asia/Kathmandu"}),
    "a zone behind": Around(environment={"TZ": "America/Los_Angeles"}),
    "a UTF-8 locale": Around(environment={"LC_ALL": "C.UTF-8"}),
    "another umask": Around(umask=0o077),
    "an open umask": Around(umask=0o002),
    "reversed folders": Around(reversed=True),
    "a longer path": Around(place="some where/else and with a name that is a good deal longer"),
    "another hash seed": Around(environment={"PYTHONHASHSEED": "2"}),
    "random hashes": Around(environment={"PYTHONHASHSEED": "random"}),
}


def locales() -> list[str]:
    """Locales that are installed here."""
    run = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False)
    return [name for name in run.stdout.split() if name not in ("C", "POSIX")]


def site(folder: Path, content: Path, around: Around, **settings: Any) -> dict[str, str]:
    """The tree of a site that is built under these circumstances."""
    place = folder / around.place
    project = place / "project"
    for name in ("plugins", "themes", "pelicanconf.py"):
        source = PROJECT / name
        if source.is_dir():
            shutil.copytree(source, project / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, project / name)
    shutil.copytree(content, place / "content")
    paths = [str(project / "plugins"), *([str(FAULTS)] if around.reversed else [])]
    given = {
        "PATH": str(place / "content"),
        "OUTPUT_PATH": str(place / "site"),
        "CACHE_PATH": str(place / "cache"),
        "JOBS": around.jobs,
        "DEFAULT_PAGINATION": 5,
        **settings,
    }
    umask = f"import os; os.umask({around.umask}); "
    run = subprocess.run(
        [sys.executable, "-c", umask + PROGRAM, str(project / "pelicanconf.py"), json.dumps(given)],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
        env={
            **os.environ,
            **PLAIN.environment,
            **around.environment,
            "PYTHONPATH": os.pathsep.join(paths),
            **({"BACKFILE_FAULT_REVERSED": "1"} if around.reversed else {}),
        },
    )
    assert run.returncode == 0, run.stderr
    return whole_tree(place / "site")


def without_modes(tree: dict[str, str]) -> dict[str, str]:
    """Only what readers get; modes follow the umask, as those of every other program do."""
    return {path: value[0] + value.partition(" ")[2] for path, value in tree.items()}


@pytest.fixture
def content(tmp_path) -> Path:
    archive = EditedArchive(tmp_path / "archive", count=14)
    for number, name in enumerate(
        ("add_with_a_slug_that_is_taken", "correct", "give_an_entity_an_alias", "set_status")
    ):
        EDITS[name](archive, 3 * number + 1)
    archive.articles.clear()
    archive.add(1, datetime(2016, 2, 28, 23, 30, tzinfo=UTC), date="2016-02-28 23:30", title="Größe, ÅNGSTRÖM and café")
    return archive.content


def test_the_same_bytes_under_quite_other_circumstances(content, tmp_path):
    one = site(tmp_path / "one", content, PLAIN)
    two = site(tmp_path / "two", content, MIXED)

    assert len(one) > 80
    assert [] == differences(without_modes(one), without_modes(two))


def test_modes_are_those_of_the_umask_for_every_file(content, tmp_path):
    """So that no part of a site is closed to the server that can read the rest of it."""
    with Builder() as builder:
        for umask in (0o022, 0o027):
            output = tmp_path / f"output-{umask}"
            builder.build(content, output, circumstances={"umask": umask})
            modes = {
                (path.is_dir(), stat.S_IMODE(path.stat().st_mode))
                for path in output.rglob("*")
                if not path.is_relative_to(output / "images")  # copied by Pelican, with the modes that they have
                and path.name != "CNAME"
            }

            assert {(True, 0o777 & ~umask), (False, 0o666 & ~umask)} == modes


def test_a_clock_a_year_later_changes_nothing(content, tmp_path):
    until = datetime.now(UTC) + timedelta(days=180)
    with Builder() as builder:
        now = builder.build(content, tmp_path / "now")
        later = builder.build(content, tmp_path / "later", circumstances={"later": YEAR})
        held = content / "articles/2015/11/17/held.md"
        held.parent.mkdir(parents=True)
        held.write_text(f"---\ntitle: Held\ndate: 2015-11-17\nembargo: {until.isoformat()}\n---\nWords.\n")
        free = builder.build(content, tmp_path / "free", circumstances={"later": YEAR})
        epoch = {"SOURCE_DATE_EPOCH": str(int(datetime.now(UTC).timestamp()))}
        fixed = builder.build(content, tmp_path / "fixed", circumstances={"later": YEAR, "environment": epoch})

    assert (0, 0) == (now.code, later.code)
    assert [] == differences(whole_tree(tmp_path / "now"), whole_tree(tmp_path / "later"))
    # The clock was heard: an embargo ends with it, and does not where SOURCE_DATE_EPOCH says what day it is.
    assert (0, 1) == (free.report["withheld"], fixed.report["withheld"])
    assert [] == differences(whole_tree(tmp_path / "now"), whole_tree(tmp_path / "fixed"))


if LONG:
    DIFFERENCES = EACH | {f"locale {name}": Around(environment={"LC_ALL": name}) for name in locales()}

    @pytest.fixture(scope="module", params=["small", "sample"])
    def compared(request, tmp_path_factory) -> tuple[Path, dict[str, str]]:
        folder = tmp_path_factory.mktemp(request.param)
        content = PROJECT / "content" if request.param == "sample" else EditedArchive(folder / "archive", 40).content
        return content, site(folder / "plain", content, PLAIN)

    @pytest.mark.parametrize("around", DIFFERENCES.values(), ids=DIFFERENCES.keys())
    def test_each_difference_by_itself(compared, around, tmp_path):
        content, expected = compared

        assert [] == differences(without_modes(expected), without_modes(site(tmp_path, content, around)))

    def test_the_sample_archive_under_a_clock_a_year_later(tmp_path):
        with Builder() as builder:
            builder.build(PROJECT / "content", tmp_path / "now")
            builder.build(PROJECT / "content", tmp_path / "later", circumstances={"later": YEAR})

        assert [] == differences(whole_tree(tmp_path / "now"), whole_tree(tmp_path / "later"))
