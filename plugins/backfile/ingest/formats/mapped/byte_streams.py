"""Streams of bytes of which a part has been read already."""

from __future__ import annotations

from typing import Protocol


class Reads(Protocol):
    """What a parser of long files needs of a file."""

    def read(self, size: int, /) -> bytes:
        """At most ``size`` bytes; none at the end."""
        ...


class Resumed:
    """A stream with what was read from it put back in front."""

    def __init__(self, start: bytes, rest: Reads) -> None:
        self._start = start
        self._rest = rest

    def read(self, size: int, /) -> bytes:
        """At most ``size`` bytes; none at the end."""
        if not self._start:
            return self._rest.read(size)
        found, self._start = self._start[:size], self._start[size:]
        return found
