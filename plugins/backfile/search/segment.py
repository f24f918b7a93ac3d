"""Write a Whoosh index in one go from arrays, several times faster than Whoosh's writer adds document by document.

Whoosh's own classes write what is small (stored fields, columns, the term table, the table of contents). Only the
inner loop is ours: posting lists and the statistics of terms, in Whoosh's format W3 (``whoosh.codec.whoosh3``).
Terms, postings, weights, positions, lengths and statistics equal those of Whoosh's writer;
``tests/test_search_segment.py`` compares them all. Two liberties that Whoosh's reader allows: blocks of less than 80
bytes are not compressed, and pickles inside blocks use protocol 3, which knows bytes. Nothing depends on time, chance
or hash seed, so that equal archives give equal files.
"""

from __future__ import annotations

import json
import shutil
from collections import defaultdict
from dataclasses import asdict, dataclass
from pathlib import Path
from sys import intern
from typing import Any

from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3Segment
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage, RamStorage
from whoosh.index import TOC

from backfile.search.documents import FIELDS, Entry
from backfile.search.inversion import Inverted
from backfile.search.postings import FieldPostings, existence_postings, position_postings, write_postings
from backfile.search.ranking import length_bytes
from backfile.search.schema import INDEX_NAME, make_schema, whoosh_fields

SEGMENT = "archive"
"""Whoosh would name a segment by chance."""


class _Storage(FileStorage):  # type: ignore[misc]
    """Keeps Whoosh's temporary files in memory, not in a folder that all builds of a machine share."""

    def temp_storage(self, name: str | None = None) -> Any:
        return _Memory()


class _Memory(RamStorage):  # type: ignore[misc]
    def create_file(self, name: str, **options: Any) -> Any:
        options.pop("mode", None)
        return super().create_file(name, **options)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a searcher must know to ask an index as its builder meant it."""

    language: str
    """Snowball algorithm."""
    title_weight: float


_SETTINGS = "settings.json"
"""Stands among Whoosh's files, which takes no notice of it."""


def read_settings(folder: Path) -> Settings:
    """The settings that the index in ``folder`` was made with."""
    return Settings(**json.loads((folder / _SETTINGS).read_text("utf-8")))


def write_segment(inverted: Inverted, folder: Path, settings: Settings) -> None:
    """Write the whole index into ``folder``, which is emptied first."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    storage = _Storage(str(folder))
    schema = make_schema(settings.language)
    codec = W3Codec()
    segment = W3Segment(codec, INDEX_NAME, doccount=len(inverted.entries), segid=SEGMENT)
    exact = _write_documents(inverted, codec.per_document_writer(storage, segment), schema)
    _write_terms(inverted, exact, codec.field_writer(storage, segment), schema)
    (folder / _SETTINGS).write_text(json.dumps(asdict(settings)) + "\n", encoding="utf-8", newline="\n")
    TOC(schema, [segment], 1).write(storage, INDEX_NAME)


def _write_documents(inverted: Inverted, writer: Any, schema: Schema) -> dict[str, dict[bytes, list[int]]]:
    """Stored fields, field lengths and columns. Returns the postings of the fields that are matched exactly."""
    exact: dict[str, dict[bytes, list[int]]] = {
        name: defaultdict(list) for name, field in schema.items() if field.indexed and name not in FIELDS
    }
    lengths = {name: inverted.fields[name].lengths.tolist() for name in FIELDS}
    known: dict[tuple[str, str], list[bytes]] = {}
    for number, entry in enumerate(inverted.entries):
        writer.start_doc(number)
        for name, value in sorted(_values(entry).items()):
            field = schema[name]
            if name in exact:
                key = (name, str(value))
                if key not in known or name == "url":
                    known[key] = sorted({item[0] for item in field.index(value)})
                for term in known[key]:
                    exact[name][term].append(number)
            if name in FIELDS:
                writer.add_field(name, field, value if field.stored else None, lengths[name][number])
            else:
                writer.add_field(name, field, _stored(entry, name, value), 0)
            if field.column_type:
                writer.add_column_value(name, field.column_type, field.to_column_value(value))
        writer.finish_doc()
    writer.close()
    return exact


def _values(entry: Entry) -> dict[str, Any]:
    fields = {name: value for name, value in whoosh_fields(entry).items() if not name.startswith("_")}
    return fields | {"title": intern(entry.title), "body": ""}


def _stored(entry: Entry, name: str, value: Any) -> Any:
    """What a hit shows. Strings are interned: a pickle tells two equal strings from one used twice."""
    if name in ("dateline", "agency"):
        value = getattr(entry, name)
    return intern(value) if isinstance(value, str) else value


def _write_terms(
    inverted: Inverted, exact: dict[str, dict[bytes, list[int]]], writer: W3FieldWriter, schema: Schema
) -> None:
    """Posting lists and the term table, field by field in the order of their names, as Whoosh demands."""
    encoded = [term.encode() for term in inverted.terms]
    for name in sorted([*exact, *FIELDS]):
        writer.start_field(name, schema[name])
        postings: FieldPostings
        if name in FIELDS:
            field = inverted.fields[name]
            postings = position_postings(encoded, field, length_bytes(field.lengths))
        else:
            postings = existence_postings(exact[name], schema[name].format.fixed_value_size())
        write_postings(postings, writer)
        writer.finish_field()
    writer.close()


def is_index(folder: Path) -> bool:
    """Whether ``folder`` holds an index that this module wrote."""
    return (folder / f"_{INDEX_NAME}_1.toc").is_file()
