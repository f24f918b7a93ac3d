"""Builds over odd content: links, strange names, files in the way of others, settings that make no sense."""

from __future__ import annotations

import os
import shutil
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from builder import Builder, differences, whole_tree
from edited_archive import EditedArchive


@pytest.fixture(scope="module")
def builder():
    with Builder() as builder:
        yield builder


def make(tmp_path, count=3):
    return EditedArchive(tmp_path, count)


def check(builder, archive, **more):
    one = builder.build(archive.content, archive.output, **archive.settings, **more)
    clean = archive.folder / "clean"
    two = builder.build(archive.content, clean, **archive.settings, **more)
    assert (two.code, []) == (one.code, differences(whole_tree(clean), whole_tree(archive.output)))


def article(archive, path, front, body="Old words."):
    archive.write(path, f"---\n{front}\n---\n{body}\n")


def first(builder, archive, **more):
    built = builder.build(archive.content, archive.output, **archive.settings, **more)
    assert built.code in (0, 1), built.stderr
    return built


def test_records_in_one_file_are_looked_at(builder, tmp_path):
    archive = make(tmp_path)
    archive.write("topics.yaml", "- id: aviation\n  name: Aviation\n  description: One.\n")
    first(builder, archive)
    archive.write("topics.yaml", "- id: aviation\n  name: Flying\n  description: Two.\n")
    check(builder, archive)


def test_a_no_break_space_in_a_name(builder, tmp_path):
    archive = make(tmp_path)
    archive.write(
        "articles/2015/11/01/port\u00a0news.md", "---\ntitle: Old\ndate: 2015-11-01\nslug: pn\n---\nOld words.\n"
    )
    first(builder, archive)
    archive.write(
        "articles/2015/11/01/port\u00a0news.md", "---\ntitle: Fresh\ndate: 2015-11-01\nslug: pn\n---\nFresh copy.\n"
    )
    check(builder, archive)


def test_an_empty_archive_takes_another_language(builder, tmp_path):
    archive = make(tmp_path, 0)
    first(builder, archive, DEFAULT_LANG="en")
    check(builder, archive, DEFAULT_LANG="de")


def test_a_folder_of_records_that_is_a_link(builder, tmp_path):
    archive = make(tmp_path)
    shared = tmp_path / "shared"
    shutil.move(archive.content / "entities" / "people", shared)
    (archive.content / "entities" / "people").symlink_to(shared)
    first(builder, archive)
    (shared / "ada-lund.md").write_text("---\nname: Ada Lundqvist\n---\nOther.\n")
    check(builder, archive)


def test_static_files_of_a_theme_behind_a_link(builder, tmp_path):
    archive = make(tmp_path)
    shared = tmp_path / "shared-static"
    shutil.move(archive.theme / "static", shared)
    (archive.theme / "static").symlink_to(shared)
    first(builder, archive)
    sheet = sorted((shared / "css").glob("*.css"))[0]
    sheet.write_text(sheet.read_text() + "\n.n { color: red }\n")
    check(builder, archive)


def test_templates_of_a_theme_behind_a_link(builder, tmp_path):
    archive = make(tmp_path)
    shared = tmp_path / "shared-templates"
    shutil.move(archive.theme / "templates", shared)
    (archive.theme / "templates").symlink_to(shared)
    first(builder, archive)
    sheet = shared / "base.html"
    assert "</body>" in sheet.read_text()
    sheet.write_text(sheet.read_text().replace("</body>", "<!-- more --></body>"))
    check(builder, archive)


def test_an_article_called_index_leaves_the_page_of_its_day_alone(builder, tmp_path):
    archive = make(tmp_path)
    article(archive, "articles/2015/11/01/index.md", "title: Leaf\ndate: 2015-11-01")
    first(builder, archive)
    day = archive.output / "2015/11/01"

    assert "Leaf" in next(day.glob("index-*.html")).read_text()
    assert "Leaf" in (day / "index.html").read_text()
    article(archive, "articles/2015/11/01/x.md", "title: Xleaf\ndate: 2015-11-01")
    check(builder, archive)


def test_a_static_file_among_those_of_search(builder, tmp_path):
    archive = make(tmp_path)
    path = archive.write("extra/search/t/notes.txt", "x")
    os.utime(path, (1, 1))
    time.sleep(2.2)
    first(builder, archive)
    path.unlink()
    check(builder, archive)


