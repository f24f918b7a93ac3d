"""Names of one article together: a surname stands for the full name, a short name or acronym for the organisation."""

from __future__ import annotations

from backfile.names import lexicon as lists
from backfile.names.found import Found
from backfile.names.lexicon import (
    AMBIGUOUS,
    DEMONYM,
    EAST_ASIAN,
    FUNCTION,
    GIVEN,
    NONE,
    ORGANISATION,
    PERSON,
    PLACE,
    PLACE_KIND,
    SUFFIX,
    SURNAME,
    WORD,
)  # fmt: skip
from backfile.names.tokens import Copy

_PLACED = lists.words("coreference placed")
_SMALL = lists.words("coreference small")
_GENERATIONS = frozenset(["Jr", "Jr.", "Sr", "Sr.", "II", "III"])
_USED_ALONE = frozenset(["Community"])
"""Heads that are used for the whole name with a capital letter: the *Community*."""


class Article:
    """What an article calls its people and organisations; keys are tokens with a space between them."""

    def __init__(self) -> None:
        self.people: dict[str, str] = {}
        """Full names by surname, and by other parts that are used alone."""
        self.organisations: dict[str, str] = {}
        """Full names by short name and acronym."""
        self.listed: set[str] = set()
        """Companies in capital letters that the headline names with their ticker."""
        self.kinds: dict[str, tuple[str, str]] = {}
        """Kind and spelling of every sure name."""

    def list_company(self, copy: Copy) -> None:
        """Take in the company that a headline names before its ticker: ``M.A. HANNA CO <HNM>``."""
        end = copy.words.index("<") if "<" in copy.words else 0
        while end and copy.flags[end - 1] & SUFFIX:
            end -= 1
        if 0 < end < 5:
            self.listed.add(" ".join(copy.words[:end]))

    def learn(self, copy: Copy, found: Found) -> None:
        """Take in a name as it was found."""
        if found.kind == PERSON:
            self._person(copy, found)
        elif found.kind == ORGANISATION and found.last - found.first > 1:
            self._organisation(copy, found)
        if found.kind != NONE and found.sure:
            self.kinds.setdefault(spelled(copy, found), (found.kind, written(copy, found)))

    def _person(self, copy: Copy, found: Found) -> None:
        words, flags = copy.words[found.first : found.last], copy.flags[found.first : found.last]
        name = written(copy, found)
        if len(words) == 1:
            if found.role and found.role != found.role.lower():
                self.people.setdefault(words[0], name)
            return
        if flags[-1] & PLACE and not flags[-1] & (GIVEN | SURNAME | AMBIGUOUS):
            return
        if flags[-1] & WORD and not found.sure:
            return
        last = words[-2] if words[-1] in _GENERATIONS else words[-1]
        if self.kinds.get(last, ("", ""))[0] != ORGANISATION:  # Ford before Edsel Ford is the company
            self.people.setdefault(last, name)
        if flags[0] & EAST_ASIAN or not flags[0] & WORD:
            self.people.setdefault(words[0], name)
        small = next((at for at, word in enumerate(words[:-1]) if at and word[0].islower()), 0)
        if small:
            self.people.setdefault(" ".join(words[small:]), name)
            if small > 1:  # Carlos Salinas de Gortari
                self.people.setdefault(" ".join(words[1:small]), name)

    def _organisation(self, copy: Copy, found: Found) -> None:
        words, flags = copy.words[found.first : found.last], copy.flags[found.first : found.last]
        name = written(copy, found)
        end = len(words)
        while end > 1 and flags[end - 1] & SUFFIX:
            end -= 1
        legal = end < len(words)
        for stop in range(1, end + legal if legal else 2):
            short = " ".join(words[:stop])
            plain = stop == 1 and (flags[0] & (WORD | DEMONYM | PLACE | FUNCTION) or len(short) < 3)
            if not plain and words[stop - 1] not in _SMALL and not _is_place(short):
                self.organisations.setdefault(short, name)
        capitals = [at for at, word in enumerate(words) if word[0].isupper()]
        for chosen in (capitals, [at for at in capitals if not flags[at] & SUFFIX]):
            if len(chosen) > 1:
                self.organisations.setdefault("".join(words[at][0] for at in chosen), name)
        if words[-1] in _USED_ALONE:
            self.organisations.setdefault(words[-1], name)

    def settle(self, copy: Copy, found: Found) -> None:
        """Give a candidate the kind and full name that it has in the article."""
        name = spelled(copy, found)
        found.full = written(copy, found)
        if self.listed and found.kind != PLACE_KIND and name.upper() in self.listed:
            found.take(ORGANISATION, self.organisations.get(name, found.full))
        elif name in self.people and self._is_person(copy, found, name):
            found.take(PERSON, self.people[name])
        elif found.weak and found.first in copy.opens and copy.flags[found.first] & WORD and name not in self.kinds:
            return
        elif name in self.organisations:
            if not found.sure or found.kind not in (PLACE_KIND, PERSON):
                found.take(ORGANISATION, self.organisations[name])
        elif not found.sure and name in self.kinds:
            found.take(self.kinds[name][0], found.full)

    def _is_person(self, copy: Copy, found: Found, name: str) -> bool:
        if found.kind in (NONE, PERSON):
            return True
        if found.last - found.first > 1:
            return False
        if found.kind == PLACE_KIND:
            before = copy.words[found.first - 1].lower() if found.first else ""
            return not found.sure or before not in _PLACED
        return not found.sure or (name not in self.organisations and not name.isupper())


def spelled(copy: Copy, found: Found) -> str:
    """A name's words with a space between tokens."""
    return " ".join(copy.words[found.first : found.last])


def written(copy: Copy, found: Found) -> str:
    """A name as the text has it."""
    last = found.last - 1
    return copy.text[copy.starts[found.first] : copy.starts[last] + len(copy.words[last])]


def _is_place(name: str) -> bool:
    lexicon = lists.lexicon()
    return lexicon.phrases.get(name) == PLACE_KIND or lexicon.singles.get(name) in (PLACE_KIND, NONE)
