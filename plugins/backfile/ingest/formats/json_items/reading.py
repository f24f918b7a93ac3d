"""Bytes to JSON values: one, one a line, or several behind each other; what is no JSON is named with its line.

Tolerated, because feeds do it: a byte order mark, UTF-16, single bytes of Windows-1252, line ends and tabs inside
strings, numbers of any size, halves of surrogate pairs, a key that is given twice (the last one counts).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from json import JSONDecodeError, JSONDecoder
from typing import NamedTuple

import msgspec

from backfile.ingest.parsed import Reject
from backfile.ingest.text.decoding import decode

MOST_BROKEN = 20
"""Broken values that are named in one document; behind them the rest of it is given up."""

_BLANKS = re.compile(r"[\s,]*")
_NEXT_LINE = re.compile(r"\n[ \t]*[{\[]")


class Value(NamedTuple):
    """One JSON value of a document."""

    line: int
    """Where it begins, from 1."""
    value: object


def read_values(data: bytes) -> Iterator[Value | Reject]:
    """The JSON values of ``data``, most often one. What cannot be read comes as a Reject with its line."""
    try:
        yield Value(1, msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf")))
    except RecursionError:
        yield Reject(1, "JSON that is nested too deep")
    except (msgspec.DecodeError, UnicodeDecodeError):
        # Of no use to msgspec: several values, another encoding, or an error whose line is to be told.
        yield from _patiently(_text(data))


def looks_like_json(start: bytes) -> bool:
    """Whether a file that begins so can be JSON with items: an object or a list of objects."""
    head = start.removeprefix(b"\xef\xbb\xbf")[:4096]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in head[:2]:
        head = head.replace(b"\x00", b"").lstrip(b"\xff\xfe")
    head = head.lstrip()
    return head.startswith(b"{") or (head.startswith(b"[") and head[1:].lstrip()[:1] in (b"{", b"["))


def ascii_of(start: bytes) -> bytes:
    """The ASCII characters of a beginning, whatever its encoding: enough to look for keys."""
    return start.replace(b"\x00", b"") if b"\x00" in start[:64] else start


def _text(data: bytes) -> str:
    """Text of bytes that are not plain UTF-8. JSON begins with an ASCII sign, so a NUL beside it tells of UTF-16."""
    if data[1:2] == b"\x00":
        return data.decode("utf-16-le", "replace")
    if data[:1] == b"\x00":
        return data.decode("utf-16-be", "replace")
    return decode(data)


def _patiently(text: str) -> Iterator[Value | Reject]:
    """Values one after the other. Behind one that is broken, reading begins again on the next line that opens one."""
    position, line, counted, broken, spent = 0, 1, 0, 0, 0
    while True:
        position = _BLANKS.match(text, position).end()  # type: ignore[union-attr]  # it matches the empty text too
        line, counted = line + text.count("\n", counted, position), position
        if position == len(text) or (broken and not text[position:].strip("]} \t\n,")):
            return
        try:
            value, position = _DECODER.raw_decode(text, position)
            yield Value(line, value)
            continue
        except JSONDecodeError as error:
            yield Reject(error.lineno, f"not JSON: {error.msg[:1].lower()}{error.msg[1:]}, column {error.colno}")
            spent += error.pos - position
        except RecursionError:
            yield Reject(line, "JSON that is nested too deep")
            spent += 1_000_000
        broken += 1
        following = _NEXT_LINE.search(text, position)
        if following is None:
            return
        if broken == MOST_BROKEN or spent > len(text) + 1_000_000:
            yield Reject(line, "too much that is not JSON: the rest of the file is left out")
            return
        position = following.start()


def _whole_number(digits: str) -> int | None:
    """Numbers of more digits than any field has mean nothing, and cost the square of their length."""
    return int(digits) if len(digits) <= 40 else None


def _nothing(_: str) -> None:
    """NaN and Infinity, which JSON has not but some writers have."""


_DECODER = JSONDecoder(strict=False, parse_int=_whole_number, parse_constant=_nothing)
