"""Messages of teleprinter lines and of mail for tests, in our own words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from backfile.ingest import ingest
from backfile.ingest.formats.known import detect
from backfile.ingest.parsed import Parsed, ParsedStory

Parse = Callable[[bytes], Iterator[Parsed]]


def format_of(data: bytes) -> str:
    """The name of the format that ``data`` is taken for."""
    found = detect(data)
    return found.name if found else ""


def stories(parse: Parse, data: bytes) -> list[ParsedStory]:
    """What ``data`` holds, all of it stories."""
    read = list(parse(data))
    assert all(isinstance(item, ParsedStory) for item in read), read
    return [item for item in read if isinstance(item, ParsedStory)]


def story(parse: Parse, data: bytes) -> ParsedStory:
    """The only story in ``data``."""
    (only,) = stories(parse, data)
    return only


def all_that_is_written(folder: Path, data: bytes) -> str:
    """Names and content of all files that ingesting ``data`` leaves in an empty content folder."""
    folder.joinpath("wire").write_bytes(data)
    content = folder / "content"
    assert ingest(folder / "wire", content).written == 1
    files = sorted(file for file in content.rglob("*") if file.is_file())
    return "\n".join(f"{file.relative_to(content)}\n{file.read_text(encoding='utf-8')}" for file in files)
