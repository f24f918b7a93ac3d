"""The rendering step: pages in, files of the staged site out; what is unchanged is taken over from the site before."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from backfile.build.fingerprints import digest, value_bytes
from backfile.build.ledger import FileRecord, Ledger
from backfile.build.parcels import Parcel
from backfile.build.workers import WorkerLost, Workers, batched
from backfile.model import permalinks
from backfile.model.problems import BackfileError
from backfile.pages.render import Renderer
from backfile.pages.views import Page, Site

BATCH = 200


@dataclass(frozen=True, slots=True)
class Published:
    """A file of the staged site."""

    path: str
    """Relative to the output folder."""
    record: FileRecord
    written: bool
    """False when it was taken over from the site before."""


@dataclass(frozen=True, slots=True)
class _Setup:
    theme: Path
    site: Site
    assets: Mapping[str, str]
    code: str
    stage: Path
    output: Path


class Files:
    """Writes files into the staging folder, or takes them over from the output folder."""

    def __init__(self, stage: Path, output: Path) -> None:
        self._stage = stage
        self._output = output
        self._folders: set[str] = set()

    def write(self, path: str, fingerprint: str, data: bytes) -> Published:
        """Write a new file."""
        target = self._place(path)
        if os.path.lexists(target):
            # Left by a worker that died over this batch; perhaps a link to the published file, so never written into.
            os.unlink(target)
        with open(target, "xb") as stream:
            stream.write(data)
            stream.flush()
            status = os.fstat(stream.fileno())
        return Published(path, FileRecord(fingerprint, status.st_size, status.st_mtime_ns, status.st_ino), True)

    def take_over(self, path: str, fingerprint: str, known: FileRecord | None) -> Published | None:
        """Link the file of the site before, if it is made from the same things and is still as it was written."""
        if known is None or known.fingerprint != fingerprint:
            return None
        source = os.path.join(self._output, path)
        try:
            if not known.matches(os.lstat(source)):
                return None
            os.link(source, self._place(path))
        except OSError:
            return None
        return Published(path, known, False)

    def drop(self, item: Published) -> None:
        """Take a file out of the staging folder again; the site before keeps its own name for it."""
        os.unlink(self._place(item.path))

    def _place(self, path: str) -> str:
        folder = os.path.dirname(path)
        if folder not in self._folders:
            os.makedirs(os.path.join(self._stage, folder), exist_ok=True)
            self._folders.add(folder)
        return os.path.join(self._stage, path)


def render_pages(
    pages: Iterable[Page],
    site: Site,
    assets: Mapping[str, str],
    theme: Path,
    stage: Path,
    output: Path,
    ledger: Ledger,
    workers: Workers,
) -> Iterator[Published]:
    """Render all pages whose fingerprint has changed; yields one Published for each page, in order."""
    parcel = Parcel.pack(_Setup(theme, site, dict(assets), ledger.code, stage, output))
    items = ((page, ledger.file(permalinks.output_file(page.url))) for page in pages)
    for result in workers.run(partial(_render_batch, parcel), batched(items, BATCH)):
        if isinstance(result, WorkerLost):
            raise BackfileError(f"Rendering {result.item[0].url} killed the process that rendered it.")
        yield result


_renderers: dict[str, tuple[Renderer, Files]] = {}


def _render_batch(parcel: Parcel, items: list[tuple[Page, FileRecord | None]]) -> list[Published]:
    setup: _Setup = parcel.open()
    if parcel.key not in _renderers:
        _renderers.clear()
        _renderers[parcel.key] = Renderer(setup.theme, setup.site, setup.assets), Files(setup.stage, setup.output)
    renderer, files = _renderers[parcel.key]
    published = []
    for page, known in items:
        path = permalinks.output_file(page.url)
        fingerprint = digest(setup.code, renderer.fingerprint(page.template), page.url, value_bytes(page.view))
        done = files.take_over(path, fingerprint, known) or files.write(path, fingerprint, renderer.render(page))
        published.append(done)
    return published
