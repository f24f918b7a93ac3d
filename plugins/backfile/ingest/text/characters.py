"""Characters of wire copy: which are blanks, which nobody sees, and references that were encoded twice."""

from __future__ import annotations

import re
from html import unescape

_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u2060\ufeff\ufffe\uffff\ud800-\udfff]")
"""Controls, soft hyphens and blanks without width. What joins or turns letters (U+200C to U+200F) stays."""

_BLANKS = re.compile(r"[ \t\n\r\x0b\x0c\x85\xa0\u2028\u2029]{2,}|[\t\n\r\x0b\x0c\x85\xa0\u2028\u2029]")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def seen(text: str) -> str:
    """``text`` without characters that nobody sees; blanks and line ends stay."""
    return _UNSEEN.sub("", text)


def with_blanks(text: str) -> str:
    """``text`` with each run of blanks and line ends as one blank. Thin and wide blanks stay."""
    return _BLANKS.sub(" ", text)


def tidy(text: str) -> str:
    """``text`` on one line as people see it."""
    return _BLANKS.sub(" ", _UNSEEN.sub("", text)).strip()


def decoded_again(text: str) -> str:
    """``text`` with references decoded that are still there: ``&nbsp;`` that was encoded twice. ``AT&T`` stays."""
    return _REFERENCE.sub(lambda match: unescape(match.group()), text) if "&" in text else text
