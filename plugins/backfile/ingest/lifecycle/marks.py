"""What titles and sluglines say of the version that they stand on, in the custom of each agency."""

from __future__ import annotations

import re
from typing import NamedTuple

from backfile.ingest.parsed import Signal


class Marks(NamedTuple):
    """What a title or a slugline says besides what the story is about."""

    signals: tuple[Signal, ...]
    rank: int
    """The highest number of an update, lead or take; 0 for none."""
    rest: str
    """The text without its marks; a slugline case-folded."""
    numbers: tuple[str, ...] = ()
    """Numbers of other takes on the wire that are named: ``a0441``."""


def marks_in_title(title: str) -> Marks:
    """The marks of a headline: ``UPDATE 2-Port reopens`` is (update), 2, ``Port reopens``."""
    if match := re.match(r"UPDATE (\d+) ?- ?", title):
        return Marks((Signal.UPDATE,), int(match.group(1)), title[match.end() :])
    return Marks((), 0, title)


def marks_in_slugline(slugline: str) -> Marks:
    """The marks of a slugline: ``AM-Kremlin, 1st Ld-Writethru, a0441`` is (update), 1, ``am-kremlin``, (``a0441``,)."""
    if not slugline:
        return Marks((), 0, "")
    return Marks((), 0, slugline.casefold().strip(" /"))
