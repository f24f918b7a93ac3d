"""The reading step: article files in, stories out, the same files never twice."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import msgspec

from backfile.build.fingerprints import digest
from backfile.build.ledger import Ledger, ReadInput
from backfile.build.parcels import Parcel
from backfile.build.prepared import Copy, Head, Preparation
from backfile.build.progress import Progress
from backfile.linking import basis
from backfile.model import permalinks
from backfile.model.authority import Authority
from backfile.model.options import Options
from backfile.model.problems import BackfileError, Problem
from backfile.model.story import Story
from backfile.names.basis import recogniser_basis
from backfile.reader import TopicNames
from backfile.stamps import UNSURE, Stamp, lasting, stamp_of
from backfile.workers import WorkerLost, Workers, batched

BATCH = 250
"""Articles in a batch: some 0.2 s of work, so that a bar moves and both ends of a build keep all cores busy."""


@dataclass(frozen=True, slots=True)
class Input:
    """An article file and what was read from it."""

    path: str
    fingerprint: str
    """Empty where reading failed in a way that another try may not."""
    head: Head


@dataclass(slots=True)
class Reading:
    """What a content folder holds, and what of it had to be read."""

    paths: Sequence[str]
    stamps: dict[str, Stamp]
    """By path, of files that could be looked at."""
    known: dict[str, str]
    """Path → fingerprint of files that hold what they held last time."""
    fresh: list[str]
    """Files to be read."""
    key: str
    """The fingerprint of all that reading depends on besides the files."""
    settled: dict[str, Stamp] = field(default_factory=dict)
    """New stamps of known files that were touched, not changed."""
    read: list[ReadInput] = field(default_factory=list)
    """What the ledger is to keep of the files that were read."""
    _copies: dict[str, bytes] = field(default_factory=dict)
    _prepare: Callable[[list[str]], Iterable[tuple[str, bytes, bytes] | WorkerLost[str]]] = field(default=lambda _: ())

    def gone(self, ledger: Ledger) -> list[str]:
        """Paths of the ledger that are of no use any more: files that are gone, or could not be read to the end."""
        kept = {*self.known, *(item.path for item in self.read)}
        return [path for path in ledger.inputs() if path not in kept]

    def copies(self, paths: Sequence[str], ledger: Ledger) -> dict[str, Copy]:
        """The texts of articles; those of the ledger are fetched together."""
        missing = [path for path in paths if path not in self._copies]
        found = {path: self._copies[path] for path in paths if path in self._copies}
        found |= ledger.copies(missing) if missing else {}
        found |= self._again([path for path in missing if path not in found])
        return {path: _COPIES.decode(data) for path, data in found.items()}

    def _again(self, paths: list[str]) -> dict[str, bytes]:
        """Read files whose texts the ledger has lost, though it knows the rest."""
        found = {}
        for path, result in zip(paths, self._prepare(paths), strict=True):
            if isinstance(result, WorkerLost) or result[0] != self.known.get(path):
                raise BackfileError(f"{path} was changed while the build was under way: build again.")
            fingerprint, head, found[path] = result
            self.read.append(ReadInput(path, self.stamps.get(path, UNSURE), fingerprint, head, found[path]))
        self._copies |= found
        return found


_HEADS = msgspec.json.Decoder(Head)
_COPIES = msgspec.json.Decoder(Copy)


def look(paths: Sequence[str], authority: Authority, options: Options, ledger: Ledger) -> Reading:
    """Find out which of the files at ``paths`` (relative to the content folder) must be read.

    A stamp that is as it was saves looking at the content; the content decides.
    """
    key = digest(
        ledger.code,
        basis(authority),
        options.timezone,
        options.lang,
        recogniser_basis(options.recogniser),
        str(options.strict_linking),
    )
    reading = Reading(paths, {}, {}, [], key)
    same = ledger.note("reading") == key.encode()
    for path in paths:
        name = f"{options.content}/{path}"
        try:
            status = os.stat(name)
        except (OSError, ValueError):
            reading.fresh.append(path)
            continue
        stamp = stamp_of(status)
        reading.stamps[path] = kept = lasting(stamp)
        record = ledger.input(path) if same else None
        if record is None:
            reading.fresh.append(path)
        elif record.stamp == stamp:
            reading.known[path] = record.fingerprint
        elif _fingerprint(key, path, options.content) == record.fingerprint:
            reading.known[path] = record.fingerprint
            if record.stamp != kept:
                reading.settled[path] = kept
        else:
            reading.fresh.append(path)
    return reading


def _fingerprint(key: str, path: str, content: Path) -> str:
    try:
        return digest(key, path, (content / path).read_bytes())
    except OSError:
        return ""


def read_articles(
    reading: Reading, authority: Authority, options: Options, ledger: Ledger, workers: Workers, progress: Progress
) -> list[Input]:
    """Read what has changed, take the rest from the ledger; one Input for each file, in their order."""
    found: dict[str, Input] = {}
    heads = ledger.heads() if reading.known else {}
    for path, fingerprint in reading.known.items():
        head = _decoded(heads.get(path))
        if head is None:
            reading.fresh.append(path)
        else:
            found[path] = Input(path, fingerprint, head)
            progress.step()
    reading.fresh.sort()
    setup = Preparation(
        options.content,
        options.timezone,
        authority,
        reading.key,
        options.lang,
        options.recogniser,
        options.strict_linking,
    )
    step = partial(_prepare, Parcel.pack(setup))
    reading._prepare = lambda paths: workers.run(step, batched(paths, BATCH))
    for path, result in zip(reading.fresh, reading._prepare(reading.fresh), strict=True):
        progress.step()
        if isinstance(result, WorkerLost):
            problem = Problem(
                path, 0, "reading this file kills or blocks the process that reads it", "simplify the file"
            )
            found[path] = Input(path, "", Head(None, (problem,)))
            continue
        fingerprint, head_bytes, copy_bytes = result
        found[path] = Input(path, fingerprint, _HEADS.decode(head_bytes))
        reading._copies[path] = copy_bytes
        if fingerprint:
            stamp = reading.stamps.get(path, UNSURE)
            reading.read.append(ReadInput(path, stamp, fingerprint, head_bytes, copy_bytes))
    return [found[path] for path in reading.paths]


def _prepare(parcel: Parcel, paths: list[str]) -> list[tuple[str, bytes, bytes]]:
    from backfile.build.preparing import prepare  # noqa: PLC0415 - loads parsers that only workers need

    return prepare(parcel, paths)


def _decoded(data: bytes | None) -> Head | None:
    try:
        return _HEADS.decode(data) if data is not None else None
    except msgspec.MsgspecError:
        return None


def stories_of(inputs: Sequence[Input], topics: TopicNames) -> Iterator[tuple[Story, Input]]:
    """All stories, each at its own address and with the ids of its topics.

    Topics are resolved here and not when a file is read: another name of a topic is no reason to read files again.
    """
    read = [(item.head.story, item) for item in inputs if item.head.story]
    addresses = permalinks.assign_addresses(
        (story.article.date, story.article.slug, story.article.path) for story, _ in read
    )
    resolved: dict[tuple[str, ...], tuple[str, ...]] = {}
    for story, item in read:
        article = story.article
        ids = resolved.get(article.topics)
        if ids is None:
            ids = resolved[article.topics] = topics.resolve(article.topics)
        if ids != article.topics:
            article = replace(article, topics=ids)
        url = addresses[article.path]
        same = article is story.article and url == story.url
        yield (story if same else replace(story, article=article, url=url)), item
