"""A Whoosh index without a build: a segment for each block, as the engine writes it."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from backfile.search.cutting import divide, item_digest
from backfile.search.documents import SearchDocument
from backfile.search.inversion import invert
from backfile.search.segment import contents_bytes, describe, segment_bytes
from backfile.search.whoosh_files import Settings, contents_name, segment_name, settings_name


def write_whoosh(documents: Sequence[SearchDocument], folder: Path, settings: Settings) -> None:
    """Write the index of ``documents``, oldest first, into ``folder``."""
    folder.mkdir(parents=True)
    segments = []
    for division in divide([item_digest(document.url) for document in documents]):
        own = documents[division.begin : division.end]
        inverted = invert(own)
        name = sha256(repr(own).encode()).hexdigest()[:16]
        (folder / segment_name(name)).write_bytes(segment_bytes(own, inverted, name))
        lengths = {field: int(inverted.fields[field].lengths.sum()) for field in ("title", "body")}
        segments.append(describe(name, len(own), lengths))
    (folder / contents_name(1)).write_bytes(contents_bytes(segments, settings.languages, 1))
    (folder / settings_name(1)).write_bytes(settings.encoded())
