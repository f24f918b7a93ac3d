"""The search step: documents in, index files of the staged site out; what has not changed is taken over.

Documents in the order of the index are cut into blocks. A block that the last build has made, and its segment of the
Whoosh index, are used again; the files for the browser are then made from all blocks together, which is quick, and
only those of them that have changed are compressed and written.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from itertools import chain
from operator import attrgetter
from pathlib import Path
from typing import Any

from backfile.build.files import Files, Published
from backfile.build.fingerprints import digest
from backfile.build.kept_blocks import KeptBlocks
from backfile.build.ledger import FileRecord, Ledger
from backfile.build.whoosh_index import KeptIndex, ShippedIndex
from backfile.build.workers import WorkerLost, Workers
from backfile.model.options import Options
from backfile.model.problems import BackfileError
from backfile.search import SearchDocument
from backfile.search.content_files import compressed, content_name
from backfile.search.cutting import block_size, cut, item_digest

FOLDER = "search/"

MANIFEST = FOLDER + "manifest.json"
"""Its fingerprint is that of the whole index."""

_OURS = (MANIFEST, *(f"{FOLDER}{name}" for name in ("t/", "d/", "whoosh/", "stemmer.")))

FEW = 2
"""Blocks that one process makes sooner than several share them."""


@dataclass(frozen=True, slots=True)
class Filed:
    """A story that is to be found, as far as it decides which blocks have changed."""

    day: str
    """That it is filed under: YYYY-MM-DD."""
    moment: int
    """Seconds since 1970, UTC."""
    url: str
    key: str
    """The digest of all that its document is made from."""


@dataclass(frozen=True, slots=True)
class _Division:
    """A block as the step plans it."""

    key: str
    """The digest of all that it is made from."""
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
    known: dict[str, FileRecord]
    """The files of the index of the site before."""


class SearchStep:
    """The search index of one build: ``write_blocks()``, ``start()``, and ``tidy()`` when the site is published."""

    def __init__(self, options: Options, files: Files, ledger: Ledger, workers: Workers) -> None:
        spare = options.output.with_name(f".{options.output.name}.search")
        kept = KeptBlocks(ledger.path.with_suffix(".search"), spare)
        known = {path: record for path, record in ledger.files() if path.startswith(_OURS) and not record.basis}
        index = (
            ShippedIndex(files, known, FOLDER + "whoosh/")
            if options.ship_whoosh_index
            else KeptIndex(options.cache / "whoosh", kept.folder)
        )
        self._setup = _Setup(options, files, kept, index, ledger.code, known)
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
        setup = self._setup
        self._divisions = _divide(filed, setup)
        keys = [division.key for division in self._divisions]
        shaping = (
            setup.options.search_lang,
            setup.options.title_weight,
            setup.options.ship_whoosh_index,
            zlib.ZLIB_RUNTIME_VERSION,
        )
        self._whole = digest(setup.code, repr(shaping), *keys)
        if self._take_over_all(keys):
            step(len(filed))
            return
        changed = []
        for division in self._divisions:
            segment = setup.index.take_over(division.key)
            if segment is not None and setup.kept.read(division.key) is not None:
                self._published += segment
                step(len(division.positions))
            else:
                changed.append(division)
        for division, published in zip(changed, self._make(changed, documents), strict=True):
            self._published += published
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
        keys = [division.key for division in self._divisions]
        return _write_files, self._setup, keys, self._whole, self._published, self._waiting

    def tidy(self) -> None:
        """Remove from the cache what the published site no longer needs."""
        keys = [division.key for division in self._divisions]
        self._setup.kept.keep_only(keys)
        self._setup.index.tidy(keys)


def load_search() -> None:
    """Load what making blocks and files needs: it takes longer than making one block."""
    for module in ("blocks", "inversion", "segment", "stemmers", "writing"):
        import_module(f"backfile.search.{module}")


def _divide(filed: Sequence[Filed], setup: _Setup) -> list[_Division]:
    orders = list(map(attrgetter("day", "moment", "url"), filed))
    order = sorted(range(len(filed)), key=orders.__getitem__)
    digests = [item_digest(filed[at].url) for at in order]
    divisions = []
    begin = 0
    for end in cut(digests, block_size(len(order))):
        chosen = tuple(order[begin:end])
        described = "\n".join(f"{filed[at].day} {filed[at].moment} {filed[at].key} {filed[at].url}" for at in chosen)
        divisions.append(_Division(digest(setup.code, setup.options.search_lang, described), chosen))
        begin = end
    return divisions


def _make_blocks(setup: _Setup, jobs: list[tuple[str, list[SearchDocument]]]) -> list[list[Published]]:
    """The worker's part: keep each block, write its segment."""
    from backfile.search.blocks import Block  # noqa: PLC0415 - a build that changes nothing needs no numpy
    from backfile.search.inversion import invert  # noqa: PLC0415
    from backfile.search.segment import segment_bytes  # noqa: PLC0415

    made = []
    for key, documents in jobs:
        inverted = invert(documents)
        setup.kept.write(key, Block.of(documents, inverted).packed())
        made.append(setup.index.write_segment(key, segment_bytes(documents, inverted, key, setup.options.search_lang)))
    return made


