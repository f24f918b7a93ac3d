"""Authority records that a wire brings: readable names for the codes that its stories are filed under.

They are written to one ``*.yaml`` of each kind, named after the format. What editors have already stands: a record with
the same id is left alone, and what an editor's record is called already is merged into that record.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path

from backfile.ingest.shelf.writing import write_whole
from backfile.model.authority import Entity, Topic
from backfile.model.problems import BackfileError
from backfile.reader import read_authority
from backfile.reader.scalars import flow, scalar

Record = Topic | Entity
_BLOCK = re.compile(r"^(?=[^\s#])", re.MULTILINE)
_KEY = re.compile(r"([a-z0-9][a-z0-9-]*):(?:\s|$)")


class WireRecords:
    """The records of one ingest, by format."""

    def __init__(self) -> None:
        self._found: defaultdict[str, dict[str, Record]] = defaultdict(dict)

    def add(self, source: str, records: Iterable[Record]) -> None:
        """Note records that a story of the format ``source`` brought."""
        found = self._found[source]
        for record in records:
            found[_key(record)] = record

    def write(self, content: Path, dry_run: bool = False) -> int:
        """Write what is not there yet below ``content``; the number of records.

        Raises BackfileError when the disk refuses or a file of that name holds something else.
        """
        return sum(_write(content, source, found, dry_run) for source, found in self._found.items() if found)


def _write(content: Path, source: str, found: Mapping[str, Record], dry_run: bool) -> int:
    authority, _ = read_authority(content)
    known: list[Record] = [*authority.topics.values(), *authority.entities.values()]
    ids = {_key(record) for record in known}
    owners = _owners(record for record in known if record.path != f"{_folder(record)}/{source}.yaml")
    new = sorted((record for key, record in found.items() if key not in ids), key=lambda it: (_folder(it), it.id))
    for folder, records in groupby(new, _folder):
        file = content / folder / f"{source}.yaml"
        blocks = {_slug(record): _text(record, _owner(record, owners)) for record in records}
        data = _inserted(file, blocks).encode()
        if not dry_run:
            write_whole(file, data)
    return len(new)


def _owners(records: Iterable[Record]) -> dict[tuple[str, str], str]:
    """(folder, name) → slug of the one record that is called so and stands for itself."""
    owners: dict[tuple[str, str], str] = {}
    shared = set()
    for record in records:
        slug = record.merged_into.rpartition(":")[2] or _slug(record)
        for name in {record.name.casefold(), *(alias.casefold() for alias in record.aliases)}:
            if owners.setdefault((_folder(record), name), slug) != slug:
                shared.add((_folder(record), name))
    return {key: slug for key, slug in owners.items() if key not in shared}


def _owner(record: Record, owners: Mapping[tuple[str, str], str]) -> str:
    """The slug of the record that has its name, or else its other names; empty for none or several."""
    folder = _folder(record)
    if owner := owners.get((folder, record.name.casefold())):
        return owner
    found = {owner for alias in record.aliases if (owner := owners.get((folder, alias.casefold())))}
    return found.pop() if len(found) == 1 else ""


def _inserted(file: Path, new: Mapping[str, str]) -> str:
    """The text of a file with new records among those that it has, in order of id; nothing else is touched."""
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return "".join(text for _, text in sorted(new.items()))
    except (OSError, UnicodeDecodeError) as error:
        raise BackfileError(f"{file} cannot be read: {error}") from error
    blocks = [block for block in _BLOCK.split(text) if block]
    keys = [match.group(1) if (match := _KEY.match(block)) else "" for block in blocks]
    if any(not key and block.strip() and not block.startswith("#") for key, block in zip(keys, blocks, strict=True)):
        raise BackfileError(f"{file} is not a list of records by id: rename it, so that ingest can write one.")
    for key, block in sorted(new.items()):
        place = next((at for at, other in enumerate(keys) if other > key), len(keys))
        if place and not blocks[place - 1].endswith("\n"):
            blocks[place - 1] += "\n"
        keys.insert(place, key)
        blocks.insert(place, block)
    return "".join(blocks)


def _text(record: Record, owner: str) -> str:
    return "\n".join([f"{_slug(record)}:", *(f"  {line}" for line in _lines(record, owner)), ""])


def _lines(record: Record, owner: str) -> Iterator[str]:
    yield f"name: {scalar(record.name)}"
    if record.aliases:
        yield f"aliases: [{', '.join(flow(alias) for alias in record.aliases)}]"
    if owner:
        yield f"merged_into: {owner}"
        return
    if isinstance(record, Topic):
        if record.qcode:
            yield f"qcode: {record.qcode}"
        if record.parent:
            yield f"parent: {record.parent}"
        return
    if record.coordinates:
        yield "coordinates: [{}, {}]".format(*record.coordinates)
    if record.country:
        yield f"country: {scalar(record.country)}"
    if record.roles:
        yield f"roles: [{', '.join(flow(role.name) for role in record.roles)}]"


def _folder(record: Record) -> str:
    return f"entities/{record.kind.folder}" if isinstance(record, Entity) else "topics"


def _slug(record: Record) -> str:
    return record.id.rpartition(":")[2]


def _key(record: Record) -> str:
    return record.id if isinstance(record, Entity) else f"topic:{record.id}"
