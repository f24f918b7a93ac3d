"""All that an importer of one's own needs, under names that stay: ``from backfile.ingest.own import …``.

docs/own-format.md says what each does and shows a whole importer.
"""

from backfile.datelines import read_dateline
from backfile.ingest.formats.own_format.cutting import cut_before
from backfile.ingest.parsed import Parsed, ParsedStory, Reject, Signal, Skipped
from backfile.ingest.text.codes import entity_of, topic_id
from backfile.ingest.text.copy_text import escape, markdown, paragraphs
from backfile.ingest.text.decoding import decode
from backfile.ingest.text.html_copy import from_html, from_tree, plain
from backfile.ingest.text.markdown_copy import read_markdown
from backfile.ingest.text.moments import moment
from backfile.ingest.text.opening_words import first_words, take_dateline
from backfile.ingest.text.xml import Unreadable, read_xml, text_of
from backfile.model.article import Correction, Image, Status
from backfile.model.authority import Entity, Topic

__all__ = [
    "Correction",
    "Entity",
    "Image",
    "Parsed",
    "ParsedStory",
    "Reject",
    "Signal",
    "Skipped",
    "Status",
    "Topic",
    "Unreadable",
    "cut_before",
    "decode",
    "entity_of",
    "escape",
    "first_words",
    "from_html",
    "from_tree",
    "markdown",
    "moment",
    "paragraphs",
    "plain",
    "read_dateline",
    "read_markdown",
    "read_xml",
    "take_dateline",
    "text_of",
    "topic_id",
]
