"""Names of a text in capital letters: what the article calls so elsewhere, what the lists have, tickers."""

from __future__ import annotations

from backfile.names import lexicon as lists
from backfile.names.coreference import Article
from backfile.names.found import Found
from backfile.names.lexicon import FUNCTION, ORGANISATION, PERSON, PLACE_KIND, SUFFIX
from backfile.names.tokens import Copy

_LONGEST = 7
"""Tokens of a name."""

_COMPANY = 5
"""Tokens of a company before its ticker, and one more."""

_Names = dict[str, tuple[str, str]]
"""Kind and full form by name in capital letters."""


def find(copy: Copy, article: Article) -> list[Found]:
    """The names of a text in capital letters or title case."""
    words, flags = [word.upper() for word in copy.words], copy.flags
    names = _names(article)
    found: list[Found] = []
    at, first = 0, True
    while at < len(words):
        if words[at] == "<":
            if found and found[-1].last == at:
                found[-1].kind = ORGANISATION
            elif first and 0 < at < _COMPANY:
                found = [Found(0, at, ORGANISATION, full=copy.text[: copy.starts[at]].strip())]
            while at < len(words) and words[at] != ">":
                at += 1
        elif words[at][0].isalpha() and (match := _longest(words, flags, at, names)):
            end, kind, full = match
            while end < len(words) and flags[end] & SUFFIX and kind != PLACE_KIND and words[end] != "AS":
                end += 1
            if kind:
                found.append(Found(at, end, kind, full=full))
            at, first = end, False
        else:
            first = first and not flags[at] & FUNCTION
            at += 1
    return found


def _names(article: Article) -> _Names:
    names = {name.upper(): (ORGANISATION, full) for name, full in article.organisations.items()}
    names |= {name.upper(): (PERSON, full) for name, full in article.people.items()}
    names |= {name.upper(): entry for name, entry in article.kinds.items()}
    return names


def _longest(words: list[str], flags: list[int], at: int, names: _Names) -> tuple[int, str, str] | None:
    """The longest name that begins at a token: the index after it, its kind, its full form."""
    capitals = lists.lexicon().capitals
    for end in range(min(len(words), at + _LONGEST), at, -1):
        key = " ".join(words[at:end])
        if end == at + 1 and flags[at] & FUNCTION:
            continue
        if match := names.get(key) or capitals.get(key):
            return end, *match
    return None
