"""A block of documents as a Whoosh segment, made in one go from arrays, many times faster than Whoosh's own writer.

Whoosh's own classes write stored fields. Other columns (``segment_documents``), posting lists, their statistics and the
term table are ours, in Whoosh's format W3 (``whoosh.codec.whoosh3``), and so is the packing into one file, which
Whoosh calls a compound segment. Terms, postings, weights, positions, lengths and statistics equal those of Whoosh's
writer; ``tests/test_search_segment.py`` compares them all. Liberties that Whoosh's reader allows: short blocks are not
compressed, pickles inside blocks use protocol 3, which knows bytes, and terms are hashed by CRC-32. Nothing depends on
time, chance or hash seed, so that equal documents give equal bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from typing import Any

from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.fields import Schema
from whoosh.filedb.compound import CompoundStorage
from whoosh.filedb.filestore import RamStorage
from whoosh.filedb.structfile import StructFile
from whoosh.index import TOC

from backfile.search.documents import FIELDS, SearchDocument
from backfile.search.inversion import Inverted
from backfile.search.postings import encode_lists, existence_postings, position_postings
from backfile.search.ranking import length_bytes
from backfile.search.schema import make_schema
from backfile.search.segment_documents import Exact, SegmentDocuments
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
    numbered = SegmentDocuments(documents, schema)
    storage.files.update(numbered.files(segment, inverted))
    made = _term_files(inverted, numbered.exact, schema)
    for extension, data in zip((codec.TERMS_EXT, codec.POSTS_EXT), made, strict=True):
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


def _term_files(inverted: Inverted, exact: Exact, schema: Schema) -> tuple[bytes, bytes]:
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
