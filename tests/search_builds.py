"""Indexes that the engine builds, one build after the other, without a site around them."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from backfile.build.files import Files, Published
from backfile.build.ledger import Ledger
from backfile.build.searching import SearchStep
from backfile.model.options import Options
from backfile.search import SearchDocument
from backfile.workers import Workers
from search_corpus import Copy


def options_for(output: Path, **changes: object) -> Options:
    """Options of a site that is built into ``output``."""
    return Options(content=output, output=output, theme=output, cache=output / "cache", **changes)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Built:
    """What a build of the index did."""

    published: list[Published]
    asked: list[str]
    """Addresses of the documents that it asked for."""

    @property
    def names(self) -> list[str]:
        """All files of the index, sorted."""
        return sorted(item.path for item in self.published)

    @property
    def written(self) -> set[str]:
        """Those that were not taken over."""
        return {item.path for item in self.published if item.written}


def build_index(articles: Sequence[Copy], output: Path, jobs: int = 1, **changes: object) -> Built:
    """Build the index into ``output`` as the engine does, with what the build before left in the cache."""
    options = options_for(output, **changes)
    stage = output.with_name(f".{output.name}.stage")
    ledger = Ledger(options.cache / "ledger.sqlite3", "code")
    asked: list[str] = []

    def documents(positions: Sequence[int]) -> list[SearchDocument]:
        asked.extend(articles[at].url for at in positions)
        return [articles[at].document() for at in positions]

    steps: list[int] = []
    with Workers(jobs) as workers:
        search = SearchStep(options, Files(stage, output, mirrored=False), ledger, workers)
        search.write_blocks([article.filed for article in articles], documents, steps.append)
        published = search.start().result()
    assert sum(steps) == len(articles)
    _publish(stage, output, published)
    ledger.update([], {}, [], {item.path: item.record for item in published}, {})
    search.tidy()
    return Built(published, asked)


def _publish(stage: Path, output: Path, published: list[Published]) -> None:
    staged = {path.relative_to(stage).as_posix() for path in stage.rglob("*") if path.is_file()}
    assert staged == {item.path for item in published}
    shutil.rmtree(output / "search", ignore_errors=True)
    for path in staged:
        (output / path).parent.mkdir(parents=True, exist_ok=True)
        (stage / path).replace(output / path)
    shutil.rmtree(stage)


def write_index(articles: Sequence[Copy], output: Path, jobs: int = 1, **changes: object) -> list[str]:
    """The names of the files of an index that is built into ``output``."""
    return build_index(articles, output, jobs, **changes).names
