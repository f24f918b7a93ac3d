"""Tables and JSON records as formats: by a mapping file, or by the usual names of their columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import chain, islice
from typing import Any, BinaryIO

import msgspec

from backfile.ingest.formats.format import SNIFFED, Document, Format
from backfile.ingest.formats.mapped.byte_streams import Resumed
from backfile.ingest.formats.mapped.json_records import first_record, json_records
from backfile.ingest.formats.mapped.mapping import Mapping, Rule
from backfile.ingest.formats.mapped.picking import paths_of
from backfile.ingest.formats.mapped.starting import starting_mapping
from backfile.ingest.formats.mapped.story import story_of
from backfile.ingest.formats.mapped.tables import Row, has_prose, header_of, rows_of, sign_of
from backfile.ingest.formats.mapped.taken import picked_values
from backfile.ingest.formats.mapped.usual_names import NEEDED, names_for, unclear, usual_mapping
from backfile.ingest.formats.plain_text.no_copy import kind_of
from backfile.ingest.parsed import Parsed, Reject
from backfile.ingest.text.decoding import decode, looks_like_text

RECORD = b"\x1e"
"""In front of each record that was cut out of a long file (as in JSON text sequences, RFC 7464)."""

LOOKED_AT = 20
"""Records by which the columns of a file are told."""

_JSON = re.compile(r"[\s\ufeff\x1e]*[\[{]")

_Record = tuple[int, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Records:
    """A format of records. Without a mapping the names of the columns decide, file by file."""

    mapping: Mapping | None = None

    def sniff(self, start: bytes) -> bool:
        """Whether a file begins like JSON or a table; without a mapping its columns must have names of
        stories, or hold long texts."""
        if not looks_like_text(start):
            return False
        text = decode(start)
        names = _names(text, self.mapping)
        if self.mapping is not None:
            wanted = {column for _, rule in self.mapping.rules for column in rule.columns}
            return bool(wanted.intersection(names)) or kind_of(start) in ("JSON", "a table of values")
        if sum(bool(names_for(names, field)) for field in NEEDED) >= 2:
            return True
        return not _JSON.match(text) and bool(sign := sign_of(text)) and has_prose(text, sign)

    def parse(self, data: bytes) -> Iterator[Parsed]:
        """The stories of a file, or of one record that ``split`` has cut out of it."""
        if data.startswith(RECORD):
            yield from self._stories(json_records(BytesIO(data[1:]), _NOWHERE))
        else:
            for document in self.split(BytesIO(data)):
                if isinstance(document, Reject):
                    yield document
                else:
                    yield self._story((document.line, msgspec.json.decode(document.data[1:])))

    def split(self, stream: BinaryIO) -> Iterator[Document | Reject]:
        """Each record as a document; a single Reject where it is not clear what the columns hold."""
        records = self._records(stream)
        first = list(islice(records, LOOKED_AT))
        if reason := _unclear(first, self.mapping):
            yield reason
            return
        for found in chain(first, records):
            if isinstance(found, Reject):
                yield found
            else:
                yield Document(found[0], RECORD + msgspec.json.encode(found[1]))

    def remark(self, start: bytes) -> str:
        """Which columns were taken for what."""
        mapping = None if self.mapping is not None else usual_mapping(_names(decode(start)))
        if mapping is None or unclear(mapping):
            return ""
        columns = {field: rule.columns[0] for field, rule in mapping.rules}
        told = ", ".join(f"{field} from '{columns[field]}'" for field in dict.fromkeys((*NEEDED, *columns)))
        return f"columns were taken by their names: {told} ('invoke ingest FILE --show-mapping': to correct that)"

    def _records(self, stream: BinaryIO) -> Iterator[_Record | Reject]:
        start = stream.read(SNIFFED)
        whole = Resumed(start, stream)
        text = decode(start)
        if _JSON.match(text):
            yield from json_records(whole, self.mapping.records if self.mapping else "")
            return
        for row in rows_of(whole, self.mapping or Mapping(()), sign_of(text)):
            yield (row.line, row.values) if isinstance(row, Row) else row

    def _stories(self, records: Iterator[_Record | Reject]) -> Iterator[Parsed]:
        for found in records:
            yield found if isinstance(found, Reject) else self._story(found)

    def _story(self, found: _Record) -> Parsed:
        line, record = found
        mapping = self.mapping or usual_mapping(paths_of(record))
        missing = [] if self.mapping else [field for field in unclear(mapping) if field != "title"]
        if missing:
            return Reject(line, f"a record without {' and '.join(missing)}")
        return story_of(record, mapping, line)


_NOWHERE = "\x00"
"""The path of no list: what ``split`` cut out is a record, whatever lists it holds."""


def mapped_format(mapping: Mapping) -> Format:
    """The format of tables and records that a mapping describes."""
    records = Records(mapping)
    return Format("mapped", records.sniff, records.parse, records.split)


_USUAL = Records()
GUESSED = Format("records", _USUAL.sniff, _USUAL.parse, _USUAL.split, _USUAL.remark)
"""Tables and records without a mapping."""


def beginning_of(data: bytes, mapping: Mapping | None = None) -> list[dict[str, Any]]:
    """The first records of a file, by which a mapping can be begun."""
    found = Records(mapping or Mapping(()))._records(BytesIO(data))
    return [one[1] for one in islice(found, LOOKED_AT) if not isinstance(one, Reject)]


def _unclear(first: list[_Record | Reject], mapping: Mapping | None) -> Reject | None:
    """A Reject of the whole file, where the columns of its first records are not those that are needed."""
    records = [found[1] for found in first if not isinstance(found, Reject)]
    if not records:
        return None
    columns = tuple(dict.fromkeys(path for record in records for path in paths_of(record)))
    if mapping is not None:
        rule = mapping.rule("body") or Rule()
        if rule.constant or any(picked_values(record, rule) for record in records):
            return None
        wanted = " or ".join(f"'{column}'" for column in rule.columns)
        return Reject(
            1, f"the mapping takes the text from {wanted}, and that is empty here: there are {', '.join(columns)}"
        )
    missing = unclear(usual_mapping(columns))
    if not missing:
        return None
    return Reject(
        1,
        f"which column holds {' and '.join(missing)} cannot be told by its name. Correct this mapping, save it and "
        f"name it with --mapping:\n\n{starting_mapping(records)}",
    )


def _names(text: str, mapping: Mapping | None = None) -> tuple[str, ...]:
    """Names of columns, or paths of the first record, that a file begins with."""
    if _JSON.match(text):
        record = first_record(text, mapping.records if mapping else "")
        return paths_of(record) if record else ()
    sign = (mapping.delimiter if mapping else "") or sign_of(text)
    return header_of(text, sign) if sign else ()
