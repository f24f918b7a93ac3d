"""Feeds in JSON for tests: items to bytes, bytes to what a format makes of them, and to the files of an archive."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from backfile.ingest import ingest
from backfile.ingest.formats.known import detect
from backfile.ingest.parsed import Parsed, ParsedStory

Parse = Callable[[bytes], Iterator[Parsed]]


def as_bytes(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8")


def only_story(parse: Parse, value: object) -> ParsedStory:
    (only,) = parse(as_bytes(value))
    assert isinstance(only, ParsedStory), only
    return only


def format_of(value: object) -> str:
    found = detect(as_bytes(value))
    return found.name if found else ""


def all_that_is_written(folder: Path, value: object) -> str:
    """Every file that ``ingest`` makes of a feed, one after the other; the test itself says that there is a story."""
    file = folder / "in" / "feed.json"
    file.parent.mkdir()
    file.write_bytes(as_bytes(value))
    ingest(file, folder / "content")
    assert list((folder / "content" / "articles").rglob("*.md"))
    return "\n".join(
        path.read_text(encoding="utf-8") for path in sorted((folder / "content").rglob("*")) if path.is_file()
    )
