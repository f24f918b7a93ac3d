"""The browser's files of an index, written without the engine."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from backfile.search.blocks import Block
from backfile.search.content_files import compressed, content_name
from backfile.search.cutting import divide, item_digest
from backfile.search.documents import SearchDocument
from backfile.search.inversion import invert
from backfile.search.ranking import WEIGHTS
from backfile.search.rows import group_size, row_files
from backfile.search.stemmers import language_module
from backfile.search.writing import algorithms_of, averages_of, write_manifest, write_segment


def write_files(documents: Sequence[SearchDocument], folder: Path, weights: Sequence[float] = WEIGHTS) -> list[str]:
    """Write the browser's files below ``folder`` without the engine; gives their names."""
    written: dict[str, bytes] = {}

    def put(kind: str, data: bytes) -> bytes:
        packed = compressed(data)
        written[f"{kind}/{content_name(packed).hex()}.bin"] = packed
        return content_name(packed)

    ordered = sorted(documents, key=lambda document: document.order)
    divisions = divide([item_digest(document.url) for document in ordered])
    blocks, averages, entries = [], (0.0, 0.0), []
    for division in divisions:
        chosen = ordered[division.begin : division.end]
        key = sha256(repr(chosen).encode()).hexdigest()
        blocks.append((key, Block.unpacked(Block.of(chosen, invert(chosen)).packed())))
        written.update(row_files(chosen, key, group_size(len(ordered))))
    for segment in ("base", "recent", "fresh"):
        own = [block for (_, block), division in zip(blocks, divisions, strict=True) if division.segment == segment]
        if own:
            averages = averages if entries else averages_of([block.summary for block in own])
            entries.append(write_segment(own, averages, put, fresh=segment == "fresh", weights=weights))
    summaries = [(key, block.summary) for key, block in blocks]
    algorithms = algorithms_of([summary for _, summary in summaries])
    modules = {name: language_module(name) for name in algorithms if name}
    written.update(modules.values())
    written["manifest.json"] = write_manifest(
        summaries,
        entries,
        averages=averages,
        weights=weights,
        modules={name: path for name, (path, _) in modules.items()},
        lang="en",
        group=group_size(len(ordered)),
    )
    for name, data in written.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return sorted(written)
