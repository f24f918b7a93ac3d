"""The archive → the files that the reader's browser fetches."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from itertools import pairwise

from backfile.model.options import Options
from backfile.search import groups, ranking, shards
from backfile.search.analysis import stop_words
from backfile.search.blocks import Block
from backfile.search.documents import FIELDS
from backfile.search.merging import merge

FORMAT = 2
"""Raised when a page of before could not read the files of now."""

Put = Callable[[str, bytes], bytes]
"""Takes a folder (``"t"`` or ``"d"``) and what a file of it shall hold unpacked; gives the name's bytes."""


def write_browser_files(blocks: Sequence[Block], options: Options, stemmer: str, put: Put) -> bytes:
    """Write all files that are named by their content with ``put``; returns the manifest, which names them.

    ``blocks``: in order; ``stemmer``: the name of the stemmer's module.
    """
    weights = {"title": options.title_weight, "body": 1.0}
    archive = merge(blocks)
    written = shards.write_shards(archive, [weights[name] for name in FIELDS], lambda data: put("t", data))
    rows = [block.rows[begin:end] for block in blocks for begin, end in pairwise([0, *block.row_ends.tolist()])]
    digests = [digest for block in blocks for digest in block.digests.tolist()]
    manifest = {
        "format": FORMAT,
        "documents": archive.documents,
        "fields": [
            {"name": name, "weight": weights[name], "average": average}
            for name, average in zip(FIELDS, archive.averages, strict=True)
        ],
        "k1": ranking.K1,
        "b": ranking.B,
        "stemmer": stemmer,
        "stop": list(stop_words(options.search_lang)),
        "groups": {
            "columns": groups.COLUMNS,
            "table": groups.write_groups(rows, digests, lambda data: put("d", data)).hex(),
        },
        "terms": {"first": [shard.first for shard in written], "names": "".join(shard.name.hex() for shard in written)},
    }
    return (json.dumps(manifest, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
