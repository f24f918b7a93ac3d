"""Records in JSON of any length: one a line, one behind the other, in a list, or in a list inside an object.

Values are read one by one from a buffer that grows only while a value does not fit. In a file of lines a broken one
costs itself; in a list nobody can tell where the next record begins, so the rest is named as lost.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any

from backfile.ingest.formats.format import MOST_BYTES
from backfile.ingest.formats.mapped.byte_streams import Reads
from backfile.ingest.formats.mapped.picking import objects_at
from backfile.ingest.formats.mapped.usual_names import names_for
from backfile.ingest.parsed import Reject

_CHUNK = 1 << 18
_WIDE = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_DECODER = json.JSONDecoder(strict=False)
_BETWEEN = re.compile("[ \t\r\n,\x1e\ufeff]*")
_LISTS = (
    "articles", "items", "stories", "results", "posts", "news", "documents", "docs", "records", "entries", "data",
    "hits.hits", "response.docs", "response.results", "data.articles", "data.items", "db.data.posts",
)  # fmt: skip
"""Where an object usually has its list of records."""


def json_records(stream: Reads, where: str = "") -> Iterator[tuple[int, dict[str, Any]] | Reject]:
    """``(line, record)`` of each record. ``where``: the path of the list in an object that holds one."""
    for found in _values(_Buffer(stream), where):
        if isinstance(found, Reject):
            yield found
            continue
        line, value = found
        if not isinstance(value, dict):
            yield Reject(line, f"a {_KINDS.get(type(value), 'value')} where a record is expected")
            continue
        inner = _inner(value, where)
        for record in [value] if inner is None else inner:
            yield line, record


def _inner(value: dict[str, Any], where: str) -> list[dict[str, Any]] | None:
    """The records of the list inside an object; None when the object is a record itself."""
    if where:
        return objects_at(value, where) or None
    if names_for(value, "title") and names_for(value, "body"):
        return None
    if isinstance(value.get("_source"), dict):
        return [value["_source"]]
    for path in _LISTS:
        if isinstance(value.get(path.partition(".")[0]), list | dict) and (found := objects_at(value, path)):
            return found
    return None


_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*(?:"|\Z)|[{}\[\]]', re.DOTALL)
_TAILS = ("", '"', "null", ": null", '": null', "e", "ue", "rue", "se", "lse", "alse", "l", "ll", "ull", "0")
"""What may be missing at the end of a cut value, in front of its brackets."""


def first_record(start: str, where: str = "") -> dict[str, Any] | None:
    """The first record of JSON that is cut off somewhere, with what is there of it; None when it cannot be told."""
    start = start.lstrip(" \t\r\n\x1e\ufeff")
    try:
        value, _ = _DECODER.raw_decode(start)
    except (ValueError, RecursionError):
        value = _mended(start)
    first = next((one for one in value if isinstance(one, dict)), None) if isinstance(value, list) else value
    if not isinstance(first, dict):
        return None
    inner = _inner(first, where)
    return inner[0] if inner else first


def _mended(start: str) -> Any:
    """The value of JSON that is cut off, closed where it ends; None when that does not help."""
    brackets: list[str] = []
    for match in _TOKEN.finditer(start):
        sign = match.group()
        if sign in "{[":
            brackets.append("}" if sign == "{" else "]")
        elif sign in "}]" and brackets:
            brackets.pop()
    closing = "".join(reversed(brackets[:100]))
    for cut in (start, start.rstrip().removesuffix(","), start.rstrip("\\")):
        for tail in _TAILS:
            try:
                return json.loads(cut + tail + closing, strict=False)
            except (ValueError, RecursionError):
                continue
    return None


_KINDS = {str: "text", int: "number", float: "number", list: "list", bool: "truth value", type(None): "null"}


class _Buffer:
    """The part of the file that is being read, as text."""

    def __init__(self, stream: Reads) -> None:
        self._stream = stream
        first = stream.read(_CHUNK)
        encoding = _WIDE.get(first[:2], "utf-8")
        self._decoder = codecs.getincrementaldecoder(encoding)("replace" if first[:2] in _WIDE else "backfile_cp1252")
        self.text = self._decoder.decode(first).replace("\x00", "")
        self.at = 0
        self.line = 1
        self.ended = not first

    def more(self) -> bool:
        """Read on, as much as is held already; False at the end of the file."""
        data = b"" if self.ended else self._stream.read(max(_CHUNK, len(self.text) - self.at))
        if not data:
            self.ended = True
            return False
        self.text = self.text[self.at :] + self._decoder.decode(data).replace("\x00", "")
        self.at = 0
        return True

    def go(self, to: int) -> None:
        """Leave what is in front of ``to`` behind."""
        self.line += self.text.count("\n", self.at, to)
        self.at = to

    def skip(self) -> str:
        """The next sign behind blanks and commas; empty at the end."""
        while True:
            match = _BETWEEN.match(self.text, self.at)
            assert match is not None
            self.go(match.end())
            if self.at < len(self.text):
                return self.text[self.at]
            if not self.more():
                return ""

    def next_line(self) -> bool:
        """Go behind the end of this line; False when the file ends first."""
        while (end := self.text.find("\n", self.at)) < 0:
            self.at = len(self.text)
            if not self.more():
                return False
        self.go(end + 1)
        return True


def _values(buffer: _Buffer, where: str) -> Iterator[tuple[int, Any] | Reject]:
    in_list = buffer.skip() == "["
    if in_list:
        buffer.go(buffer.at + 1)
    while sign := buffer.skip():
        if sign == "]" and in_list:
            buffer.go(buffer.at + 1)
            in_list = False
            continue
        line = buffer.line
        found = _value(buffer)
        if not isinstance(found, Reject):
            yield line, found[0]
            continue
        if not in_list and (start := _list_begins(buffer, where)):
            buffer.go(buffer.at + start)
            in_list = True
            continue
        if in_list or not buffer.next_line():
            yield Reject(line, f"{found.reason}; all behind it is left out" if in_list else found.reason)
            return
        yield found


def _value(buffer: _Buffer) -> tuple[Any] | Reject:
    """The value at the place of the buffer, which is moved behind it; the buffer stands where there is none."""
    while True:
        try:
            value, end = _DECODER.raw_decode(buffer.text, buffer.at)
        except json.JSONDecodeError as error:
            cut = error.pos > len(buffer.text) - 12 or error.msg.startswith("Unterminated string")
            if cut and not buffer.ended:
                if len(buffer.text) - buffer.at > MOST_BYTES:
                    return Reject(buffer.line, "a record of more than 16 MB")
                buffer.more()
                continue
            line = buffer.line + buffer.text.count("\n", buffer.at, error.pos)
            return Reject(buffer.line, f"not JSON: {error.msg[:1].lower()}{error.msg[1:]} in line {line}")
        except (RecursionError, ValueError):
            return Reject(buffer.line, "not JSON: nested too deep, or a number that is none")
        if end == len(buffer.text) and not buffer.ended and buffer.more():
            continue  # a number may go on
        buffer.go(end)
        return (value,)


def _list_begins(buffer: _Buffer, where: str) -> int:
    """How far behind the beginning of an object that is too long the list inside it begins; 0 where none is found."""
    if len(buffer.text) - buffer.at <= MOST_BYTES:
        return 0
    names = (
        [where.rsplit(".", maxsplit=1)[-1].removesuffix("[]")] if where else [path.split(".")[-1] for path in _LISTS]
    )
    pattern = re.compile(rf'"(?:{"|".join(map(re.escape, names))})"\s*:\s*\[')
    match = pattern.search(buffer.text, buffer.at, buffer.at + _CHUNK)
    return match.end() - buffer.at if match else 0


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """Bytes that are no UTF-8 are taken for cp1252, one by one."""
    assert isinstance(error, UnicodeDecodeError)
    wrong = error.object[error.start : error.end]
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in wrong), error.end


codecs.register_error("backfile_cp1252", _as_cp1252)
