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
from msgspec import Struct

from backfile.build.files import Files, Published
from backfile.build.fingerprints import digest, value_bytes
from backfile.build.ledger import FileRecord, Ledger
from backfile.build.parcels import Parcel
from backfile.model import permalinks
from backfile.pages.render import Renderer
from backfile.pages.views import VIEWS, Assignment, Page, Site
from backfile.workers import WorkerLost, Workers, batched

BATCH = 200

PRINTS_NOTE = "templates"

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
    prints: Mapping[str, str]
    """By template the digest of code, template, theme and site."""
    files: Files


class TemplatePrints(Struct, frozen=True):
    """Fingerprints of templates, kept from build to build: finding out what a template uses means to parse it."""

    ground: str
    prints: dict[str, str]


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
    prints: Mapping[str, str],
    files: Files,
    ledger: Ledger,
    workers: Workers,
) -> Iterator[Published | WorkerLost[Order]]:
    """Make the views, render all pages whose fingerprint has changed; one result for each assignment, in order.

    Views are made while workers render those before, so that never all of them are in memory.
    """
    step: Callable[[list[Order]], list[Published]]
    step = partial(_render_batch, Parcel.pack(_Setup(theme, site, dict(assets), dict(prints), files)))
    orders = (
        Order(it.url, it.template, value_bytes(it.make()), basis, ledger.file(permalinks.output_file(it.url)))
        for it, basis in assignments
    )
    if len(assignments) <= FEW:
        return iter(step(list(orders)))
    return workers.run(step, batched(orders, BATCH))


def template_prints(templates: Iterable[str], renderer: Renderer, ground: Ground, ledger: Ledger) -> TemplatePrints:
    """The fingerprints of ``templates``, and of others that the ledger knows on the same ground."""
    kept = ledger.noted(PRINTS_NOTE, TemplatePrints)
    prints = dict(kept.prints) if kept and kept.ground == ground.digest else {}
    for template in sorted(set(templates) - prints.keys()):
        prints[template] = digest(ledger.code, renderer.fingerprint(template))
    return TemplatePrints(ground.digest, prints)


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
        fingerprint = digest(setup.prints[template], url, view)
        done = files.take_over(path, fingerprint, known)
        if done is None:
            page = Page(url, template, _decoder(template).decode(view))
            done = files.write(path, fingerprint, renderer.render(page), basis)
        published.append(done.based_on(basis))
    return published


@cache
def _decoder(template: str) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(VIEWS[template])
