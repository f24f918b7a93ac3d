"""A test collection as the archive of a newsroom: one article a document."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from backfile.bench.collection import Collection
from backfile.ingest.text.copy_text import escape
from backfile.model import permalinks
from backfile.model.article import Article
from backfile.reader import dump_article

FIRST_DAY = datetime(1990, 1, 1, 8, tzinfo=UTC)
STORIES_A_DAY = 50


def write_collection(content: Path, collection: Collection) -> dict[str, str]:
    """Write each document as an article below ``content``; returns the document by the address of its page.

    Documents are filed in their order, fifty a day, ten minutes apart. One without a title is called by its number, so
    that no words of its text weigh more than others.
    """
    addresses: dict[str, str] = {}
    for number, document in enumerate(collection.documents):
        when = FIRST_DAY + timedelta(days=number // STORIES_A_DAY, minutes=10 * (number % STORIES_A_DAY))
        title = _line(document.title)
        title = title or document.id
        slug = f"{permalinks.slugify(title)[:60].strip('-')}-{number}"
        paragraphs = [_line(part) for part in re.split(r"\n\s*\n", document.text)]
        article = Article(
            path=f"articles/{when:%Y/%m/%d}/{slug}.md",
            title=title,
            date=when,
            agency=("BFN",),
            body="\n\n".join(escape(part) for part in paragraphs if part) + "\n",
            slug=slug,
        )
        path = content / article.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(dump_article(article))
        addresses[permalinks.article(when, slug)] = document.id
    return addresses


def _line(text: str) -> str:
    """One line without control characters, which old files hold."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\ufeff\ufffe\uffff]", " ", text).split())
