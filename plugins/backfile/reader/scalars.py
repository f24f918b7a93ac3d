"""Writing a text as one YAML scalar: plain where that is safe, in double quotes elsewhere."""

from __future__ import annotations

import re

_NEEDS_QUOTES = re.compile(
    r"""\A[\s\-?:,\[\]{}#&*!|>'"%@`]|: |:\Z|\s#|\s\Z|[\x00-\x1f\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f"""
    r"""\u3000\ufeff\ufffe\uffff]"""
)
"""What a plain scalar cannot hold or where an editor could not see what stands there."""

_NEEDS_QUOTES_IN_FLOW = re.compile(rf"{_NEEDS_QUOTES.pattern}|[,\[\]{{}}]")

_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def scalar(text: str) -> str:
    """``text`` as the value of a key in block style."""
    return text if text and not _NEEDS_QUOTES.search(text) else quoted(text)


def flow(text: str) -> str:
    """``text`` as an entry of a list in brackets."""
    return text if text and not _NEEDS_QUOTES_IN_FLOW.search(text) else quoted(text)


def quoted(text: str) -> str:
    """``text`` in double quotes; what has no visible form is escaped."""
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    code = ord(character)
    return _SHORT.get(character) or (f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}")
