"""An article made ready for pages: linked HTML, opening, number of words, mentions, plain text for search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from markdown_it.token import Token

from backfile.linking.linker import Linker
from backfile.linking.marking import Slots, mark, render
from backfile.model.article import Article, Status
from backfile.model.permalinks import root_from
from backfile.model.story import Story
from backfile.reader import markdown

IMAGES = "images/"
"""Address of the folder with the pictures of ``content/images/``."""

LEAD = 240
"""Characters of the opening shown in lists."""


class Made(NamedTuple):
    """What becomes of an article."""

    story: Story
    html: str
    """The body as safe HTML, entities linked relative to the article's page, dateline not included."""
    text: str
    """The body as plain text."""
    slots: Slots = ()
    """Where in ``html`` the first mention of a found name stands that may become a link: begin, end, index into
    ``story.names``; by place."""


def make_story(article: Article, url: str, linker: Linker) -> Made:
    """The story of an article that is to be published at ``url``, and its body.

    A canceled article keeps its headline and topics, and gives no text at all. Topics stay as filed.
    """
    if article.status is Status.CANCELED:
        return Made(Story(_tombstone(article), url, lead="", words=0), "", "")
    bare = replace(article, body="")
    tokens = markdown.parse(article.body)
    if "![" in article.body:
        _place_images(tokens, root_from(url))
    blocks = list(markdown.text_blocks(tokens))
    text = "\n\n".join(blocks)
    lead = _lead(_paragraphs(tokens) or blocks or [article.summary])
    marked = mark(tokens, article, root_from(url), linker)
    story = Story(
        article=bare,
        url=url,
        lead=lead,
        words=len(text.split()),
        mentions=marked.mentions,
        names=marked.names,
    )
    html, slots = render(tokens, marked.slots)
    return Made(story, html, text, slots)


def _tombstone(article: Article) -> Article:
    """The article without anything that repeats its text: from here on nobody has a word of it to show or to keep.

    Of its notes the one stays that says why it was withdrawn: the newest, unless the article was changed after that.
    """
    newest = max((it.date for it in article.corrections), default=None)
    reasons = tuple(it for it in article.corrections if it.date == newest)
    if newest and article.modified and article.modified > newest:
        reasons = ()
    return replace(
        article,
        body="",
        subhead="",
        summary="",
        byline="",
        keywords=(),
        genre=(),
        images=(),
        corrections=reasons,
    )


def _place_images(tokens: Sequence[Token], root: str) -> None:
    """Pictures in the text are named as those of front matter: by a file below ``content/images/``, or an address."""
    for token in tokens:
        for child in token.children or ():
            source = str(child.attrGet("src") or "") if child.type == "image" else ""
            if source and not source.startswith("https:"):
                child.attrSet("src", f"{root}{IMAGES}{source.lstrip('/').removeprefix(IMAGES)}")


def _paragraphs(tokens: Sequence[Token]) -> list[str]:
    """The first paragraphs, as many as a lead can hold; headings, tables and code tell little by themselves."""
    found: list[str] = []
    length = 0
    for before, token in pairwise(tokens):
        if before.type == "paragraph_open" and (text := markdown.inline_text(token)):
            found.append(text)
            length += len(text)
            if length > LEAD:
                break
    return found


def _lead(blocks: list[str]) -> str:
    """The opening of the texts, cut at a word."""
    opening = ""
    for block in blocks:
        opening = f"{opening} {block}" if opening else block
        if len(opening) > LEAD:
            break
    opening = " ".join(opening[: 2 * LEAD].split())
    if len(opening) <= LEAD:
        return opening
    cut = opening.rfind(" ", 0, LEAD)
    return opening[: cut if cut > 0 else LEAD - 1].rstrip(" ,;:–—-") + "…"
