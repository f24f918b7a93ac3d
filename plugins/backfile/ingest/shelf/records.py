"""Authority records that wires bring: readable names for the codes that stories are filed under, and what they know of
people, organisations and places.

They stand in one ``wire.yaml`` of each kind; those of Reuters-21578, whose codes mean nothing elsewhere, in a file of
its own. A record gains what later ingests bring, the same in any order. What editors have already stands: a record with
the same id in another file, or one that they changed in ours, is left alone, and what an editors' record is called
already is merged into that record.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from backfile.ingest.shelf.record_file import RecordFile
from backfile.ingest.shelf.record_merging import Record, merged, record_key
from backfile.ingest.shelf.record_owners import folder_of, owners, slug_of
from backfile.ingest.shelf.writing import remove_file, write_whole
from backfile.model.authority import Kind
from backfile.reader.authority import read_unsettled

__all__ = ["Record", "WireRecords"]

_OWN_FILE = ("reuters21578",)
"""Formats whose records have a file of their own; it wins where several formats bring a record."""
_SHARED_FILE = "wire"
_FOLDERS: dict[str, Kind | None] = {"topics": None, **{f"entities/{kind.folder}": kind for kind in Kind}}


class WireRecords:
    """The records of one ingest."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[Record, str]] = {}
        """By key, with the name of the file that it belongs to."""
        self._met: set[tuple[str, Record]] = set()

    def add(self, source: str, records: Iterable[Record]) -> None:
        """Note records that a story of the format ``source`` brought."""
        name = source if source in _OWN_FILE else _SHARED_FILE
        for record in records:
            if (name, record) not in self._met:
                self._met.add((name, record))
                _put(self._found, record, name)

    def write(self, content: Path, dry_run: bool = False) -> int:
        """Bring the files below ``content`` up to date; the number of records that are new or say more.

        Raises BackfileError when the disk refuses or a file of that name holds something else.
        """
        if not self._found:
            return 0
        paths = [f"{folder}/{name}.yaml" for folder in _FOLDERS for name in (*_OWN_FILE, _SHARED_FILE)]
        files = {path: RecordFile(content / path, path, _FOLDERS[path.rpartition("/")[0]]) for path in paths}
        authority = read_unsettled(content, [], {}, leave_out=paths)
        editors: list[Record] = [*authority.topics.values(), *authority.entities.values()]
        editors += [record for file in files.values() for record in file.theirs()]
        taken = {record_key(record) for record in editors}
        wires: dict[str, tuple[Record, str]] = {}
        for path, file in files.items():
            for record in file.filed():
                _put(wires, record, path.rpartition("/")[2].removesuffix(".yaml"))
        for record, name in self._found.values():
            _put(wires, record, name)
        for key in taken & wires.keys():
            del wires[key]
        return _written(
            files, wires, owners({key: record for key, (record, _) in wires.items()}, editors), content, dry_run
        )


def _put(found: dict[str, tuple[Record, str]], record: Record, name: str) -> None:
    key = record_key(record)
    known, file = found.get(key, (record, name))
    found[key] = merged(known, record), min(file, name)


def _written(
    files: dict[str, RecordFile],
    wires: dict[str, tuple[Record, str]],
    owned: dict[str, str],
    content: Path,
    dry_run: bool,
) -> int:
    of_file: dict[str, dict[str, tuple[Record, str]]] = {path: {} for path in files}
    for key, (record, name) in wires.items():
        of_file[f"{folder_of(record)}/{name}.yaml"][slug_of(record)] = record, owned.get(key, "")
    changes = 0
    for path, file in files.items():
        text, changed = file.with_records(of_file[path])
        changes += changed
        if text == file.text or dry_run:
            continue
        if text.strip():
            write_whole(content / path, text.encode())
        else:
            remove_file(content / path, content)
    return changes
