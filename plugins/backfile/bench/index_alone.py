"""The index of generated stories, built as the engine does it but without articles and pages around it.

A process of its own (``python -m backfile.bench.index_alone COUNT FOLDER ship|keep``), so that ``timed.measure`` can
account for it. It prints one JSON object.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from backfile.bench.index_stories import IndexStories
from backfile.build.files import Files
from backfile.build.ledger import Ledger
from backfile.build.searching import SearchStep
from backfile.model.options import Options
from backfile.search import SearchDocument
from backfile.workers import Workers


class _Timed:
    """The stories, and how long it takes to make them up: what is not the index's."""

    def __init__(self, stories: IndexStories) -> None:
        self._stories = stories
        self.wall = self.cpu = 0.0

    def at(self, positions: Sequence[int]) -> list[SearchDocument]:
        """As of ``IndexStories``."""
        began, used = time.perf_counter(), time.thread_time()
        documents = self._stories.at(positions)
        self.wall += time.perf_counter() - began
        self.cpu += time.thread_time() - used
        return documents


def build_index(count: int, folder: Path, *, ship: bool) -> dict[str, float]:
    """Build the index of ``count`` stories into ``folder / "site"``; gives seconds by what took them."""
    output = folder / "site"
    options = Options(folder, output, folder, folder / "cache", ship_whoosh_index=ship)
    stories = IndexStories(count)
    began = time.perf_counter()
    filed = stories.filed()
    named = time.perf_counter()
    timed = _Timed(stories)
    files = Files(output, folder / "none", mirrored=False)
    with Workers(0) as workers:
        step = SearchStep(options, files, Ledger(folder / "ledger.sqlite3", "measured"), workers)
        step.write_blocks(filed, timed.at, lambda _: None)
        blocks = time.perf_counter()
        made = time.process_time()
        published = step.start().result()
        ended = time.perf_counter()
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return {
        "naming": named - began,
        "stories": timed.wall,
        "stories_cpu": timed.cpu + named - began,
        "blocks": blocks - named,
        "segments": ended - blocks,
        "parent_cpu": made,
        "index": ended - named,
        "files": len(published),
        "cpu": sum(usage.ru_utime + usage.ru_stime for usage in used),
    }


if __name__ == "__main__":
    print(json.dumps(build_index(int(sys.argv[1]), Path(sys.argv[2]), ship=sys.argv[3] == "ship")))
