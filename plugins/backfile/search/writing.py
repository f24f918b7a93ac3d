"""The parent's step: analysed batches → the files of ``search/``."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

from backfile.model.options import Options
from backfile.search import groups, ranking, segment, shards
from backfile.search.analysis import stop_words
from backfile.search.documents import FIELDS, Analysed
from backfile.search.inversion import Inverted, invert
from backfile.search.stemmers import write_stemmer

FORMAT = 1
"""Raised when a page of before could not read the files of now."""

FOLDER = "search"


def write_search(batches: Sequence[Analysed], out: Path, options: Options, whoosh_dir: Path | None = None) -> list[str]:
    """Write the whole index below ``out``: browser files to ``search/``, Whoosh's to ``search/whoosh/``.

    Where ``ship_whoosh_index`` is off, Whoosh's files go to ``whoosh_dir`` (by default ``options.cache / "whoosh"``),
    from where ``ask`` reads them. Returns the addresses of all files that belong to the site, sorted. Equal documents
    give equal bytes, however they were batched.
    """
    inverted = invert(batches)
    folder = out / FOLDER
    for name in ("t", "d"):
        shutil.rmtree(folder / name, ignore_errors=True)
        (folder / name).mkdir(parents=True)
    for old in folder.glob("stemmer.*.js"):
        old.unlink()
    _write_manifest(inverted, folder, options)
    shipped = folder / "whoosh"
    settings = segment.Settings(options.search_lang, options.title_weight)
    if options.ship_whoosh_index:
        segment.write_segment(inverted, shipped, settings)
    else:
        shutil.rmtree(shipped, ignore_errors=True)
        segment.write_segment(inverted, whoosh_dir or options.cache / "whoosh", settings)
    return sorted(_addresses(out, folder))


def _addresses(out: Path, folder: Path) -> list[str]:
    """All that this module writes; the page ``search/index.html`` is not."""
    found = [folder / "manifest.json", *folder.glob("stemmer.*.js")]
    for name in ("t", "d", "whoosh"):
        found += [path for path in (folder / name).glob("*") if path.is_file()]
    return [path.relative_to(out).as_posix() for path in found]


def _write_manifest(inverted: Inverted, folder: Path, options: Options) -> None:
    """Write the browser's files, and last of all the manifest that names them."""
    weights = {"title": options.title_weight, "body": 1.0}
    writer = shards.ShardWriter(inverted, weights, folder / "t")
    written = writer.write()
    table = groups.write_groups(inverted.entries, folder / "d")
    manifest = {
        "format": FORMAT,
        "documents": len(inverted.entries),
        "fields": [
            {"name": name, "weight": weights[name], "average": average}
            for name, average in zip(FIELDS, writer.averages, strict=True)
        ],
        "k1": ranking.K1,
        "b": ranking.B,
        "stemmer": write_stemmer(options.search_lang, folder),
        "stop": list(stop_words(options.search_lang)),
        "groups": {"size": groups.group_size(len(inverted.entries)), "columns": groups.COLUMNS, "table": table.hex()},
        "terms": {"first": [shard.first for shard in written], "names": "".join(shard.name.hex() for shard in written)},
    }
    text = json.dumps(manifest, ensure_ascii=False, separators=(",", ":"))
    (folder / "manifest.json").write_text(text + "\n", encoding="utf-8", newline="\n")
