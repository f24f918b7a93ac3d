"""Builds as a whole: losses, determinism, incremental = clean, old or new."""

from __future__ import annotations

import atexit
import json
import os
import shutil
import subprocess
import sys
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest

from builder import Builder
from conftest import PROJECT
from test_check import broken_articles

ARTICLE = """---
title: {title}
date: {date}
agency: BFN
dateline: {city}
topics: [{topic}]
entities: [person:ada-example]
---
{body}
"""


def write_article(content: Path, name: str, **values: str) -> Path:
    given = {
        "title": f"Story {name}",
        "date": "2015-11-17T18:05:00+01:00",
        "city": "Oslo",
        "topic": "shipping",
        "body": f"The port of {name} opened again on Tuesday after the storm, its master said.",
    } | values
    path = content / "articles" / given["date"][:10].replace("-", "/") / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(ARTICLE.format(**given), encoding="utf-8")
    return path


@pytest.fixture
def content(tmp_path) -> Path:
    folder = tmp_path / "content"
    for number in range(14):
        write_article(folder, f"port-{number}", date=f"2015-{1 + number % 12:02}-17T18:{number:02}:00+01:00")
    return folder


@cache
def _builder() -> Builder:
    builder = Builder()
    atexit.register(builder.__exit__)
    return builder


def build(content: Path, output: Path, *, env: dict[str, str] | None = None, **settings: object):
    """Build in a process of its own; ``(exit code, report, stderr)``.

    It is forked, unless its environment or the processes that it starts are what the test is about.
    """
    settings = {
        "PATH": str(content),
        "OUTPUT_PATH": str(output),
        "CACHE_PATH": str(output.parent / f".cache-{output.name}"),
        "REPORT_JSON": True,
        "DEFAULT_PAGINATION": 5,
    } | settings
    if env is None and "JOBS" not in settings:
        built = _builder().build(content, output, **settings)
        return built.code, built.report if built.stdout.strip() else {}, built.stderr
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(PROJECT / "pelicanconf.py"), json.dumps(settings)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **(env or {})},
    )
    report = json.loads(run.stdout.splitlines()[-1]) if run.stdout.strip() else {}
    return run.returncode, report, run.stderr


PROGRAM = (
    "import sys, json; from pathlib import Path; from backfile.hooks.command import build_site; "
    "sys.exit(build_site(Path(sys.argv[1]), **json.loads(sys.argv[2])))"
)


def tree(output: Path) -> dict[str, str]:
    """Path → digest of every file."""
    return {
        path.relative_to(output).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in output.rglob("*")
        if path.is_file()
    }


def test_a_broken_article_is_named_and_the_others_are_published(content, tmp_path):
    broken = write_article(content, "port-99")
    broken.write_text("---\ntitle: x\ndate: 2015-02-30\n---\nBody.\n", encoding="utf-8")
    code, report, stderr = build(content, tmp_path / "output")

    assert 1 == code
    assert (15, 14, 1) == (report["read"], report["published"], report["rejected"])
    assert "articles/2015/11/17/port-99.md" == report["rejects"][0]["path"]
    assert 3 == report["rejects"][0]["line"]
    assert "port-99.md:3:" in stderr
    assert "Traceback" not in stderr


def test_every_kind_of_broken_article_is_named_and_costs_only_itself(content, tmp_path):
    broken = set()
    kinds = broken_articles()
    for number, (_, data, problems) in enumerate(kinds):
        path = f"articles/2015/11/17/kind-{number}.md"
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_bytes(data)
        if any(not line.partition(": ")[2].startswith("warning:") for line in problems):
            broken.add(path)
    code, report, stderr = build(content, tmp_path / "output")

    assert 1 == code
    assert len(broken) >= 30
    assert broken == {reject["path"] for reject in report["rejects"]}
    assert 14 + len(kinds) == report["read"] == report["published"] + report["rejected"]
    assert "Traceback" not in stderr


def test_a_file_name_that_is_not_utf8_is_named(content, tmp_path):
    path = content / "articles/2015/11/17" / os.fsdecode(b"caf\xe9.md")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        path.write_bytes(b"---\ntitle: x\ndate: 2015-11-17\n---\nBody.\n")
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    code, report, stderr = build(content, tmp_path / "output")
    again, _, _ = build(content, tmp_path / "output")

    assert (1, 1) == (code, again)
    assert (15, 14, 1) == (report["read"], report["published"], report["rejected"])
    assert "Traceback" not in stderr


def test_the_same_bytes_under_other_circumstances(content, tmp_path):
    build(content, tmp_path / "one", JOBS=1, env={"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"})
    moved = tmp_path / "elsewhere" / "content"
    shutil.copytree(content, moved)
    old_umask = os.umask(0o077)
    try:
        build(moved, tmp_path / "two", JOBS=3, env={"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8"})
    finally:
        os.umask(old_umask)

    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_incremental_builds_equal_clean_ones(content, tmp_path):
    output = tmp_path / "output"
    build(content, output)

    def edit_text() -> None:
        path = content / "articles/2015/03/17/port-2.md"
        path.write_text(path.read_text().replace("storm", "long strike"), encoding="utf-8")

    def same_size_and_time() -> None:
        path = content / "articles/2015/04/17/port-3.md"
        status = path.stat()
        path.write_text(path.read_text().replace("Tuesday", "Mundays"), encoding="utf-8")
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))

    def name_an_entity() -> None:
        people = content / "entities" / "people"
        people.mkdir(parents=True)
        (people / "ada-example.md").write_text("---\nname: Ada Example\naliases: [its master]\n---\nA person.\n")

    edits = [
        edit_text,
        same_size_and_time,
        lambda: write_article(content, "port-90", topic="storms"),
        (content / "articles/2015/05/17/port-4.md").unlink,
        name_an_entity,
        lambda: write_article(content, "port-6", date="2015-07-17T18:06:00+01:00", topic="storms", city="Bergen"),
    ]
    for number, edit in enumerate(edits):
        edit()
        code, report, _ = build(content, output)
        clean = tmp_path / f"clean-{number}"
        build(content, clean)

        assert 0 == code
        assert report["pages_skipped"] > 0
        assert tree(clean) == tree(output), f"after edit {number}"


