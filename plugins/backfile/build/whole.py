"""The fingerprint of a whole site, and the circumstances that all of its pages share."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from datetime import UTC, datetime

from backfile.build.fingerprints import digest, tree_digest, value_bytes
from backfile.build.records import Records
from backfile.build.rendering import Ground
from backfile.model.options import SETTINGS, Options
from backfile.model.problems import BackfileError


def clock() -> datetime:
    """The moment as of which the site is built: ``SOURCE_DATE_EPOCH`` (reproducible-builds.org), or now."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    try:
        return datetime.fromtimestamp(int(given or time.time()), UTC)
    except (ValueError, OverflowError, OSError):
        raise BackfileError(
            f"SOURCE_DATE_EPOCH = {given!r}: seconds since 1970 are expected, such as 1447783500"
        ) from None


def ground_of(options: Options, code: str) -> Ground:
    """What all pages are made from besides the content: the program, the settings, the theme."""
    settings = [f"{name}={getattr(options, name)!r}" for name in sorted(SETTINGS.values()) if name != "jobs"]
    return Ground(code, value_bytes(settings), tree_digest(options.theme))


def whole_fingerprint(
    ground: Ground, records: Records, statics: Iterable[str], options: Options, inputs: Iterable[str]
) -> str:
    """Of everything that a site is made from; empty when something cannot be told.

    ``statics``: the fingerprints of static files; ``inputs``: those of the article files, in their order.
    """
    known = [list(statics), list(inputs)]
    if not all(map(all, known)) or not records.key:
        return ""
    return digest(ground.digest, value_bytes([records, options.ship_whoosh_index, known]))
