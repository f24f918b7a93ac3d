"""Thirty broken articles of thirty kinds, one that kills its reader and one that blocks it: all others are published.

The long form is ``invoke prove rejects``: BACKFILE_STORIES good articles instead of thirty.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from backfile.bench.corpus import write_corpus
from test_build import build
from test_check import broken_articles

STORIES = int(os.environ.get("BACKFILE_STORIES", "30"))
FAULTS = str(Path(__file__).parent / "faults")
KINDS = 30
DEADLY, BLOCKING = "a word that kills", "a word that blocks"


def with_faults(**faults: str) -> dict[str, str]:
    """An environment in which the words above do what they say, in every process of a build."""
    path = os.pathsep.join(filter(None, [FAULTS, os.environ.get("PYTHONPATH", "")]))
    # Compiled modules are kept, or each of the many workers that are started would compile them again.
    return {"PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": ""} | {
        f"BACKFILE_FAULT_{name}": value for name, value in faults.items()
    }


@pytest.fixture(scope="module")
def content(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("rejects") / "content"
    write_corpus(folder, STORIES)
    return folder


@pytest.fixture(scope="module")
def broken(content) -> dict[str, int | None]:
    """Thirty kinds of broken articles among the good ones: path → line, None where a file has no line to name."""
    days = sorted({path.parent for path in content.glob("articles/*/*/*/*.md")})
    named: dict[str, int | None] = {}
    for number, (_, data, problems) in enumerate(broken_articles()):
        place, _, message = problems[0].partition(": ")
        if len(named) < KINDS and not message.startswith("warning:"):
            path = days[number % len(days)] / f"broken-{number}.md"
            path.write_bytes(data)
            line = place.rpartition(":")[2]
            named[path.relative_to(content).as_posix()] = int(line) if line.isdigit() else None
    assert KINDS == len(named)
    return named


def put(content: Path, name: str, words: str) -> str:
    path = sorted(content.glob("articles/*/*/*/*.md"))[STORIES // 2].with_name(f"{name}.md")
    path.write_text(f"---\ntitle: {name}\ndate: 2015-11-17\n---\nThis is {words}, *says* the test.\n", encoding="utf-8")
    return path.relative_to(content).as_posix()


def assert_named(expected: dict[str, int | None], code: int, report: dict, stderr: str) -> None:
    assert expected.keys() == {reject["path"] for reject in report["rejects"]}
    for reject in report["rejects"]:
        assert reject["line"] == (expected[reject["path"]] or 0), reject
        assert reject["message"], reject
        where = reject["path"] + (f":{reject['line']}" if reject["line"] else "")
        assert f"rejected {where}: " in stderr
    assert len(expected) == report["rejected"] == len(report["rejects"])
    assert STORIES == report["published"]
    assert STORIES + len(expected) == report["read"]
    assert 1 == code
    assert "Traceback" not in stderr


def published(output: Path) -> int:
    """Articles in the output folder, by their structured data."""
    return sum(b'"NewsArticle"' in path.read_bytes() for path in output.glob("[0-9]*/*/*/*.html"))


def test_broken_articles_are_named_and_the_others_published(content, broken, tmp_path):
    code, report, stderr = build(content, tmp_path / "output")

    assert_named(broken, code, report, stderr)
    assert STORIES == published(tmp_path / "output")


def test_an_article_that_kills_its_worker_is_one_of_them(content, broken, tmp_path):
    deadly = put(content, "deadly", DEADLY)
    try:
        code, report, stderr = build(content, tmp_path / "output", JOBS=2, env=with_faults(KILL=DEADLY))
        healed, after, _ = build(content, tmp_path / "output")
    finally:
        (content / deadly).unlink()

    assert_named(broken | {deadly: None}, code, report, stderr)
    assert "kills or blocks" in next(one["message"] for one in report["rejects"] if one["path"] == deadly)
    assert (1, KINDS, STORIES + 1) == (healed, after["rejected"], after["published"])


def test_an_article_that_blocks_its_worker_costs_itself(tmp_path):
    content = tmp_path / "content"
    write_corpus(content, 1)
    blocking = next(content.glob("articles/*/*/*")) / "blocking.md"
    blocking.write_text(
        f"---\ntitle: x\ndate: 2015-11-17\n---\nThis is {BLOCKING}, *says* the test.\n", encoding="utf-8"
    )
    env = with_faults(HANG=BLOCKING, PATIENCE="2")
    code, report, stderr = build(content, tmp_path / "output", JOBS=2, env=env)

    assert (1, 2, 1) == (code, report.get("read"), report.get("published")), stderr
    assert [blocking.relative_to(content).as_posix()] == [reject["path"] for reject in report["rejects"]]
    assert "Traceback" not in stderr
