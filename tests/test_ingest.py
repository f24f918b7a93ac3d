"""``ingest`` from end to end: files in, article files out."""

from __future__ import annotations

import gzip
import io
import lzma
import os
import re
import tarfile
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from backfile.ingest import ingest
from backfile.model.article import Article
from backfile.model.problems import BackfileError
from backfile.reader import article_files, parse_article

UTC_ZONE = ZoneInfo("UTC")

PORT = """\
Port reopens after storm

Moscow/Istanbul (dpa) – Russia’s line said “all ships” would
sail – soon.

dpa abc yydd n1 sku
"""


def written(content: Path) -> dict[str, Article]:
    found = {}
    for path in article_files(content):
        article, problems = parse_article((content / path).read_bytes(), path, UTC_ZONE)
        assert article is not None
        assert not [problem for problem in problems if problem.is_error]
        found[path] = article
    return found


def file_of(folder: Path, text: str, name: str = "port-2015-11-17.txt") -> Path:
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_a_dpa_story_becomes_an_article_file(tmp_path: Path) -> None:
    summary = ingest(file_of(tmp_path / "in", PORT), tmp_path / "content")

    path = tmp_path / "content/articles/2015/11/17/port-reopens-after-storm.md"
    lines = path.read_text(encoding="utf-8").split("\n")
    assert lines[:4] == ["---", "title: Port reopens after storm", "date: 2015-11-17", "agency: dpa"]
    assert "dateline: Moscow/Istanbul" in lines
    assert lines[-2] == "Russia’s line said “all ships” would sail – soon."
    (article,) = written(tmp_path / "content").values()
    assert article.dateline is not None
    assert [place.name for place in article.dateline.places] == ["Moscow", "Istanbul"]
    assert (summary.read, summary.written, summary.unchanged, summary.rejected) == (1, 1, 0, [])


def test_the_same_input_twice_changes_nothing(tmp_path: Path) -> None:
    file = file_of(tmp_path / "in", PORT + "=\n" + PORT.replace("soon", "later"))
    ingest(file, tmp_path / "content")
    before = {path: (tmp_path / "content" / path).stat().st_mtime_ns for path in article_files(tmp_path / "content")}

    again = ingest(file, tmp_path / "content")

    assert (again.written, again.unchanged) == (0, 2)
    assert {path: (tmp_path / "content" / path).stat().st_mtime_ns for path in before} == before


def test_equal_headlines_of_a_day_stand_side_by_side_in_any_order(tmp_path: Path) -> None:
    texts = [PORT, PORT.replace("soon", "later"), PORT.replace("soon", "never")]
    trees = []
    for number, order in enumerate([(0, 1, 2), (2, 0, 1), (1, 2, 0)]):
        folder = tmp_path / f"in{number}"
        for place, index in enumerate(order):
            file_of(folder, texts[index], f"{place}-2015-11-17.txt")
        ingest(folder, tmp_path / f"content{number}")
        trees.append({path: article.body for path, article in written(tmp_path / f"content{number}").items()})

    names = sorted(path.rpartition("/")[2] for path in trees[0])
    assert names[2] == "port-reopens-after-storm.md"
    assert all(re.fullmatch(r"port-reopens-after-storm-[0-9a-f]{4}\.md", name) for name in names[:2])
    assert trees[0] == trees[1] == trees[2]


def test_an_article_of_another_id_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "content/articles/2015/11/17/port-reopens-after-storm.md"
    path.parent.mkdir(parents=True)
    path.write_text("---\ntitle: By hand\ndate: 2015-11-17\n---\nText.\n")

    summary = ingest(file_of(tmp_path / "in", PORT), tmp_path / "content")

    assert path.read_text().startswith("---\ntitle: By hand")
    assert summary.written == 1
    assert len(article_files(tmp_path / "content")) == 2
    assert ingest(tmp_path / "in", tmp_path / "content").unchanged == 1


def reuters(body: str, number: int = 1, title: str = "PORT REOPENS") -> str:
    return (
        f'<!DOCTYPE lewis SYSTEM "lewis.dtd">\n<REUTERS NEWID="{number}">\n<DATE>17-NOV-1987 18:05:01.79</DATE>\n'
        f"<TEXT><TITLE>{title}</TITLE>"
        f"<DATELINE>    LIMA, Nov 17 - </DATELINE><BODY>{body}\n Reuter\n</BODY></TEXT>\n</REUTERS>\n"
    )


def test_a_changed_story_with_the_same_id_replaces_its_article_when_asked_to(tmp_path: Path) -> None:
    ingest(file_of(tmp_path / "in", reuters("Ships sail.")), tmp_path / "content")
    changed = file_of(tmp_path / "in", reuters("Ships wait.", title="PORT CLOSED"))
    summary = ingest(changed, tmp_path / "content", replace=True)

    (article,) = written(tmp_path / "content").values()
    assert (article.title, article.body, article.id) == ("PORT CLOSED", "Ships wait.", "reuters21578-1")
    assert summary.written == 1


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    summary = ingest(file_of(tmp_path / "in", PORT), tmp_path / "content", dry_run=True)

    assert summary.written == 1
    assert "would be written" in str(summary)
    assert not (tmp_path / "content").exists()


def test_the_agency_may_be_given(tmp_path: Path) -> None:
    ingest(file_of(tmp_path / "in", PORT), tmp_path / "content", agency="BFN")

    (article,) = written(tmp_path / "content").values()
    assert article.agency == ("BFN",)


