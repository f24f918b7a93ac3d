"""Pages to trees, whatever their encoding and however broken."""

from __future__ import annotations

import codecs
import re

from lxml import etree

from backfile.ingest.text.decoding import decode
from backfile.ingest.text.xml import Element

_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([A-Za-z0-9._:-]{2,40})""", re.IGNORECASE)
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_START = re.compile(
    r"[\s\ufeff]*+(?:<\?xml[^>]*>|<!--.*?-->|\s)*+<(?:!doctype\s+html|html\b|head\b|body\b)", re.IGNORECASE | re.DOTALL
)
_NULL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_PARSER = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)


def looks_like_page(start: bytes) -> bool:
    """Whether a file that begins so is a page of HTML."""
    return _START.match(text_of_page(start[:4096])) is not None


def text_of_page(data: bytes) -> str:
    """UTF-8 or UTF-16 where it is that; else the encoding that the page declares; else cp1252."""
    if not data.startswith(_BOMS):
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            pass
        declared = _DECLARED.search(data, 0, 8192)
        if declared and (name := _known(declared.group(1).decode("ascii"))):
            return data.decode(name, "replace")
    return decode(data)


def _known(name: str) -> str:
    """The encoding of a name, where it is one of text and not the one that is tried anyhow."""
    try:
        found = codecs.lookup(name)
        " ".encode(found.name)
    except (LookupError, ValueError, TypeError, AttributeError):
        return ""
    return "" if found.name in ("utf-8", "iso8859-1", "ascii") else found.name


def read_page(data: bytes) -> Element | None:
    """The root of a page without comments; None where there is nothing, or elements lie too deep in each other."""
    text = _NULL.sub("", text_of_page(data))
    if not text.strip():
        return None
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), _PARSER)
    except etree.XMLSyntaxError:
        return None
    if root is None or any(entry.type in (113, 114) for entry in _PARSER.error_log):
        return None
    return root
