"""Blocks → the files that the reader's browser fetches."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from math import inf
from typing import Any

from backfile.search import facet_files, position_shards, ranking, word_shards
from backfile.search.blocks import Block, Summary
from backfile.search.bytestreams import varint
from backfile.search.content_files import content_name
from backfile.search.documents import FIELDS
from backfile.search.merging import merge
from backfile.search.rows import KEY_DIGITS
from backfile.search.tables import Bundle, Files, Put, Store
from backfile.search.term_shards import shard_limit, term_shards

FORMAT = 3
"""Raised when a page of before could not read the files of now."""

FEW_DAYS = 40
"""Days that the manifest itself tells of a segment."""

MORE = "m"
"""The folder of what is neither a shard nor a row."""


def averages_of(summaries: Sequence[Summary]) -> tuple[float, ...]:
    """By field: tokens of a document. Those of the first segment are what the lengths of all documents are held to."""
    documents = sum(summary.documents for summary in summaries) or 1
    return tuple(sum(summary.tokens[field] for summary in summaries) / documents for field in range(len(FIELDS)))


def write_segment(
    blocks: Sequence[Block], averages: Sequence[float], put: Put, *, fresh: bool, weights: Sequence[float]
) -> dict[str, Any]:
    """Write a segment's files with ``put``; returns its entry in the manifest. A pure function of its arguments.

    ``averages``, ``weights``: by field. ``fresh``: two files, one of terms and one of all else, because the segment
    is small and changes often.
    """
    segment = merge(blocks)
    limit = inf if fresh else shard_limit(segment.documents)
    made = term_shards(segment, averages, weights, limit, lambda data: put("t", data))
    terms = Files(put).table("t", made.shards)
    if made.alone:
        names = urlsafe_b64encode(b"".join(made.alone.values())).decode()
        terms["alone"] = {"terms": list(made.alone), "names": names}
    days = _days([block.summary for block in blocks])
    entry: dict[str, Any] = {"documents": segment.documents, "terms": terms, "days": days}
    if len(days) > FEW_DAYS:
        entry["days"] = Files(put).keep(MORE, _json(days))
    store: Store = Bundle(put) if fresh else Files(put)

    def limited(limit: float) -> float:
        return inf if fresh else limit

    more = {
        "positions": store.table("x", list(position_shards.position_shards(segment, limited(position_shards.LIMIT)))),
        "words": store.table("w", list(word_shards.word_shards(segment, limited(word_shards.LIMIT)))),
        "facets": store.table("f", list(facet_files.facet_shards(segment.facets, limited(facet_files.LIMIT)))),
        "names": {
            field: store.keep(MORE, _json(names)) for field, names in facet_files.names_of(segment.facets).items()
        },
        "suggest": store.keep(MORE, _json(facet_files.suggested(segment.facets))),
        "lengths": store.keep(MORE, b"".join([column.tobytes() for column in segment.lengths])),
    }
    return entry | {"more": store.close(MORE, _json(more))}


def write_manifest(
    blocks: Sequence[tuple[str, Summary]],
    segments: Sequence[Mapping[str, Any]],
    *,
    averages: Sequence[float],
    weights: Sequence[float],
    modules: Mapping[str, str],
    lang: str,
    group: int,
) -> bytes:
    """The manifest. It begins with a checksum of all that follows it.

    ``blocks``: keys and summaries of all, in order; ``segments``: as ``write_segment`` gives them; ``averages``: those
    that it was given; ``modules``: Snowball's algorithms → their modules below ``search/``; ``lang``: the site's
    language tag; ``group``: documents in a file of rows.
    """
    summaries = [summary for _, summary in blocks]
    days = _days(summaries)
    keys = b"".join([bytes.fromhex(key[:KEY_DIGITS]) + varint(summary.documents) for key, summary in blocks])
    return sealed(
        {
            "format": FORMAT,
            "documents": sum(summary.documents for summary in summaries),
            "tokens": [sum(summary.tokens[field] for summary in summaries) for field in range(len(FIELDS))],
            "averages": list(averages),
            "weights": list(weights),
            "k1": ranking.K1,
            "b": ranking.B,
            "days": [days[0][0], days[-1][0]] if days else [],
            "lang": lang,
            "languages": [
                {"name": name, "module": modules[name]} if name else {"name": ""} for name in algorithms_of(summaries)
            ],
            "group": group,
            "blocks": urlsafe_b64encode(keys).decode().rstrip("="),
            "segments": list(segments),
        }
    )


def sealed(manifest: Mapping[str, Any]) -> bytes:
    """The manifest's file: the digest of all that follows comes first, because no name says what it holds."""
    text = _json(manifest)[1:]
    return b'{"check":"%b",%b' % (content_name(text).hex().encode(), text)


def algorithms_of(summaries: Sequence[Summary]) -> list[str]:
    """Snowball's algorithms of an archive, that of most documents first."""
    counts: Counter[str] = Counter()
    for name, count in chain.from_iterable(summary.algorithms for summary in summaries):
        counts[name] += count
    return sorted(counts, key=lambda name: (-counts[name], name))


def _days(summaries: Sequence[Summary]) -> list[tuple[str, int]]:
    """Days in order, with the number of documents filed under each."""
    counts: Counter[str] = Counter()
    for day, count in chain.from_iterable(summary.days for summary in summaries):
        counts[day] += count
    return sorted(counts.items())


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
