"""Article files, authority files and text pages: from bytes to typed values and problems."""

from backfile.reader.articles import dump_article, parse_article
from backfile.reader.authority import read_authority
from backfile.reader.beginning import new_article
from backfile.reader.checking import check
from backfile.reader.listing import article_files
from backfile.reader.text_pages import TextPage, read_text_pages
from backfile.reader.topic_names import TopicNames

__all__ = [
    "TextPage",
    "TopicNames",
    "article_files",
    "check",
    "dump_article",
    "new_article",
    "parse_article",
    "read_authority",
    "read_text_pages",
]
