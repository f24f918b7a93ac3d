"""The ledger saves time and is never trusted further than that."""

from __future__ import annotations

import sqlite3

import pytest

from backfile.build.ledger import FileRecord, Ledger

RECORD = FileRecord("f1", 10, 20, 30)


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "cache" / "ledger.sqlite3"
    Ledger(path, "code").replace([("a.md", "1", b"payload")], {"index.html": RECORD})
    return path


def test_it_remembers(path):
    ledger = Ledger(path, "code")

    assert b"payload" == ledger.input("a.md", "1")
    assert ledger.input("a.md", "2") is None
    assert RECORD == ledger.file("index.html")


def test_other_code_starts_from_nothing(path):
    assert Ledger(path, "other").file("index.html") is None


@pytest.mark.parametrize("damage", ["cut", "garbage", "foreign", "empty"])
def test_a_damaged_ledger_is_no_ledger(path, damage):
    data = path.read_bytes()
    if damage == "foreign":
        path.unlink()
        with sqlite3.connect(path) as database:
            database.execute("CREATE TABLE other (x)")
    else:
        path.write_bytes({"cut": data[: len(data) // 2], "garbage": b"\0" * 5000, "empty": b""}[damage])
    ledger = Ledger(path, "code")

    assert ledger.file("index.html") is None
    assert not ledger.knows_input("a.md")
    ledger.replace([], {"index.html": RECORD})
    assert RECORD == Ledger(path, "code").file("index.html")
