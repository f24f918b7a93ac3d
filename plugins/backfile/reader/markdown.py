"""CommonMark with tables to tokens, tokens to safe HTML and to plain text.

Raw HTML is text. Links go to http, https, mailto, tel or relative addresses, images come from https or relative ones;
anything else stays text. Headings are levelled so that the page keeps its one ``h1`` and no level is skipped. Inline
styles never occur (the site's policy forbids them): the alignment of a table's cell is its ``data-align``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from backfile.reader.plain_copy import plain_tokens

_SCHEME = re.compile(r"\A([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_INVISIBLE = re.compile(r"[\x00-\x20\x7f-\xa0]|%[01][0-9a-f]|%7f", re.IGNORECASE)
_LINK_SCHEMES = frozenset({"http", "https", "mailto", "tel"})


def parse(body: str) -> list[Token]:
    """The tokens of a Markdown text."""
    tokens = plain_tokens(body)
    return _MARKDOWN.parse(body) if tokens is None else tokens


def render(tokens: Sequence[Token]) -> str:
    """Safe HTML of tokens that ``parse`` gave, links of our own among them or not."""
    html: str = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    return html


def plain_text(tokens: Iterable[Token]) -> str:
    """The words of the tokens, blocks separated by an empty line, rows of a table by a line end."""
    return "\n\n".join(text_blocks(tokens))


def text_blocks(tokens: Iterable[Token]) -> Iterator[str]:
    """The words of each paragraph, heading, code block and table."""
    row: list[str] | None = None
    rows: list[str] = []
    for token in tokens:
        kind = token.type
        if kind == "inline":
            text = inline_text(token)
            if row is not None:
                row.append(text)
            elif text:
                yield text
        elif kind in ("fence", "code_block"):
            if text := token.content.strip("\n"):
                yield text
        elif kind == "tr_open":
            row = []
        elif kind == "tr_close":
            rows.append(" ".join(cell for cell in row or () if cell))
            row = None
        elif kind == "table_close":
            yield "\n".join(rows)
            rows = []


def inline_text(inline: Token) -> str:
    """The words of one paragraph or heading; a line end in the file is a space, a hard one stays."""
    return "".join([_words(child) for child in inline.children or ()])


def _words(token: Token) -> str:
    if token.type == "softbreak":
        return " "
    if token.type == "hardbreak":
        return "\n"
    if token.type == "image":
        return inline_text(token)
    return token.content


def _is_safe(address: str) -> bool:
    """Whether an address may stand in a link: its scheme is on the list, or it has none."""
    match = _SCHEME.match(_INVISIBLE.sub("", address))
    return match is None or match.group(1).lower() in _LINK_SCHEMES


def _may_be_shown(address: str) -> bool:
    """Whether an image may come from there: https, or the archive itself."""
    match = _SCHEME.match(address)
    return match.group(1).lower() == "https" if match else not address.startswith(("//", "\\"))


def _only_own_images(state: StateCore) -> None:
    """Put the alt text in the place of an image from elsewhere."""
    for token in state.tokens:
        for child in token.children or ():
            if child.type == "image" and not _may_be_shown(str(child.attrGet("src") or "")):
                child.type, child.content, child.children = "text", inline_text(child), None
                child.tag, child.attrs = "", {}


def _level_headings(state: StateCore) -> None:
    """The outermost headings become h2, and what is below them h3 and so on, whatever numbers the writer used."""
    open_levels: list[int] = []
    for token in state.tokens:
        if token.type == "heading_open":
            level = int(token.tag[1])
            while open_levels and open_levels[-1] >= level:
                open_levels.pop()
            open_levels.append(level)
            token.tag = f"h{min(len(open_levels) + 1, 6)}"
        elif token.type == "heading_close":
            token.tag = f"h{min(len(open_levels) + 1, 6)}"


def _accessible_tables(state: StateCore) -> None:
    """Number the tables, tell what their head cells stand over, and turn inline styles into data."""
    count = 0
    for token in state.tokens:
        if token.type == "table_open":
            count += 1
            token.meta["label"] = "Table" if count == 1 else f"Table {count}"
        elif token.type in ("th_open", "td_open"):
            style = str(token.attrs.pop("style", ""))
            if token.type == "th_open":
                token.attrSet("scope", "col")
            if style:
                token.attrSet("data-align", style.removeprefix("text-align:"))


def _table_open(self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    label = tokens[index].meta.get("label", "Table")
    return f'<div class="table-scroll" tabindex="0" role="region" aria-label="{label}">\n<table>\n'


def _table_close(self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    return "</table>\n</div>\n"


def _configured() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    setattr(markdown, "validateLink", _is_safe)  # noqa: B010 - the documented way to replace the check
    markdown.core.ruler.push("own_images", _only_own_images)
    markdown.core.ruler.push("level_headings", _level_headings)
    markdown.core.ruler.push("accessible_tables", _accessible_tables)
    markdown.add_render_rule("table_open", _table_open)
    markdown.add_render_rule("table_close", _table_close)
    return markdown


_MARKDOWN = _configured()
