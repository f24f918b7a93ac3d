"""Blocks: some documents with neighbouring numbers, as arrays that are kept from build to build."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from backfile.search.bytestreams import varints
from backfile.search.documents import FIELDS, Facet, SearchDocument
from backfile.search.inversion import Inverted, InvertedField, Offsets, Surfaces
from backfile.search.ranking import length_bytes

Numbers = NDArray[np.integer[Any]]


@dataclass(frozen=True, slots=True)
class Summary:
    """What the manifest and Whoosh's table of contents say of a block."""

    documents: int
    tokens: tuple[int, ...]
    """By field: of all documents."""
    days: tuple[tuple[str, int], ...]
    """Days (YYYY-MM-DD) in order, each with the number of documents filed under it."""
    algorithms: tuple[tuple[str, int], ...]
    """Snowball's algorithms, sorted, each with its number of documents; "" for languages without one."""

    @classmethod
    def read(cls, packed: bytes) -> Summary:
        """Of a packed block."""
        held = _head(packed)[0]["summary"]
        days, algorithms = (tuple((name, count) for name, count in held[key]) for key in ("days", "algorithms"))
        return cls(held["documents"], tuple(held["tokens"]), days, algorithms)


@dataclass(frozen=True, slots=True)
class Block:
    """What the browser's files are made of. A posting stands for a document that holds a term in any field."""

    summary: Summary
    terms: list[str]
    """V: in code point order."""
    counts: Numbers
    """V: postings of each term."""
    documents: Numbers
    """P: numbers within the block, ascending for each term."""
    frequencies: tuple[Numbers, ...]
    """By field, P: how often the term stands in it."""
    gaps: tuple[NDArray[np.uint8], ...]
    """By field: positions of all postings as varints, the first of each posting and the gaps behind it."""
    gap_sizes: tuple[Numbers, ...]
    """By field, V: bytes of ``gaps`` that belong to each term."""
    lengths: tuple[NDArray[np.uint8], ...]
    """By field, N: the length byte."""
    surfaces: Surfaces
    facets: list[Facet]
    """F: sorted; each field and id once."""
    facet_counts: Numbers
    """F: documents with the facet."""
    facet_documents: Numbers
    """Numbers within the block, ascending for each facet."""

    @classmethod
    def of(cls, documents: Sequence[SearchDocument], inverted: Inverted) -> Block:
        """The block of documents that are numbered as they come."""
        total = len(documents) or 1
        fields = [inverted.fields[name] for name in FIELDS]
        vocabulary = np.arange(len(inverted.terms), dtype=np.int64)
        keys = [np.repeat(vocabulary, np.diff(field.starts)) * total + field.documents for field in fields]
        merged = np.sort(np.concatenate(keys), kind="stable")  # two runs in order: merging them is all there is to do
        merged = merged[np.concatenate(([True], merged[1:] != merged[:-1]))[: len(merged)]]
        frequencies = []
        for field, key in zip(fields, keys, strict=True):
            column = np.zeros(len(merged), dtype=np.uint32)
            column[np.searchsorted(merged, key)] = field.frequencies
            frequencies.append(column)
        gaps = [_gaps(field) for field in fields]
        held = _facets(documents)
        facets = sorted(held)
        return cls(
            summary=Summary(
                documents=len(documents),
                tokens=tuple(int(field.lengths.sum()) for field in fields),
                days=tuple(sorted(Counter(document.day for document in documents).items())),
                algorithms=tuple(sorted(Counter(document.algorithm for document in documents).items())),
            ),
            terms=list(inverted.terms),
            counts=np.bincount(merged // total, minlength=len(vocabulary)),
            documents=merged % total,
            frequencies=tuple(frequencies),
            gaps=tuple(data for data, _ in gaps),
            gap_sizes=tuple(sizes for _, sizes in gaps),
            lengths=tuple(length_bytes(field.lengths) for field in fields),
            surfaces=inverted.surfaces,
            facets=facets,
            facet_counts=np.array([len(held[facet]) for facet in facets], dtype=np.int64),
            facet_documents=np.array(list(chain.from_iterable(held[facet] for facet in facets)), dtype=np.int64),
        )

    def packed(self) -> bytes:
        """The block as bytes: length of the head, head (JSON: summary, type and length of every array), arrays."""
        names = json.dumps([[facet.field, facet.id, facet.name] for facet in self.facets], ensure_ascii=False)
        texts = ["\n".join(self.terms), "\n".join(self.surfaces.words), names]
        columns: list[Numbers] = [np.frombuffer(text.encode(), dtype=np.uint8) for text in texts]
        columns += [self.surfaces.terms, self.surfaces.occurrences]
        columns += [self.counts, self.documents, self.facet_counts, self.facet_documents]
        columns += [*self.frequencies, *self.gaps, *self.gap_sizes, *self.lengths]
        arrays = [_narrow(column) for column in columns]
        described = {"summary": asdict(self.summary), "arrays": [[array.dtype.str, len(array)] for array in arrays]}
        head = json.dumps(described).encode()
        return b"".join([len(head).to_bytes(4, "little"), head, *(array.tobytes() for array in arrays)])

    @classmethod
    def unpacked(cls, data: bytes) -> Block:
        """The block that ``packed`` made ``data`` of."""
        head, begin = _head(data)
        arrays: list[Any] = []
        for kind, length in head["arrays"]:
            arrays.append(np.frombuffer(data, dtype=kind, count=length, offset=begin))
            begin += arrays[-1].nbytes
        terms, words, names = (array.tobytes().decode() for array in arrays[:3])
        word_terms, occurrences, counts, documents, facet_counts, facet_documents, *by_field = arrays[3:]
        count = len(FIELDS)
        frequencies, gaps, gap_sizes, lengths = (
            tuple(by_field[at : at + count]) for at in range(0, len(by_field), count)
        )
        return cls(
            summary=Summary.read(data),
            terms=terms.split("\n") if terms else [],
            counts=counts,
            documents=documents,
            frequencies=frequencies,
            gaps=gaps,
            gap_sizes=gap_sizes,
            lengths=lengths,
            surfaces=Surfaces(tuple(words.split("\n")) if words else (), word_terms, occurrences),
            facets=[Facet(*values) for values in json.loads(names)],
            facet_counts=facet_counts,
            facet_documents=facet_documents,
        )


def _head(data: bytes) -> tuple[Any, int]:
    """What stands before a packed block's arrays, and where they begin."""
    begin = 4 + int.from_bytes(data[:4], "little")
    return json.loads(data[4:begin]), begin


def _gaps(field: InvertedField) -> tuple[NDArray[np.uint8], Offsets]:
    """A field's positions as varints, and how many bytes each term has of them."""
    bounds = field.occurrences
    deltas = np.diff(field.positions, prepend=0)
    deltas[bounds[:-1]] = field.positions[bounds[:-1]]
    data, places = varints(deltas)
    at = bounds[field.starts]
    return data, np.diff(at if places is None else np.append(places, len(data))[at])


def _facets(documents: Sequence[SearchDocument]) -> dict[Facet, list[int]]:
    """The facets of documents, with the numbers of the documents; of several names for one id, the newest holds."""
    names: dict[tuple[str, str], str] = {}
    held: dict[tuple[str, str], list[int]] = {}
    for number, document in enumerate(documents):
        for facet in document.facets:
            key = facet.field, _written(facet.id)
            names[key] = _written(facet.name)
            numbers = held.setdefault(key, [])
            if not numbers or numbers[-1] != number:
                numbers.append(number)
    return {Facet(*key, names[key]): numbers for key, numbers in held.items()}


def _written(text: str) -> str:
    """``text`` as UTF-8 can say it: a YAML file may hold half of a surrogate pair."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def _narrow(numbers: Numbers) -> Numbers:
    """The same numbers in as few bytes as the greatest needs, least significant first."""
    greatest = int(numbers.max()) if len(numbers) else 0
    kind = next(kind for kind in ("<u1", "<u2", "<u4", "<u8") if greatest < 1 << 8 * int(kind[2]))
    return numbers.astype(kind)
