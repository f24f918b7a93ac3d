"""The reading step: article files in, stories out, the same files never twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from backfile.build.fingerprints import digest, value_bytes
from backfile.build.ledger import Ledger
from backfile.build.parcels import Parcel
from backfile.build.progress import Progress
from backfile.build.workers import WorkerLost, Workers, batched
from backfile.linking import Matcher, make_story
from backfile.model import permalinks
from backfile.model.authority import Authority
from backfile.model.options import Options, load_zone
from backfile.model.problems import Problem
from backfile.model.story import Story
from backfile.reader import parse_article

BATCH = 250
"""Articles in a batch: some 0.2 s of work, so that a bar moves and both ends of a build keep all cores busy."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What reading made of one article file."""

    story: Story | None
    """None when the file was set aside."""
    html: str
    """The body, linked."""
    text: str
    """The body as plain text, for search."""
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Input:
    """An article file and what was read from it."""

    path: str
    fingerprint: str
    payload: bytes
    """``prepared`` as JSON, for the ledger."""
    prepared: Prepared


@dataclass(frozen=True, slots=True)
class _Setup:
    content: Path
    zone: str
    authority: Authority
    key: str
    """The fingerprint of all that reading depends on besides the file."""


_DECODER = msgspec.json.Decoder(Prepared)


def read_articles(
    paths: Sequence[str],
    authority: Authority,
    options: Options,
    ledger: Ledger,
    workers: Workers,
    progress: Progress,
) -> list[Input]:
    """Read the files at ``paths`` (relative to the content folder), in their order, one Input for each."""
    key = digest(ledger.code, value_bytes(authority), options.timezone, options.lang)
    setup = _Setup(options.content, options.timezone, authority, key)
    found: dict[str, Input] = {}
    fresh: list[str] = []
    for path in paths:
        known = _reuse(path, setup, ledger)
        if known:
            found[path] = known
            progress.step()
        else:
            fresh.append(path)
    step = partial(_read_batch, Parcel.pack(setup))
    for path, result in zip(fresh, workers.run(step, batched(fresh, BATCH)), strict=True):
        progress.step()
        if isinstance(result, WorkerLost):
            shown = path.encode("utf-8", "backslashreplace").decode()
            problem = Problem(
                shown, 0, "reading this file kills or blocks the process that reads it", "simplify the file"
            )
            prepared = Prepared(None, "", "", (problem,))
            found[path] = Input(path, "", value_bytes(prepared), prepared)
        else:
            fingerprint, payload = result
            found[path] = Input(path, fingerprint, payload, _DECODER.decode(payload))
    return [found[path] for path in paths]


def _reuse(path: str, setup: _Setup, ledger: Ledger) -> Input | None:
    """What the ledger holds of this file, if the file is still the same."""
    if not ledger.knows_input(path):
        return None
    try:
        data = (setup.content / path).read_bytes()
    except OSError:
        return None
    fingerprint = digest(setup.key, path, data)
    payload = ledger.input(path, fingerprint)
    if payload is None:
        return None
    try:
        return Input(path, fingerprint, payload, _DECODER.decode(payload))
    except msgspec.MsgspecError:
        return None


def _read_batch(parcel: Parcel, paths: list[str]) -> list[tuple[str, bytes]]:
    """Fingerprint and encoded Prepared of each file. Everything passes through the encoding, also in a clean build,
    so that what comes from the ledger cannot differ from what was just read."""
    setup: _Setup = parcel.open()
    matcher = _matcher(parcel.key, setup.authority)
    zone = load_zone(setup.zone)
    return [_read(setup, matcher, zone, path) for path in paths]


_matchers: dict[str, Matcher] = {}


def _matcher(key: str, authority: Authority) -> Matcher:
    if key not in _matchers:
        _matchers.clear()
        _matchers[key] = Matcher(authority)
    return _matchers[key]


def _read(setup: _Setup, matcher: Matcher, zone: ZoneInfo, path: str) -> tuple[str, bytes]:
    try:
        data = (setup.content / path).read_bytes()
    except OSError as error:
        shown = path.encode("utf-8", "backslashreplace").decode()
        problem = Problem(shown, 0, f"cannot be read: {error.strerror or error}", "check the file's permissions")
        return "", value_bytes(Prepared(None, "", "", (problem,)))
    fingerprint = digest(setup.key, path, data)
    try:
        prepared = _prepare(data, path, zone, matcher)
    except RecursionError:
        problem = Problem(path, 0, "nested too deeply to be read", "flatten its lists and quotations")
        prepared = Prepared(None, "", "", (problem,))
    except Exception as error:  # a fault of ours over one article must not cost the others
        problem = Problem(
            path,
            0,
            f"the program failed over this file ({type(error).__name__}: {error})",
            "please report it with the file",
        )
        prepared, fingerprint = Prepared(None, "", "", (problem,)), ""
    if not path.isprintable():
        fingerprint = ""  # a name that is not UTF-8 has no place in the ledger
    return fingerprint, value_bytes(prepared)


def _prepare(data: bytes, path: str, zone: ZoneInfo, matcher: Matcher) -> Prepared:
    article, problems = parse_article(data, path, zone)
    if article is None:
        return Prepared(None, "", "", tuple(problems))
    made = make_story(article, permalinks.article(article.date, article.slug), matcher)
    return Prepared(made.story, made.html, made.text, tuple(problems))


def with_addresses(inputs: Sequence[Input]) -> Iterator[tuple[Story, Prepared]]:
    """All stories, each at its own address, with what was read."""
    stories = [(item.prepared.story, item.prepared) for item in inputs if item.prepared.story]
    addresses = permalinks.assign_addresses(
        (story.article.date, story.article.slug, story.article.path) for story, _ in stories
    )
    for story, prepared in stories:
        url = addresses[story.article.path]
        yield (story if story.url == url else replace(story, url=url)), prepared
