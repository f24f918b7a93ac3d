"""Input that is made to hurt: a reject by name each, soon, in little memory, and nothing outside of content."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import hostile_input
from backfile.ingest import ingest
from backfile.ingest.formats.format import Format
from backfile.ingest.formats.guarded import Guard, parse_guarded
from backfile.ingest.parsed import Parsed, ParsedStory, Reject
from backfile.ingest.unit import BUFFER, UnitBroken, opened_unit, shown
from backfile.model.problems import Problem


def test_every_hostile_file_is_named_soon_and_in_little_memory(tmp_path: Path) -> None:
    wire = tmp_path / "wire"
    hostile_input.make(wire)
    (wire / "warm").mkdir()
    for name, data in {
        "a.txt": hostile_input.STORY,
        "b.json": hostile_input.NINJS,
        "c.xml": hostile_input.NITF % b"x",
    }.items():
        (wire / "warm" / name).write_bytes(data)
    before = sorted(path for path in tmp_path.rglob("*"))
    program = [sys.executable, str(Path(__file__).with_name("hostile_reader.py")), str(wire), str(tmp_path / "content")]

    done = subprocess.run(program, capture_output=True, text=True, timeout=120, check=False)

    assert done.returncode == 0, done.stderr
    results = {number: told for number, *told in map(json.loads, done.stdout.splitlines())}
    for number, (name, (_, expected)) in enumerate(hostile_input.FILES.items()):
        seconds, megabytes, reasons = results[number]
        assert reasons and expected in "\n".join(reasons), (name, reasons[:5])
        assert all(reason.isprintable() for reason in reasons), name
        assert megabytes < 256, name
        assert seconds < 1.5, name  # of the processor; one and a half where others use it too
    after = sorted(path for path in tmp_path.rglob("*") if tmp_path / "content" not in path.parents)
    assert after == sorted([*before, tmp_path / "content"])


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root reads all files")
    (tmp_path / "wire").mkdir()
    (tmp_path / "wire" / "a.txt").write_bytes(hostile_input.STORY)
    (tmp_path / "wire" / "a.txt").chmod(0)

    assert "cannot be read" in str(ingest(tmp_path / "wire", tmp_path / "content").rejected)


def test_no_more_is_read_of_a_file_than_it_had(tmp_path: Path) -> None:
    file = tmp_path / "grows.txt"
    file.write_bytes(b"x" * 1000)
    with file.open("rb") as stream, file.open("ab") as writer:
        unit = opened_unit(stream, "grows.txt", None, 1000)
        assert unit.start() == b"x" * 1000
        writer.write(b"y" * 10 * BUFFER)
        writer.flush()
        assert unit.whole() == b"x" * 1000


def test_a_unit_goes_back_to_its_start_where_it_can() -> None:
    class Pipe(io.BytesIO):
        def seek(self, offset: int, whence: int = 0) -> int:
            raise io.UnsupportedOperation

    for stream in (io.BytesIO(b"ab" * BUFFER), Pipe(b"ab" * BUFFER)):
        unit = opened_unit(stream, "x", None)
        assert unit.start()[:2] == unit.stream.read(2) == b"ab"
        unit.stream.seek(0)
        assert len(unit.stream.read(BUFFER)) == BUFFER
        unit.stream.seek(0)
        if isinstance(stream, Pipe):
            unit.stream.read()
            with pytest.raises(UnitBroken, match="read twice"):
                unit.stream.seek(0)
        else:
            assert unit.stream.read() == b"ab" * BUFFER
            unit.stream.seek(0)
            assert unit.stream.read() == b"ab" * BUFFER


def test_a_file_that_is_too_long_is_not_even_read() -> None:
    class Unread(io.BytesIO):
        def read(self, _size: int | None = -1) -> bytes:
            raise AssertionError

    found = opened_unit(Unread(), "x", None, 17 * 1024 * 1024).whole()

    assert isinstance(found, Problem) and "16 MB" in found.message


def test_names_show_all_their_signs() -> None:
    assert shown("Hafen größer.xml") == "Hafen größer.xml"
    assert shown("a\nb\x1b[31m\udcff\u202e\u200b") == "a\\nb\\x1b[31m\\xff\\u202e\\u200b"


def _format(parse: object) -> Format:
    return Format("mine", lambda _: True, parse)  # type: ignore[arg-type]


def _good(_: bytes) -> Iterator[Parsed]:
    yield ParsedStory("One", "Text")


def _endless(_: bytes) -> Iterator[Parsed]:
    yield ParsedStory("One", "Text")
    while True:
        try:
            time.process_time()
        except Exception:
            continue


def _deep(data: bytes) -> Iterator[Parsed]:
    return _deep(data)


def _greedy(_: bytes) -> Iterator[Parsed]:
    yield ParsedStory("One", "Text")
    yield ParsedStory("x" * (1 << 62), "")


@pytest.mark.parametrize(
    ("parse", "stories", "reason"),
    [
        (_good, 1, ""),
        (_endless, 1, "more than 0.2 seconds"),
        (_deep, 0, "nested too deeply"),
        (_greedy, 1, "more memory"),
        (lambda data: data["x"], 0, "breaks the parser (TypeError"),
        (lambda data: None, 0, "breaks the parser"),
    ],
)
def test_no_parser_stops_an_ingest(parse: object, stories: int, reason: str) -> None:
    found = list(parse_guarded(_format(parse), b"", Guard("mine", 0, 0.2)))

    assert [story.title for story in found[:stories] if isinstance(story, ParsedStory)] == ["One"] * stories
    rejects = [story.reason for story in found[stories:] if isinstance(story, Reject)]
    assert len(rejects) == bool(reason) == len(found) - stories
    assert not reason or (reason in rejects[0] and "please report" in rejects[0] and "mine" in rejects[0])
