"""The text of a record to CommonMark, from HTML, plain lines or CommonMark itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from backfile.ingest.text.copy_text import markdown, paragraphs
from backfile.ingest.text.decoding import without_controls
from backfile.ingest.text.html_copy import from_html
from backfile.ingest.text.markdown_opening import take_markdown_dateline
from backfile.ingest.text.opening_words import take_dateline
from backfile.model.dateline import Dateline

_TAG = re.compile(r"<(?:/?(?:p|div|br|h[1-6]|ul|ol|li|table|blockquote|strong|em|b|i|span|section)|a\s[^<>]*)\s*/?>|</a>", re.IGNORECASE)
_ENDS = re.compile(r"\r\n?|[\u2028\u2029]")
_WRITTEN = re.compile(r"\\r\\n|\\n|\\r")
"""Line ends that a program wrote as signs."""

_BLANK = re.compile(r"\n(?:[ \t]*\n)+")

_Opened = tuple[str, Dateline | None, tuple[str, ...]]


def body_of(texts: Sequence[str], markup: str = "") -> _Opened:
    """``(CommonMark, dateline, credits)`` of the texts, one below the other. ``markup``: one of MARKUPS, or empty to be told."""
    text = without_controls(_ENDS.sub("\n", "\n\n".join(text.strip("\r\n") for text in texts)))
    if "\n" not in text:
        text = _WRITTEN.sub("\n", text)
    if (markup or looks_like(text)) == "html":
        return _opened(from_html(_with_paragraphs(text)))
    if markup == "markdown":
        return _opened(_BLANK.sub("\n\n", text).strip("\n"))
    dateline, credits, groups = take_dateline(paragraphs(text.split("\n")))
    return markdown(groups), dateline, credits


def looks_like(text: str) -> str:
    """``html`` or ``text``, by whether there are tags of HTML in it."""
    return "html" if _TAG.search(text) else "text"


def _with_paragraphs(html: str) -> str:
    """HTML whose paragraphs are parted by blank lines alone, as WordPress keeps them, with tags for them."""
    if re.search(r"<(?:p|div|br)\b", html, re.IGNORECASE) or "\n\n" not in html:
        return html
    parts = [part.strip() for part in _BLANK.split(html)]
    return "".join(part if re.match(r"<(?:h[1-6]|ul|ol|table|blockquote|pre)\b", part, re.IGNORECASE) else f"<p>{part}</p>" for part in parts)


def _opened(body: str) -> _Opened:
    dateline, credits, rest = take_markdown_dateline(body)
    return rest, dateline, credits
