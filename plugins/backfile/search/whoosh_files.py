"""How the files of a Whoosh index are named, and what stands in the one that is ours. Needs no Whoosh."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path

INDEX_NAME = "MAIN"
"""Whoosh's own name for the only index of a folder."""

_CONTENTS = re.compile(rf"_{INDEX_NAME}_([0-9]+)\.toc")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a searcher must know to ask an index as its builder meant it."""

    languages: tuple[str, ...]
    """Snowball's algorithms of the archive, that of most articles first."""
    averages: tuple[float, ...]
    """By field: the lengths that the documents' are held to."""
    weights: tuple[float, ...]
    """By field."""

    def encoded(self) -> bytes:
        """The bytes of the file that stands among Whoosh's, which takes no notice of it."""
        return json.dumps(asdict(self)).encode() + b"\n"


def segment_name(segment_id: str) -> str:
    """The only file of a segment; ``segment_id``: lower-case letters and digits."""
    return f"{INDEX_NAME}_{segment_id}.seg"


def contents_name(generation: int) -> str:
    """The table of contents. Whoosh opens the one of the highest generation."""
    return f"_{INDEX_NAME}_{generation}.toc"


def settings_name(generation: int) -> str:
    """The settings that belong to a table of contents."""
    return f"settings.{generation}.json"


def latest_generation(folder: Path) -> int:
    """The generation that Whoosh would open; 0 when there is no index in ``folder``."""
    if not folder.is_dir():
        return 0
    found = (_CONTENTS.fullmatch(path.name) for path in folder.iterdir())
    return max((int(match[1]) for match in found if match), default=0)


def read_settings(folder: Path) -> Settings:
    """The settings that the index in ``folder`` was made with. Raises OSError, ValueError or TypeError when
    it is damaged."""
    values = json.loads((folder / settings_name(latest_generation(folder))).read_text("utf-8"))
    return Settings(**{name: tuple(value) for name, value in values.items()})
