"""Plugins that others wrote for Pelican work on the archive, and none of them can harm the published site."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from builder import PROJECT, Builder, Built, differences, whole_tree
from edited_archive import EDITS, EditedArchive

SITE = "https://example.org/archive"


@pytest.fixture(scope="module")
def builder():
    with Builder() as builder:
        yield builder


@pytest.fixture
def archive(tmp_path) -> EditedArchive:
    archive = EditedArchive(tmp_path)
    archive.settings["SITEURL"] = SITE
    return archive


def build(builder: Builder, archive: EditedArchive, *plugins: str, first: tuple[str, ...] = (), **given: Any) -> Built:
    listed = [*first, "backfile.hooks", *plugins]
    given = archive.settings | {"PLUGINS": listed, "PLUGIN_PATHS": [str(archive.folder / "plugins")]} | given
    return builder.build(archive.content, archive.output, **given)


def write_plugin(archive: EditedArchive, name: str, text: str) -> str:
    folder = archive.folder / "plugins"
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.py").write_text(text, encoding="utf-8")
    return name


def article_pages(output: Path) -> set[str]:
    return {path.relative_to(output).as_posix() for path in output.glob("[0-9]*/*/*/*.html") if path.stem != "index"}


def entries(sitemap: Path) -> dict[str, tuple[str, str]]:
    """Address → date and frequency of each entry."""
    pattern = r"<loc>(.*?)</loc>\s*<lastmod>(.*?)</lastmod>\s*<changefreq>(.*?)</changefreq>"
    return {address: (date, often) for address, date, often in re.findall(pattern, sitemap.read_text(encoding="utf-8"))}


def test_pelican_sitemap_lists_every_article(builder, archive):
    EDITS["correct"](archive, 1)
    archive.change(2, modified="2016-02-03T04:05:06+01:00", date="2015-11-02T10:00:00+01:00")
    archive.change(5, status="canceled")
    archive.change(6, status="withheld")
    built = build(builder, archive, "sitemap")
    listed = entries(archive.output / "sitemap.xml")
    articles = {address.removeprefix(f"{SITE}/") for address, (_, often) in listed.items() if often == "monthly"}
    canceled = {page for page in article_pages(archive.output) if page not in articles}

    assert 0 == built.code, built.stderr
    assert 11 == built.report["published"]
    assert 10 == len(articles)
    assert articles < article_pages(archive.output)
    assert 1 == len(canceled), "the plugin leaves out what is not published in Pelican's sense"
    assert "2016-02-03T04:05:06+01:00" in {date for date, _ in listed.values()}
    assert {f"{SITE}/", f"{SITE}/topics/", f"{SITE}/topics/shipping/", f"{SITE}/2015/11/"} < listed.keys()
    for address in listed:
        page = address.removeprefix(f"{SITE}/")
        assert (archive.output / page / ("index.html" if page.endswith("/") or not page else "")).is_file(), address


def test_pelican_sitemap_lists_the_same_after_an_edit_as_in_a_clean_build(builder, archive):
    build(builder, archive, "sitemap")
    EDITS["retitle"](archive, 3)
    EDITS["add_the_newest"](archive, 4)
    EDITS["delete"](archive, 1)
    build(builder, archive, "sitemap")
    found = entries(archive.output / "sitemap.xml")
    archive.output = archive.folder / "clean"
    build(builder, archive, "sitemap")
    expected = entries(archive.output / "sitemap.xml")

    assert expected.keys() == found.keys()
    assert {key: value for key, value in expected.items() if value[1] == "monthly"} == {
        key: value for key, value in found.items() if value[1] == "monthly"
    }


LISTENER = """
import json
from pelican import contents, signals

heard = []


def told(article):
    return {
        "real": isinstance(article, contents.Article),
        "title": article.title,
        "date": article.date.isoformat(),
        "slug": article.slug,
        "url": article.url,
        "save_as": article.save_as,
        "status": article.status,
        "lang": article.lang,
        "tags": [[tag.name, tag.slug, tag.url] for tag in getattr(article, "tags", [])],
        "category": str(article.category),
        "summary": article.summary,
        "content": article.content,
        "source": article.get_relative_source_path(),
        "ours": type(article.article).__module__,
        "agency": list(article.article.agency),
        "added": article.metadata.get("added"),
    }


def remember(name):
    def handler(sender, **given):
        heard.append(name)

    return handler


HANDLERS = []


