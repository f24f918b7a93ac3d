"""The rendering step: assignments in, files of the staged site out.

Two digests spare work. The *basis* of a page says whether its view must be made; the *fingerprint* of its view and
template, whether its file must be written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from backfile.build.files import Files, Published
from backfile.build.fingerprints import digest, value_bytes
from backfile.build.ledger import FileRecord, Ledger
from backfile.build.parcels import Parcel
from backfile.build.workers import WorkerLost, Workers, batched
from backfile.model import permalinks
from backfile.pages.render import Renderer
from backfile.pages.views import VIEWS, Assignment, Page, Site

BATCH = 200

FEW = 400
"""Pages that are made in this process: starting others would take longer."""


class Order(NamedTuple):
    """A page on its way to a worker."""

    url: str
    template: str
    view: bytes
    """As JSON, which gives the view back unchanged and costs a third of a pickle."""
    basis: str
    known: FileRecord | None
    """The page of the site before."""


class Ground:
    """What all pages are made from besides the index: a basis stands on it."""

    def __init__(self, *parts: str | bytes) -> None:
        self.digest = digest(*parts)
        """Of all these together."""
        self._hashers: dict[str, Any] = {}

    def basis(self, assignment: Assignment) -> str:
        """The digest to keep with the page; empty for a page whose view alone can tell."""
        if not assignment.basis:
            return ""
        hasher = self._hashers.get(assignment.template)
        if hasher is None:
            hasher = self._hashers[assignment.template] = blake2b(
                f"{self.digest} {assignment.template} ".encode(), digest_size=16
            )
        state = hasher.copy()
        state.update(assignment.basis + assignment.url.encode())
        done: str = state.hexdigest()
        return done


@dataclass(frozen=True, slots=True)
class _Setup:
    theme: Path
    site: Site
    assets: Mapping[str, str]
    code: str
    files: Files


def standing_pages(
    assignments: Iterable[Assignment], ground: Ground, ledger: Ledger, files: Files
) -> tuple[list[Published], list[tuple[Assignment, str]]]:
    """Divide pages into those that stand as they are, and those whose views must be made (with their basis)."""
    standing: list[Published] = []
    others: list[tuple[Assignment, str]] = []
    for assignment in assignments:
        basis = ground.basis(assignment)
        known = ledger.file(permalinks.output_file(assignment.url)) if basis else None
        kept = None
        if known is not None and known.basis == basis:
            kept = files.keep(permalinks.output_file(assignment.url), known)
        if kept:
            standing.append(kept)
        else:
            others.append((assignment, basis))
    return standing, others


def render_pages(
    assignments: Sequence[tuple[Assignment, str]],
    site: Site,
    assets: Mapping[str, str],
    theme: Path,
    files: Files,
    ledger: Ledger,
    workers: Workers,
) -> Iterator[Published | WorkerLost[Order]]:
    """Make the views, render all pages whose fingerprint has changed; one result for each assignment, in order.

    Views are made while workers render those before, so that never all of them are in memory.
    """
    step: Callable[[list[Order]], list[Published]]
    step = partial(_render_batch, Parcel.pack(_Setup(theme, site, dict(assets), ledger.code, files)))
    orders = (
        Order(it.url, it.template, value_bytes(it.make()), basis, ledger.file(permalinks.output_file(it.url)))
        for it, basis in assignments
    )
    if len(assignments) <= FEW:
        return iter(step(list(orders)))
    return workers.run(step, batched(orders, BATCH))


_renderers: dict[str, Renderer] = {}


def _render_batch(parcel: Parcel, orders: list[Order]) -> list[Published]:
    setup: _Setup = parcel.open()
    if parcel.key not in _renderers:
        _renderers.clear()
        _renderers[parcel.key] = Renderer(setup.theme, setup.site, setup.assets)
    renderer, files = _renderers[parcel.key], setup.files
    published = []
    for url, template, view, basis, known in orders:
        path = permalinks.output_file(url)
        fingerprint = digest(setup.code, renderer.fingerprint(template), url, view)
        done = files.take_over(path, fingerprint, known)
        if done is None:
            page = Page(url, template, _decoder(template).decode(view))
            done = files.write(path, fingerprint, renderer.render(page), basis)
        elif done.record.basis != basis:
            done = Published(path, done.record._replace(basis=basis), written=False)
        published.append(done)
    return published


@cache
def _decoder(template: str) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(VIEWS[template])
