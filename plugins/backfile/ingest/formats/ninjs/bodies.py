"""The text of an item: which of its bodies is taken, and that as CommonMark.

ninjs 1 has one key for each form (``body_xhtml``, ``body_text``, ``body_nitf``, and what systems make of it:
``body_html``, ``body_html5``), 2 and 3 a list ``bodies`` whose entries tell role and content type.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from backfile.ingest.formats.json_items.values import Object, objects, text
from backfile.ingest.text.copy_text import markdown, paragraphs
from backfile.ingest.text.html_copy import from_html, from_tree, plain
from backfile.ingest.text.xml import Unreadable, local, read_xml

_HTML, _NITF, _PLAIN, _UNKNOWN = range(4)

_BEST_FORMS = ("xhtml", "html", "html5", "richhtml5")
_CLASSES = re.compile(r"class\s*=\s*[\"'](?:[^\"']*\s)?(?:dat|bodytext|ingress)[\s\"']")
_BESIDE_THE_TEXT = frozenset(("dat", "byline", "vignette", "fakta-bild"))
_LIKE_HTML = {"lead": "div", "hl1": "h1", "hl2": "h2", "hl3": "h3", "h4": "div"}
_NITF_LIKE = {"hl1": "h1", "hl2": "h2", "media": "", "tagline": "p", "block": "div", "body.content": "div"}


def body_of(item: Object) -> str:
    """CommonMark of the best body: XHTML or HTML, else NITF, else plain text; empty when there is none."""
    candidates = sorted(enumerate(_candidates(item)), key=lambda entry: (entry[1][0], entry[1][1], entry[0]))
    for _, (kind, _, content) in candidates:
        if body := _WRITERS[kind](content):
            return body
    return ""


def described(item: Object, but: tuple[str, ...] = ("caption", "creditline", "writer")) -> str:
    """The item's description, its abstract or teaser, on one line; captions and names of writers are none."""
    for entry in objects(item.get("descriptions")):
        role = text(entry.get("role")).casefold()
        if role not in but and (found := plain(text(entry.get("value")))):
            return found
    keys = ("description_summary", "description_text", "description_html", "description_xhtml", "abstract", "summary")
    for key in (*keys, "description", "teaser"):
        if found := plain(text(item.get(key))):
            return found
    return ""


def _candidates(item: Object) -> Iterator[tuple[int, int, str]]:
    """Kind, rank among its kind and content of each body."""
    for key, value in item.items():
        if key.startswith("body") and isinstance(value, str) and value.strip():
            yield _kind(key[4:].lstrip("_"), "", value)
    for entry in objects(item.get("bodies")):
        value = entry.get("value")
        if isinstance(value, str) and value.strip():
            yield _kind(text(entry.get("role")).casefold(), text(entry.get("contenttype")).casefold(), value)


def _kind(form: str, content_type: str, content: str) -> tuple[int, int, str]:
    rank = _BEST_FORMS.index(form) if form in _BEST_FORMS else len(_BEST_FORMS)
    if "html" in content_type or "html" in form:
        return _HTML, rank, content
    if "nitf" in content_type or form == "nitf":
        return _NITF, rank, content
    if content_type == "text/plain" or form in ("text", "plain", ""):
        return (_HTML if re.search(r"</p>|<br\s*/?>", content, re.IGNORECASE) else _PLAIN), rank, content
    return _UNKNOWN, rank, content


def _from_html(html: str) -> str:
    if "<" not in html:
        return from_html("\n".join(line.lstrip() for line in html.split("\n")))
    if _CLASSES.search(html):
        return from_html(html, drop=_is_beside_the_text, names=_LIKE_HTML)
    return from_html(html)


def _is_beside_the_text(element: etree._Element) -> bool:
    """Vignette, source and byline that TT repeats inside its HTML, and pictures with their captions."""
    return local(element) == "figure" or not _BESIDE_THE_TEXT.isdisjoint(element.get("class", "").split())


def from_nitf(nitf: str) -> str:
    """CommonMark of the content of a whole NITF document, or of a fragment of one; empty when it cannot be read."""
    if "<nitf" not in nitf[:2000] and "<body" not in nitf:
        return from_html(nitf, names=_NITF_LIKE)
    try:
        root = read_xml(nitf.encode("utf-8", "replace"))
    except Unreadable:
        return ""
    content = next((element for element in root.iter() if local(element) == "body.content"), root)
    return from_tree(content, names=_NITF_LIKE)


def _from_plain(content: str) -> str:
    return markdown(paragraphs(content.replace("\r\n", "\n").replace("\r", "\n").split("\n")))


def _from_unknown(content: str) -> str:
    return _from_html(content) if "<p>" in content.lower() else ""


_WRITERS = (_from_html, from_nitf, _from_plain, _from_unknown)