def metadata(generator, metadata):
    metadata["added"] = "by " + metadata["title"]


def finalized(generator):
    heard.append("article_generator_finalized")
    known = {
        "articles": [told(article) for article in generator.articles],
        "context": [article.title for article in generator.context["articles"]],
        "hidden": [article.title for article in generator.hidden_articles],
        "tags": sorted(tag.slug for tag in generator.tags),
        "dates": len(generator.context["dates"]),
        "generated": sorted(generator.context["generated_content"]),
    }
    generator.known = known


def all_done(generators):
    heard.append("all_generators_finalized")
    global known
    known = next(generator.known for generator in generators if hasattr(generator, "known"))


def written(path, context):
    article = context.get("article")
    known.setdefault("written", []).append([path, article.title if article else ""])


def publish(pelican):
    heard.append("finalized")
    known["heard"] = list(dict.fromkeys(heard))
    with open(pelican.output_path + "/known.json", "w") as stream:
        json.dump(known, stream)


def register():
    for name in (
        "article_generator_init",
        "article_generator_preread",
        "content_object_init",
        "article_generator_pretaxonomy",
        "article_generator_write_article",
        "content_written",
        "article_writer_finalized",
    ):
        HANDLERS.append(remember(name))
        getattr(signals, name).connect(HANDLERS[-1])
    signals.article_generator_context.connect(metadata)
    signals.article_generator_finalized.connect(finalized)
    signals.all_generators_finalized.connect(all_done)
    signals.content_written.connect(written)
    signals.finalized.connect(publish)
"""


def test_a_plugin_finds_real_articles_at_every_moment(builder, archive):
    archive.settings["SITEURL"] = ""
    path = archive.pick(1)
    archive.change(1, title="A <b>bold</b> & plain headline", summary="A summary & more", topics="[storms, shipping]")
    archive.change(4, status="canceled")
    built = build(builder, archive, write_plugin(archive, "listener", LISTENER))
    assert 0 == built.code, built.stderr
    known = json.loads((archive.output / "known.json").read_text())
    article = next(one for one in known["articles"] if one["source"] == path)
    given = archive.articles[path]

    assert article | {"content": ""} == {
        "real": True,
        "title": given["title"],
        "date": given["date"],
        "slug": path.rpartition("/")[2].removesuffix(".md"),
        "url": path.removeprefix("articles/").replace(".md", ".html"),
        "save_as": path.removeprefix("articles/").replace(".md", ".html"),
        "status": "published",
        "lang": given["lang"] or "en",
        "tags": [["Storms", "storms", "topics/storms/"], ["Shipping", "shipping", "topics/shipping/"]],
        "category": "Storms",
        "summary": "A summary &amp; more",
        "content": "",
        "source": path,
        "ours": "backfile.model.article",
        "agency": [given["agency"]],
        "added": f"by {given['title']}",
    }
    assert "The port opened again" in article["content"]
    assert 11 == len(known["articles"]) == known["dates"] == len(known["context"])
    assert 1 == len(known["hidden"])
    dates = [one["date"] for one in known["articles"]]
    assert sorted(dates, reverse=True) == dates
    assert {"shipping", "storms"} < set(known["tags"])
    assert path in known["generated"]
    assert [
        "article_generator_init",
        "article_generator_preread",
        "content_object_init",
        "article_generator_pretaxonomy",
        "article_generator_finalized",
        "all_generators_finalized",
        "article_generator_write_article",
        "content_written",
        "article_writer_finalized",
        "finalized",
    ] == known["heard"]
    titles = [title for _, title in known["written"] if title]
    assert sorted([*known["context"], *known["hidden"]]) == sorted(titles)
    for page, _ in known["written"]:
        published = archive.output / page.partition(".stage/")[2]
        assert published.is_file(), page
        assert b'http-equiv="refresh"' not in published.read_bytes()


REFUSING = """
from pelican import contents

contents.Article.__init__ = None
"""


def test_nothing_is_made_for_other_plugins_where_there_are_none(builder, archive):
    """Their objects cost more time than the pages do."""
    settings = archive.folder / "settings.py"
    settings.write_text(REFUSING + (PROJECT / "pelicanconf.py").read_text(encoding="utf-8"), encoding="utf-8")
    built = builder.build(archive.content, archive.output, settings_file=settings, **archive.settings)

    assert 0 == built.code, built.stderr


APPENDER = """
from pathlib import Path
from pelican import signals


