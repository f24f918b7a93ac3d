"""A file, or a member of an archive, open to be read once, forwards."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import IO, cast

from backfile.ingest.formats.format import MOST_BYTES, SNIFFED
from backfile.model.problems import Problem

BUFFER = 256 * 1024
"""Bytes that are read at once."""


class UnitBroken(Exception):  # noqa: N818 - not an error of the program
    """Reading on is impossible or would hurt: a damaged archive, a bomb, a disk that fails. ``problem`` says which."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Unit:
    """A file, or a member of an archive."""

    name: str
    """As shown to people: ``wire/day.tar.xz!port.txt``, without signs that no one sees."""
    stream: io.BufferedReader
    """Read forwards; where that fails, UnitBroken is raised. It can go back to its start: everywhere as long as no
    more than BUFFER bytes are read, later only in files and in what is packed alone or by zip."""
    modified: datetime | None
    """When it was changed last; None where nobody knows."""
    size: int | None
    """Bytes; None where nobody knows before it is read."""

    def bytes_read(self) -> int:
        """How much has been taken from it so far, what lies ready in its buffer included."""
        return cast(_Forward, self.stream.raw).total

    def start(self) -> bytes:
        """Its first bytes, at most SNIFFED of them; before anything is read."""
        return self.stream.peek(SNIFFED)[:SNIFFED]

    def whole(self, most: int = MOST_BYTES) -> bytes | Problem:
        """All of it; a Problem when that is more than ``most`` bytes: where the size is known, without reading."""
        if self.size is None or self.size <= most:
            data = self.stream.read(most + 1)
            if len(data) <= most:
                return data
        return Problem(self.name, 0, f"more than {most // 1024 // 1024} MB", "split the file")


class _Forward(io.RawIOBase):
    """Reads a stream to its end, to ``size`` bytes at most, and lets ``check`` object after each piece."""

    def __init__(
        self,
        read: Callable[[int], bytes],
        rewind: Callable[[], None],
        size: int | None,
        check: Callable[[int], None] | None,
    ) -> None:
        self._read, self._rewind, self._size, self._check = read, rewind, size, check
        self.total = 0
        self._head = b""
        """What was read first, for who goes back to the start, at most BUFFER bytes; and where in it we are."""
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at if self._at < len(self._head) else self.total

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        if whence != io.SEEK_SET or offset:
            raise io.UnsupportedOperation("a unit is read forwards")
        if self.total > len(self._head):
            self._rewind()
            self.total, self._head = 0, b""
        self._at = 0
        return 0

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        if again := self._head[self._at : self._at + len(buffer)]:
            buffer[: len(again)] = again
            self._at += len(again)
            return len(again)
        wanted = len(buffer) if self._size is None else min(len(buffer), self._size - self.total)
        filled = 0
        while filled < wanted and (piece := self._read(wanted - filled)):
            buffer[filled : filled + len(piece)] = piece
            filled += len(piece)
        if self.total == len(self._head) and self.total + filled <= BUFFER:
            self._head += bytes(buffer[:filled])
            self._at = len(self._head)
        self.total += filled
        if self._check is not None and filled:
            self._check(self.total)
        return filled


def opened_unit(
    stream: IO[bytes],
    name: str,
    modified: datetime | None,
    size: int | None = None,
    errors: tuple[type[Exception], ...] = (OSError,),
    check: Callable[[int], None] | None = None,
) -> Unit:
    """The unit that an open stream is. ``size``: no more is read than that, though there may be more by then.

    ``errors``: what reading may raise; it becomes UnitBroken. ``check`` is called with the number of bytes read so far
    and may raise UnitBroken.
    """
    is_plain = errors == (OSError,)
    cannot: tuple[type[Exception], ...] = (OSError, ValueError, AttributeError, *errors)

    def read(most: int) -> bytes:
        try:
            return stream.read(most)
        except errors as error:
            reason = (isinstance(error, OSError) and error.strerror) or str(error) or type(error).__name__
            verb, hint = ("read", "") if is_plain else ("unpacked", "is the file whole?")
            raise UnitBroken(Problem(name, 0, f"cannot be {verb}: {reason}", hint)) from error

    def rewind() -> None:
        try:
            stream.seek(0)
        except cannot as error:
            message = "so long a file of this format is read twice, which cannot be done here"
            raise UnitBroken(Problem(name, 0, message, "give it as a file of its own")) from error

    return Unit(name, io.BufferedReader(_Forward(read, rewind, size, check), BUFFER), modified, size)


def shown(name: str) -> str:
    """A file's name as text that shows all its signs: ``\\n`` for a line end, ``\\xff`` for a byte that is no text."""
    if name.isprintable():
        return name
    return "".join(sign if sign.isprintable() else _escaped(sign) for sign in name)


def _escaped(sign: str) -> str:
    if "\udc80" <= sign <= "\udcff":  # how Python writes a byte of a name that is not UTF-8
        return f"\\x{ord(sign) - 0xDC00:02x}"
    return ascii(sign)[1:-1]
