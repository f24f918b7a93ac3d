"""The query language: what a reader types → a tree, the same here and in the browser (``search/query.js``)."""

from backfile.search.query.canonical import canonical
from backfile.search.query.notes import CODES, Note
from backfile.search.query.parsing import Parsed, parse
from backfile.search.query.tree import (
    FIELDS,
    And,
    AndMaybe,
    AndNot,
    Dates,
    Every,
    Fuzzy,
    Node,
    Or,
    Phrase,
    Prefix,
    Wildcard,
    Word,
    to_json,
)

__all__ = [
    "CODES",
    "FIELDS",
    "And",
    "AndMaybe",
    "AndNot",
    "Dates",
    "Every",
    "Fuzzy",
    "Node",
    "Note",
    "Or",
    "Parsed",
    "Phrase",
    "Prefix",
    "Wildcard",
    "Word",
    "canonical",
    "parse",
    "to_json",
]