def test_a_build_with_nothing_changed_writes_nothing(content, tmp_path):
    _, first, _ = build(content, tmp_path / "output")
    before = tree(tmp_path / "output")
    _, second, _ = build(content, tmp_path / "output")

    assert 0 == second["pages_written"]
    assert first["pages_written"] == second["pages_skipped"]
    assert before == tree(tmp_path / "output")


def test_a_page_damaged_in_the_output_is_made_again(content, tmp_path):
    output = tmp_path / "output"
    build(content, output)
    before = tree(output)
    (output / "index.html").write_text("damaged")
    (output / "topics/index.html").unlink()
    build(content, output)

    assert before == tree(output)


def test_the_published_index_is_never_written_into(content, tmp_path):
    output = tmp_path / "output"
    build(content, output)
    before = tree(output)
    published = output / "search" / "manifest.json"
    kept = tmp_path / "kept.json"
    os.link(published, kept)  # the published file, whatever becomes of its name
    written = kept.stat().st_mtime_ns
    next((output / "search" / "t").iterdir()).unlink()
    build(content, output)

    assert before == tree(output)
    assert written == kept.stat().st_mtime_ns


def test_two_articles_with_one_slug_on_one_day_both_publish(content, tmp_path):
    first = write_article(content, "fire-a", date="2015-11-20T10:00:00+01:00", title="Fire")
    second = write_article(content, "fire-b", date="2015-11-20T11:00:00+01:00", title="Fire")
    for path in (first, second):
        path.write_text(path.read_text().replace("---\ntitle", "---\nslug: fire\ntitle", 1), encoding="utf-8")
    code, report, _ = build(content, tmp_path / "output")
    pages = sorted(path.name for path in (tmp_path / "output/2015/11/20").glob("fire*.html"))

    assert 0 == code
    assert 2 == len(pages)
    assert "fire.html" == sorted(pages, key=len)[0]
    assert 16 == report["published"]


def test_pelican_alone_builds_the_same_site(content, tmp_path):
    build(content, tmp_path / "one", DEFAULT_PAGINATION=50)
    run = subprocess.run(
        [
            str(Path(sys.executable).parent / "pelican"),
            str(content),
            "-s",
            "pelicanconf.py",
            "-o",
            str(tmp_path / "two"),
            "-e",
            f'CACHE_PATH="{tmp_path / "cache"}"',
        ],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert 0 == run.returncode, run.stderr
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_an_output_folder_that_is_not_ours_is_refused_in_a_sentence(content, tmp_path):
    output = tmp_path / "letters"
    output.mkdir()
    (output / "dear.txt").write_text("x")
    code, _, stderr = build(content, output)

    assert 2 == code
    assert "did not make" in stderr
    assert "Traceback" not in stderr


def test_withheld_and_embargoed_articles_stay_out(content, tmp_path):
    held = write_article(content, "secret", date="2015-11-20T10:00:00+01:00", title="Held back")
    held.write_text(held.read_text().replace("agency:", "status: withheld\nagency:"), encoding="utf-8")
    embargoed = write_article(content, "early", date="2015-11-20T10:00:00+01:00", title="Too early")
    embargoed.write_text(
        embargoed.read_text().replace("agency:", "embargo: 2999-01-01T00:00:00Z\nagency:"), encoding="utf-8"
    )
    code, report, _ = build(content, tmp_path / "output")

    assert 0 == code
    assert (16, 14, 2) == (report["read"], report["published"], report["withheld"])
    for path in (tmp_path / "output").rglob("*"):
        if path.is_file():
            assert b"Held back" not in path.read_bytes()
            assert b"Too early" not in path.read_bytes()


def test_a_site_put_back_from_an_archive_is_taken_over(content, tmp_path):
    """As where CI keeps output and cache between two runs: other inodes and times, the same content."""
    output = tmp_path / "output"
    _, first, _ = build(content, output)
    shutil.copytree(output, tmp_path / "kept", copy_function=shutil.copy)
    for folder in (output, tmp_path / ".output.stage"):
        shutil.rmtree(folder, ignore_errors=True)
    (tmp_path / "kept").rename(output)
    page = output / "index.html"
    page.write_bytes(page.read_bytes().replace(b"Oslo", b"Rome"))
    for article in content.rglob("*.md"):
        os.utime(article)
    code, again, _ = build(content, output)

    assert (0, 1, first["files"] - 1) == (code, again["pages_written"], again["pages_skipped"])
    assert b"Rome" not in page.read_bytes()