def append(pelican):
    for path in sorted(Path(pelican.output_path).rglob("*.html")):
        with path.open("r+b") as stream:  # in place: whoever has a link to this file sees it
            stream.seek(0, 2)
            stream.write(b"<!-- appended -->")
    if pelican.settings.get("THEN_FAIL"):
        raise RuntimeError("the plugin failed")


def register():
    signals.finalized.connect(append)
"""

ADDER = """
from pathlib import Path
from pelican import signals


def add(pelican):
    (Path(pelican.output_path) / "topics" / "humans.txt").write_text("We are human.")


def register():
    signals.finalized.connect(add)
"""


def test_a_plugin_that_fails_leaves_the_site_that_it_has_written_into_as_it_was(builder, archive):
    plugin = write_plugin(archive, "appender", APPENDER)
    build(builder, archive)
    old = whole_tree(archive.output)
    failed = build(builder, archive, plugin, THEN_FAIL=True)

    assert 2 == failed.code
    assert [] == differences(old, whole_tree(archive.output))


def test_a_plugin_that_writes_into_files_does_so_once_in_every_build(builder, archive):
    plugin = write_plugin(archive, "appender", APPENDER)
    build(builder, archive, plugin)
    first = whole_tree(archive.output)
    failed = build(builder, archive, plugin, THEN_FAIL=True)
    after_failure = whole_tree(archive.output)
    again = build(builder, archive, plugin)

    assert (2, 0) == (failed.code, again.code)
    assert [] == differences(first, after_failure)
    assert [] == differences(first, whole_tree(archive.output))
    for page in archive.output.rglob("*.html"):
        assert 1 == page.read_bytes().count(b"<!-- appended -->"), page


def test_a_plugin_that_adds_a_file_adds_it_to_every_build(builder, archive):
    plugin = write_plugin(archive, "adder", ADDER)
    build(builder, archive, plugin)
    first = whole_tree(archive.output)
    again = build(builder, archive, plugin)

    assert 0 == again.code
    assert "We are human." == (archive.output / "topics/humans.txt").read_text()
    assert [] == differences(first, whole_tree(archive.output))
    build(builder, archive)
    assert not (archive.output / "topics/humans.txt").exists()


def test_a_plugin_that_fails_is_named_and_leaves_the_old_site(builder, archive):
    plugin = write_plugin(archive, "appender", APPENDER)
    build(builder, archive)
    old = whole_tree(archive.output)
    archive.settings["SITENAME"] = "Another name on every page"
    failed = build(builder, archive, plugin, THEN_FAIL=True)

    assert 2 == failed.code
    assert "the plugin failed" in failed.stderr
    assert "Traceback" not in failed.stderr
    assert "Traceback" in (archive.cache / "error.log").read_text()
    assert [] == differences(old, whole_tree(archive.output))
    assert 0 == build(builder, archive).code


def test_a_fault_is_told_in_a_sentence_also_where_no_log_can_be_written(builder, archive):
    plugin = write_plugin(archive, "appender", APPENDER)
    (archive.cache / "error.log").mkdir(parents=True)
    failed = build(builder, archive, plugin, THEN_FAIL=True)

    assert 2 == failed.code
    assert "the plugin failed" in failed.stderr.splitlines()[-1]
    assert "Traceback" not in failed.stderr


def test_a_process_in_which_a_plugin_has_failed_can_build_again(archive):
    """As ``livereload`` does: the lock is given back."""
    write_plugin(archive, "appender", APPENDER)
    given = {
        "PATH": str(archive.content),
        "OUTPUT_PATH": str(archive.output),
        "CACHE_PATH": str(archive.cache),
        "JOBS": 1,
        "PLUGIN_PATHS": [str(archive.folder / "plugins")],
        "PLUGINS": ["backfile.hooks", "appender"],
    }
    run = subprocess.run(
        [sys.executable, "-c", TWICE, str(PROJECT / "pelicanconf.py"), json.dumps(given)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert 0 == run.returncode, run.stderr
    assert (archive.output / "index.html").is_file()


TWICE = """
import json, sys
from pathlib import Path
from backfile.hooks.command import build_site
given = json.loads(sys.argv[2])
first = build_site(Path(sys.argv[1]), THEN_FAIL=True, **given)
second = build_site(Path(sys.argv[1]), **given | {"SITENAME": "Another"})
sys.exit(0 if (first, second) == (2, 0) else 1)
"""
