"""A block of documents as a Whoosh segment, made in one go from arrays, many times faster than Whoosh's own writer.

Whoosh's own classes write what belongs to documents (stored fields, columns). Posting lists, their statistics and the
term table are ours, in Whoosh's format W3 (``whoosh.codec.whoosh3``), and so is the packing into one file, which
Whoosh calls a compound segment. Terms, postings, weights, positions, lengths and statistics equal those of Whoosh's
writer; ``tests/test_search_segment.py`` compares them all. Liberties that Whoosh's reader allows: short blocks are not
compressed, pickles inside blocks use protocol 3, which knows bytes, and terms are hashed by CRC-32. Nothing depends on
time, chance or hash seed, so that equal documents give equal bytes.
"""

from __future__ import annotations

import struct
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from io import BytesIO
from sys import intern
from typing import Any

from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.fields import DATETIME, NUMERIC, Schema
from whoosh.filedb.compound import CompoundStorage
from whoosh.filedb.filestore import RamStorage
from whoosh.filedb.structfile import StructFile
from whoosh.index import TOC

from backfile.search.documents import FIELDS, SearchDocument
from backfile.search.inversion import Inverted
from backfile.search.postings import encode_lists, existence_postings, position_postings
from backfile.search.ranking import length_bytes
from backfile.search.schema import SHOWN, make_schema, whoosh_fields
from backfile.search.term_table import term_table
from backfile.search.whoosh_files import INDEX_NAME, contents_name


class _Memory(RamStorage):  # type: ignore[misc]
    """Keeps all files in memory, also the temporary ones, which Whoosh would put where all builds of a machine do."""

    def temp_storage(self, name: str | None = None) -> Any:
        return _Memory()

    def create_file(self, name: str, **options: Any) -> Any:
        options.pop("mode", None)
        return super().create_file(name, **options)


def describe(segment_id: str, documents: int, lengths: dict[str, int]) -> W3Segment:
    """What the table of contents says of a segment; ``lengths``: the tokens of each scored field."""
    segment = W3Segment(W3Codec(), INDEX_NAME, doccount=documents, segid=segment_id)
    segment.compound = True
    segment._fieldlengths = {name: lengths[name] for name in FIELDS if lengths[name]}
    return segment


def contents_bytes(segments: Sequence[W3Segment], algorithms: Sequence[str], generation: int) -> bytes:
    """The index's table of contents, a file of its own: the segments in the order of their documents.

    ``algorithms``: of the archive's languages, that of most articles first.
    """
    storage = _Memory()
    TOC(make_schema(algorithms), list(segments), generation).write(storage, INDEX_NAME)
    data: bytes = storage.files[contents_name(generation)]
    return data


def segment_bytes(documents: Sequence[SearchDocument], inverted: Inverted, segment_id: str) -> bytes:
    """The segment's only file; ``segment_id``: lower-case letters and digits."""
    storage, schema, codec = _Memory(), _schema(), W3Codec()
    segment = W3Segment(codec, INDEX_NAME, doccount=len(documents), segid=segment_id)
    exact = _write_documents(documents, inverted, codec.per_document_writer(storage, segment), schema)
    for extension, data in zip((codec.TERMS_EXT, codec.POSTS_EXT), _term_files(inverted, exact, schema), strict=True):
        storage.files[segment.make_filename(extension)] = data
    return _compound(storage)


_schema = cache(make_schema)


def _compound(storage: RamStorage) -> bytes:
    """All files in one, by Whoosh's own hand."""
    kept = BytesIO()
    done: list[bytes] = []
    file = StructFile(kept, onclose=lambda _file: done.append(kept.getvalue()))
    CompoundStorage.assemble(file, storage, sorted(storage.list()))
    return done[0]


def _write_documents(
    documents: Sequence[SearchDocument], inverted: Inverted, writer: Any, schema: Schema
) -> dict[str, dict[bytes, list[int]]]:
    """Stored fields, field lengths and columns. Returns the postings of the fields that are matched exactly."""
    exact: dict[str, dict[bytes, list[int]]] = {
        name: defaultdict(list) for name, field in schema.items() if field.indexed and name not in FIELDS
    }
    lengths = {name: inverted.fields[name].lengths.tolist() for name in FIELDS}
    known: dict[tuple[str, str], list[bytes]] = {}
    for number, document in enumerate(documents):
        writer.start_doc(number)
        for name, value in sorted(_values(document).items()):
            field = schema[name]
            if name == "url":
                exact[name][value.encode()].append(number)
            elif name in exact:
                key = (name, str(value))
                if key not in known:
                    known[key] = _date_terms(field, value) if name == "date" else _terms(field, value)
                for term in known[key]:
                    exact[name][term].append(number)
            if name in FIELDS:
                writer.add_field(name, field, value if field.stored else None, lengths[name][number])
            else:
                writer.add_field(name, field, _stored(document, name, value) if field.stored else None, 0)
            if field.column_type:
                writer.add_column_value(name, field.column_type, field.to_column_value(value))
        writer.finish_doc()
    writer.close()
    return exact


def _terms(field: Any, value: str) -> list[bytes]:
    return sorted({item[0] for item in field.index(value)})


def _date_terms(field: DATETIME, value: datetime) -> list[bytes]:
    """As ``field.index`` gives them, which turns the date into a number anew for each precision."""
    number = NUMERIC.to_column_value(field, field.prepare_datetime(value))
    return [field.sortable_to_bytes(number, shift) for shift in range(0, field.bits, field.shift_step)]


def _values(document: SearchDocument) -> dict[str, Any]:
    fields = {name: value for name, value in whoosh_fields(document).items() if not name.startswith("_")}
    return fields | {"title": intern(document.title), "body": ""}


def _stored(document: SearchDocument, name: str, value: Any) -> Any:
    """What a hit shows. Strings are interned: a pickle tells two equal strings from one used twice."""
    if name in SHOWN:
        value = getattr(document, name)
    return intern(value) if isinstance(value, str) else value


def _term_files(inverted: Inverted, exact: dict[str, dict[bytes, list[int]]], schema: Schema) -> tuple[bytes, bytes]:
    """The term table and the posting lists, field by field in the order of their names, as Whoosh demands."""
    encoded = [term.encode() for term in inverted.terms]
    keys: list[bytes] = []
    infos, lists = bytearray(), bytearray()
    names = sorted([*exact, *FIELDS])
    for number, name in enumerate(names):
        if name in FIELDS:
            field = inverted.fields[name]
            postings = position_postings(encoded, field, length_bytes(field.lengths))
        else:
            postings = existence_postings(exact[name], schema[name].format.fixed_value_size())
        made = encode_lists(postings, len(lists))
        keys += [struct.pack("!H", number) + term for term in made.terms]
        infos += made.infos.tobytes()
        lists += made.data
    return term_table(keys, bytes(infos), {name: number for number, name in enumerate(names)}), bytes(lists)
