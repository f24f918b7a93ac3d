"""The browser's files, read back: what commands want to know that the Whoosh index does not hold.

Every file is checked against its name, and the manifest against its seal.
"""

from __future__ import annotations

import gzip
import json
from base64 import urlsafe_b64decode
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from backfile.model.problems import BackfileError
from backfile.search.content_files import NAME_BYTES, content_name
from backfile.search.folding import fold
from backfile.search.word_shards import MAGIC
from backfile.search.writing import FORMAT, sealed


class Surface(NamedTuple):
    """A word as it stands in texts."""

    word: str
    term: str
    """What it is indexed as."""
    occurrences: int
    """In the archive."""


class Name(NamedTuple):
    """A value of a facet."""

    id: str
    name: str
    documents: int
    """That have it."""


class BrowserFiles:
    """The files below ``search/`` of a built site, read when they are asked for.

    All methods raise BackfileError, which names the file, when one is missing or damaged.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._unpacked: dict[str, bytes] = {}

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """The manifest, checked."""
        with _reading(self.folder / "manifest.json") as file:
            return _manifest(file.read_bytes())

    def surface(self) -> list[Surface]:
        """All words but stop words, once with each of their terms, ordered by folded word, word, term."""
        total: Counter[tuple[str, str]] = Counter()
        for within, ref in self._parts("words", "w"):
            for word, term, count in self._decoded(within, ref, _words):
                total[word, term] += count
        return [Surface(word, term, count) for (word, term), count in sorted(total.items(), key=_by_fold)]

    def names(self, field: str) -> list[Name]:
        """The values of a facet field, ordered by id; of several names for one, the newest holds."""
        names: dict[str, str] = {}
        counts: Counter[str] = Counter()
        for segment in self.manifest["segments"]:
            ref = self._more(segment)["names"].get(field)
            if ref is None:
                continue
            held = self._decoded(segment["more"], ref, json.loads)
            for identity, name, count in zip(held["ids"], held["names"], held["counts"], strict=True):
                names[identity] = name
                counts[identity] += count
        return [Name(identity, names[identity], counts[identity]) for identity in sorted(names)]

    def _parts(self, table: str, folder: str) -> Iterator[tuple[str, str]]:
        """The reference to each shard of a table of all segments, after the one that it may lean on."""
        for segment in self.manifest["segments"]:
            held = self._more(segment)[table]
            if "at" in held:
                yield from ((segment["more"], ref) for ref in held["at"])
            else:
                names = urlsafe_b64decode(held["names"])
                for at in range(0, len(names), NAME_BYTES):
                    yield segment["more"], f"{folder}/{names[at : at + NAME_BYTES].hex()}"

    def _more(self, segment: dict[str, Any]) -> Any:
        return self._decoded(segment["more"], segment["more"], json.loads)

    def _decoded(self, within: str, ref: str, decode: Callable[[bytes], Any]) -> Any:
        """What ``decode`` makes of the bytes that a reference names.

        ``within``: the reference in whose file one without a name has its place.
        """
        path, _, place = ref.partition(":")
        path = path or within.partition(":")[0]
        with _reading(self.folder / f"{path}.bin") as file:
            if path not in self._unpacked:
                self._unpacked[path] = _unpacked(file.read_bytes(), path)
            begin, length = map(int, place.split(":")) if place else (0, len(self._unpacked[path]))
            data = self._unpacked[path][begin : begin + length]
            if len(data) < length:
                raise ValueError("it is too short")
            return decode(data)


@contextmanager
def _reading(file: Path) -> Iterator[Path]:
    try:
        yield file
    except OSError as error:
        raise BackfileError(f"{file} cannot be read ({error.strerror or error}): build the site again") from error
    except Exception as error:  # a damaged file shows itself as anything
        raise BackfileError(f"{file} is damaged ({error}): build the site again") from error


def _unpacked(packed: bytes, ref: str) -> bytes:
    if content_name(packed).hex() != ref.rpartition("/")[2]:
        raise ValueError("it is not what its name says")
    return gzip.decompress(packed)


def _manifest(data: bytes) -> dict[str, Any]:
    held: dict[str, Any] = json.loads(data)
    if held["format"] != FORMAT:
        raise ValueError(f"its format is {held['format']}, not {FORMAT}")
    del held["check"]
    if data != sealed(held):
        raise ValueError("it is not as it was written")
    return held


def _words(data: bytes) -> list[Surface]:
    """The rows of a word shard."""
    if not data.startswith(MAGIC):
        raise ValueError(f"it does not begin with {MAGIC.decode()}")
    file = _Bytes(data, len(MAGIC))
    count = file.varint()
    words, rows, endings = (_Bytes(file.taken(file.varint())) for _ in range(3))
    found = []
    word = ""
    for _ in range(count):
        word = word[: words.varint()] + words.taken(words.varint()).decode()
        occurrences, kept = rows.varint(), rows.varint()
        found.append(Surface(word, word[:kept] + endings.taken(endings.varint()).decode(), occurrences))
    return found


class _Bytes:
    """Reads numbers and bytes one after the other."""

    def __init__(self, data: bytes, at: int = 0) -> None:
        self._data, self._at = data, at

    def varint(self) -> int:
        number = shift = 0
        while True:
            byte = self._data[self._at]
            self._at += 1
            number |= (byte & 127) << shift
            if byte < 128:
                return number
            shift += 7

    def taken(self, count: int) -> bytes:
        self._at += count
        if self._at > len(self._data):
            raise ValueError("it is too short")
        return self._data[self._at - count : self._at]


def _by_fold(item: tuple[tuple[str, str], int]) -> tuple[str, str, str]:
    (word, term), _ = item
    return fold(word), word, term
