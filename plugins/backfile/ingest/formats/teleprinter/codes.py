"""Bytes of a teleprinter wire to text: parity, fill characters, line ends, typesetting instructions, national letters.

The codes are those of IPTC 7901 (rev. 5, section 7 and annex C) and ANPA 1312 (84-2). What parts a message (SOH, STX,
ETX, EOT, SYN) stays, and so does US where it parts fields; all that only tells a typesetter how to set goes.
"""

from __future__ import annotations

import re

from backfile.ingest.text.decoding import decode

_EVEN = bytes(byte for byte in range(256) if byte.bit_count() % 2 == 0)
_SEVEN_BITS = bytes(byte & 0x7F for byte in range(256))
SHORTEST_PARITY = 64
"""Bytes that must all have an even number of bits before the eighth is taken for parity."""

_FILL = b"\x00\x7f"
_LINE_END = re.compile(rb"(?<!\r)\r++\n|\n\r++")
_INSTRUCTION = re.compile("\x0c[^\x0b\x0c\n]{0,80}\x0b")
"""From *start of instruction* to *end of instruction*: words for the typesetting machine."""
_KILLED_WORD = re.compile(r"(?:(?<!\S)\S{1,60}[ ]?|)\x18")
_QUADS = re.compile("[\x1d\x1e]\n?")
"""Quad centre and quad right end a line, as quad left (CR) does."""
_RAIL_LINE = re.compile("^[ \t]*\x0e([^\x0e\x0f\n]+)\x0f[ \t]*$", re.MULTILINE)
_DESIGNATION = re.compile("\x1b[ -/]+([0-~])")
_SPACES = re.compile("\x10+")
_DROPPED = re.compile("[\x05-\x08\x0b\x0c\x0e\x0f\x11-\x15\x17-\x1c]")
_IN_WORD = re.compile(r"(?<=[A-Za-z])[{|}~](?=[A-Za-z])|(?<=[a-z])[{|}~](?=[\s,.])|(?:(?<=\s)|^)[{|}\[\\\]](?=[a-z])")

RAIL = "\x0e"
"""Stays in front of a line that was set in the upper rail from end to end: a subhead."""

VARIANTS = {
    "de": str.maketrans("[\\]{|}~", "ÄÖÜäöüß"),
    "sv": str.maketrans("@[\\]^`{|}~", "ÉÄÖÅÜéäöåü"),
    "da": str.maketrans("[\\]{|}", "ÆØÅæøå"),
    "fr": str.maketrans("@[\\]{|}~", "à°ç§éùè¨"),
    "it": str.maketrans("[\\]`{|}~", "°çéùàòèì"),
    "es": str.maketrans("[\\]{|}", "¡Ñ¿°ñç"),
}
"""ISO 646 as each country uses it: the letters that stand where ASCII has brackets and braces. By language."""
_DESIGNATED = {"K": "de", "G": "sv", "H": "sv", "E": "da", "`": "da", "R": "fr", "f": "fr", "Y": "it", "Z": "es"}
_SAME_LETTERS = {"no": "da", "nb": "da", "fi": "sv"}


def plain_bytes(data: bytes) -> bytes:
    """``data`` without parity bits and fill characters, each line ending in one LF."""
    sample = data[:4096]
    if len(sample) >= SHORTEST_PARITY and not sample.isascii() and not sample.translate(None, _EVEN):
        data = data.translate(_SEVEN_BITS)
    return _LINE_END.sub(b"\n", data.translate(None, _FILL))


def text_of_wire(data: bytes, lang: str = "") -> str:
    """The text of a message, with the codes that part it. ``lang`` tells which letters a 7-bit wire meant, if known."""
    data = plain_bytes(data)
    # VT and FF would end lines, where here they enclose instructions.
    text = decode(data.replace(b"\x0b", b"\x15").replace(b"\x0c", b"\x17"))
    text = text.replace("\x15", "\x0b").replace("\x17", "\x0c")
    text = _KILLED_WORD.sub("", _INSTRUCTION.sub("", text))
    designated = _DESIGNATION.search(text)
    if designated:
        lang = _DESIGNATED.get(designated.group(1), "")
        text = _DESIGNATION.sub("", text)
    text = _RAIL_LINE.sub(lambda match: f"\ue000{match.group(1)}", text)
    text = _DROPPED.sub("", _SPACES.sub(" ", _QUADS.sub("\n", text))).replace("\ue000", RAIL)
    if text.isascii() and (designated or _national(text)):
        text = text.translate(VARIANTS.get(_SAME_LETTERS.get(lang, lang), {}))
    return text


def _national(text: str) -> bool:
    """Whether braces and bars stand inside words, again and again, as letters do."""
    return sum(1 for _ in _IN_WORD.finditer(text)) > max(2, len(text) // 2000)
