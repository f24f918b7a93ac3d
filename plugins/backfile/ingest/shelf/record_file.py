"""The ``*.yaml`` in which ingest keeps the records of wires, as text: what people wrote in it stays as they wrote it.

Each record that ingest wrote bears a digest of its lines. Where the digest no longer fits, an editor has changed the
record: it is theirs from then on.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from backfile.ingest.shelf.record_merging import Record
from backfile.ingest.shelf.record_owners import slug_of
from backfile.model.authority import Entity, Kind, Topic
from backfile.model.problems import BackfileError
from backfile.reader.authority import records_in
from backfile.reader.scalars import flow, scalar

_BLOCK = re.compile(r"^(?=[^\s#])", re.MULTILINE)
_KEY = re.compile(r"([a-z0-9][a-z0-9-]*):(?:\s|$)")
_REMARKS = re.compile(r"(?:^(?:#.*)?\n)*\Z", re.MULTILINE)
_SEALED = re.compile(r"([a-z0-9][a-z0-9-]*):  # as filed ([0-9a-f]{8})\n")


@dataclass(frozen=True, slots=True)
class Block:
    """A record's lines, and the remarks and blank lines behind them."""

    lines: str
    remarks: str = ""
    is_filed: bool = False
    """Whether it stands as ingest wrote it."""


class RecordFile:
    """One file of records by id."""

    def __init__(self, file: Path, path: str, kind: Kind | None) -> None:
        """``path``: as shown to people; ``kind``: of its records, None for topics.

        Raises BackfileError when it cannot be read or holds something else.
        """
        try:
            self.text = file.read_bytes().decode("utf-8-sig")
        except FileNotFoundError:
            self.text = ""
        except (OSError, UnicodeDecodeError) as error:
            raise BackfileError(f"{file} cannot be read: {error}") from error
        self._before = ""
        self._blocks: dict[str, Block] = {}
        for part in filter(None, _BLOCK.split(self.text)):
            key = _KEY.match(part)
            if key is not None and key.group(1) not in self._blocks:
                remarks = _REMARKS.search(part)
                end = remarks.start() if remarks else len(part)
                self._blocks[key.group(1)] = Block(part[:end], part[end:], _is_filed(part[:end]))
            elif key is None and not self._blocks and (not part.strip() or part.startswith("#")):
                self._before = part
            else:
                raise BackfileError(f"{file} is not a list of records by id: rename it, so that ingest can write one.")
        self._kind, self._path = kind, path

    def filed(self) -> Iterator[Record]:
        """The records that stand as ingest wrote them."""
        return self._records(are_filed=True)

    def theirs(self) -> Iterator[Record]:
        """The records that editors wrote or changed."""
        return self._records(are_filed=False)

    def with_records(self, records: Mapping[str, tuple[Record, str]]) -> tuple[str, int]:
        """The file's text with these filed records, by slug, each with the slug of the one that it is merged into; and
        how many of them it did not have so. Other filed records go; those of editors stay."""
        blocks = {slug: block for slug, block in self._blocks.items() if not block.is_filed or slug in records}
        changed = 0
        for slug, (record, owner) in records.items():
            old = blocks.get(slug, Block(""))
            if old.lines and not old.is_filed:
                continue
            blocks[slug] = Block(_text(record, owner), old.remarks, True)
            changed += blocks[slug] != old
        parts = [self._before]
        for slug in _ordered(list(self._blocks), blocks):
            parts += (blocks[slug].lines, blocks[slug].remarks)
        parts = [part if part.endswith("\n") else part + "\n" for part in parts[:-1] if part] + parts[-1:]
        return "".join(parts), changed

    def _records(self, are_filed: bool) -> Iterator[Record]:
        # One by one: the nodes of a whole file would take much more memory than its records.
        for block in self._blocks.values():
            if block.is_filed is are_filed:
                yield from records_in(block.lines.encode(), self._path, self._kind, [])


def _ordered(standing: list[str], slugs: Collection[str]) -> list[str]:
    """What stands in a file in its order, and between it by name what is new."""
    left = sorted(set(slugs) - set(standing), reverse=True)
    order: list[str] = []
    for slug in standing:
        while left and left[-1] < slug:
            order.append(left.pop())
        if slug in slugs:
            order.append(slug)
    return order + left[::-1]


def _text(record: Record, owner: str) -> str:
    lines = "".join(f"  {line}\n" for line in _lines(record, owner))
    return f"{slug_of(record)}:  # as filed {_digest(lines)}\n{lines}"


def _is_filed(lines: str) -> bool:
    match = _SEALED.match(lines)
    return match is not None and match.group(2) == _digest(lines[match.end() :])


def _digest(lines: str) -> str:
    return sha256(lines.encode()).hexdigest()[:8]


def _lines(record: Record, owner: str) -> Iterator[str]:
    yield f"name: {scalar(record.name)}"
    if record.aliases:
        yield f"aliases: [{', '.join(map(flow, record.aliases))}]"
    if record.names:
        yield f"names: {{{', '.join(f'{language}: {flow(name)}' for language, name in record.names)}}}"
    if owner:
        yield f"merged_into: {owner}"
    if isinstance(record, Topic):
        if record.qcode:
            yield f"qcode: {record.qcode}"
        if record.parent:
            yield f"parent: {record.parent}"
    if record.wikidata:
        yield f"wikidata: {record.wikidata}"
    if isinstance(record, Entity):
        if record.same_as:
            yield f"same_as: [{', '.join(map(flow, record.same_as))}]"
        if record.qcodes:
            yield f"qcodes: [{', '.join(map(flow, record.qcodes))}]"
        if record.coordinates:
            yield "coordinates: [{}, {}]".format(*record.coordinates)
        if record.country:
            yield f"country: {scalar(record.country)}"
        if record.roles:
            yield f"roles: [{', '.join(flow(role.name) for role in record.roles)}]"
