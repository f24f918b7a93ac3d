"""Runs of words with capital letters, cut into names by the rules within a run: titles, organisations, places, people."""

from __future__ import annotations

from dataclasses import dataclass

from backfile.names import lexicon as lists
from backfile.names.lexicon import (
    AMBIGUOUS, CALENDAR, CITY, DEMONYM, EAST_ASIAN, EVENT, FUNCTION, GIVEN, GOVERNMENT, HEAD, KNOWN_PERSON, MISC, MODIFIER,
    NONE, OF, ORGANISATION, PARTICLE, PERSON, PHRASE, PLACE, PLACE_FIRST, PLACE_HEAD, PLACE_KIND, PREPOSITION, ROLE, SPEECH,
    SUFFIX, SURNAME, TITLE, WORD, Lexicon,
)  # fmt: skip
from backfile.names.tokens import Copy


@dataclass(slots=True)
class Found:
    """A name or what may be one."""

    first: int
    """Index of the first token, and of the one after the last."""
    last: int
    kind: str
    """``NONE`` where the run alone does not tell."""
    sure: bool = True
    role: str = ""
    full: str = ""
    weak: bool = False
    """A word that is a name only if the article has it elsewhere."""


def find(copy: Copy) -> list[Found]:
    """Names and candidates of a text in plain letters."""
    return _Reader(copy, lists.lexicon()).read()


