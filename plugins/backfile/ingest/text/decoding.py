"""Bytes of a wire to clean text."""

from __future__ import annotations

import re

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")
_LINE_ENDS = re.compile(r"\r\n?|[\x85\u2028\u2029\x0b\x0c]")


def decode(data: bytes) -> str:
    """The text of ``data``: UTF-8 or UTF-16 where it is that, else cp1252 (which holds Latin-1's letters and signs).

    Line ends are unified; typographic signs and all other characters stay as they are, control characters too
    (``without_controls`` removes them), because some wires mark the parts of a story with them.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _unified(data[len(mark) :].decode(encoding, "replace"))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError:
            # Five bytes have no meaning in cp1252; in Latin-1 they are controls, which nobody misses.
            text = "".join(_BYTES[byte] for byte in data)
    return _unified(text)


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
