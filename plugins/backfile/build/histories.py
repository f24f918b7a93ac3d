"""What pages show of the versions of stories, from what was read of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from backfile.build.fingerprints import digest
from backfile.build.reading import Input
from backfile.build.sorting import Sorted
from backfile.model.article import Article
from backfile.model.options import Options
from backfile.model.problems import BackfileError
from backfile.pages import Histories


def histories_of(found: Sorted, inputs: Sequence[Input], key: str, options: Options) -> Histories:
    """The versions of each story by its position. ``key``: of ``Reading``; ``inputs``: all files that were read."""
    if not found.versions:
        return Histories()
    versions, stamps = {}, {}
    for position, (_, item) in enumerate(found.stories):
        if own := found.versions.get(item.path):
            versions[position] = tuple(version for version, _ in own)
            stamps[position] = "\n".join([f"{version.path} {stamp}" for version, stamp in own]).encode()
    fingerprints = {item.path: item.fingerprint for item in inputs}
    return Histories(versions, stamps, partial(_article, options, key, fingerprints))


def _article(options: Options, key: str, fingerprints: dict[str, str], path: str) -> Article:
    """The article in a file that was read before: texts of versions are not kept, and few builds show any."""
    from backfile.reader import parse_article  # noqa: PLC0415 - a build that shows none needs no parser

    try:
        data = (options.content / path).read_bytes()
    except OSError:
        data = b""
    same = digest(key, path, data) == fingerprints[path]
    article = parse_article(data, path, options.zone)[0] if same else None
    if article is None:
        raise BackfileError(f"{path} was changed while the build was under way: build again.")
    return article