@pytest.mark.parametrize(
    ("text", "name", "day"),
    [
        (PORT.replace("dpa abc", "051805 Nov 15\ndpa abc"), "x.txt", "2015-11-05"),
        (PORT.replace("Istanbul (dpa)", "Istanbul, Nov 3, 2014 (dpa)"), "2015-11-17.txt", "2014-11-03"),
        (PORT.replace("Istanbul (dpa)", "Istanbul, Nov 16 (dpa)"), "20151117.txt", "2015-11-16"),
        (PORT.replace("Istanbul (dpa)", "Istanbul, Dec 31 (dpa)"), "2015-01-01.txt", "2014-12-31"),
        (PORT, "2015-11-17.txt", "2015-11-17"),
        (PORT, "x.txt", "2012-05-06"),
    ],
)
def test_dates_come_from_the_best_source(tmp_path: Path, text: str, name: str, day: str) -> None:
    file = file_of(tmp_path / "in", text, name)
    stamp = datetime(2012, 5, 6, 12, tzinfo=UTC).timestamp()
    os.utime(file, (stamp, stamp))

    summary = ingest(file, tmp_path / "content")

    (article,) = written(tmp_path / "content").values()
    assert article.date.date().isoformat() == day
    assert bool(summary.notes) == (article.has_time is False and day != "2014-11-03")


def test_a_guessed_date_stands_when_the_file_is_copied(tmp_path: Path) -> None:
    file = file_of(tmp_path / "in", PORT, "x.txt")
    os.utime(file, (1_336_300_000, 1_336_300_000))
    ingest(file, tmp_path / "content")
    os.utime(file, (1_436_300_000, 1_436_300_000))

    assert ingest(file, tmp_path / "content").unchanged == 1


def test_times_without_zone_are_in_the_archives_zone(tmp_path: Path) -> None:
    file = file_of(tmp_path / "in", PORT.replace("dpa abc", "171805 Nov 15\ndpa abc"))

    ingest(file, tmp_path / "content", zone=ZoneInfo("Europe/Berlin"))

    (path,) = article_files(tmp_path / "content")
    assert "date: 2015-11-17T18:05:00+01:00" in (tmp_path / "content" / path).read_text()


def _tar(texts: dict[str, bytes], mode: str) -> bytes:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode=mode) as archive:  # type: ignore[call-overload]
        for name, text in texts.items():
            member = tarfile.TarInfo(name)
            member.size = len(text)
            archive.addfile(member, io.BytesIO(text))
    return data.getvalue()


def _zip(texts: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, text in texts.items():
            archive.writestr(name, text)
    return data.getvalue()


@pytest.mark.parametrize("kind", ["gz", "xz", "zip", "tar", "tar.gz", "tar.xz", "tar.bz2"])
def test_archives_are_read_without_unpacking(tmp_path: Path, kind: str) -> None:
    texts = {
        "2015-11-17/a.txt": PORT.encode(),
        "2015-11-17/b.txt": PORT.replace("soon", "later").encode(),
        ".hidden": b"x",
    }
    pack = {
        "gz": lambda: gzip.compress(PORT.encode()),
        "xz": lambda: lzma.compress(PORT.encode()),
        "zip": lambda: _zip(texts),
        "tar": lambda: _tar(texts, "w:"),
        "tar.gz": lambda: _tar(texts, "w:gz"),
        "tar.xz": lambda: _tar(texts, "w:xz"),
        "tar.bz2": lambda: _tar(texts, "w:bz2"),
    }[kind]
    file = tmp_path / "in" / "wire-without-ending"
    file.parent.mkdir()
    file.write_bytes(pack())

    summary = ingest(file, tmp_path / "content")

    assert summary.rejected == []
    assert summary.written == len(article_files(tmp_path / "content")) == (1 if kind in ("gz", "xz") else 2)
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["content", "in"]


def test_a_story_that_cannot_be_read_is_named_and_the_others_are_written(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    file_of(folder, PORT)
    file_of(folder, "", "empty.txt")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00")
    (folder / "broken.gz").write_bytes(gzip.compress(PORT.encode())[:40])
    (folder / "inner.zip").write_bytes(_zip({"deep.zip": _zip({"a.txt": PORT.encode()})}))

    summary = ingest(folder, tmp_path / "content")

    assert summary.written == 1
    assert [problem.path for problem in summary.rejected] == [
        "broken.gz",
        "empty.txt",
        "inner.zip!deep.zip",
        "picture.png",
    ]
    assert "rejected: picture.png: not wire copy: data that is no text" in str(summary)


def test_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(PORT.encode())))
    ingest("-", tmp_path / "content", now=datetime(2015, 11, 17, tzinfo=UTC))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(PORT.encode())))

    again = ingest("-", tmp_path / "content", now=datetime(2015, 11, 20, tzinfo=UTC))

    assert article_files(tmp_path / "content") == ["articles/2015/11/17/port-reopens-after-storm.md"]
    assert again.unchanged == 1


def test_what_a_person_got_wrong_is_said(tmp_path: Path) -> None:
    with pytest.raises(BackfileError, match="there is no file or folder"):
        ingest(tmp_path / "nowhere", tmp_path / "content")
    with pytest.raises(BackfileError, match=r"unknown format 'telex': known are reuters21578, .*, text"):
        ingest(file_of(tmp_path / "in", PORT), tmp_path / "content", format="telex")


def test_counts_add_up_and_progress_is_told(tmp_path: Path) -> None:
    file = file_of(
        tmp_path / "in", "".join(reuters(f"Ships sail {n}.", n) for n in range(1, 601)) + reuters("", 601, "")
    )
    told: list[int] = []

    summary = ingest(file, tmp_path / "content", progress=told.append)

    assert summary.read == 601
    assert summary.read == summary.written + summary.unchanged + len(summary.rejected)
    assert sum(told) == summary.read
    assert summary.lines()[0].startswith("601 stories read: 60")
