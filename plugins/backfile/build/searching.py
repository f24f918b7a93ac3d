"""The search step: documents in, index files of the staged site out; what has not changed is taken over.

Documents in the order of the index are cut into blocks, and blocks make up segments. A block that the last build has
made is used again with its files; so is a whole segment that is made of the same blocks. What the browser fetches of a
changed segment is made from all of its blocks together, and only files that have changed are compressed and written.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from backfile.build.documents import Filed
from backfile.build.files import Files, Published
from backfile.build.fingerprints import digest, value_bytes
from backfile.build.kept_blocks import KeptBlocks
from backfile.build.ledger import FileRecord, Ledger
from backfile.build.whoosh_index import KeptIndex, ShippedIndex
from backfile.model import permalinks
from backfile.model.options import Options
from backfile.model.problems import BackfileError
from backfile.search import SearchDocument
from backfile.search.cutting import divide, item_digest
from backfile.search.rows import KEY_DIGITS, group_size
from backfile.search.whoosh_files import Settings
from backfile.workers import WorkerLost, Workers

if TYPE_CHECKING:
    from backfile.search.blocks import Block

FOLDER = permalinks.SEARCH

MANIFEST = FOLDER + "manifest.json"
"""Its fingerprint is that of the whole index."""

FEW = 2
"""Blocks that one process makes sooner than several share them."""


@dataclass(frozen=True, slots=True)
class _Division:
    """A block as the step plans it."""

    key: str
    """The digest of all that it is made from."""
    segment: str
    positions: tuple[int, ...]
    """Of its documents among those filed, in the order of the index."""


@dataclass(frozen=True, slots=True)
class _Setup:
    """What is needed to make blocks and files, in whatever process."""

    options: Options
    files: Files
    kept: KeptBlocks
    index: ShippedIndex | KeptIndex
    code: str
    group: int
    """Documents in a file of results."""
    known: dict[str, FileRecord]
    """The files of the index of the site before."""


class SearchStep:
    """The search index of one build: ``write_blocks()``, ``start()``, and ``tidy()`` when the site is published."""

    def __init__(self, options: Options, files: Files, ledger: Ledger, workers: Workers) -> None:
        spare = options.output.with_name(f".{options.output.name}.search")
        kept = KeptBlocks(ledger.path.with_suffix(".search"), spare)
        page = permalinks.output_file(permalinks.SEARCH)
        known = {
            path: record
            for path, record in ledger.files()
            if path.startswith(FOLDER) and path != page and not record.basis  # a publisher's static file has one
        }
        index = (
            ShippedIndex(files, known, FOLDER + "whoosh/")
            if options.ship_whoosh_index
            else KeptIndex(options.cache / "whoosh", kept.folder)
        )
        self._make_setup = partial(_Setup, options, files, kept, index, ledger.code, known=known)
        self._setup = self._make_setup(0)
        self._workers = workers
        self._divisions: list[_Division] = []
        self._published: list[Published] = []
        self._whole = ""
        self._waiting: list[tuple[str, list[SearchDocument]]] = []
        self._unchanged = False

    def write_blocks(
        self,
        filed: Sequence[Filed],
        documents: Callable[[Sequence[int]], list[SearchDocument]],
        step: Callable[[int], None],
    ) -> None:
        """Make the blocks that have changed; returns when all are there.

        ``documents`` gives the documents at some positions of ``filed``, and is asked for those of changed blocks
        only; ``step`` is told of how many documents more the block is there. Raises BackfileError when a worker is
        lost over a block or the cache cannot be written.
        """
        setup = self._setup = self._make_setup(group_size(len(filed)))
        self._divisions = _divide(filed, setup)
        keys = [division.key for division in self._divisions]
        shaping = (setup.options.title_weight, setup.options.lang, setup.options.ship_whoosh_index)
        self._whole = digest(setup.code, zlib.ZLIB_RUNTIME_VERSION, repr(shaping), *keys)
        if self._take_over_all(keys):
            step(len(filed))
            return
        changed = []
        for division in self._divisions:
            published = _take_over_block(setup, division)
            if published is None:
                changed.append(division)
            else:
                self._published += published
                step(len(division.positions))
        for division, made in zip(changed, self._make(changed, documents), strict=True):
            self._published += made
            step(len(division.positions))

    def _take_over_all(self, keys: Sequence[str]) -> bool:
        """Take over every file of the index, if it is made from the same blocks and all are still there."""
        setup = self._setup
        manifest = setup.known.get(MANIFEST)
        if manifest is None or manifest.fingerprint != self._whole or not setup.index.holds(keys, self._whole):
            return False
        taken = [setup.files.take_over(path, record.fingerprint, record) for path, record in setup.known.items()]
        if all(taken):
            self._published = [item for item in taken if item]
            self._unchanged = True
        else:
            for item in filter(None, taken):
                setup.files.drop(item)
        return self._unchanged

    def _make(
        self, changed: Sequence[_Division], documents: Callable[[Sequence[int]], list[SearchDocument]]
    ) -> Iterator[list[Published]]:
        make = partial(_make_blocks, self._setup)
        jobs = ([(division.key, documents(division.positions))] for division in changed)
        if len(changed) <= FEW:
            # Made by ``start``, in whatever process writes the rest: it then goes on beside the pages.
            self._waiting = list(chain.from_iterable(jobs))
            yield from ([] for _ in changed)
            return
        for result in self._workers.run(make, jobs):
            if isinstance(result, WorkerLost):
                story = result.item[1][0].url
                raise BackfileError(f"Indexing {story} or a story near it killed the process that did it.")
            yield result

    def start(self) -> Future[list[Published]]:
        """Write all other files aside; gives one Published for each file of the index, taken over or written.

        In this process when no worker has been needed so far. When the future fails because its worker went down
        with other work, ``write_files()`` does the same here.
        """
        if not self._unchanged and self._workers.started:
            return self._workers.call(*self._call())
        future: Future[list[Published]] = Future()
        try:
            future.set_result(self.write_files())
        except Exception as error:
            future.set_exception(error)
        return future

    def write_files(self) -> list[Published]:
        """What ``start`` does, here and now."""
        if self._unchanged:
            return self._published
        function, *arguments = self._call()
        return function(*arguments)

    def _call(self) -> tuple[Callable[..., list[Published]], *tuple[Any, ...]]:
        return _write_files, self._setup, self._divisions, self._whole, self._published, self._waiting

    def tidy(self) -> None:
        """Remove from the cache what the published site no longer needs."""
        keys = [division.key for division in self._divisions]
        self._setup.kept.keep_only([*keys, *(plan.key for plan in _segments(self._setup, self._divisions))])
        self._setup.index.tidy(keys)


def load_search() -> None:
    """Load what making blocks and files needs: it takes longer than making one block."""
    for module in ("blocks", "inversion", "segment", "stemmers", "writing"):
        import_module(f"backfile.search.{module}")


def _divide(filed: Sequence[Filed], setup: _Setup) -> list[_Division]:
    orders = list(map(attrgetter("day", "moment", "url"), filed))
    order = sorted(range(len(filed)), key=orders.__getitem__)
    divisions = []
    for part in divide([item_digest(filed[at].url) for at in order]):
        chosen = tuple(order[part.begin : part.end])
        described = "\n".join(f"{filed[at].day} {filed[at].moment} {filed[at].key} {filed[at].url}" for at in chosen)
        key = digest(setup.code, zlib.ZLIB_RUNTIME_VERSION, str(setup.group), described)
        divisions.append(_Division(key, part.segment, chosen))
    return divisions


@dataclass(frozen=True, slots=True)
class _Segment:
    """A segment as the step plans it."""

    name: str
    key: str
    """The digest of all that it is made from."""
    blocks: tuple[str, ...]
    """Keys of its blocks, in order."""


def _segments(setup: _Setup, divisions: Sequence[_Division]) -> list[_Segment]:
    """The segments that there are, in order; an empty archive has an empty one."""
    found: list[_Segment] = []
    for name in dict.fromkeys(division.segment for division in divisions) or ("fresh",):
        keys = tuple(division.key for division in divisions if division.segment == name)
        # By the averages of the first segment all are measured.
        first = found[0].blocks if found else keys
        parts = (setup.code, zlib.ZLIB_RUNTIME_VERSION, name, repr(setup.options.title_weight), *first, "", *keys)
        found.append(_Segment(name, digest(*parts), keys))
    return found


def _rows(setup: _Setup, division: _Division) -> list[str]:
    """The files that say what results show of a block's documents."""
    count = -(-len(division.positions) // setup.group)
    return [f"{FOLDER}d/{division.key[:KEY_DIGITS]}/{number}.bin" for number in range(count)]


def _take_over_block(setup: _Setup, division: _Division) -> list[Published] | None:
    """The files of a block of the site before, if all are still there."""
    published = setup.index.take_over(division.key)
    if published is None or setup.kept.read(division.key) is None:
        return None
    rows = [setup.files.take_over(path, division.key, setup.known.get(path)) for path in _rows(setup, division)]
    return [*published, *(row for row in rows if row)] if all(rows) else None


def _make_blocks(setup: _Setup, jobs: list[tuple[str, list[SearchDocument]]]) -> list[list[Published]]:
    """The worker's part: keep each block, write its segment of the Whoosh index and its results."""
    from backfile.search.blocks import Block  # noqa: PLC0415 - a build that changes nothing needs no numpy
    from backfile.search.inversion import invert  # noqa: PLC0415
    from backfile.search.rows import row_files  # noqa: PLC0415
    from backfile.search.segment import segment_bytes  # noqa: PLC0415

    made = []
    for key, documents in jobs:
        inverted = invert(documents)
        setup.kept.write(key, Block.of(documents, inverted).packed())
        published = setup.index.write_segment(key, segment_bytes(documents, inverted, key))
        for path, data in row_files(documents, key, setup.group):
            published.append(setup.files.write(FOLDER + path, key, data))
        made.append(published)
    return made


def _write_files(
    setup: _Setup,
    divisions: list[_Division],
    whole: str,
    published: list[Published],
    waiting: list[tuple[str, list[SearchDocument]]],
) -> list[Published]:
    """Make the blocks that wait; write each changed segment, the Whoosh index's contents, the manifest last of all."""
    from backfile.build.search_segments import (  # noqa: PLC0415
        BrowserFiles,
        KeptSegment,
        read_segment,
        write_segment,
    )
    from backfile.search.stemmers import language_module  # noqa: PLC0415
    from backfile.search.writing import algorithms_of, write_manifest  # noqa: PLC0415

    published = [*published, *chain.from_iterable(_make_blocks(setup, waiting))]
    browser = BrowserFiles(setup.files, setup.code, setup.known)
    weights = (setup.options.title_weight, 1.0)
    segments: list[KeptSegment] = []
    for plan in _segments(setup, divisions):
        segment = read_segment(setup.kept, plan.key)
        if segment is None or not browser.take_over(segment):
            averages = segments[0].averages if segments else None
            segment = write_segment(plan.name, _blocks(setup, plan.blocks), averages, weights, browser)
            setup.kept.write(plan.key, value_bytes(segment))
        segments.append(segment)
    summaries = [summary for segment in segments for summary in segment.blocks]
    algorithms = algorithms_of(summaries)
    modules = {name: language_module(name) for name in algorithms if name}
    for path, module in modules.values():
        browser.plain(path, module)
    blocks = list(zip((division.key for division in divisions), summaries, strict=True))
    manifest = write_manifest(
        blocks,
        [json.loads(segment.entry) for segment in segments],
        averages=segments[0].averages,
        weights=weights,
        modules={name: path for name, (path, _) in modules.items()},
        lang=setup.options.lang,
        group=setup.group,
    )
    settings = Settings(tuple(algorithms), segments[0].averages, weights)
    contents = setup.index.write_contents(blocks, settings, whole)
    manifest_file = setup.files.write(MANIFEST, whole, manifest)
    return [*published, *browser.published.values(), *contents, manifest_file]


def _blocks(setup: _Setup, keys: Sequence[str]) -> list[Block]:
    from backfile.search.blocks import Block  # noqa: PLC0415

    blocks = []
    for key in keys:
        data = setup.kept.read(key)
        if data is None:
            raise BackfileError(f"A file of the cache has just vanished from {setup.kept.folder}: build again.")
        blocks.append(Block.unpacked(data))
    return blocks
