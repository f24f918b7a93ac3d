"""Bytes of a wire to clean text."""

from __future__ import annotations

import re

_DOS = re.compile(rb"(?<=[A-Za-z])[\x81\x82\x84\x87-\x8b\x90\x94\x95\xa1-\xa4](?=[A-Za-z])")
"""Letters of code pages 437 and 850 inside words, where cp1252 has signs that stand in no word."""
_LATIN = re.compile(rb"(?<=[A-Za-z])[\xc0-\xe0\xe2-\xff]")
_STRAY = re.compile("[\udc80-\udcff]")

_TWICE = re.compile(rb"\xc3[\x82\x83]\xc2[\x80-\xbf]|\xc3[\x90\x91\x98\x99]\xc2[\x80-\xbf]|\xc3\xa2\xe2\x82\xac")
"""Latin, Cyrillic and Arabic letters and quotation marks in UTF-8 that was taken for cp1252 and encoded once more."""

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")
_LINE_ENDS = re.compile(r"\r\n?|[\x85\u2028\u2029\x0b\x0c]")


def decode(data: bytes) -> str:
    """The text of ``data``: UTF-8 or UTF-16 where it is that, else cp1252 (which holds Latin-1's letters and signs).

    UTF-8 with single bytes of cp1252 in it is read as both; DOS code page 850 is told by its letters inside words.

    Line ends are unified; typographic signs and all other characters stay as they are, control characters too
    (``without_controls`` removes them), because some wires mark the parts of a story with them.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _unified(data[len(mark) :].decode(encoding, "replace"))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = _eight_bits(data)
    return _unified(text)


def once_encoded(data: bytes) -> bytes:
    """UTF-8 that somebody took for cp1252 and encoded once more (``CafÃ©``), encoded once; all else as it is.

    Only where all of ``data`` can be read so.
    """
    if not _TWICE.search(data):
        return data
    try:
        once = bytes(map(_BYTE_OF.__getitem__, data.decode("utf-8")))
        once.decode("utf-8")
    except (UnicodeDecodeError, KeyError):
        return data
    return once


def _eight_bits(data: bytes) -> str:
    """The text of bytes that are not UTF-8, or not throughout."""
    mixed = data.decode("utf-8", "surrogateescape")
    stray = len(_STRAY.findall(mixed))
    if sum(character > "\x7f" for character in mixed) > 2 * stray:
        return _STRAY.sub(lambda match: _BYTES[ord(match.group()) - 0xDC00], mixed)
    if len(_DOS.findall(data)) > len(_LATIN.findall(data)):
        return data.decode("cp850")
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        # Five bytes have no meaning in cp1252; in Latin-1 they are controls, which nobody misses.
        return "".join(_BYTES[byte] for byte in data)


def without_controls(text: str) -> str:
    """``text`` without control characters other than line end and tab."""
    return _CONTROLS.sub("", text)


def looks_like_text(data: bytes) -> bool:
    """Whether the start of ``data`` is text in one of the encodings that ``decode`` knows."""
    start = data[:4096]
    if any(start.startswith(mark) for mark, _ in _BOMS):
        return True
    odd = sum(
        byte < 32 and byte not in b"\t\n\r\x01\x02\x03\x04\x07\x0c\x0e\x0f\x11\x12\x13\x14\x16\x1b\x1e\x1f"
        for byte in start
    )
    return bool(start.strip()) and odd * 50 <= len(start)


def _unified(text: str) -> str:
    return _LINE_ENDS.sub("\n", text)


_BYTES = tuple(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256))
_BYTE_OF = {sign: byte for byte, sign in enumerate(_BYTES)}
