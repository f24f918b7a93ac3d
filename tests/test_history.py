"""Versions of stories in whole builds: read like articles, shown where they belong, and gone with a withdrawn story."""

from __future__ import annotations

import gzip
import re
import zlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from builder import Builder, differences, whole_tree
from edited_archive import START, EditedArchive

WORD = b"xqjvort"
"""In no text but those that are to vanish."""

STORY = "articles/2015/11/09/inquiry.md"
PAGE, HISTORY = "2015/11/09/inquiry.html", "2015/11/09/inquiry.history.html"
AT = datetime(2015, 11, 9, 8, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def builder():
    with Builder() as builder:
        yield builder


@pytest.fixture
def archive(tmp_path) -> EditedArchive:
    archive = EditedArchive(tmp_path, 4)
    archive.settings["DISCOVERED_FROM"] = 1
    return archive


def save(archive: EditedArchive, path: str, body: str = "The port was shut.", **fields: str) -> None:
    fields = {"title": "Inquiry into the port", "date": AT.isoformat(), "agency": "BFN"} | fields
    head = "".join(f"{key}: {value}\n" for key, value in fields.items())
    archive.write(path, f"---\n{head}---\n{body}\n")


def keep(archive: EditedArchive, number: int, body: str, **fields: str) -> str:
    """Put the version of some hours before the story into its history; its path."""
    when = AT - timedelta(hours=number)
    path = f"history/2015/11/09/inquiry/{when:%Y%m%dT%H%M%SZ}-00000{number}.md"
    save(archive, path, body, **({"date": when.isoformat()} | fields))
    return path


def build(builder: Builder, archive: EditedArchive, **more):
    built = builder.build(archive.content, archive.output, **archive.settings, **more)
    assert built.code in (0, 1), built.stderr
    report = built.report
    counted = (report["published"], report["versions"], report["withheld"], report["rejected"])
    assert sum(counted) == report["read"], report
    return built, counted


def holding(word: bytes, *folders: Path) -> list[str]:
    """Files that hold a word, however they are packed; the name of each."""
    found = []
    for folder in folders:
        for path in (it for it in folder.rglob("*") if it.is_file()):
            data = path.read_bytes()
            packed = [gzip.decompress(data)] if data.startswith(b"\x1f\x8b") else _unpacked(data)
            if any(word in part.lower() for part in (data, path.as_posix().encode(), *packed)):
                found.append(path.relative_to(folder.parent).as_posix())
    return sorted(found)


def _unpacked(data: bytes) -> list[bytes]:
    """Whatever was compressed inside a file of another form, as far as it can be unpacked."""
    parts = []
    for start in (it.start() for it in re.finditer(rb"x[\x01\x5e\x9c\xda]", data)):
        try:
            parts.append(zlib.decompressobj().decompress(data[start:]))
        except zlib.error:
            continue
    return parts


@pytest.mark.parametrize("shipped", [True, False])
def test_no_word_of_a_withdrawn_story_is_left_after_one_build(builder, archive, shipped):
    """Its file and its history still have all of it: whoever withdraws it may have changed one line."""
    texts = {
        "subhead": "A xqjvortsub line",
        "summary": "A xqjvortsum of it.",
        "byline": "Ann Xqjvortby",
        "keywords": "[port, xqjvortkey]",
        "genre": "[Xqjvortgenre]",
        "images": "[{file: port.png, alt: xqjvortalt, caption: A xqjvortcap, credit: xqjvortcred}]",
    }
    body = "Mayor Xqjvortina Holm of Bergen met Ada Lund. The xqjvortbody shut.\n\nNordvik Xqjvort Inc. was told.\n"
    topics = {"topics": "[shipping]", "corrections": "[{date: 2015-11-09T09:00:00Z, note: Not a xqjvortnote.}]"}
    archive.settings["SHIP_WHOOSH_INDEX"] = shipped
    keep(archive, 2, "The xqjvortold shut. Nobody said why.", title="Port xqjvorthead")
    keep(archive, 1, body, signals="[update]", **texts)
    save(archive, STORY, body, **texts, **topics)
    folders = (archive.output, archive.output.with_name(".output.stage"), archive.cache)
    build(builder, archive)
    for path in (PAGE, HISTORY, "feed.atom", "people/index.html", "people/xqjvortina-holm/index.html"):
        assert WORD in (archive.output / path).read_bytes().lower(), path
    kinds = {re.sub(r"[0-9a-f]{6,}|\d+", "#", path) for path in holding(WORD, *folders)}
    assert {"kept/output-#.search/#.block", "output/search/t/#.bin", "output/search/d/#/#.bin"} <= kinds
    assert [path for path in kinds if path.endswith(".seg")]
    assert [path for path in kinds if path.endswith(".sqlite#")]

    withdrawn = {"status": "canceled", "modified": "2015-11-09T12:00:00Z"}
    save(archive, STORY, body, **texts, **topics, **withdrawn)
    _, counted = build(builder, archive)

    assert [] == holding(WORD, *folders)
    assert (5, 2, 0, 0) == counted
    tombstone = (archive.output / PAGE).read_text(encoding="utf-8")
    assert "This article has been withdrawn." in tombstone
    assert ["First version", "Update 1"] == re.findall(r"</time> (First version|Update 1)</li>", tombstone)
    assert not (archive.output / HISTORY).exists()
    clean = archive.folder / "clean"
    builder.build(archive.content, clean, **archive.settings)
    assert [] == differences(whole_tree(clean), whole_tree(archive.output))


def test_a_version_touches_the_pages_of_its_article_alone(builder, archive):
    save(archive, STORY, "The port opened again.")
    before: dict[str, int] = {}

    def changed() -> set[str]:
        """Files that were written or removed, but for those that are only copied."""
        nonlocal before
        build(builder, archive)
        after = {
            path.relative_to(archive.output).as_posix(): path.stat().st_ino
            for path in archive.output.rglob("*")
            if path.suffix not in (".png", "") and path.is_file()
        }
        found = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
        before = after
        return found

    changed()

    path = keep(archive, 3, "The port was shut.")
    assert {PAGE, HISTORY} == changed()
    keep(archive, 2, "The port was shut. Ships waited.", signals="[correction]")
    assert {PAGE, HISTORY} == changed()
    keep(archive, 2, "The port was shut. Ferries waited.", signals="[correction]")
    assert {HISTORY} == changed()
    (archive.content / path).unlink()
    assert {PAGE, HISTORY} == changed()
    clean = archive.folder / "clean"
    builder.build(archive.content, clean, **archive.settings)
    assert [] == differences(whole_tree(clean), whole_tree(archive.output))
    text = (archive.output / HISTORY).read_text(encoding="utf-8")
    assert "noindex" in text
    everywhere = [path for path in before if "history.html" in (archive.output / path).read_text(errors="replace")]
    assert {PAGE} == set(everywhere) - {HISTORY}


def test_what_is_held_back_leaves_no_trace_in_the_site(builder, archive):
    """Articles that are withheld or embargoed with their history, and such versions of one that is published."""
    later = {"embargo": "2999-01-01T00:00:00Z"}
    for name, held in (("embargoed", later), ("withheld", {"status": "withheld"})):
        save(archive, f"articles/2015/11/09/{name}.md", "A xqjvort.", title="Xqjvort", id=f"xqjvort-{name}", **held)
        save(archive, f"history/2015/11/09/{name}/1.md", "A xqjvort.", title="Xqjvort")
    save(archive, STORY, "The port opened again.", evolved_from="xqjvort-withheld")
    keep(archive, 4, "The port was shut.")
    keep(archive, 3, "A xqjvort.", **later)
    keep(archive, 2, "A xqjvort.", status="withheld")
    keep(archive, 1, "For editors: xqjvort.", signals="[advisory]")
    _, counted = build(builder, archive)

    assert (5, 2, 6, 0) == counted
    assert [] == holding(WORD, archive.output)
    assert "2 versions" in (archive.output / PAGE).read_text(encoding="utf-8")


def test_an_embargo_of_a_version_ends(builder, archive):
    save(archive, STORY, "The port opened again.")
    keep(archive, 2, "The port was shut.")
    keep(archive, 1, "Ships waited.", embargo="2020-01-01T00:00:00Z")

    def versions(epoch: int) -> int:
        built, _ = build(builder, archive, circumstances={"environment": {"SOURCE_DATE_EPOCH": str(epoch)}})
        assert ("under embargo" in built.stderr) == (epoch < 1_577_836_800)
        return len(re.findall("<li", (archive.output / HISTORY).read_text().partition('<nav class="storyline')[2]))

    assert versions(1_500_000_000) + 1 == versions(1_600_000_000)


def test_rejects_and_orphans_are_named_and_counted(builder, archive):
    save(archive, STORY)
    keep(archive, 1, "The port was shut.")
    archive.write("history/2015/11/09/inquiry/broken.md", "---\ntitle: [\n---\n")
    save(archive, "history/2015/11/09/nobody/1.md")
    save(archive, f"history/{START:%Y/%m/%d}/story-1/1.md", date=(START - timedelta(hours=1)).isoformat())
    built, counted = build(builder, archive)

    assert (5, 2, 1, 1) == counted
    assert "rejected history/2015/11/09/inquiry/broken.md:2: " in built.stderr
    assert "withheld history/2015/11/09/nobody/1.md: there is no article articles/2015/11/09/nobody.md" in built.stderr
    again, same = build(builder, archive)
    assert (counted, built.stderr.splitlines()[-3:]) == (same, again.stderr.splitlines()[-3:])
