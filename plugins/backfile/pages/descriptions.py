"""Editors' introductions and descriptions: their Markdown as safe HTML and as plain text."""

from __future__ import annotations

from functools import lru_cache

SUMMARY = 200
"""Characters of a description that go into a page's head."""


@lru_cache(maxsize=8192)
def as_html(description: str) -> str:
    """Safe HTML; empty for no description."""
    if not description:
        return ""
    from backfile.reader import markdown  # noqa: PLC0415 - most builds make no page with a description

    return markdown.render(markdown.parse(description))


def as_summary(description: str) -> str:
    """The opening as plain text, cut at a word."""
    if not description:
        return ""
    from backfile.reader import markdown  # noqa: PLC0415

    text = " ".join(markdown.plain_text(markdown.parse(description)).split())
    if len(text) <= SUMMARY:
        return text
    return text[:SUMMARY].rpartition(" ")[0].rstrip(" ,;:–—-") + " …"
