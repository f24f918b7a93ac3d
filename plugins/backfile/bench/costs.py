"""What one cold query took, by kind of file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from backfile.bench.readers import Asked, Cold

KINDS = ("page and style", "scripts", "index", "rows", "article pages")

_KIND_OF = (
    (re.compile(r".*\.js|.*/wasm\.[^/]+|search/lang/.*"), "scripts"),
    (re.compile(r"search/d/.*|pagefind/fragment/.*"), "rows"),
    (re.compile(r"search/.+|pagefind/.+"), "index"),
    (re.compile(r"\d{4}/.+\.html"), "article pages"),
)

_OWN = re.compile(r"search/manifest\.json|pagefind/pagefind-entry\.json")
"""What tells which other files there are: the same for every query."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one cold query."""

    query: str
    results: int
    milliseconds: float
    """To the results, on a host with a delay."""
    wire: int
    """Bytes with headers, from a host that compresses text."""
    plain: int
    """From one that does not."""
    wire_to_results: int
    """``wire`` of what had come when the results were there."""
    requests: int
    kinds: dict[str, tuple[int, int, int]]
    """Of KINDS: ``wire``, ``plain`` and requests."""
    scripts_plain: int
    """Bytes from a host that compresses text, but no scripts."""
    depth: int
    """Requests in sequence, from the page itself on."""
    depth_to_results: int
    """Requests in sequence after the page's own files, of those that had come when the results were there."""
    depth_after: int
    """Requests in sequence after the page's own files, of all."""


def kind_of(path: str) -> str:
    """One of KINDS, by the address below the site's root."""
    return next((kind for pattern, kind in _KIND_OF if pattern.fullmatch(path)), KINDS[0])


def cost_of(cold: Cold) -> Cost:
    """Add up."""
    kinds = {}
    for kind in KINDS:
        of_kind = [sent for sent in cold.sent if kind_of(sent.path) == kind]
        kinds[kind] = (sum(sent.wire for sent in of_kind), sum(sent.plain for sent in of_kind), len(of_kind))
    wire, plain, requests = (sum(column) for column in zip(*kinds.values(), strict=True))
    asked = list({request.path: request for request in reversed(cold.asked)}.values())  # again means from memory
    before = [request for request in asked if request.ended <= cold.answered]
    paths = {request.path for request in before}
    return Cost(
        query=cold.query,
        results=cold.results,
        milliseconds=cold.milliseconds,
        wire=wire,
        plain=plain,
        wire_to_results=sum(sent.wire for sent in cold.sent if sent.path in paths),
        requests=requests,
        kinds=kinds,
        scripts_plain=wire - kinds["scripts"][0] + kinds["scripts"][1],
        depth=chain(asked),
        depth_to_results=chain(_after_own_files(before)),
        depth_after=chain(_after_own_files(asked)),
    )


def chain(asked: Iterable[Asked]) -> int:
    """The longest row of requests each of which began when the one before had ended."""
    lengths: list[tuple[float, int]] = []
    for request in sorted(asked, key=lambda request: request.begun):
        before = max((length for ended, length in lengths if ended <= request.begun), default=0)
        lengths.append((request.ended, before + 1))
    return max((length for _, length in lengths), default=0)


def _after_own_files(asked: Sequence[Asked]) -> list[Asked]:
    """Requests without page, style and list of files, and without the scripts that were wanted before anything of the
    index had come: those that are loaded for every query."""
    index = [request for request in asked if kind_of(request.path) == "index" and not _OWN.fullmatch(request.path)]
    came = min((request.ended for request in index), default=float("inf"))
    return [
        request
        for request in asked
        if not _OWN.fullmatch(request.path)
        and kind_of(request.path) != KINDS[0]
        and (kind_of(request.path) != "scripts" or request.begun >= came)
    ]
