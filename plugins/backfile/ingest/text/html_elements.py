"""What the elements of HTML, and of XML that is like it, are to copy."""

from __future__ import annotations

DROPPED = frozenset((
    "script", "style", "head", "title", "meta", "link", "base", "iframe", "frame", "frameset", "noframes",
    "noscript", "template", "canvas", "form", "input", "button", "select", "option", "optgroup", "textarea",
    "datalist", "img", "image", "picture", "svg", "math", "video", "audio", "source", "track", "object", "embed",
    "applet", "param", "map", "area", "figure", "figcaption", "dialog",
))  # fmt: skip
"""Left out with all in them. A ``figure`` only where it shows media."""

LOOSE = frozenset((
    "html", "body", "div", "section", "article", "main", "header", "footer", "aside", "nav", "address", "center",
    "details", "summary", "hgroup",
))  # fmt: skip
"""Hold paragraphs; text in them that is in no other block is a paragraph of its own."""

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_OTHER_BLOCKS = frozenset((
    "p", "ul", "ol", "menu", "dir", "li", "dl", "dt", "dd", "blockquote", "pre", "listing", "xmp", "plaintext",
    "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "hr", "fieldset", "legend", "search", "figure",
    "br",
))  # fmt: skip
BLOCKS = LOOSE | HEADINGS | _OTHER_BLOCKS
_INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "ins", "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
))  # fmt: skip
KNOWN = BLOCKS | _INLINE | DROPPED
STRONG = frozenset(("strong", "b"))
EMPHASIS = frozenset(("em", "i"))

FOREIGN = {
    # NITF 3
    "hl2": "h2",
    "block": "div",
    "body.content": "div",
    "bq": "blockquote",
    "nitf-table": "div",
    "nitf-table-metadata": "script",
    "media": "script",
    "fn": "div",
    # elder XHTML
    "image": "img",
}
"""Elements of other vocabularies that mean nothing else anywhere, by the HTML element that they are like."""
