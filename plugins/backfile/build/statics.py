"""Static files: pictures and whatever else is published as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import accumulate
from pathlib import Path

from backfile.build.files import Files, Published
from backfile.build.fingerprints import digest
from backfile.build.ledger import Ledger
from backfile.model.problems import Problem, Severity, name_problem
from backfile.stamps import UNSURE, lasting, stamp_of

Statics = Sequence[tuple[str, Path]]
"""``(path below the output folder, source)`` of each static file."""

BASIS = "static"
"""Stands in the ledger where a page has its basis: tells a static file from one of ours."""


def static_fingerprint(path: str, source: Path) -> str:
    """By the source's stamp; empty for one that was changed a moment ago."""
    stamp = lasting(stamp_of(source.stat()))
    return digest("static", path, repr(tuple(stamp))) if stamp != UNSURE else ""


def copy_statics(
    statics: Statics, fingerprints: Mapping[str, str], files: Files, ledger: Ledger
) -> Iterator[Published]:
    """Copy static files; a source with the fingerprint that it had is not copied again.

    ``fingerprints`` by path, taken before this: what is changed while it is copied has another one next time.
    """
    for path, source in statics:
        fingerprint = fingerprints[path]
        taken = files.take_over(path, fingerprint, ledger.file(path)) if fingerprint else None
        yield taken or files.copy(path, source, fingerprint, BASIS)


def fit_statics(statics: Statics, problems: list[Problem]) -> Statics:
    """Those that can be published at all."""
    fit = []
    for path, source in statics:
        bad = name_problem(path)
        if bad:
            problems.append(bad)
        else:
            fit.append((path, source))
    return fit


def placed_statics(statics: Statics, pages: AbstractSet[str], problems: list[Problem]) -> Statics:
    """Those that do not stand in the way of ``pages`` (paths of other files). One of the same name takes its place."""
    folders = set(_folders(pages))
    placed = []
    for path, source in statics:
        if path in folders or not pages.isdisjoint(_folders([path])):
            message = "stands where the site has pages of its own, and is not published"
            problems.append(Problem(path, 0, message, "give it another name or folder"))
            continue
        if path in pages:
            message = "a static file takes the place of what the site has at this address"
            problems.append(Problem(path, 0, message, "rename it if that is not meant", Severity.WARNING))
        placed.append((path, source))
    return placed


def _folders(paths: Iterable[str]) -> Iterator[str]:
    """Every folder above each path."""
    for path in paths:
        yield from accumulate(path.split("/")[:-1], lambda above, name: f"{above}/{name}")
