"""The signs of the language and the pieces that a query falls into; each pattern takes time linear in what it reads.

Patterns name their characters rather than use ``\\s`` or ``\\d``, which mean other characters in JavaScript.
"""

from __future__ import annotations

import re

from backfile.search.query.tree import FIELDS

LENGTH = 2000
"""Characters of a query that are read."""
LEAVES = 200
"""Words, phrases, patterns and dates of a query that are read."""
DEPTH = 20
"""How deep brackets may be nested."""

OPERATORS = ("AND", "OR", "NOT")

_SPACE = re.compile(r"[\s\ufeff]")
_SIGNS = str.maketrans("“”„«»‟″＂：（）＋－", '"""""""":()+-')

_BEFORE = r'(?=[ ()"]|$)'
SPACES = re.compile(" +")
JOINT = re.compile(f"(AND|OR){_BEFORE}")
NEGATION = re.compile(f"(NOT){_BEFORE}")
FIELD = re.compile(f"({'|'.join(FIELDS)}|date):", re.ASCII | re.IGNORECASE)
SIGNS = re.compile("[+-]+")
CHUNK = re.compile('[^ ()"]+')
SUFFIX = re.compile("([~^])(-?[0-9.]*)")
LAST_SUFFIX = re.compile(SUFFIX.pattern + "$")
NUMBER = re.compile(r"-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)")
RANGE = re.compile(r"\[ *(?:([0-9*-]+) *)?[Tt][Oo] *(?:([0-9*-]+) *)?(\]?)")
NO_RANGE = re.compile(r'[\[{][^\]}()"]*[\]}]?')
COMPARED = re.compile('([<>]=?|=[<>]) *([^ ()"]*)')


def prepared(text: str) -> str:
    """``text`` with one kind of space, of quotation mark and of operator sign, each character in its place."""
    return _SPACE.sub(" ", text).translate(_SIGNS)


def split_suffixes(chunk: str) -> tuple[str, list[str]]:
    """``roam~2^3`` → ``roam`` and its suffixes in their order, ``~2`` and ``^3``."""
    suffixes: list[str] = []
    while match := LAST_SUFFIX.search(chunk):
        suffixes.insert(0, match[0])
        chunk = chunk[: match.start()]
    return chunk, suffixes
