"""What ``ingest`` does to a content folder: hand edits stay, nothing is lost, what is withdrawn is gone."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from backfile.ingest import Summary, ingest
from backfile.ingest.shelf import applying
from backfile.model.problems import BackfileError
from backfile.reader import article_files
from wire_feed import copy, feed, ninjs

NOW = datetime(2026, 1, 1, tzinfo=UTC)
TEXT = "Ships left the port of Kiel on Tuesday after two days of storm, its pilots said.\n\nNobody was hurt."
PATH = "articles/2015/11/17/port-reopens.md"


@pytest.fixture
def send(tmp_path: Path) -> Callable[..., Summary]:
    """Sends documents, each a file, to ``content``."""

    def sent(*documents: bytes, now: datetime = NOW, **options: bool) -> Summary:
        folder = tmp_path / "in" / str(len(list(tmp_path.glob("in/*"))))
        folder.mkdir(parents=True)
        for number, data in enumerate(documents):
            (folder / f"{number}.wire").write_bytes(data)
        return ingest(folder, tmp_path / "content", now=now, **options)

    return sent


def port(
    version: int = 1, at: str = "17 08:00", headline: str = "Port reopens", text: str = TEXT, **more: object
) -> bytes:
    return ninjs("bfn:port", version, at, headline, text, **more)


def tree(content: Path) -> dict[str, bytes]:
    return {
        file.relative_to(content).as_posix(): file.read_bytes() for file in sorted(content.rglob("*")) if file.is_file()
    }


def edit(content: Path, old: str = "Nobody was hurt.", new: str = "Nobody was hurt, it seems.") -> str:
    text = (content / PATH).read_text()
    assert old in text
    (content / PATH).write_text(text.replace(old, new))
    return text.replace(old, new)


def test_a_hand_edit_survives_the_same_copy(send: Callable[..., Summary], tmp_path: Path) -> None:
    send(port())
    edited = edit(tmp_path / "content")

    again = send(port())

    assert (tmp_path / "content" / PATH).read_text() == edited
    assert (again.unchanged, again.conflicts, again.is_clean) == (1, [], True)
    assert list(tree(tmp_path / "content")) == [PATH]


def test_a_newer_version_of_an_edited_article_is_a_conflict_until_an_editor_says_so(
    send: Callable[..., Summary], tmp_path: Path
) -> None:
    send(port())
    edited = edit(tmp_path / "content")

    summary = send(port(2, "17 09:00", "Port is open"))

    assert (tmp_path / "content" / PATH).read_text() == edited
    (conflict,) = summary.conflicts
    assert (conflict.path, conflict.message.startswith("was changed by hand")) == (PATH, True)
    assert not summary.is_clean
    assert any(
        b"Port is open" in data for path, data in tree(tmp_path / "content").items() if path.startswith("history/")
    )

    recorded = conflict.hint.partition("'as_filed: ")[2].partition("'")[0]
    lines = [f"as_filed: {recorded}" if line.startswith("as_filed") else line for line in edited.split("\n")]
    (tmp_path / "content" / PATH).write_text("\n".join(lines))

    assert send(port(2, "17 09:00", "Port is open")).conflicts == []
    assert "it seems" in (tmp_path / "content" / PATH).read_text()


def test_a_withdrawal_goes_before_an_edit_which_is_set_aside(send: Callable[..., Summary], tmp_path: Path) -> None:
    send(port())
    edit(tmp_path / "content")

    summary = send(port(2, "17 09:00", text="", pubstatus="canceled"))

    files = tree(tmp_path / "content")
    assert b"status: canceled" in files[PATH]
    assert {path for path, data in files.items() if b"Nobody" in data and not path.startswith("quarantine/")} == set()
    assert any(b"it seems" in data for path, data in files.items() if path.startswith("quarantine/"))
    assert [problem.path for problem in summary.conflicts] == [PATH]


def test_no_word_of_a_withdrawn_story_is_left(send: Callable[..., Summary], tmp_path: Path) -> None:
    versions = [
        port(),
        port(2, "17 09:00", text=f"{TEXT}\n\nTugs helped."),
        port(3, "17 10:00", text="", pubstatus="canceled"),
    ]
    send(versions[0], versions[1])
    assert any(b"Tugs" in data for data in tree(tmp_path / "content").values())

    send(versions[2])

    files = tree(tmp_path / "content")
    assert [path for path, data in files.items() if b"Ships" in data or b"Tugs" in data] == []
    assert b"note: The agency withdrew this story." in files[PATH]
    assert send(*versions).unchanged == 3
    assert tree(tmp_path / "content") == files


def test_an_editors_own_article_is_never_written_over(send: Callable[..., Summary], tmp_path: Path) -> None:
    file = tmp_path / "content" / PATH
    file.parent.mkdir(parents=True)
    file.write_text("---\ntitle: Ours\ndate: 2015-11-17\nid: bfn:port\n---\nText.\n")

    summary = send(port())

    assert file.read_text().endswith("Text.\n")
    assert summary.conflicts[0].message.startswith("was not written by ingest")


def test_an_embargo_that_has_ended_lets_the_newer_version_in(send: Callable[..., Summary], tmp_path: Path) -> None:
    sealed = port(2, "17 09:00", "Port is open", embargoed="2026-06-01T00:00:00+00:00")
    send(port(), sealed)
    assert b"title: Port reopens" in tree(tmp_path / "content")[PATH]
    assert len(article_files(tmp_path / "content")) == 2

    send(port(), now=datetime(2026, 7, 1, tzinfo=UTC))

    assert b"title: Port is open" in tree(tmp_path / "content")[PATH]
    assert article_files(tmp_path / "content") == [PATH]


def test_rejects_are_kept_with_their_reason_until_they_can_be_read(
    send: Callable[..., Summary], tmp_path: Path
) -> None:
    bad = b'{"uri": "bfn:port", "headline": '

    summary = send(bad)
    (kept, reason) = sorted((tmp_path / "content/quarantine").iterdir())

    assert kept.read_bytes() == bad
    assert reason.name == f"{kept.name}.reason.txt"
    assert str(summary.rejected[0]) in reason.read_text()
    assert send(bad).rejected
    assert len(list((tmp_path / "content/quarantine").iterdir())) == 2


def test_a_correction_that_does_not_say_what_is_told_by_what_differs(
    send: Callable[..., Summary], tmp_path: Path
) -> None:
    send(port(), port(2, "17 09:00", text=TEXT.replace("two days", "three days"), signal="sig:correction"))

    text = (tmp_path / "content" / PATH).read_text()
    assert "note: Corrects paragraph 1." in text
    assert "modified: 2015-11-17T09:00:00+00:00" in text
    assert "date: 2015-11-17T08:00:00+00:00" in text


def test_an_entry_that_is_sent_again_with_its_date_is_told_by_when_it_was_changed(
    send: Callable[..., Summary], tmp_path: Path
) -> None:
    def entry(headline: str, hour: int) -> bytes:
        return (
            '<feed xmlns="http://www.w3.org/2005/Atom"><title>BFN</title><entry><id>bfn:port</id>'
            f"<title>{headline}</title><published>2015-11-17T08:00:00Z</published>"
            f"<updated>2015-11-17T{hour:02d}:00:00Z</updated><content>{TEXT}</content></entry></feed>"
        ).encode()

    send(entry("Port is open", 11), entry("Port reopens", 9), entry("Port about to open", 10))

    (path,) = article_files(tmp_path / "content")
    assert (path, "title: Port is open" in (tmp_path / "content" / path).read_text()) == (PATH, True)


def test_an_ingest_that_is_cut_off_anywhere_is_mended_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, content = tmp_path / "in", tmp_path / "content"
    folder.mkdir()
    for file in feed():
        (folder / file.name).write_bytes(file.data)
    ingest(folder, tmp_path / "whole", now=NOW)
    random = Random(7)
    write = applying.write_whole

    class CutOffError(Exception):
        pass

    def cut(file: Path, data: bytes, made: set[str] | None = None) -> None:
        if random.random() < 0.08:
            if random.random() < 0.5:
                (file.parent / f".ingest-1-{file.name}").write_bytes(data[:10])
            raise CutOffError
        write(file, data, made)

    monkeypatch.setattr(applying, "write_whole", cut)
    cuts = 0
    for _ in range(200):
        try:
            ingest(folder, content, now=NOW)
            break
        except (CutOffError, FileNotFoundError):
            cuts += 1

    monkeypatch.setattr(applying, "write_whole", write)
    ingest(folder, content, now=NOW)
    assert cuts > 2
    assert tree(tmp_path / "whole") == tree(content)


def test_two_ingests_at_once_are_told_apart(send: Callable[..., Summary], tmp_path: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    send(port())
    handle = os.open(tmp_path / "content", os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        with pytest.raises(BackfileError, match="another ingest is at work"):
            send(port(2))
    finally:
        os.close(handle)


def test_counts_add_up(send: Callable[..., Summary]) -> None:
    for summary in (
        send(*(file.data for file in feed())),
        send(*(file.data for file in feed()), copy("X/", "New", TEXT)),
    ):
        counted = summary.written + summary.earlier + summary.unchanged + summary.notices
        assert summary.read == counted + len(summary.skipped) + len(summary.rejected)


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"headline": "Port " * 20_000}, "fields of more than 64 kB"),
        ({"body_text": "Ships sailed. " * 200_000}, "a story of more than 2 MB"),
    ],
)
def test_what_no_article_file_may_hold_is_a_reject(
    send: Callable[..., Summary], tmp_path: Path, more: dict[str, str], reason: str
) -> None:
    summary = send(ninjs("bfn:port", 1, "17 08:00", more.pop("headline", "Port"), TEXT, **more))

    (problem,) = summary.rejected
    assert reason in problem.message
    assert article_files(tmp_path / "content") == []


def test_of_two_that_say_that_they_are_one_version_the_longer_one_stands(
    send: Callable[..., Summary], tmp_path: Path
) -> None:
    longer = f"{TEXT}\n\nTugs helped."
    for texts in ((TEXT, longer), (longer, TEXT)):
        for text in texts:
            send(port(text=text))
        assert "Tugs" in (tmp_path / "content" / PATH).read_text()
        send(port(text=TEXT), replace=True)
        assert "Tugs" not in (tmp_path / "content" / PATH).read_text()
        assert list(tree(tmp_path / "content")) == [PATH]
