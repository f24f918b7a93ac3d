"""A message to its fields and parts, whatever it claims about its encodings. RFC 5322, 2045-2049, 3676."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message

from backfile.ingest.text.characters import tidy
from backfile.ingest.text.decoding import decode

MOST_PARTS = 200
MOST_LINES = 400_000
"""Of one message."""

DEEPEST = 4
"""Messages inside messages."""

_STRAY = re.compile("[\udc80-\udcff]")
"""Bytes of a field that is not ASCII although it must be."""
_ENCODED = re.compile(r"=\?[^?\s]+\?[qQ]\?[^?]*\?=")
_BOUNDARY = re.compile(rb"boundary\s*=", re.IGNORECASE)


class UnreadableError(Exception):
    """A message that no reader of mail would open."""


@dataclass(frozen=True, slots=True)
class Part:
    """A leaf of a message."""

    type: str
    """``text/plain``."""
    name: str
    """Of the file that it is; empty for a body."""
    attached: bool
    data: bytes
    charset: str
    flowed: bool
    """``format=flowed``: lines that end with a blank go on."""
    deletes_space: bool
    """``delsp=yes``: that blank is not part of the text."""
    alternative: int
    """Which ``multipart/alternative`` it belongs to, from 1; 0 for none."""

    @property
    def text(self) -> str:
        """Its text, in the declared encoding if that fits."""
        return decoded(self.data, self.charset)


def read_message(data: bytes) -> Message:
    """The message in ``data``. Raises UnreadableError for one that would take for ever."""
    if len(_BOUNDARY.findall(data)) > MOST_PARTS or data.count(b"\n") > MOST_LINES:
        raise UnreadableError(f"a message of more than {MOST_PARTS} parts or {MOST_LINES:,} lines")
    try:
        return message_from_bytes(data, policy=policy.compat32)
    except (RecursionError, ValueError, LookupError, TypeError, HeaderParseError) as error:
        raise UnreadableError("a message that is damaged") from error


def field_of(message: Message, name: str) -> str:
    """A field on one line, its encoded words read; empty when there is none."""
    value = next((value for key, value in message.raw_items() if key.lower() == name), "")
    raw = _ENCODED.sub(
        lambda match: _STRAY.sub(lambda stray: f"={ord(stray.group()) - 0xDC00:02X}", match.group()),
        str(value).replace("\r", "").replace("\n", " "),
    )
    try:
        words = [
            decoded(word, charset or "") if isinstance(word, bytes) else _raw(word)
            for word, charset in decode_header(raw)
        ]
    except (HeaderParseError, ValueError, LookupError):
        words = [_raw(raw)]
    return tidy(_STRAY.sub(lambda match: decode(bytes([ord(match.group()) - 0xDC00])), "".join(words)))


def parts_of(message: Message, depth: int = 0) -> Iterator[Part | Message]:
    """The leaves of a message, in their order; a forwarded message comes as itself."""
    alternatives: dict[int, int] = {}
    waiting: list[tuple[Message, int]] = [(message, 0)]
    count = 0
    while waiting and count < MOST_PARTS:
        part, alternative = waiting.pop(0)
        count += 1
        kind = part.get_content_type()
        payload = part.get_payload()
        if kind == "message/rfc822" and part is not message:
            yield from (inner for inner in payload if isinstance(inner, Message)) if isinstance(payload, list) else ()
        elif isinstance(payload, list):
            if kind == "multipart/alternative":
                alternative = alternatives.setdefault(id(part), len(alternatives) + 1)
            waiting[:0] = [(inner, alternative) for inner in payload if isinstance(inner, Message)]
        else:
            yield _leaf(part, kind, alternative)


def _leaf(part: Message, kind: str, alternative: int) -> Part:
    try:
        data = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        data = None
    if not isinstance(data, bytes):
        data = str(part.get_payload()).encode("utf-8", "replace")
    disposition = field_of(part, "content-disposition").lower()
    return Part(
        type=kind,
        name=_file_name(part),
        attached=disposition.startswith("attachment"),
        data=data,
        charset=_parameter(part, "charset"),
        flowed=_parameter(part, "format").lower() == "flowed",
        deletes_space=_parameter(part, "delsp").lower() == "yes",
        alternative=alternative,
    )


def _parameter(part: Message, name: str) -> str:
    try:
        value = part.get_param(name, "")
    except (ValueError, LookupError, TypeError):
        return ""
    return value if isinstance(value, str) else str(value[2]) if isinstance(value, tuple) else ""


def _file_name(part: Message) -> str:
    try:
        return part.get_filename("") or ""
    except (ValueError, LookupError, TypeError):
        return ""


def decoded(data: bytes, charset: str) -> str:
    """``data`` in ``charset``; where that is unknown, wrong or only ASCII, as what it looks like."""
    name = charset.strip("\"' ").lower()
    if name and name not in ("us-ascii", "ascii", "utf-8", "utf8", "iso-8859-1", "latin-1", "latin1", "unknown-8bit"):
        try:
            return re.sub(r"\r\n?", "\n", data.decode(name))
        except (UnicodeError, LookupError, ValueError, TypeError):
            pass
    return decode(data)


def _raw(text: str) -> str:
    """A field that was not encoded although it should have been."""
    return decode(text.encode("utf-8", "surrogateescape")) if not text.isascii() else text


def reflowed(text: str, deletes_space: bool) -> str:
    """The lines of ``format=flowed`` text put together again (RFC 3676)."""
    pieces: list[str] = []
    for line in text.split("\n"):
        quoted = line.startswith(">")
        goes_on = line.endswith(" ") and line != "-- " and not quoted and bool(line.strip())
        words = line if quoted else line.removeprefix(" ")
        if goes_on:
            pieces.append(words[:-1] if deletes_space else words)
        else:
            pieces.append(words + "\n")
    return "".join(pieces).removesuffix("\n")
