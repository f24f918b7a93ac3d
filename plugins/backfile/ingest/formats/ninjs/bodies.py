"""The text of an item: which of its bodies is taken, and what that says.

ninjs 1 has one key for each form (``body_xhtml``, ``body_text``, ``body_nitf``, and what systems make of it:
``body_html``, ``body_html5``), 2 and 3 a list ``bodies`` whose entries tell role and content type.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from backfile.ingest.formats.json_items.values import Object, objects, text
from backfile.ingest.formats.nitf.story import story_fields
from backfile.ingest.text.copy_text import markdown, paragraphs
from backfile.ingest.text.decoding import without_controls
from backfile.ingest.text.html_copy import from_html, plain
from backfile.ingest.text.markdown_copy import read_markdown
from backfile.ingest.text.plain_tree import tree_of_html
from backfile.ingest.text.story_copy import Copy, read_copy
from backfile.ingest.text.xml import Element, Unreadable, local, read_xml

_HTML, _NITF, _PLAIN, _UNKNOWN = range(4)

_BEST_FORMS = ("xhtml", "html", "html5", "richhtml5")
_CLASSES = re.compile(r"class\s*=\s*[\"'](?:[^\"']*\s)?(?:dat|bodytext|ingress)[\s\"']")
_BESIDE_THE_TEXT = frozenset(("dat", "byline", "vignette"))
_LIKE_HTML = {"h4": "div"}
_BREAK = re.compile(r"<br\b", re.IGNORECASE)
_TAGGED = re.compile(r"</p>|<br\s*/?>", re.IGNORECASE)


def copy_of(item: Object, title: str, byline: str) -> Copy:
    """The text of the best body: XHTML or HTML, else NITF, else plain text; an empty one when there is none.

    ``title`` and ``byline`` are the item's, as filed: where the text repeats them, they are taken off.
    """
    candidates = sorted(enumerate(_candidates(item)), key=lambda entry: (entry[1][0], entry[1][1], entry[0]))
    for _, (kind, _, content) in candidates:
        copy = _READERS[kind](content, title, byline)
        if copy.body:
            return copy
    return Copy("")


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
        return (_HTML if _TAGGED.search(content) else _PLAIN), rank, content
    return _UNKNOWN, rank, content


def _from_html(html: str, title: str, byline: str) -> Copy:
    if "<" not in html:
        body = from_html("\n".join(line.lstrip() for line in html.split("\n")))
    elif _CLASSES.search(html):
        body = from_html(html, drop=_is_beside_the_text, names=_LIKE_HTML)
    elif len(_BREAK.findall(html)) > 3 * html.count("<p"):
        return read_copy(tree_of_html(html), title, byline=byline)  # lines of a wire, each with its end
    else:
        body = from_html(html)
    return read_markdown(body, title, byline)


def _is_beside_the_text(element: Element) -> bool:
    """Vignette, source and byline that TT repeats inside its HTML, and pictures with their captions."""
    return local(element) == "figure" or not _BESIDE_THE_TEXT.isdisjoint(element.get("class", "").split())


def read_nitf(nitf: str, title: str, byline: str) -> Copy:
    """The text of a NITF document or a fragment of one; an empty one when it cannot be read."""
    if "<nitf" not in nitf[:2000] and "<body" not in nitf:
        return _from_html(nitf, title, byline)
    try:
        root = read_xml(nitf.encode("utf-8", "replace"))
    except Unreadable:
        return Copy("")
    told = story_fields(root, title=title, byline=byline)
    return Copy(told.body, dateline=told.dateline, credits=told.agency, byline=told.byline)


def _from_plain(content: str, title: str, byline: str) -> Copy:
    lines = without_controls(content.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    return read_markdown(markdown(paragraphs(lines)), title, byline)


def _from_unknown(content: str, title: str, byline: str) -> Copy:
    return _from_html(content, title, byline) if "<p>" in content.lower() else Copy("")


_READERS = (_from_html, read_nitf, _from_plain, _from_unknown)
