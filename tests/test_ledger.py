"""The ledger saves time and is never trusted further than that."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from backfile.build.ledger import FileRecord, InputRecord, Ledger, ReadInput
from backfile.stamps import Stamp

RECORD = FileRecord("f1", 10, 20, 30, "b1", "c1")
STAMP = Stamp(1, 2, 3, 4)
READ = ReadInput("a.md", STAMP, "1", b'{"head": 1}', b'{"copy": 1}')


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "cache" / "ledger.sqlite3"
    Ledger(path, "code").update([READ], {}, [], {"index.html": RECORD}, {"step": b"note"}, "whole")
    return path


def test_it_remembers(path: Path) -> None:
    ledger = Ledger(path, "code")

    assert InputRecord(STAMP, "1") == ledger.input("a.md")
    assert {"a.md": READ.head} == ledger.heads()
    assert {"a.md": READ.copy} == ledger.copies(["a.md", "b.md"])
    assert {"index.html": RECORD} == dict(ledger.files())
    assert (b"note", None, "whole") == (ledger.note("step"), ledger.note("other"), ledger.whole)


def test_an_update_changes_what_has_changed(path: Path) -> None:
    other = READ._replace(path="b.md", fingerprint="2")
    Ledger(path, "code").update([other], {"a.md": Stamp(9, 9, 9, 9)}, [], {"b.html": RECORD}, {"step": b"new"})
    ledger = Ledger(path, "code")

    assert InputRecord(Stamp(9, 9, 9, 9), "1") == ledger.input("a.md")
    assert {"a.md", "b.md"} == set(ledger.heads())
    assert {"b.html": RECORD} == dict(ledger.files())
    assert (b"new", "") == (ledger.note("step"), ledger.whole)

    ledger.update([], {}, ["a.md"], {}, {})
    assert {"b.md"} == set(Ledger(path, "code").copies(["a.md", "b.md"]))


def test_many_texts_are_fetched_at_once(path: Path) -> None:
    many = [READ._replace(path=f"{number}.md", copy=str(number).encode()) for number in range(1200)]
    Ledger(path, "code").update(many, {}, [], {}, {})

    assert {it.path: it.copy for it in many} == Ledger(path, "code").copies([it.path for it in many])


def test_other_code_starts_from_nothing(path: Path) -> None:
    ledger = Ledger(path, "other")

    assert (None, {}, {}) == (ledger.file("index.html"), ledger.heads(), ledger.copies(["a.md"]))
    ledger.update([], {}, [], {"index.html": RECORD}, {})
    assert (RECORD, None) == (Ledger(path, "other").file("index.html"), Ledger(path, "other").input("a.md"))


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE inputs SET head = '{\"head\": 2}'",
        "UPDATE inputs SET head = CAST('{\"head\": 2}' AS BLOB)",
        "UPDATE inputs SET path = 'b.md'",
        "UPDATE inputs SET fingerprint = '2'",
        "UPDATE copies SET copy = CAST('{\"copy\": 2}' AS BLOB)",
        "DELETE FROM copies",
        "UPDATE meta SET value = CAST('xxxxother' AS BLOB) WHERE key = 'note step'",
    ],
)
def test_what_was_changed_behind_its_back_is_not_believed(path: Path, change: str) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute(change)
        database.commit()
    ledger = Ledger(path, "code")

    whole = (ledger.heads().get("a.md"), ledger.copies(["a.md"]).get("a.md"), ledger.note("step"))
    assert whole != (READ.head, READ.copy, b"note")
    assert set(whole) <= {READ.head, READ.copy, b"note", None}


@pytest.mark.parametrize("damage", ["cut", "garbage", "foreign", "empty"])
def test_a_damaged_ledger_is_no_ledger(path: Path, damage: str) -> None:
    data = path.read_bytes()
    if damage == "foreign":
        path.unlink()
        with closing(sqlite3.connect(path)) as database:
            database.execute("CREATE TABLE other (x)")
    else:
        path.write_bytes({"cut": data[: len(data) // 2], "garbage": b"\0" * 5000, "empty": b""}[damage])
    ledger = Ledger(path, "code")

    assert ledger.file("index.html") is None
    assert ledger.input("a.md") is None
    ledger.update([], {}, [], {"index.html": RECORD}, {})
    assert RECORD == Ledger(path, "code").file("index.html")


def test_a_ledger_that_cannot_be_written_costs_time_only(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file")
    Ledger(tmp_path / "cache" / "ledger.sqlite3", "code").update([READ], {}, [], {}, {})

    assert "a file" == (tmp_path / "cache").read_text()
