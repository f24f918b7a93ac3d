"""Article files, authority files and text pages: from bytes to typed values and problems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backfile.deferred import deferred

if TYPE_CHECKING:
    from backfile.reader.articles import dump_article, parse_article
    from backfile.reader.authority import read_authority
    from backfile.reader.beginning import new_article
    from backfile.reader.checking import check
    from backfile.reader.listing import article_files, article_of_history, history_files, is_history
    from backfile.reader.text_pages import read_text_pages
    from backfile.reader.topic_names import TopicNames

__all__ = [
    "TopicNames",
    "article_files",
    "article_of_history",
    "check",
    "dump_article",
    "history_files",
    "is_history",
    "new_article",
    "parse_article",
    "read_authority",
    "read_text_pages",
]

__getattr__ = deferred(
    __name__,
    {
        "TopicNames": "topic_names",
        "article_files": "listing",
        "article_of_history": "listing",
        "check": "checking",
        "dump_article": "articles",
        "history_files": "listing",
        "is_history": "listing",
        "new_article": "beginning",
        "parse_article": "articles",
        "read_authority": "authority",
        "read_text_pages": "text_pages",
    },
)
