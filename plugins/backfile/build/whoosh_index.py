"""Where the Whoosh index goes: shipped with the site, or kept in the cache for ``invoke search``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from backfile.build.files import Files, Published
from backfile.build.fingerprints import digest
from backfile.build.kept_blocks import write_whole
from backfile.build.ledger import FileRecord
from backfile.search.whoosh_files import Settings, contents_name, latest_generation, segment_name, settings_name

if TYPE_CHECKING:
    from backfile.search.blocks import Summary


@dataclass(frozen=True, slots=True)
class ShippedIndex:
    """The index as files of the site."""

    files: Files
    known: dict[str, FileRecord]
    """The files of the site before."""
    folder: str
    """In the site, with a slash behind."""

    def holds(self, keys: Sequence[str], whole: str) -> bool:
        """Whether the index of the site before has these segments: its files are checked with the site's others."""
        return all(self.folder + segment_name(key) in self.known for key in keys)

    def take_over(self, key: str) -> list[Published] | None:
        """The segment ``key`` of the site before."""
        path = self.folder + segment_name(key)
        taken = self.files.take_over(path, key, self.known.get(path))
        return [taken] if taken else None

    def write_segment(self, key: str, data: bytes) -> list[Published]:
        """Write the segment ``key``."""
        return [self.files.write(self.folder + segment_name(key), key, data)]

    def write_contents(self, blocks: Sequence[tuple[str, Summary]], settings: Settings, whole: str) -> list[Published]:
        """Write what makes an index of the segments; ``blocks``: the keys and summaries of their blocks in order."""
        made = {settings_name(1): settings.encoded(), contents_name(1): _contents(blocks, settings, 1)}
        return [self.files.write(self.folder + name, digest(whole, name), data) for name, data in made.items()]

    def tidy(self, keys: Sequence[str]) -> None:
        """What is not published is gone with the site before."""


@dataclass(frozen=True, slots=True)
class KeptIndex:
    """The index in the cache.

    New segments and settings have new names, and the table of contents, which names them, comes last: whoever asks
    the index meanwhile finds the old one or the new one.
    """

    folder: Path
    notes: Path
    """Where the records of its files are kept."""

    def holds(self, keys: Sequence[str], whole: str) -> bool:
        """Whether the index of the last build is made of just this, and all its files are as they were written."""
        records = self._records()
        wanted = {segment_name(key): key for key in keys}
        others = {name: record.fingerprint for name, record in records.items() if name not in wanted}
        return (
            wanted.keys() <= records.keys()
            and list(others.values()) == [whole, whole]  # settings and contents
            and all(self._intact(name, records) for name in records)
        )

    def take_over(self, key: str) -> list[Published] | None:
        """Whether the segment ``key`` is there: an empty list, as nothing of it is published."""
        return [] if self._intact(segment_name(key), self._records()) else None

    def write_segment(self, key: str, data: bytes) -> list[Published]:
        """Write the segment ``key``."""
        write_whole(self.folder / segment_name(key), data)
        return []

    def write_contents(self, blocks: Sequence[tuple[str, Summary]], settings: Settings, whole: str) -> list[Published]:
        """Write what makes an index of the segments; ``blocks``: the keys and summaries of their blocks in order."""
        generation = latest_generation(self.folder) + 1
        write_whole(self.folder / settings_name(generation), settings.encoded())
        write_whole(self.folder / contents_name(generation), _contents(blocks, settings, generation))
        names = {segment_name(key): key for key, _ in blocks}
        names |= {settings_name(generation): whole, contents_name(generation): whole}
        records = {}
        for name, fingerprint in names.items():
            status = (self.folder / name).stat()
            records[name] = FileRecord(fingerprint, status.st_size, status.st_mtime_ns, status.st_ino)
        write_whole(self.notes / "whoosh.json", json.dumps(records).encode())
        return []

    def tidy(self, keys: Sequence[str]) -> None:
        """Remove what the index of now does not use."""
        generation = latest_generation(self.folder)
        used = {settings_name(generation), contents_name(generation), *map(segment_name, keys)}
        for path in sorted(self.folder.glob("*")):
            if path.name not in used:
                with suppress(OSError):  # what cannot be removed takes room and does no harm
                    path.unlink()

    def _records(self) -> dict[str, FileRecord]:
        try:
            read = json.loads((self.notes / "whoosh.json").read_bytes())
            return {name: FileRecord(*record) for name, record in read.items()}
        except (OSError, ValueError, TypeError, AttributeError):
            return {}

    def _intact(self, name: str, records: dict[str, FileRecord]) -> bool:
        try:
            return name in records and records[name].matches((self.folder / name).lstat())
        except OSError:
            return False


def _contents(blocks: Sequence[tuple[str, Summary]], settings: Settings, generation: int) -> bytes:
    from backfile.search.documents import FIELDS  # noqa: PLC0415
    from backfile.search.segment import contents_bytes, describe  # noqa: PLC0415 - Whoosh only where it is needed

    segments = [
        describe(key, summary.documents, dict(zip(FIELDS, summary.tokens, strict=True))) for key, summary in blocks
    ]
    return contents_bytes(segments, settings.languages, generation)
