"""The fingerprint of a whole site, and the circumstances that all of its pages share."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from backfile.build.fingerprints import digest, tree_digest, value_bytes
from backfile.build.records import Records
from backfile.build.rendering import Ground
from backfile.build.stamps import stamp_of
from backfile.model.options import SETTINGS, Options


def clock() -> datetime:
    """The moment as of which the site is built: ``SOURCE_DATE_EPOCH`` (reproducible-builds.org), or now."""
    return datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", time.time())), UTC)


def ground_of(options: Options, code: str) -> Ground:
    """What all pages are made from besides the content: the program, the settings, the theme."""
    settings = [f"{name}={getattr(options, name)!r}" for name in sorted(SETTINGS.values()) if name != "jobs"]
    return Ground(code, value_bytes(settings), tree_digest(options.theme))


def whole_fingerprint(
    ground: Ground, records: Records, statics: Sequence[tuple[str, Path]], options: Options, inputs: Iterable[str]
) -> str:
    """Of everything that a site is made from; ``inputs``: the fingerprints of the article files, in their order."""
    stamps = [(path, *stamp_of(source.stat())) for path, source in statics]
    return digest(ground.digest, value_bytes([records, stamps, options.ship_whoosh_index]), "".join(inputs))
