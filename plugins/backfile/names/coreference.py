"""Names of one article together: a surname stands for the full name, a short name and an acronym for the organisation."""

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


class Article:
    """What an article calls its people and organisations."""

    def __init__(self) -> None:
        self.people: dict[str, str] = {}
        """Full names by surname (and by other parts that are used alone)."""
        self.organisations: dict[str, str] = {}
        """Full names by short name and acronym."""
        self.listed: set[str] = set()
        """Companies in capital letters that the headline names with their ticker."""
        self.kinds: dict[str, tuple[str, str]] = {}
        """Kinds and spelling by the tokens of every sure name."""

    def list_(self, copy: Copy) -> None:
        """Take in the company that a headline names before its ticker: ``M.A. HANNA CO <HNM>``."""
        words, flags = copy.words, copy.flags
        end = words.index("<")
        while end and flags[end - 1] & SUFFIX:
            end -= 1
        if 0 < end < 5:
            self.listed.add(" ".join(words[:end]))

    def learn(self, copy: Copy, found: Found) -> None:
        """Take in a full name."""
        words, flags = copy.words[found.first : found.last], copy.flags[found.first : found.last]
        key, name = spelled(copy, found), written(copy, found)
        if (
            found.kind == PERSON
            and len(words) > 1
            and not (flags[-1] & PLACE and not flags[-1] & (GIVEN | SURNAME | AMBIGUOUS))
        ):
            if flags[-1] & WORD and not found.sure:
                return
            last = words[-1] if words[-1] not in ("Jr", "Jr.", "Sr", "Sr.") else words[-2]
            self.people.setdefault(last, name)
            if flags[0] & EAST_ASIAN and len(words) > 1:
                self.people.setdefault(words[0], name)
            for at, word in enumerate(words[1:-1], 1):
                if word[0].islower():
                    self.people.setdefault(" ".join(words[at:]), name)
                    break
        elif found.kind == PERSON and found.role and found.role != found.role.lower():
            self.people.setdefault(key, name)
        elif found.kind == ORGANISATION and len(words) > 1:
            end = len(words)
            while end > 1 and flags[end - 1] & SUFFIX:
                end -= 1
            legal = end < len(words)
            for stop in range(1, end + legal):
                short = " ".join(words[:stop])
                if (stop > 1 and not legal) or self._place(short):
                    continue
                if stop == 1 and (flags[0] & (WORD | DEMONYM | PLACE | FUNCTION) or len(words[0]) < 3):
                    continue
                if words[stop - 1] in _SMALL:
                    continue
                self.organisations.setdefault(short, name)
            letters = "".join(word[0] for word in words if word[0].isupper())
            if len(letters) > 1:
                self.organisations.setdefault(letters, name)
            letters = "".join(
                word[0] for word, flag in zip(words, flags, strict=True) if word[0].isupper() and not flag & SUFFIX
            )
            if len(letters) > 1:
                self.organisations.setdefault(letters, name)
            if words[-1] in ("Community",):
                self.organisations.setdefault(words[-1], name)
        if found.kind != NONE and found.sure:
            self.kinds.setdefault(key, (found.kind, name))

    @staticmethod
    def _place(name: str) -> bool:
        lexicon = lists.lexicon()
        return lexicon.phrases.get(name) == PLACE_KIND or lexicon.singles.get(name) in (PLACE_KIND, NONE)

    def settle(self, copy: Copy, found: Found) -> None:
        """Give a candidate its kind and full name."""
        name = spelled(copy, found)
        found.full = written(copy, found)
        if self.listed and found.kind != PLACE_KIND and name.upper() in self.listed:
            found.kind, found.sure, found.weak = ORGANISATION, True, False
            found.full = self.organisations.get(name, found.full)
            return
        if found.last - found.first == 1 and name in self.people:
            if (
                found.kind == PLACE_KIND
                and found.sure
                and found.first
                and copy.words[found.first - 1].lower() in _PLACED
            ):
                return
            if found.kind != ORGANISATION or not found.sure or (name not in self.organisations and not name.isupper()):
                found.kind, found.sure, found.weak, found.full = PERSON, True, False, self.people[name]
                return
        if name in self.people and found.kind in (NONE, PERSON):
            found.kind, found.sure, found.full = PERSON, True, self.people[name]
        elif found.weak and found.first in copy.opens and copy.flags[found.first] & WORD and name not in self.kinds:
            return
        elif name in self.organisations and (found.kind != PLACE_KIND or not found.sure):
            if found.kind == PERSON and found.sure:
                return
            found.kind, found.sure, found.weak, found.full = ORGANISATION, True, False, self.organisations[name]
        elif not found.sure and name in self.kinds:
            found.kind, found.sure, found.weak = self.kinds[name][0], True, False


def spelled(copy: Copy, found: Found) -> str:
    """A name's words with a space between tokens."""
    return " ".join(copy.words[found.first : found.last])


def written(copy: Copy, found: Found) -> str:
    """A name as the text has it."""
    last = found.last - 1
    return copy.text[copy.starts[found.first] : copy.starts[last] + len(copy.words[last])]


def known(copy: Copy, article: Article) -> list[Found]:
    """Names of a text in capital letters: what the body calls so, and what the lists have."""
    words, flags = [word.upper() for word in copy.words], copy.flags
    table: dict[str, tuple[str, str]] = {}
    for name, full in article.organisations.items():
        table[name.upper()] = (ORGANISATION, full)
    for name, full in article.people.items():
        table[name.upper()] = (PERSON, full)
    for key, entry in article.kinds.items():
        table[key.upper()] = entry
    found: list[Found] = []
    at = begun = 0
    while at < len(words):
        if words[at] == "<":
            if found and found[-1].last == at:
                found[-1].kind = ORGANISATION
            elif 0 < at - begun < 5 and begun == 0:
                found = [Found(0, at, ORGANISATION, full=copy.text[: copy.starts[at]].strip())]
            while at < len(words) and words[at] != ">":
                at += 1
        if at < len(words) and words[at][0].isalpha() and (match := _longest(words, flags, at, table)):
            end, kind, full = match
            while end < len(words) and flags[end] & SUFFIX and kind != PLACE_KIND and words[end] != "AS":
                end += 1
            if kind:
                found.append(Found(at, end, kind, full=full))
            at = begun = end
        else:
            if at < len(words) and flags[at] & FUNCTION:
                begun = at + 1
            at += 1
    return found


def _longest(
    words: list[str], flags: list[int], at: int, table: dict[str, tuple[str, str]]
) -> tuple[int, str, str] | None:
    """The longest name at a token of a text in capital letters: the index after it, its kind, its full form."""
    capitals = lists.lexicon().capitals
    for end in range(min(len(words), at + 7), at, -1):
        key = " ".join(words[at:end])
        if end == at + 1 and flags[at] & FUNCTION:
            continue
        if key in table:
            return end, *table[key]
        if key in capitals:
            return end, *capitals[key]
    return None
