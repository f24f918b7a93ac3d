"""XML of wires to a tree: what is broken is mended, what would reach outside or blow up is refused.

A document that is in order is parsed at once. One that is not is mended in the text first, because libxml2's own
recovery drops what it does not know (``&nbsp;``, a bare ``&``) and moves what stands behind a stray end tag.
"""

from __future__ import annotations

import codecs
import re
from html import unescape
from typing import NoReturn, TypeAlias

from lxml import etree

from backfile.ingest.text.characters import tidy

Element: TypeAlias = etree._Element
"""What lxml calls an element, for which it has no public name."""

MOST_DEEP = 256
"""Elements inside each other: libxml2's own limit."""

MOST_ELEMENTS = 200_000
"""In one document. Stories have a few hundred; a tree of more would take more memory than there may be."""

BREAKING = frozenset((
    "address", "article", "aside", "blockquote", "block", "br", "caption", "center", "dd", "div", "dl", "dt",
    "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hl1", "hl2", "hr", "li",
    "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
"""Elements that part words: ``<p>one</p><p>two</p>`` is ``one two``."""

_STRICT = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
    "collect_ids": False,
    "encoding": "utf-8",
}
_PARSER = etree.XMLParser(**_STRICT)
_MENDER = etree.XMLParser(**_STRICT, recover=True)
_REFUSED = {114: f"elements lie more than {MOST_DEEP} deep in each other", 113: "a text is longer than 10 MB"}

_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{2,30})["']""")
_CODECS = re.compile(
    r"(?:iso|windows|cp|koi8|euc|shift|sjis|big5|gb|mac|latin|us-ascii|ascii|ks_c|johab|hz)[a-z0-9_-]*", re.IGNORECASE
)
_START = re.compile(r"<(?:\?xml[\s?]|!DOCTYPE|!--|[A-Za-z_])", re.IGNORECASE)
_DECLARATION = re.compile(r"<\?xml\b[^>]*\?>|<\?xml\b[^>]*>")
_PROLOGUE = re.compile(r"(?:\s+|<\?(?:[^?]|\?(?!>))*\?>|<!--(?:[^-]|-(?!->))*-->)*", re.DOTALL)
_DOCTYPE = re.compile(r"<!DOCTYPE\b[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_USED_ENTITY = re.compile(r"&([^\s&;<>]{1,200});")
_OWN_ENTITY = re.compile(r"<!ENTITY\s+([^\s%\"'>]+)\s", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MENDED = re.compile(
    r"(<!\[CDATA\[.*?\]\]>|<!--.*?-->|<\?.*?\?>)"
    r"|&(\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{0,31});"
    r"|&|<(?![A-Za-z_/!?])",
    re.DOTALL,
)
_ATTRIBUTES = re.compile(r"""(?:\s+[A-Za-z_][^\s=<>"'/]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*+\s*/?""")
_ATTRIBUTE = re.compile(r"""([A-Za-z_][^\s=<>"'/]*)(?:\s*=\s*("[^"<]*"|'[^'<]*'|[^\s"'<>]+))?""")
_OWN = ("amp", "lt", "gt", "quot", "apos")
_TAGS = re.compile(
    r"""<!\[CDATA\[.*?\]\]>|<!--.*?-->|<\?.*?\?>|<(/?)([A-Za-z_][^\s/<>]*+)((?:[^<>"']|"[^"<]*"|'[^'<]*')*+)>""",
    re.DOTALL,
)


class Unreadable(Exception):  # noqa: N818 - a plain word, like BadValue
    """A document of which no tree can be made: ``message`` says why to people, ``line`` where (from 1; 0: unknown)."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


def read_xml(data: bytes) -> Element:
    """The root element of a document, without comments and processing instructions.

    Nothing is read but ``data``: no DTD, no entities of the document's own, no network. Tolerated: encodings that are
    declared wrongly, a DOCTYPE, junk in front, named entities of HTML, control characters, signs that ought to be
    escaped, end tags that are missing or too many. Raises Unreadable for what is no XML, ends in the middle, lies too
    deep, holds several documents, or uses entities that it declares itself.
    """
    if data.count(b"<") - data.count(b"</") > MOST_ELEMENTS:
        raise Unreadable(f"more than {MOST_ELEMENTS:,} elements")
    text = _without_prologue(decoded(data))
    if "&#1" not in text:  # &#128; to &#159; mean signs of cp1252, which libxml2 does not know
        try:
            return etree.fromstring(text.encode("utf-8", "replace"), _PARSER)
        except etree.XMLSyntaxError as error:
            if error.code in _REFUSED:
                raise Unreadable(_REFUSED[error.code], error.lineno or 0) from None
    return _mended(text)


def local(element: Element) -> str:
    """The name of an element without namespace or prefix; empty for what is none."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    return tag.rpartition("}")[2].rpartition(":")[2]


def text_of(element: Element) -> str:
    """All text of an element on one line, white space normalised; words in different paragraphs stay apart."""
    if not len(element):
        return tidy(element.text or "")
    parts = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if local(node).lower() in BREAKING:
            parts.append(" ")
        if event == "start":
            parts.append(node.text or "")
        elif node is not element:
            parts.append(node.tail or "")
    return tidy("".join(parts))


def decoded(data: bytes) -> str:
    """The text of mark-up: Unicode where it is that, whatever it declares; else as declared; else cp1252."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "cp1252-bytes" if encoding == "utf-8" else "replace")
    for start, encoding in ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be")):
        if data.startswith(start):
            return data.decode(encoding, "replace")
    match = _DECLARED.search(data, 0, 1024)
    declared = match.group(1).decode("ascii").lower() if match else ""
    stateful = declared.startswith(("iso-2022", "hz")) and (b"\x1b$" in data or b"~{" in data)
    if not stateful:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            pass
    if _CODECS.fullmatch(declared) and declared not in ("iso-8859-1", "latin1", "us-ascii", "ascii"):
        try:
            return data.decode(declared)
        except (LookupError, UnicodeError):
            pass
    # Bytes of cp1252 among UTF-8 are joined feeds; text that is cp1252 throughout has next to nothing valid in UTF-8.
    return data.decode("utf-8", "cp1252-bytes")


def _cp1252_bytes(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    byte = error.object[error.start : error.start + 1]
    return byte.decode("cp1252", "ignore") or chr(byte[0]), error.start + 1


codecs.register_error("cp1252-bytes", _cp1252_bytes)


def _without_prologue(text: str) -> str:
    """The document from its root element on, its lines numbered as before."""
    start = _START.search(text)
    if start is None:
        raise Unreadable("no XML: there is no element")
    lines = text.count("\n", 0, start.start())
    text = text[start.start() :]
    if declaration := _DECLARATION.match(text):
        lines += declaration.group().count("\n")
        text = text[declaration.end() :]
    prologue = _PROLOGUE.match(text)
    at = prologue.end() if prologue else 0
    if text[at : at + 9].upper() == "<!DOCTYPE":
        doctype = _DOCTYPE.match(text, at)
        if doctype is None:
            raise Unreadable("the document type has no end", lines + 1)
        lines += text.count("\n", 0, doctype.end())
        text = text[doctype.end() :]
        own = set(_OWN_ENTITY.findall(doctype.group())).difference(_OWN)
        if own and (used := own.intersection(_USED_ENTITY.findall(text))):
            raise Unreadable(
                f"uses an entity that it declares itself, which is not read: &{min(used)[:40]};", lines + 1
            )
    return "\n" * lines + text


def _mended(text: str) -> Element:
    for begin, end, name in (
        ("<![CDATA[", "]]>", "CDATA section"),
        ("<!--", "-->", "comment"),
        ("<?", "?>", "instruction"),
    ):
        if (last := text.rfind(begin)) > text.rfind(end):
            raise Unreadable(f"a {name} has no end", text.count("\n", 0, last) + 1)
    mended = _balanced(_MENDED.sub(_mend, _CONTROLS.sub("", text)))
    try:
        root = etree.fromstring(mended.encode("utf-8", "replace"), _MENDER)
    except etree.XMLSyntaxError as error:
        raise Unreadable(_REFUSED.get(error.code, f"no XML: {error.msg}"), error.lineno or 0) from None
    for entry in _MENDER.error_log:
        if entry.type in _REFUSED:
            raise Unreadable(_REFUSED[entry.type], entry.line)
    if root is None:
        raise Unreadable("no XML: there is no element")
    return root


def _mend(match: re.Match[str]) -> str:
    """A reference that XML does not know as the character it means; a sign that stands for itself, escaped."""
    kept, name = match.group(1), match.group(2)
    if kept is not None:
        return kept
    if name is None:
        return "&amp;" if match.group() == "&" else "&lt;"
    if name in _OWN:
        return match.group()
    character = _CONTROLS.sub("", unescape(match.group()))
    if character == match.group():
        return "&amp;" + match.group()[1:]
    return {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}.get(character, character)


def _balanced(text: str) -> str:
    """``text`` with every element ended: an end tag too many goes, one too few is added where its parent ends."""
    parts: list[str] = []
    stack: list[str] = []
    count: dict[str, int] = {}
    at, closed = 0, False

    def refuse(message: str, place: int) -> NoReturn:
        raise Unreadable(message, text.count("\n", 0, place) + 1)

    for match in _TAGS.finditer(text):
        ending, name, rest = match.groups()
        if name is None:
            continue
        if ending:
            if not count.get(name):
                parts.append(text[at : match.start()])
                at = match.end()
                continue
            parts.append(text[at : match.start()])
            at = match.start()
            while stack[-1] != name:
                count[stack[-1]] -= 1
                parts.append(f"</{stack.pop()}>")
            count[stack.pop()] -= 1
            closed = not stack
        elif closed:
            refuse("several documents in one, or text behind its end", match.start())
        else:
            if not _ATTRIBUTES.fullmatch(rest):
                parts.append(text[at : match.start()] + f"<{name}{_attributes(rest)}>")
                at = match.end()
            if not rest.endswith("/"):
                stack.append(name)
                count[name] = count.get(name, 0) + 1
                if len(stack) > MOST_DEEP:
                    refuse(_REFUSED[114], match.start())
            closed = not stack
    if stack:
        refuse(f"ends in the middle: <{stack[0][:40]}> has no end", len(text))
    parts.append(text[at:])
    return "".join(parts)


def _attributes(text: str) -> str:
    """Attributes in quotes, each name once; those without a value are left out."""
    found: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(text):
        if value:
            found.setdefault(name, value if value[0] in "\"'" else f'"{value.rstrip("/")}"')
    return "".join(f" {name}={value}" for name, value in found.items()) + ("/" if text.endswith("/") else "")
