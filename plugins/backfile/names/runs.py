"""Runs of words with capital letters, cut into names from left to right."""

from __future__ import annotations

from backfile.names import organisations, singles, titles
from backfile.names import lexicon as lists
from backfile.names.found import Found
from backfile.names.lexicon import (
    AMBIGUOUS, CALENDAR, CITY, DEMONYM, EAST_ASIAN, EVENT, FIRST, FUNCTION, GIVEN, GOVERNMENT, HEAD, MISC, MODIFIER, NONE, ORGANISATION,
    PARTICLE, PERSON, PHRASE, PLACE, PLACE_FIRST, PLACE_HEAD, PLACE_KIND, ROLE, SPEECH, SUFFIX, SURNAME, TITLE, WORD,
)  # fmt: skip
from backfile.names.tokens import Copy

_PARTS = CALENDAR | MISC | DEMONYM
_LONGEST = 5
"""Tokens of a person's name."""


def find(copy: Copy, begun: int = 0) -> list[Found]:
    """Names and candidates of a text in plain letters, from a token on."""
    reader = Reader(copy)
    reader.read(begun)
    return reader.found


class Reader:
    """Walks over one text."""

    def __init__(self, copy: Copy) -> None:
        lexicon = lists.lexicon()
        self.copy = copy
        self.words = copy.words
        self.flags = copy.flags
        self.opens = copy.opens
        self.phrases = lexicon.phrases
        self.singles = lexicon.singles
        self.found: list[Found] = []

    def read(self, done: int) -> None:
        """Fill ``found``."""
        words, flags, capitals, opens = self.words, self.flags, self.copy.capitals, self.opens
        count, at = len(capitals), 0
        starts, text = self.copy.starts, self.copy.text
        wide = "\n" in text or "  " in text
        while at < count:
            first = capitals[at]
            at += 1
            if first < done:
                continue
            last = first + 1
            while first > done and words[first - 1] in _LEFT and first not in opens:
                first -= 1
            while at < count:
                following = capitals[at]
                if following == last:
                    if last in opens or (wide and starts[last] - starts[last - 1] - len(words[last - 1]) > 1):
                        break
                elif following - last > 2 or not self._joins(last, following):
                    break
                last = following + 1
                at += 1
            if last < len(words) and words[last] == "plc":
                last += 1
            if last - first == 1 and first and words[first - 1] == "<" and words[first].isupper():
                continue
            if last - first > 1 and first and words[first - 1] in _QUOTES and words[last : last + 1] and words[last] in _QUOTED:
                if all(flags[each] & WORD and not flags[each] & HEAD for each in range(first, last)):
                    continue
            done = self.run(first, last)
            if flags[first] == 0 and done < last:
                done = last

    def _joins(self, last: int, following: int) -> bool:
        """Whether what is between two runs belongs to one name: Kees *van der* Hoeven, Rolls *&* Royce."""
        words, flags = self.words, self.flags
        word = words[last]
        if following - last == 1:
            if word in ("'s", "’s", "'"):
                return words[last - 1] in _OWNERS and any(flag & HEAD for flag in flags[following : following + 4])
            return word == "&" or (flags[last] & PARTICLE > 0 and len(word) > 1 and word.isalpha())
        return bool(flags[last] & flags[last + 1] & PARTICLE)

    def run(self, at: int, last: int) -> int:
        """Cut the tokens from ``at`` to ``last``; the index after the last token that was read, which may lie behind the run."""
        words, flags = self.words, self.flags
        open_ = at in self.opens
        if not open_ and at > 1 and self.found and self.found[-1].last == at - 1:
            if more := organisations.continued(self, at, last):
                return more
        while at < last:
            flag = flags[at]
            ahead, kind = self.phrase(at)
            if not ahead and open_:
                skip = self._begin(at, last)
                if skip:
                    open_ = skip > 1
                    at += 1
                    continue
            open_ = False
            if words[at] == "&" or (flag & FUNCTION and not ahead and flag & WORD and words[at] not in self.singles):
                at += 1
                continue
            if ahead:
                at = self._listed(at, at + ahead, last, kind)
                continue
            title = titles.read(self, at, last) if flag & (TITLE | MODIFIER) else 0
            if title:
                at = titles.after(self, at, title, last)
                continue
            end = self._end(at, last)
            if flag & MODIFIER and end == last < len(words) and words[last] in _LOWER_TITLES:
                if all(flags[each] & MODIFIER for each in range(at, last)):
                    return last
            if head := organisations.head(self, at, end):
                at = organisations.name(self, at, head)
            elif flag & _PARTS and not (
                flag & CALENDAR and flag & GIVEN and end - at > 1 and not flags[at + 1] & WORD
            ):
                at += 1
            else:
                at = self._other(at, end)
        return at

    def phrase(self, at: int) -> tuple[int, str]:
        """Number of tokens and kind of the longest entry of several words that begins here."""
        if self.flags[at] & PHRASE:
            words, phrases = self.words, self.phrases
            for end in range(min(len(words), at + 8), at + 1, -1):
                kind = phrases.get(" ".join(words[at:end]))
                if kind is not None:
                    return end - at, kind
        return 0, NONE

    def _begin(self, at: int, last: int) -> int:
        """At the first token of a sentence: 0 to begin a name here, 1 to begin at the next token, 2 to ask again there."""
        flags, flag = self.flags, self.flags[at]
        word = self.words[at]
        if flag & FUNCTION:
            return 2 if word.lower() in _LINKS else 1
        if not flag & WORD or word in self.singles and flag & (PLACE | CITY) and not flag & AMBIGUOUS:
            return 0
        if flag & (TITLE | MODIFIER) and titles.read(self, at, last):
            return 0
        if last - at == 1:
            if organisations.head(self, at, last):
                return 0
            after = self.words[last] if last < len(self.words) else ""
            if self.singles.get(word) == ORGANISATION and (flags[last] & SPEECH if after else False or after in _BUSINESS):
                return 0
            if titles.told(self, last) and after == "," and self.words[last + 1].isdigit():
                self.found.append(Found(at, last, PERSON, sure=False))
                return 1
            self.found.append(Found(at, last, NONE, sure=False, weak=True))
            return 1
        if flag & GIVEN and not flags[at + 1] & (_PARTS | PLACE | TITLE | HEAD):
            return 0
        head = organisations.head(self, at, self._end(at, last))
        if head and not self.phrase(at + 1)[0] and self.words[at + 1] not in self.singles and not flags[at + 1] & DEMONYM:
            return 0
        self.found.append(Found(at, at + 1, NONE, sure=False, weak=True))
        return 1

    def _end(self, at: int, last: int) -> int:
        """Where the part of a run ends that can be one name."""
        flags = self.flags
        for later in range(at + 1, last):
            flag = flags[later]
            if flag & CALENDAR and self.words[later] == "May" and flags[later - 1] & GIVEN and later == last - 1:
                continue
            if flag & CALENDAR or (flag & (MISC | DEMONYM) and not self._head_later(later, last)):
                return later
            if later == last - 1 and flags[later - 1] & GIVEN and flag & TITLE and self.words[later] in _TITLED:
                continue
            if flag & (TITLE | MODIFIER) and not flag & GIVEN and titles.read(self, later, last):
                return later
        return last

    def _head_later(self, at: int, last: int) -> bool:
        """Whether the head of an organisation follows before a title or a day."""
        flags = self.flags
        for later in range(at, last):
            flag = flags[later]
            if flag & (HEAD | SUFFIX):
                return True
            if flag & (CALENDAR | TITLE):
                return False
        return False

    def _listed(self, at: int, end: int, last: int, kind: str) -> int:
        """What begins with an entry of several words."""
        flags = self.flags
        while end < len(self.words) and flags[end] & SUFFIX and self.words[end] not in ("a", "as") and end not in self.opens:
            end += 1
        if end < last:
            stop = self._end(at, last) if self._end(at, last) > end else end
            head = organisations.head(self, end, stop, inside=True)
            if head and kind == NONE and (flags[head - 1] & GOVERNMENT or head - end == 1):
                head = 0
            if head and not (kind == ORGANISATION and not flags[head - 1] & SUFFIX and head - end > 3):
                return organisations.name(self, at, head)
            if kind == PLACE_KIND and end < stop and flags[stop - 1] & PLACE_HEAD and self.words[stop - 1] not in self.singles:
                end = stop
        if kind == ORGANISATION and end < last and flags[end] & PLACE and self.words[end] in lists.lexicon().countries:
            end += 1
        if kind != NONE:
            self.found.append(Found(at + (self.words[at] == "The" and end - at > 2), end, kind))
        return end

    def _other(self, at: int, end: int) -> int:
        """A name without title, suffix or head."""
        words, flags = self.words, self.flags
        flag = flags[at]
        stop = at + 1
        given = flag & (GIVEN | EAST_ASIAN) or singles.initials(words[at])
        while stop < end and stop - at < _LONGEST:
            next_ = flags[stop]
            if words[stop] == "&" and stop + 1 < end:
                stop += 2
                continue
            if next_ & DEMONYM and not given:
                break
            if (next_ & PHRASE and not given) and self.phrase(stop)[0] and not flags[stop - 1] & PARTICLE:
                break
            if next_ & PLACE and not next_ & (AMBIGUOUS | SURNAME | GIVEN | PLACE_HEAD) and stop - at > 1:
                if not flags[stop - 1] & PARTICLE:
                    break
            stop += 1
        if stop - at == 1:
            singles.single(self, at)
            return stop
        before = flags[at - 1] if at else 0
        role = before & ROLE and not words[at - 1][0].isupper()
        final = flags[stop - 1]
        if words[at] in _STORMS or (stop - at == 2 and len(words[stop - 1]) == 1):
            return stop
        if self.singles.get(words[at]) == ORGANISATION and stop - at == 2 and flags[at + 1] & PLACE and not flags[at + 1] & AMBIGUOUS:
            self.found.append(Found(at, stop, ORGANISATION))
            return stop
        told = singles.context(self, at, stop)
        if words[at + 1 : stop] and not given and flag & WORD and flags[at + 1] & GIVEN and stop - at > 2 and not told:
            return self._other(at + 1, end)
        if told == "ship":
            return stop
        if told and not (told == PLACE_KIND and flag & GIVEN and final & SURNAME and words[stop] not in _BUILT):
            self.found.append(Found(at, stop, told))
        elif flag & FIRST or not _JOINTS.isdisjoint(words[at:stop]):
            self.found.append(Found(at, stop, ORGANISATION))
        elif final & PLACE_HEAD and words[stop - 1] in _STREETS:
            self.found.append(Found(at, stop, PLACE_KIND))
        elif role or flag & GIVEN or (flag & EAST_ASIAN and not final & PLACE_HEAD) or singles.initials(words[at]):
            if final & EVENT and flag & WORD:
                return stop
            self.found.append(Found(at, stop, PERSON, role=titles.role(self, at - 1, at) if role else ""))
        elif final & EVENT:
            return stop
        elif final & PLACE_HEAD or flag & PLACE_FIRST or (words[at] in _SIDES and not final & WORD):
            self.found.append(Found(at, stop, PLACE_KIND))
        elif words[at] in self.singles and not (flag & AMBIGUOUS and self.singles[words[at]] == PLACE_KIND):
            self.found.append(Found(at, at + 1, self.singles[words[at]])) if self.singles[words[at]] else None
            return at + 1
        elif flag & (PLACE | CITY) and not flag & AMBIGUOUS:
            self.found.append(Found(at, at + 1, PLACE_KIND))
            return at + 1
        elif titles.told(self, stop):
            self.found.append(Found(at, stop, PERSON))
        elif at and words[at - 1] in _IN:
            self.found.append(Found(at, stop, PLACE_KIND, sure=False))
        elif final & SURNAME and not flag & WORD:
            self.found.append(Found(at, stop, PERSON, sure=False))
        elif all(flags[each] & WORD for each in range(at, stop)):
            self.found.append(Found(at, stop, NONE, sure=False, weak=True))
        else:
            self.found.append(Found(at, stop, PERSON, sure=False))
        return stop


