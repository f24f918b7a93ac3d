"""``contentSet``: which of its alternatives is the text, and what that text says."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass

from backfile.ingest.formats.newsml_g2.coded import last
from backfile.ingest.formats.newsml_g2.kinds import KINDS_OF_CONTENT
from backfile.ingest.text.decoding import decode
from backfile.ingest.text.plain_tree import BLOCKS, INLINE
from backfile.ingest.text.xml import Element, local

_TAG = re.compile(r"</?(?:p|br|div|html|body|h[1-6]|ul|table|span|b|strong|a)\b[^<>]*>", re.IGNORECASE)
_TEXT_CLASSES = ("", "text", "composite", "news", "article", "story")


@dataclass(frozen=True, slots=True)
class Content:
    """The text of an item."""

    form: str
    """``nitf``, ``xhtml``, ``tt``: a tree; ``html``, ``lines``: a string."""
    element: Element | None = None
    data: str = ""


def choose(content_set: Element | None) -> Content | str:
    """The best text of a content set, or what it holds instead, in words; empty where it holds nothing.

    Structured text is preferred to plain, and longer to shorter: some feeds add a text for telephones.
    """
    texts: list[tuple[int, int, int, Content]] = []
    others: list[str] = []
    for place, each in enumerate(content_set if content_set is not None else ()):
        name = local(each)
        if name == "inlineXML":
            found = _of_xml(each)
        elif name == "inlineData":
            found = _of_data(each)
        elif name == "remoteContent":
            found = f"a reference to content elsewhere ({_medium(each)})"
        else:
            continue
        if isinstance(found, str):
            others.append(found)
        elif found is not None and (length := _length(found)):
            texts.append((length, {"nitf": 2, "xhtml": 2, "tt": 2, "html": 1}.get(found.form, 0), -place, found))
    if texts:
        longest = max(length for length, *_ in texts)
        whole = [entry for entry in texts if entry[0] * 2 >= longest]
        return max(whole, key=lambda entry: (entry[1], entry[0], entry[2]))[3]
    return next((each for each in others if not each.startswith("a reference")), others[0] if others else "")


def is_text(kind: str) -> bool:
    """Whether an item of this class (``ninat:…``) may hold a story."""
    return kind in _TEXT_CLASSES


def _of_xml(holder: Element) -> Content | str | None:
    """The text in ``inlineXML``, or what is there in its place."""
    inner = [child for child in holder if isinstance(child.tag, str)]
    if not inner:
        return _of_string("".join(holder.itertext()))
    name = local(inner[0]).lower()
    if name == "nitf":
        return Content("nitf", inner[0])
    if any(local(each) == "TEXT" for each in inner[0]) and local(inner[0]) == "BODY":
        return Content("tt", inner[0])
    if name.startswith("body.") or (name == "body" and any(local(each).lower() == "body.content" for each in inner[0])):
        return Content("nitf", holder)
    if name == "html" or name in BLOCKS or name in INLINE:
        return Content("xhtml", holder)
    if name in KINDS_OF_CONTENT:
        return KINDS_OF_CONTENT[name]
    if any(local(each).lower() in ("p", "para", "paragraph", "html") for each in inner[0].iter("{*}*")):
        return Content("xhtml", holder)
    return f"data in <{local(inner[0])}>"


def _of_data(holder: Element) -> Content | str | None:
    """The text in ``inlineData``."""
    kind = (holder.get("contenttype") or "text/plain").lower()
    if not (kind.startswith("text/") or "html" in kind or "xml" in kind):
        return f"data ({kind})"
    data = "".join(holder.itertext())
    if last(holder.get("encoding") or "") == "base64":
        try:
            data = decode(base64.b64decode(data, validate=False))
        except (binascii.Error, ValueError):
            return "data that is not base64"
    return _of_string(data)


def _of_string(data: str) -> Content | None:
    if not data.strip():
        return None
    return Content("html" if _TAG.search(data) else "lines", data=data)


def _length(content: Content) -> int:
    """Characters of text, white space between the lines of mark-up left out."""
    if content.element is not None:
        return sum(len(text.strip()) for text in content.element.itertext())
    return len(_TAG.sub("", content.data).strip())


def _medium(remote: Element) -> str:
    return (remote.get("contenttype") or "").lower() or "no type told"