def test_a_static_file_whose_name_is_not_utf8_is_named(builder, tmp_path):
    archive = make(tmp_path)
    (archive.content / "images" / "d").mkdir()
    Path(os.fsdecode(os.fsencode(archive.content / "images") + b"/\xff.png")).write_text("x")
    built = first(builder, archive)

    assert (1, True) == (built.code, "its name is not UTF-8" in built.stderr)


def test_a_record_whose_name_is_not_utf8_is_named(builder, tmp_path):
    archive = make(tmp_path)
    Path(os.fsdecode(os.fsencode(archive.content / "topics") + b"/\xff.md")).write_text("---\nname: X\n---\n")
    built = first(builder, archive)

    assert (1, True) == (built.code, "its name is not UTF-8" in built.stderr)


def test_a_text_page_whose_name_is_not_utf8_is_named(builder, tmp_path):
    archive = make(tmp_path)
    Path(os.fsdecode(os.fsencode(archive.content / "pages") + b"/\xff.md")).write_text("---\ntitle: X\n---\n")
    built = first(builder, archive)

    assert (1, True) == (built.code, "its name is not UTF-8" in built.stderr)


@pytest.mark.parametrize("value", ["", "soon", "99999999999999"])
def test_a_moment_that_makes_no_sense(builder, tmp_path, value):
    archive = make(tmp_path)
    built = builder.build(
        archive.content, archive.output, circumstances={"environment": {"SOURCE_DATE_EPOCH": value}}, **archive.settings
    )
    assert "fault in the program" not in built.stderr


def test_a_static_file_in_the_way_of_pages_is_set_aside(builder, tmp_path):
    archive = make(tmp_path)
    archive.write("extra/topics", "x")
    built = builder.build(archive.content, archive.output, **archive.settings)
    assert (archive.output / "topics/index.html").exists() or built.code, "all topic pages are gone, code 0"


def test_a_stray_folder_beside_a_kept_index(builder, tmp_path):
    archive = make(tmp_path)
    first(builder, archive, SHIP_WHOOSH_INDEX=False)
    (archive.cache / "whoosh" / "left").mkdir()
    built = builder.build(archive.content, archive.output, SHIP_WHOOSH_INDEX=False, **archive.settings)
    assert built.code == 0, built.stderr


def test_two_sites_with_one_cache(builder, tmp_path):
    archive = make(tmp_path)
    more = {"CACHE_PATH": str(tmp_path / "one-cache"), "SHIP_WHOOSH_INDEX": False}
    first(builder, archive, **more)
    other = tmp_path / "other"
    assert builder.build(archive.content, other, **archive.settings, **more).code == 0
    archive.add(5, datetime(2015, 12, 1, tzinfo=UTC))
    assert builder.build(archive.content, other, **archive.settings, **more).code == 0
    built = builder.build(archive.content, archive.output, **archive.settings, **more)
    assert built.code == 0, built.stderr
    check(builder, archive, **more)


def test_two_articles_of_one_address_change_places(builder, tmp_path):
    archive = make(tmp_path)
    archive.write(
        "articles/2015/11/01/a.md", "---\ntitle: A\ndate: 2015-11-01T10:00:00+01:00\nslug: same\n---\nOld words.\n"
    )
    archive.write(
        "articles/2015/11/01/b.md", "---\ntitle: B\ndate: 2015-11-01T09:00:00+00:00\nslug: same\n---\nOld words.\n"
    )
    first(builder, archive)
    archive.write(
        "articles/2015/11/01/a.md", "---\ntitle: A\ndate: 2015-11-01T10:30:00+01:00\nslug: same\n---\nOld words.\n"
    )
    check(builder, archive)
    archive.write(
        "articles/2015/11/01/a.md",
        "---\ntitle: A\ndate: 2015-11-01T10:30:00+01:00\nslug: same\nstatus: withheld\n---\nOld words.\n",
    )
    check(builder, archive)


def test_article_named_like_a_feed_of_static(builder, tmp_path):
    archive = make(tmp_path)
    archive.write("extra/index.html", "mine")
    first(builder, archive)
    check(builder, archive)
    (archive.content / "extra/index.html").unlink()
    check(builder, archive)