_LOWER_TITLES = frozenset("minister ministers secretary ministry officials official committee spokesman".split())
_TITLED = frozenset("King Major Bishop Prince Duke Dean Judge Pope Marshal Sultan Baron Earl Canon Shah Chan Sheikh Chief Cardinal".split())
_STORMS = frozenset("Hurricane Typhoon Cyclone Operation Project Flight Mission Tropical Apollo Voyager Sputnik".split())
_SIDES = frozenset("Upper Lower North South East West Northern Southern Eastern Western Greater Inner Outer Central Mid".split())
_BUILT = frozenset("airport stadium prison camp bridge street crossing".split())
_OWNERS = frozenset("People Peoples Women Men Children Workers Farmers Veterans Teachers Lloyd Writers Students Moody".split())
_LEFT = frozenset("al bin ibn el de van von der den del della di da du ter ten le la dos".split())
_QUOTES = frozenset(['"', "“", "``"])
_QUOTED = frozenset(['"', "”", "''", ",", "!", "?"])
_JOINTS = frozenset(["&", "und", "et"])
_IN = frozenset(["in", "near", "outside", "off", "In", "Near"])
_BUSINESS = frozenset("shares stock rose fell reports reported gained lost jumped slid votes passes approves backs rejects".split())
_STREETS = frozenset(
    "Drive Way Avenue Road Street Square Boulevard Airport Stadium Bridge Island Islands River Building Hotel Highway Lane Gardens Garden "
    "Mountains Valley Canal County Province District Peninsula".split()
)
_LINKS = frozenset(["but", "and", "so", "when", "while", "if", "as", "though", "although", "because", "yet", "or", "that"])
