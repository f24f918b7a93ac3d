"""Stamps: what the file system says of a file, as Git's index keeps it. The same stamp means the same content."""

from __future__ import annotations

import os
import time
from typing import NamedTuple

SETTLED = 2_000_000_000
"""Nanoseconds after its last change from which on a file's stamp can be trusted.

Two changes within one tick of the file system's clock have one stamp (Git calls such an entry racily clean).
"""


class Stamp(NamedTuple):
    """A file's status. It saves looking at the content and never replaces it: another may have the same content."""

    size: int
    mtime_ns: int
    ctime_ns: int
    """Changes with every change of the content, and no program can set it back."""
    inode: int


UNSURE = Stamp(-1, -1, -1, -1)
"""Equal to the stamp of no file."""


def stamp_of(status: os.stat_result) -> Stamp:
    """The stamp of a file as it is now."""
    return Stamp(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def lasting(stamp: Stamp) -> Stamp:
    """The stamp to keep: UNSURE for a file that was changed a moment ago, so that it is looked at again."""
    return stamp if max(stamp.mtime_ns, stamp.ctime_ns) < time.time_ns() - SETTLED else UNSURE
