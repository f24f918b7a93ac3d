"""Segments of the browser's index: written, or taken over from the site before where they are made of the same blocks.

What was learnt from a segment's blocks is kept beside them, so that an unchanged segment is not even looked into.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from pathlib import Path

import msgspec

from backfile.build.files import Files, Published
from backfile.build.fingerprints import digest
from backfile.build.kept_blocks import KeptBlocks
from backfile.build.ledger import FileRecord
from backfile.model import permalinks
from backfile.search import writing
from backfile.search.blocks import Block, Summary
from backfile.search.content_files import compressed, content_name

FOLDER = permalinks.SEARCH


class KeptSegment(msgspec.Struct, frozen=True):
    """A segment as it was written."""

    entry: str
    """What the manifest says of it, as JSON: its members keep their order."""
    averages: tuple[float, ...]
    """By field: the tokens of a document that scores are measured by."""
    blocks: tuple[Summary, ...]
    files: tuple[tuple[str, str], ...]
    """Path and fingerprint of each of its files."""


def read_segment(kept: KeptBlocks, key: str) -> KeptSegment | None:
    """The segment that was kept under ``key``; None when there is none."""
    data = kept.read(key)
    return msgspec.json.decode(data, type=KeptSegment) if data else None


def write_segment(
    name: str, blocks: Sequence[Block], averages: Sequence[float] | None, weights: Sequence[float], files: BrowserFiles
) -> KeptSegment:
    """Write a segment. ``averages``: None for the first segment, by whose own all are measured."""
    summaries = [block.summary for block in blocks]
    measure = tuple(averages or writing.averages_of(summaries))
    begin = len(files.used)
    entry = writing.write_segment(blocks, measure, files.put, fresh=name == "fresh", weights=weights)
    prints = {path: files.published[path].record.fingerprint for path in files.used[begin:]}
    return KeptSegment(json.dumps(entry, ensure_ascii=False), measure, tuple(summaries), tuple(prints.items()))


class BrowserFiles:
    """Compresses and writes files, or takes over those of the site before."""

    def __init__(self, files: Files, code: str, known: dict[str, FileRecord]) -> None:
        """``known``: the files of the index of the site before."""
        self.published: dict[str, Published] = {}
        self.used: list[str] = []
        """Paths of files named by their content, in the order in which they were asked for."""
        self._files = files
        self._code = code
        self._known = known
        self._paths = {record.fingerprint: path for path, record in known.items()}
        self._names: dict[str, str] = {}

    def put(self, folder: str, data: bytes) -> bytes:
        """A file that holds ``data`` and is named by what it holds; returns the name's bytes."""
        fingerprint = digest(self._code, zlib.ZLIB_RUNTIME_VERSION, folder, data)
        if fingerprint not in self._names:
            path = self._paths.get(fingerprint, "")
            item = self._files.take_over(path, fingerprint, self._known.get(path))
            if item is None:
                packed = compressed(data)
                path = f"{FOLDER}{folder}/{content_name(packed).hex()}.bin"
                item = self._files.write(path, fingerprint, packed)
            self.published[path] = item
            self._names[fingerprint] = path
        self.used.append(self._names[fingerprint])
        return bytes.fromhex(Path(self._names[fingerprint]).stem)

    def plain(self, name: str, data: bytes) -> None:
        """A file that holds just ``data``."""
        path, fingerprint = FOLDER + name, digest(self._code, data)
        taken = self._files.take_over(path, fingerprint, self._known.get(path))
        self.published[path] = taken or self._files.write(path, fingerprint, data)

    def take_over(self, segment: KeptSegment) -> bool:
        """Take over all files of a segment; False, and none of them, when one is no longer there.

        A file that an earlier segment has too (that of no facets, say) is that one's, and stays in any case.
        """
        own = [(path, print_) for path, print_ in segment.files if path not in self.published]
        taken = [self._files.take_over(path, print_, self._known.get(path)) for path, print_ in own]
        found = [item for item in taken if item]
        if len(found) < len(taken):
            for item in found:
                self._files.drop(item)
            return False
        self.published |= {item.path: item for item in found}
        return True
