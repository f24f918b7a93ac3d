"""Static files: pictures and whatever else is published as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from backfile.build.files import Files, Published
from backfile.build.fingerprints import digest
from backfile.build.ledger import Ledger
from backfile.build.stamps import UNSURE, lasting, stamp_of


def copy_statics(statics: Iterable[tuple[str, Path]], files: Files, ledger: Ledger) -> Iterator[Published]:
    """Copy ``(path below the output folder, source)``; a source with the stamp that it had is not copied again."""
    for path, source in statics:
        stamp = lasting(stamp_of(source.stat()))
        fingerprint = digest("static", path, repr(tuple(stamp))) if stamp != UNSURE else ""
        taken = files.take_over(path, fingerprint, ledger.file(path)) if fingerprint else None
        yield taken or files.copy(path, source, fingerprint)