def _write_files(
    setup: _Setup,
    keys: list[str],
    whole: str,
    segments: list[Published],
    waiting: list[tuple[str, list[SearchDocument]]],
) -> list[Published]:
    """Make the blocks that wait; write the browser's files, the Whoosh index's contents, the manifest last of all."""
    from backfile.search.blocks import Block  # noqa: PLC0415
    from backfile.search.stemmers import stemmer_file  # noqa: PLC0415
    from backfile.search.writing import write_browser_files  # noqa: PLC0415

    segments = [*segments, *chain.from_iterable(_make_blocks(setup, waiting))]
    blocks = []
    for key in keys:
        data = setup.kept.read(key)
        if data is None:
            raise BackfileError(f"A file of the cache has just vanished from {setup.kept.folder}: build again.")
        blocks.append(Block.unpacked(data))
    browser = _BrowserFiles(setup)
    stemmer, module = stemmer_file(setup.options.search_lang)
    manifest = write_browser_files(blocks, setup.options, stemmer, browser.put)
    contents = setup.index.write_contents(list(zip(keys, blocks, strict=True)), setup.options, whole)
    published = [*segments, *browser.published, browser.plain(stemmer, module), *contents]
    return [*published, setup.files.write(MANIFEST, whole, manifest)]


class _BrowserFiles:
    """Compresses and writes files, or takes over those of the site before."""

    def __init__(self, setup: _Setup) -> None:
        self.setup = setup
        self.published: list[Published] = []
        self._paths = {record.fingerprint: path for path, record in setup.known.items()}
        self._names: dict[str, bytes] = {}

    def put(self, folder: str, data: bytes) -> bytes:
        """A file that holds ``data`` and is named by what it holds; returns the name's bytes."""
        fingerprint = digest(self.setup.code, zlib.ZLIB_RUNTIME_VERSION, folder, data)
        if fingerprint not in self._names:
            path = self._paths.get(fingerprint, "")
            item = self.setup.files.take_over(path, fingerprint, self.setup.known.get(path))
            if item is None:
                packed = compressed(data)
                path = f"{FOLDER}{folder}/{content_name(packed).hex()}.bin"
                item = self.setup.files.write(path, fingerprint, packed)
            self.published.append(item)
            self._names[fingerprint] = bytes.fromhex(Path(path).stem)
        return self._names[fingerprint]

    def plain(self, name: str, data: bytes) -> Published:
        """A file that holds just ``data``."""
        path, fingerprint = FOLDER + name, digest(self.setup.code, data)
        taken = self.setup.files.take_over(path, fingerprint, self.setup.known.get(path))
        return taken or self.setup.files.write(path, fingerprint, data)
