"""The text of a WordPress post to HTML that says the same without WordPress.

The editor stores marks of its own: comments around blocks (``<!-- wp:paragraph -->``), shortcodes
(``[caption]…[/caption]``), and in posts of before 2018 no ``<p>`` at all: a blank line is a paragraph, a line end a
break. See the Block Editor Handbook, "Shortcode API" and ``wpautop`` in WordPress's documentation.
"""

from __future__ import annotations

import re
from html import escape

_BLOCK = re.compile(r"<!--\s*/?wp:")
_MARK = re.compile(r"<!--\s*(?:/?wp:|more|nextpage).*?-->", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_SHORTCODE = re.compile(
    r"""(?P<open>\[?)\[(?P<name>[A-Za-z][\w-]{0,60})
        (?P<rest>(?:\s[^\[\]<>]*(?:<[^<>]*>[^\[\]<>]*)*|=[^\[\]]*)?)\](?P<close>\]?)""",
    re.VERBOSE,
)
_CLOSING = re.compile(r"\[/[A-Za-z][\w-]{0,60}\]")
_EMBED = re.compile(r"\[embed[^\]]{0,300}\]\s*(https?://[^\s\[\]<>\"]+)\s*\[/embed\]", re.IGNORECASE)
_CAPTION = re.compile(
    r"\[(?:wp_)?caption(?P<attributes>(?:\s[^\[\]]*)?)\](?P<inside>(?:(?!\[(?:wp_)?caption).){0,20000}?)\[/(?:wp_)?caption\]",
    re.DOTALL | re.IGNORECASE,
)
_CAPTION_TEXT = re.compile(r"\bcaption=(\"[^\"]*\"|'[^']*')")
_MEDIA = re.compile(r"(?:\s*(?:<a\b[^<>]*>\s*<img\b[^<>]*>\s*</a>|<img\b[^<>]*>))+", re.IGNORECASE)
_WITH_CONTENT = re.compile(
    r"\[(gallery|playlist|video|audio|contact-form(?:-7)?|contact_form|code_snippet|poll|form)\b[^\[\]]*\]"
    r"(?:(?:(?!\[\1\b).){0,20000}?\[/\1\])?",
    re.DOTALL | re.IGNORECASE,
)
"""Shortcodes that go with what they enclose: it is no text."""

_PLAIN_NAMES = frozenset(
    [
        "gallery",
        "playlist",
        "video",
        "audio",
        "embed",
        "caption",
        "youtube",
        "vimeo",
        "soundcloud",
        "instagram",
        "twitter",
        "tweet",
        "facebook",
        "slideshow",
        "googlemaps",
        "map",
        "ad",
        "ads",
        "adsense",
        "button",
        "spacer",
        "divider",
        "column",
        "row",
        "section",
        "toc",
        "social",
        "share",
        "contact",
    ]
)
"""One-word shortcodes that come without attributes too. Others without attributes may be words of the text: [sic]."""

_ADDRESS_LINE = re.compile(r"https?://[^\s<>\"']+")
_PRE = re.compile(r"<(pre|script|style|svg|textarea)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_BLOCKS = (
    "address article aside blockquote center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 "
    "h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul script style"
).replace(" ", "|")
_BLOCK_TAG = re.compile(rf"</?(?:{_BLOCKS})\b[^<>]*>", re.IGNORECASE)
_OWN_TEXT = frozenset(
    ["p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "td", "th", "summary", "figure", "figcaption"]
)
"""Blocks whose text is no paragraph of its own."""

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_BREAK = re.compile(r"<br\s{0,9}/?>\Z", re.IGNORECASE)
_BLANK = re.compile(r"\n[ \t\xa0]*\n\s*")
_KEPT = re.compile("\ue000(\\d+)\ue001")


def post_html(content: str) -> str:
    """HTML of a post's ``content:encoded``, without blocks' marks, shortcodes and comments, with every ``<p>``."""
    text = content.replace("\r\n", "\n").replace("\r", "\n").replace("\ue000", "").replace("\ue001", "")
    blocks = bool(_BLOCK.search(text))
    text = without_shortcodes(_COMMENT.sub("", _MARK.sub("\n\n", text)))
    return text if blocks and "<p" in text else with_paragraphs(text)


def without_shortcodes(text: str) -> str:
    """``text`` without shortcodes: what they enclose stays, unless it is media or a form.

    A caption becomes a figure, an embed a link; ``[[name]]`` is how WordPress writes ``[name]``. Brackets that are
    part of the text (``[sic]``, ``[…]``, ``[1]``) stay.
    """
    if "[" not in text:
        return text
    text = _CAPTION.sub(_figure, text)
    text = _EMBED.sub(_link, text)
    text = _WITH_CONTENT.sub("", text)
    closed = {match.group()[2:-1] for match in _CLOSING.finditer(text)}

    def one(match: re.Match[str]) -> str:
        name, rest = match["name"], match["rest"]
        if match["open"] and match["close"]:
            return match.group()[1:-1]
        is_code = (
            "=" in rest or rest.rstrip().endswith("/") or "_" in name or name in closed or name.lower() in _PLAIN_NAMES
        )
        return match["open"] + match["close"] if is_code else match.group()

    text = _SHORTCODE.sub(one, text)
    return _CLOSING.sub("", text)


def with_paragraphs(text: str) -> str:
    """What WordPress makes of a classic post: ``<p>`` around what blank lines part, ``<br>`` for line ends."""
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match.group())
        return f"\n\n\ue000{len(kept) - 1}\ue001\n\n"

    text = _PRE.sub(keep, text)
    text = _TAG.sub(lambda match: match.group().replace("\n", " "), text)
    text = _BLOCK_TAG.sub(r"\n\n\g<0>\n\n", text)
    written: list[str] = []
    inside: list[str] = []
    for chunk in (found for part in _BLANK.split(text) if (found := part.strip("\n \t"))):
        if _BLOCK_TAG.fullmatch(chunk):
            _follow(inside, chunk)
            written.append(chunk)
        elif _KEPT.fullmatch(chunk):
            written.append(chunk)
        else:
            broken = _ADDRESS_LINE.fullmatch(chunk) and f'<a href="{escape(chunk)}">{escape(chunk)}</a>'
            broken = broken or "<br>\n".join(_BREAK.sub("", line.strip()) for line in chunk.split("\n"))
            own = bool(inside) and inside[-1] in _OWN_TEXT
            written.append(broken if own else f"<p>{broken}</p>")
    return _KEPT.sub(lambda match: kept[int(match.group(1))], "\n".join(written))


def _follow(inside: list[str], tag: str) -> None:
    """Keep account of the blocks that are open."""
    name = tag.strip("</>").split()[0].rstrip("/>").lower() if tag.strip("</>").split() else ""
    if tag.startswith("</"):
        if name in inside:
            del inside[len(inside) - 1 - inside[::-1].index(name) :]
    elif name != "hr" and not tag.endswith("/>"):
        if name == "p" and inside and inside[-1] == "p":
            inside.pop()
        inside.append(name)


def _figure(match: re.Match[str]) -> str:
    inside = match["inside"].strip()
    media = _MEDIA.match(inside)
    picture = media.group() if media else ""
    written = _CAPTION_TEXT.search(match["attributes"] or "")
    caption = inside[len(picture) :].strip() or (written.group(1)[1:-1] if written else "")
    if not picture:
        return f"\n\n{inside}\n\n"
    return f"\n\n<figure>{picture}<figcaption>{caption}</figcaption></figure>\n\n"


def _link(match: re.Match[str]) -> str:
    address = escape(match.group(1).replace("&amp;", "&"))
    return f'\n\n<p><a href="{address}">{address}</a></p>\n\n'
