"""The browser's files read back in the plainest way, and what they should say according to the documents.

Nothing here uses the code that writes or reads the files, but the analysis of words.
"""

from __future__ import annotations

import gzip
import json
from base64 import urlsafe_b64decode
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import sqrt
from pathlib import Path
from typing import Any

from whoosh.util.numeric import byte_to_length, length_to_byte

from backfile.search.analysis import fold, term_of
from backfile.search.documents import SearchDocument

Postings = list[tuple[int, int]]
"""Document and level."""
Places = tuple[tuple[int, ...], tuple[int, ...]]
"""Positions in the title and in the body of one document."""


class Numbers:
    """Bytes that are read from the beginning to the end."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def number(self) -> int:
        value, place = 0, 1
        while True:
            byte, self.data = self.data[0], self.data[1:]
            value += (byte % 128) * place
            place *= 128
            if byte < 128:
                return value

    def take(self, count: int) -> bytes:
        assert len(self.data) >= count
        taken, self.data = self.data[:count], self.data[count:]
        return taken

    def block(self) -> Numbers:
        return Numbers(self.take(self.number()))

    def words(self, count: int) -> list[str]:
        found = [""]
        for _ in range(count):
            kept = self.number()
            found.append(found[-1][:kept] + self.take(self.number()).decode())
        self.done()
        return found[1:]

    def numbers(self, count: int) -> list[int]:
        return [self.number() for _ in range(count)]

    def ascending(self, count: int) -> list[int]:
        found = [self.number() for _ in range(min(1, count))]
        while len(found) < count:
            gap = self.number()
            assert gap > 0
            found.append(found[-1] + gap)
        return found

    def done(self) -> None:
        assert self.data == b""


@dataclass
class PlainSegment:
    """What the files of one segment say."""

    documents: int
    heads: dict[str, Postings]
    """Term → what its shard lists."""
    terms: dict[str, Postings]
    """Term → all its postings."""
    places: dict[str, list[Places]]
    """Term → where it stands, in the order of its postings."""
    words: list[tuple[str, str, int]]
    facets: dict[tuple[str, str], list[int]]
    names: dict[str, dict[str, list[Any]]]
    suggest: list[list[Any]]
    days: list[list[Any]]
    lengths: list[list[int]]
    """By field: the byte of each document."""


class PlainIndex:
    """The files below ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.used: set[str] = set()

    def manifest(self) -> dict[str, Any]:
        data = (self.folder / "manifest.json").read_bytes()
        found: dict[str, Any] = json.loads(data)
        assert found.pop("check") == sha256(data[24:]).hexdigest()[:12]
        return found

    def file(self, ref: str, bundle: str = "") -> bytes:
        path, *place = ref.split(":")
        path = path or bundle.partition(":")[0]
        self.used.add(f"{path}.bin")
        packed = (self.folder / f"{path}.bin").read_bytes()
        assert sha256(packed).hexdigest()[:12] == path[2:]
        data = gzip.decompress(packed)
        if not place:
            return data
        begin, length = map(int, place)
        assert begin + length <= len(data)
        return data[begin : begin + length]

    def shards(self, table: dict[str, Any], folder: str, bundle: str) -> list[tuple[str, bytes]]:
        names = urlsafe_b64decode(table.get("names", ""))
        refs = table.get("at") or [f"{folder}/{names[at : at + 6].hex()}" for at in range(0, len(names), 6)]
        firsts = table["first"]
        assert firsts[0] == ""
        assert firsts == sorted(set(firsts))
        return [(first, self.file(ref, bundle)) for first, ref in zip(firsts, refs, strict=True)]

    def segment(self, entry: dict[str, Any]) -> PlainSegment:
        bundle = entry["more"]
        more = json.loads(self.file(bundle))
        heads, terms = self._terms(self.shards(entry["terms"], "t", ""))
        alone = self._alone(entry["terms"].get("alone", {"terms": [], "names": ""}))
        assert not alone.keys() & terms.keys()
        heads, terms = heads | alone, terms | alone
        lengths = self.file(more["lengths"], bundle)
        documents = entry["documents"]
        assert len(lengths) == 2 * documents
        return PlainSegment(
            documents=documents,
            heads=heads,
            terms=terms,
            places=_places(self.shards(more["positions"], "x", bundle)),
            words=_words(self.shards(more["words"], "w", bundle)),
            facets=_facets(self.shards(more["facets"], "f", bundle)),
            names={field: json.loads(self.file(ref, bundle)) for field, ref in more["names"].items()},
            suggest=json.loads(self.file(more["suggest"], bundle)),
            days=json.loads(self.file(entry["days"])) if isinstance(entry["days"], str) else entry["days"],
            lengths=[list(lengths[:documents]), list(lengths[documents:])],
        )

    def _terms(self, shards: list[tuple[str, bytes]]) -> tuple[dict[str, Postings], dict[str, Postings]]:
        heads, wholes = {}, {}
        for term, held, listed, name in each_term(shards):
            heads[term] = wholes[term] = listed
            if name:
                ((only, count, wholes[term], more),) = each_term([("", self.file(f"t/{name.hex()}"))])
                assert (only, count, more) == (term, held, b"")
                assert set(listed) < set(wholes[term])
            assert len(wholes[term]) == held
        return heads, wholes

    def _alone(self, listed: dict[str, Any]) -> dict[str, Postings]:
        """Terms that are in no shard."""
        names = urlsafe_b64decode(listed["names"])
        files = [self.file(f"t/{names[at : at + 6].hex()}") for at in range(0, len(names), 6)]
        found = {}
        for term, data in zip(listed["terms"], files, strict=True):
            ((only, held, found[term], more),) = each_term([("", data)])
            assert (only, len(found[term]), b"") == (term, held, more)
        return found

    def rows(self) -> list[dict[str, Any]]:
        """What results show of each document."""
        manifest = self.manifest()
        blocks = Numbers(urlsafe_b64decode(manifest["blocks"] + "=" * (-len(manifest["blocks"]) % 4)))
        found = []
        while blocks.data:
            key, count = blocks.take(6).hex(), blocks.number()
            for number in range(-(-count // manifest["group"])):
                self.used.add(f"d/{key}/{number}.bin")
                columns = json.loads(gzip.decompress((self.folder / f"d/{key}/{number}.bin").read_bytes()))
                assert (columns.pop("block"), columns.pop("at")) == (key, number)
                of_file = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
                assert len(of_file) == min(manifest["group"], count - number * manifest["group"])
                found += of_file
        return found


def _in_place(shards: list[tuple[str, bytes]], at: int, folded: str) -> None:
    """A key must be in the last shard whose first is not greater."""
    assert shards[at][0] <= folded
    assert at + 1 == len(shards) or folded < shards[at + 1][0]


def each_term(shards: list[tuple[str, bytes]]) -> list[tuple[str, int, Postings, bytes]]:
    """The terms of a table of ``t``: term, documents that hold it, those listed, the name of the full list."""
    found = []
    for at, (_, data) in enumerate(shards):
        file = Numbers(data)
        assert file.take(4) == b"BFT2"
        count = file.number()
        words = file.block().words(count)
        rows, names, documents, levels = file.block(), file.block(), file.block(), file.block()
        for word in words:
            _in_place(shards, at, fold(word))
            held, listed = rows.number(), rows.number()
            numbers = documents.ascending(listed)
            name = names.take(6) if listed < held else b""
            found.append((word, held, list(zip(numbers, levels.take(listed), strict=True)), name))
        for part in (file, rows, names, documents, levels):
            part.done()
    terms = [term for term, *_ in found]
    assert terms == sorted(set(terms), key=lambda term: (fold(term), term))
    return found


def _places(shards: list[tuple[str, bytes]]) -> dict[str, list[Places]]:
    found = {}
    for at, (_, data) in enumerate(shards):
        file = Numbers(data)
        assert file.take(4) == b"BFX1"
        count = file.number()
        words = file.block().words(count)
        rows = file.block()
        for word in words:
            _in_place(shards, at, fold(word))
            held, size = rows.number(), rows.number()
            part = Numbers(file.take(size))
            counts = [part.numbers(held), part.numbers(held)]
            title, body = ([tuple(part.ascending(tf)) for tf in column] for column in counts)
            part.done()
            found[word] = list(zip(title, body, strict=True))
        rows.done()
        file.done()
    return found


def _words(shards: list[tuple[str, bytes]]) -> list[tuple[str, str, int]]:
    found = []
    for at, (_, data) in enumerate(shards):
        file = Numbers(data)
        assert file.take(4) == b"BFW1"
        count = file.number()
        words, rows, endings = file.block().words(count), file.block(), file.block()
        for word in words:
            _in_place(shards, at, fold(word))
            occurrences, kept = rows.number(), rows.number()
            found.append((word, word[:kept] + endings.take(endings.number()).decode(), occurrences))
        for part in (file, rows, endings):
            part.done()
    return found


def _facets(shards: list[tuple[str, bytes]]) -> dict[tuple[str, str], list[int]]:
    found = {}
    for at, (_, data) in enumerate(shards):
        file = Numbers(data)
        assert file.take(4) == b"BFF1"
        count = file.number()
        keys, rows, documents = file.block().words(count), file.block(), file.block()
        for key in keys:
            _in_place(shards, at, key)
            field, _, identity = key.partition(" ")
            found[field, identity] = documents.ascending(rows.number())
        for part in (file, rows, documents):
            part.done()
    return found


def expected_segment(
    documents: Sequence[SearchDocument], averages: Sequence[float], weights: Sequence[float], head: int = 256
) -> PlainSegment:
    """What the files of a segment of these documents should say."""
    places: dict[str, dict[int, list[list[int]]]] = defaultdict(lambda: defaultdict(lambda: [[], []]))
    words: Counter[tuple[str, str]] = Counter()
    lengths: list[list[int]] = [[], []]
    facets: dict[tuple[str, str], list[int]] = defaultdict(list)
    names: dict[tuple[str, str], str] = {}
    for number, document in enumerate(documents):
        for field, text in enumerate((document.words.title, document.words.body)):
            tokens = text.split()
            lengths[field].append(length_to_byte(len(tokens)))
            for position, word in enumerate(tokens):
                term = term_of(word, document.algorithm)
                places[term][number][field].append(position)
                if not term.startswith("·"):
                    words[word, term] += 1
        for facet in {(facet.field, facet.id): facet for facet in document.facets}.values():
            facets[facet.field, facet.id].append(number)
            names[facet.field, facet.id] = facet.name
    terms = {}
    for term, held in places.items():
        terms[term] = [
            (number, level_of([len(of_field) for of_field in found], [c[number] for c in lengths], averages, weights))
            for number, found in sorted(held.items())
        ]
    frequent = max(1024, len(documents) / 16)
    folds = Counter(map(fold, terms))
    cut = {
        term
        for term, found in terms.items()
        if len(found) >= frequent and (term.startswith("·") or folds[fold(term)] > 1 or len(found) >= 24_000)
    }
    of_fields: dict[str, dict[str, list[Any]]] = {}
    for (field, identity), numbers in sorted(facets.items()):
        columns = of_fields.setdefault(field, {"ids": [], "names": [], "counts": []})
        for column, value in zip(columns.values(), (identity, names[field, identity], len(numbers)), strict=True):
            column.append(value)
    named = [[*key, names[key], len(facets[key])] for key in facets if key[0] in ("topic", "person", "org", "place")]
    days = Counter(document.date.date().isoformat() for document in documents)
    return PlainSegment(
        documents=len(documents),
        heads={
            term: sorted(sorted(found, key=lambda p: (p[1], p[0]))[-head:]) if term in cut else found
            for term, found in terms.items()
        },
        terms=terms,
        places={
            term: [(tuple(title), tuple(body)) for _, (title, body) in sorted(held.items())]
            for term, held in places.items()
        },
        words=sorted(((*pair, count) for pair, count in words.items()), key=lambda row: (fold(row[0]), *row[:2])),
        facets=dict(facets),
        names=of_fields,
        suggest=sorted(named, key=lambda row: (-row[3], row[0], row[1]))[:2000],
        days=[[day, count] for day, count in sorted(days.items())],
        lengths=lengths,
    )


def level_of(tfs: Sequence[int], bytes_: Sequence[int], averages: Sequence[float], weights: Sequence[float]) -> int:
    """The level of one posting. By field: how often the term stands there, the length byte."""
    thresholds = [0.2 * sqrt(1.1)]
    while len(thresholds) < 63:
        thresholds.append(thresholds[-1] * 1.1)
    impact = 0.0
    for tf, byte, average, weight in zip(tfs, bytes_, averages, weights, strict=True):
        norm = 1.2 * (0.25 + 0.75 * byte_to_length(byte) / (average or 1))
        impact += weight * tf * 2.2 / (tf + norm)
    return bisect_right(thresholds, impact)