class _Reader:
    """Walks over a text from left to right."""

    def __init__(self, copy: Copy, lexicon: Lexicon) -> None:
        self.words = copy.words
        self.flags = copy.flags
        self.opens = copy.opens
        self.copy = copy
        self.phrases = lexicon.phrases
        self.singles = lexicon.singles
        self.found: list[Found] = []
        self.done = 0

    def read(self) -> list[Found]:
        words, flags, capitals = self.words, self.flags, self.copy.capitals
        count, at = len(capitals), 0
        while at < count:
            first = capitals[at]
            if first < self.done:
                at += 1
                continue
            last = first + 1
            at += 1
            while True:
                if at < count and capitals[at] == last and last not in self.opens:
                    last, at = last + 1, at + 1
                elif at < count and self._joins(first, last, capitals[at]):
                    last, at = capitals[at] + 1, at + 1
                else:
                    break
            self._run(first, last)
        return self.found

    def _joins(self, first: int, last: int, following: int) -> bool:
        """Whether small words or marks between two runs belong to one name: Kees *van der* Hoeven, Rolls *&* Royce."""
        between = self.words[last:following]
        if len(between) == 1:
            word = between[0]
            return word == "&" or (
                self.flags[last] & PARTICLE and word not in ("y", "e") and len(self.words[last - 1]) > 1
            )
        return len(between) == 2 and all(self.flags[last + n] & PARTICLE for n in (0, 1))

    def _run(self, first: int, last: int) -> None:
        words, flags = self.words, self.flags
        if first in self.opens:
            first = self._begin(first, last)
        at = first
        while at < last:
            ahead = self._phrase(at, last)
            if ahead and self.phrases_kind == NONE:
                if at > first:
                    self._piece(first, at)
                at = first = at + ahead
                continue
            flag = flags[at]
            if flag & (CALENDAR | MISC) and not (flag & CALENDAR and at == first and last - at > 1 and flag & GIVEN):
                if at > first:
                    self._piece(first, at)
                first = at + 1
            elif flag & DEMONYM and not self._country_in_name(at, last):
                if at > first:
                    self._piece(first, at)
                first = at + 1
            at += 1
        if first < last:
            self._piece(first, last)

    def _begin(self, first: int, last: int) -> int:
        """The first token of a run at the beginning of a sentence that can be part of a name."""
        words, flags = self.words, self.flags
        while first < last:
            flag = flags[first]
            if self._phrase(first, last) or (flag & (TITLE | MODIFIER) and last - first > 1):
                return first
            if flag & FUNCTION:
                first += 1
            elif flag & WORD:
                if last - first > 1 and (flag & GIVEN or flag & HEAD or flag & OF or flag & KNOWN_PERSON):
                    return first
                if last - first > 1 and any(flags[at] & (HEAD | SUFFIX) for at in range(first + 1, last)):
                    return first
                if last - first == 1:
                    if flag & OF and first + 1 < len(words) and words[first + 1] == "of":
                        return first
                    if words[first] in self.singles or flag & (KNOWN_PERSON | GIVEN) or not flag & WORD:
                        self.found.append(Found(first, last, NONE, sure=False, weak=True))
                    else:
                        self.found.append(Found(first, last, NONE, sure=False, weak=True))
                first += 1
            else:
                return first
            if first < last and words[first] in ("&",):
                first += 1
        return first

    def _phrase(self, at: int, last: int) -> int:
        """Tokens of the longest entry of several words here; its kind is left in ``phrases_kind``."""
        if not self.flags[at] & PHRASE:
            return 0
        words = self.words
        for end in range(min(len(words), at + 8), at + 1, -1):
            if (kind := self.phrases.get(" ".join(words[at:end]))) is not None:
                self.phrases_kind = kind
                return end - at
        return 0

    phrases_kind = NONE

    def _country_in_name(self, at: int, last: int) -> bool:
        """Whether a demonym begins a name: *British* Airways, but not *Iraqi* Foreign Ministry."""
        flags = self.flags
        for later in range(at + 1, last):
            flag = flags[later]
            if flag & (HEAD | SUFFIX):
                return not flag & GOVERNMENT
            if flag & (DEMONYM | MISC | CALENDAR | TITLE):
                return False
        return False

    def _piece(self, first: int, last: int) -> None:
        """A part of a run without words that part names."""
        words, flags = self.words, self.flags
        if first >= last:
            return
        if words[first] == "&":
            first += 1
        ahead = self._phrase(first, last)
        kind = self.phrases_kind
        if ahead:
            end = first + ahead
            if kind == PLACE_KIND and end < last and (head := self._organisation(end, last)) > end:
                self._organisation_name(first, head, last)
                return
            if kind == PLACE_KIND and end < last and flags[last - 1] & PLACE_HEAD and not flags[last - 1] & HEAD:
                self.found.append(Found(first, last, PLACE_KIND))
                return
            if kind != NONE:
                if kind == ORGANISATION and end < last and flags[end] & (SUFFIX):
                    while end < last and flags[end] & SUFFIX:
                        end += 1
                self.found.append(Found(first, end, kind))
            self.done = max(self.done, end)
            self._piece(end, last)
            return
        title = self._title(first, last)
        head = self._organisation(first, last)
        if head > first and (title is None or head <= title[0] or head > title[1]):
            if title is not None and title[1] < head - 1 and title[0] == first and not flags[head - 1] & SUFFIX:
                pass
            self._organisation_name(first, head, last)
            return
        if title is not None:
            before, after = title
            role = self._role(before, after)
            if before > first:
                self._piece(first, before)
            if after < last:
                self._person(after, last, role)
            elif after < len(words) - 2 and words[after] == "of":
                self._after_of(after, role)
            return
        self._other(first, last)

    def _after_of(self, at: int, role: str) -> None:
        """Secretary *of State Warren* Christopher: the name after a title's complement."""
        words, flags = self.words, self.flags
        start = at + 1
        if words[start] == "the" and start + 1 < len(words):
            start += 1
        end = start
        while end < len(words) and words[end][0].isupper():
            end += 1
        if end - start > 1 and flags[start] & MODIFIER and not flags[start] & GIVEN:
            self._person(start + 1, end, f"{role} of {words[start]}")
            self.done = end
        elif end > start and flags[start] & MODIFIER:
            self.done = end

    def _title(self, first: int, last: int) -> tuple[int, int] | None:
        """Where a title begins and ends in the piece."""
        flags = self.flags
        for at in range(first, last):
            if flags[at] & TITLE and (self.words[at] != "General" or at == first or flags[at - 1] & (TITLE | MODIFIER)):
                begin = at
                while begin > first and flags[begin - 1] & (MODIFIER | TITLE):
                    begin -= 1
                end = at + 1
                while end < last and flags[end] & TITLE and not (flags[end] & GIVEN and end == last - 2):
                    end += 1
                return begin, end
        return None

    def _role(self, first: int, last: int) -> str:
        words = self.words
        while first > 0 and (self.flags[first - 1] & (DEMONYM | MODIFIER | ROLE)):
            first -= 1
        return " ".join(words[first:last])

    def _organisation(self, first: int, last: int) -> int:
        """The index after the last head or suffix of an organisation in the piece, or ``first``."""
        flags = self.flags
        for at in range(last - 1, first - 1, -1):
            if flags[at] & SUFFIX and at > first:
                return at + 1
            if flags[at] & HEAD and (
                at > first or (at + 1 < len(self.words) and self.words[at + 1] == "of" and flags[at] & OF)
            ):
                return at + 1
        return first

    def _organisation_name(self, first: int, head: int, last: int) -> None:
        words, flags = self.words, self.flags
        while first < head - 1 and flags[first] & TITLE and not flags[first] & MODIFIER:
            first += 1
        end = head
        while end < len(words) - 1 and (
            (words[end] in ("of", "for") and flags[end - 1] & OF) or (end > head and words[end] in ("and", "in"))
        ):
            start = end + 1
            if words[start] == "the" and start + 1 < len(words):
                start += 1
            if not words[start][0].isupper() or flags[start] & CALENDAR:
                break
            stop = start + 1
            if words[end] == "in" and not flags[start] & PLACE:
                break
            if words[end] == "and" and not (flags[start] & WORD):
                break
            while stop < len(words) and words[stop][0].isupper() and not flags[stop] & (CALENDAR | TITLE | GIVEN):
                stop += 1
            end = stop
        if words[first].lower() == "the":
            first += 1
        if head - first == 1 and end == head and flags[first] & WORD:
            if head < last:
                self._piece(head, last)
            return
        self.found.append(Found(first, end, ORGANISATION))
        self.done = max(self.done, end)
        if end == head and head < last:
            self._piece(head, last)

    def _person(self, first: int, last: int, role: str) -> None:
        """What follows a title."""
        flags = self.flags
        end = first
        while end < last and not flags[end] & (HEAD | SUFFIX | TITLE) and end - first < 5:
            end += 1
        if end == first:
            self._piece(first, last) if not flags[first] & TITLE else None
            return
        if end - first == 1 and flags[first] & PLACE and not flags[first] & (GIVEN | SURNAME | AMBIGUOUS):
            self.found.append(Found(first, end, PLACE_KIND))
        else:
            self.found.append(Found(first, end, PERSON, role=role))
        if end < last:
            self._piece(end, last)

    def _other(self, first: int, last: int) -> None:
        words, flags = self.words, self.flags
        length = last - first
        before = words[first - 1].lower() if first else ""
        role = flags[first - 1] & ROLE and not words[first - 1][0].isupper() if first else False
        if length == 1:
            self._single(first, before, bool(role))
            return
        if any(flags[at] & EVENT for at in range(last - 1, last)) and not flags[first] & GIVEN:
            return
        if flags[last - 1] & PLACE_HEAD or (flags[first] & PLACE_FIRST and not flags[first] & GIVEN):
            self.found.append(Found(first, last, PLACE_KIND))
            return
        if flags[first] & (PLACE | CITY) and not flags[first] & (GIVEN | AMBIGUOUS):
            self.found.append(Found(first, first + 1, PLACE_KIND))
            self._piece(first + 1, last)
            return
        if words[first] in self.singles and not flags[first] & GIVEN:
            kind = self.singles[words[first]]
            if kind == ORGANISATION and words[first].isupper():
                self.found.append(Found(first, first + 1, kind))
                self._piece(first + 1, last)
                return
        if role or flags[first] & (GIVEN | EAST_ASIAN) or self._initials(words[first]) or self._told(last):
            name = self._role(first - 1, first) if role else ""
            self.found.append(Found(first, last, PERSON, role=name))
            return
        if flags[last - 1] & SURNAME and not flags[first] & WORD:
            self.found.append(Found(first, last, PERSON, sure=False))
            return
        if all(flags[at] & WORD for at in range(first, last)):
            self.found.append(Found(first, last, ORGANISATION, sure=False))
            return
        self.found.append(Found(first, last, PERSON, sure=False))

    def _told(self, last: int) -> bool:
        """Whether age or role of a person follows: *, 45,* or *, the defence minister*."""
        words, flags = self.words, self.flags
        if last + 2 >= len(words) or words[last] != ",":
            return False
        if words[last + 1].isdigit() and len(words[last + 1]) == 2 and words[last + 2] in (",", "."):
            return True
        return any(
            flags[at] & ROLE and not words[at][0].isupper()
            for at in range(last + 1, min(last + 5, len(words)))
            if "," not in words[last + 1 : at]
        )

    @staticmethod
    def _initials(word: str) -> bool:
        return len(word) >= 2 and word[1] == "." and word[-1] == "."

    def _single(self, at: int, before: str, role: bool) -> None:
        words, flags = self.words, self.flags
        word, flag = words[at], flags[at]
        if role and not flag & PLACE and word not in self.singles:
            self.found.append(Found(at, at + 1, PERSON, role=self._role(at - 1, at)))
            return
        kind = self.singles.get(word)
        if kind == PLACE_KIND and flag & AMBIGUOUS:
            if flags[at - 1] & PREPOSITION if at else False:
                self.found.append(Found(at, at + 1, PLACE_KIND))
            else:
                self.found.append(Found(at, at + 1, PERSON if flag & (GIVEN | SURNAME) else PLACE_KIND, sure=False))
            return
        if kind is not None:
            if kind != NONE:
                self.found.append(Found(at, at + 1, kind))
            return
        if flag & FUNCTION or flag & (TITLE | EVENT):
            return
        if flag & KNOWN_PERSON:
            self.found.append(Found(at, at + 1, PERSON))
            return
        if flag & CITY:
            self.found.append(Found(at, at + 1, PLACE_KIND))
            return
        if word.isupper() and len(word) >= 2 and not (flag & WORD and len(word) > 4):
            self.found.append(Found(at, at + 1, ORGANISATION))
            return
        if flag & WORD:
            self.found.append(Found(at, at + 1, NONE, sure=False, weak=True))
            return
        if at and flags[at - 1] & PREPOSITION and before in ("in", "at", "near"):
            self.found.append(Found(at, at + 1, PLACE_KIND, sure=False))
            return
        if flag & (GIVEN | SURNAME) or (at + 1 < len(words) and flags[at + 1] & SPEECH):
            self.found.append(Found(at, at + 1, PERSON, sure=False))
            return
        self.found.append(Found(at, at + 1, ORGANISATION, sure=False))
