"""The text of a story to CommonMark, from HTML, plain lines or CommonMark itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from backfile.ingest.text.copy_text import markdown, paragraphs
from backfile.ingest.text.decoding import without_controls
from backfile.ingest.text.html_copy import from_html

_TAG = re.compile(
    r"<(?:/?(?:p|div|br|h[1-6]|ul|ol|li|table|blockquote|strong|em|b|i|span|section)|a\s[^<>]*)\s*/?>|</a>",
    re.IGNORECASE,
)
_ENDS = re.compile(r"\r\n?|[\u2028\u2029]")
_WRITTEN = re.compile(r"\\r\\n|\\n|\\r")
"""Line ends that a program wrote as signs."""

_BLANK = re.compile(r"\n(?:[ \t]*\n)+")


def commonmark_of(texts: Sequence[str], markup: str = "") -> str:
    """The CommonMark of texts, one below the other. ``markup``: ``html``, ``text``, ``markdown``, or "" to look."""
    text = without_controls(_ENDS.sub("\n", "\n\n".join(text.strip("\r\n") for text in texts)))
    if "\n" not in text:
        text = _WRITTEN.sub("\n", text)
    if (markup or looks_like(text)) == "html":
        return from_html(_with_paragraphs(text))
    if markup == "markdown":
        return _BLANK.sub("\n\n", text).strip("\n")
    return markdown(paragraphs(text.split("\n")))


def looks_like(text: str) -> str:
    """``html`` or ``text``, by whether there are tags of HTML in it."""
    return "html" if _TAG.search(text) else "text"


def _with_paragraphs(html: str) -> str:
    """HTML whose paragraphs are parted by blank lines alone, as WordPress keeps them, with tags for them."""
    if re.search(r"<(?:p|div|br)\b", html, re.IGNORECASE) or "\n\n" not in html:
        return html
    parts = [part.strip() for part in _BLANK.split(html)]
    return "".join(
        part if re.match(r"<(?:h[1-6]|ul|ol|table|blockquote|pre)\b", part, re.IGNORECASE) else f"<p>{part}</p>"
        for part in parts
    )
