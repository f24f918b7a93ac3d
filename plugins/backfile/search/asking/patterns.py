"""Prefixes, wildcards and misspelt words, compared with folded words."""

from __future__ import annotations

import re
from collections.abc import Callable

from backfile.search.folding import fold
from backfile.search.query import Fuzzy, Prefix, Wildcard
from backfile.search.segmentation import normalise

Pattern = Prefix | Wildcard | Fuzzy


def matching(pattern: Pattern) -> Callable[[str], bool]:
    """Whether a folded word fits."""
    text = fold(normalise(pattern.text))
    if isinstance(pattern, Prefix):
        return lambda word: word.startswith(text)
    if isinstance(pattern, Fuzzy):
        return lambda word: word[:1] == text[:1] and within(text, word, pattern.distance)
    expression = "".join({"*": ".*", "?": "."}.get(sign) or re.escape(sign) for sign in text)
    fits = re.compile(expression, re.DOTALL).fullmatch
    return lambda word: fits(word) is not None


def within(one: str, other: str, distance: int) -> bool:
    """Whether ``one`` becomes ``other`` by at most ``distance`` insertions, deletions and replacements."""
    if abs(len(one) - len(other)) > distance:
        return False
    row = list(range(len(other) + 1))
    for at, sign in enumerate(one, 1):
        corner, row[0] = row[0], at
        for place, its in enumerate(other, 1):
            corner, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, corner + (sign != its))
        if min(row) > distance:
            return False
    return row[-1] <= distance
