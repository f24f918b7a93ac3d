"""Runs of words with capital letters, cut into names from left to right."""

from __future__ import annotations

from backfile.names import lexicon as lists
from backfile.names import organisations, singles, titles, unknown
from backfile.names.context import told
from backfile.names.found import Found
from backfile.names.lexicon import (
    AMBIGUOUS,
    CALENDAR,
    CITY,
    DEMONYM,
    FUNCTION,
    GIVEN,
    GOVERNMENT,
    HEAD,
    MISC,
    MODIFIER,
    NONE,
    ORGANISATION,
    PARTICLE,
    PERSON,
    PLACE,
    PLACE_HEAD,
    PLACE_KIND,
    SPEECH,
    SUFFIX,
    TITLE,
    WORD,
)  # fmt: skip
from backfile.names.reading import Reading
from backfile.names.tokens import Copy

_PARTS = CALENDAR | MISC | DEMONYM
_PAUSES = frozenset(['"', "“", "``"]), frozenset(['"', "”", "''", ",", "!", "?"])
_LEFT = lists.words("runs left")
_OWNERS = lists.words("runs owners")
_LOWER_TITLES = lists.words("runs lower_titles")
_TITLED = lists.words("runs titled")
_BUSINESS = lists.words("runs business")
_MIDDLE = frozenset(["Shah", "Sultan", "Haji", "Earl", "Duke", "Dean", "Rex"])
"""Titles that stand within names of people."""

_LINKS = lists.words("runs links")


def find(copy: Copy, begun: int = 0) -> list[Found]:
    """Names and candidates of a text in plain letters, from a token on."""
    reading = Reading(copy)
    words, flags, capitals, opens = copy.words, copy.flags, copy.capitals, copy.opens
    wide = "\n" in copy.text or "  " in copy.text
    count, at, done = len(capitals), 0, begun
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
                if last in opens or (wide and copy.starts[last] - copy.starts[last - 1] - len(words[last - 1]) > 1):
                    break
            elif following - last > 2 or not _joins(reading, last, following):
                break
            last = following + 1
            at += 1
        if reading.word(last) == "plc":
            last += 1
        if last - first == 1 and reading.word(first - 1) == "<" and words[first].isupper():
            continue  # a ticker
        if not _quoted(reading, first, last):
            done = _cut(reading, first, last)
            if flags[first] == 0 and done < last:
                done = last
    return reading.found


def _joins(reading: Reading, last: int, following: int) -> bool:
    """Whether what is between two runs belongs to one name: *van der* Hoeven, Rolls *&* Royce, People*'s* Daily."""
    words, flags = reading.words, reading.flags
    word = words[last]
    if following - last == 1:
        if word in ("'s", "’s", "'"):
            owner = words[last - 1] in _OWNERS or (word == "'" and words[last - 1].endswith("s"))
            return owner and any(flag & HEAD for flag in flags[following : following + 4])
        return word == "&" or (flags[last] & PARTICLE > 0 and len(word) > 1 and word.isalpha())
    return bool(flags[last] & flags[last + 1] & PARTICLE)


def _quoted(reading: Reading, first: int, last: int) -> bool:
    """Whether a run is the title of a work: common words between quotation marks."""
    before, after = _PAUSES
    if last - first < 2 or reading.word(first - 1) not in before or reading.word(last) not in after:
        return False
    return all(flag & WORD and not flag & HEAD for flag in reading.flags[first:last])


def _cut(reading: Reading, at: int, last: int) -> int:
    """Cut a run; the index after the last token that was read, which may lie behind it."""
    words, flags = reading.words, reading.flags
    opening = at in reading.opens
    behind = not opening and at > 1 and reading.found and reading.found[-1].last == at - 1
    if behind and (more := organisations.continued(reading, at, last)):
        return more
    while at < last:
        flag = flags[at]
        ahead, kind = reading.phrase(at)
        if not ahead and opening and (skip := _begin(reading, at, last)):
            opening = skip > 1
            at += 1
            continue
        opening = False
        if ahead:
            at = _listed(reading, at, at + ahead, last, kind)
        elif words[at] == "&" or (flag & FUNCTION and flag & WORD and words[at] not in reading.singles):
            at += 1
        elif flag & (TITLE | MODIFIER) and (title := titles.read(reading, at, last)):
            at = titles.after(reading, at, title, last)
        else:
            at = _part(reading, at, _end(reading, at, last), last)
    return at


def _part(reading: Reading, at: int, end: int, last: int) -> int:
    """Read what can be one name, from ``at`` to ``end``, of a run to ``last``."""
    flag = reading.flags[at]
    lower = end == last and reading.word(last) in _LOWER_TITLES
    if lower and flag & MODIFIER and reading.are(MODIFIER, at, last):
        return last
    if head := organisations.head(reading, at, end):
        return organisations.name(reading, at, head)
    given = flag & GIVEN and end - at > 1 and not reading.flags[at + 1] & WORD
    if flag & _PARTS and not given:
        return at + 1
    if end - at == 1:
        singles.single(reading, at)
        return end
    return unknown.several(reading, at, end)


def _begin(reading: Reading, at: int, last: int) -> int:
    """At the first token of a sentence: 0 to begin a name here, 1 to begin at the next token, 2 to ask again there."""
    flags, flag = reading.flags, reading.flags[at]
    word = reading.words[at]
    if flag & FUNCTION:
        return 2 if word.lower() in _LINKS else 1
    if not flag & WORD or (word in reading.singles and flag & (PLACE | CITY) and not flag & AMBIGUOUS):
        return 0
    if flag & (TITLE | MODIFIER) and titles.read(reading, at, last):
        return 0
    if last - at == 1:
        return _alone(reading, at)
    if flag & GIVEN and last - at == 2 and reading.words[at + 1] in _TITLED:
        return 0
    if flag & GIVEN and not flags[at + 1] & (_PARTS | PLACE | TITLE | HEAD):
        return 0
    apart = reading.phrase(at + 1)[0] or reading.words[at + 1] in reading.singles or flags[at + 1] & DEMONYM
    if not apart and organisations.head(reading, at, _end(reading, at, last)):
        return 0
    reading.doubt(at, at + 1)
    return 1


def _alone(reading: Reading, at: int) -> int:
    """The same for a word that has no capital letter after it."""
    after = reading.word(at + 1)
    if organisations.head(reading, at, at + 1):
        return 0
    acts = reading.flag(at + 1) & SPEECH or after in _BUSINESS
    if reading.singles.get(reading.words[at]) == ORGANISATION and acts:
        return 0
    if after == "," and told(reading, at + 1) and reading.words[at + 2].isdigit():
        reading.add(at, at + 1, PERSON, sure=False)
    else:
        reading.doubt(at, at + 1)
    return 1


def _end(reading: Reading, at: int, last: int) -> int:
    """Where the part of a run ends that can be one name."""
    flags, words = reading.flags, reading.words
    for later in range(at + 1, last):
        flag = flags[later]
        if later == last - 1 and flags[later - 1] & GIVEN and (words[later] == "May" or words[later] in _TITLED):
            continue
        if flags[later - 1] & GIVEN and words[later] in _MIDDLE:
            continue
        if flag & CALENDAR or (flag & (MISC | DEMONYM) and not _headed(reading, later, last)):
            return later
        if flag & (TITLE | MODIFIER) and not flag & GIVEN and titles.read(reading, later, last):
            return later
    return last


def _headed(reading: Reading, at: int, last: int) -> bool:
    """Whether the head of an organisation follows before a title or a day."""
    for flag in reading.flags[at:last]:
        if flag & (HEAD | SUFFIX):
            return True
        if flag & (CALENDAR | TITLE):
            return False
    return False


def _listed(reading: Reading, at: int, end: int, last: int, kind: str) -> int:
    """Read what begins with an entry of several words, which ends before ``end``."""
    flags, words = reading.flags, reading.words
    while reading.flag(end) & SUFFIX and words[end] not in ("a", "as") and end not in reading.opens:
        end += 1
    if end < last:
        stop = max(_end(reading, at, last), end)
        head = organisations.head(reading, end, stop, inside=True)
        small = head - end == 1 and not flags[end - 1] & DEMONYM
        apart = kind == NONE and (flags[head - 1] & GOVERNMENT or small)
        far = kind == ORGANISATION and not flags[head - 1] & SUFFIX and head - end > 3
        if head and not apart and not far:
            return organisations.name(reading, at, head)
        if (
            kind == PLACE_KIND
            and end < stop
            and flags[stop - 1] & PLACE_HEAD
            and words[stop - 1] not in reading.singles
        ):
            end = stop
    if kind == ORGANISATION and end < last and flags[end] & PLACE and words[end] in lists.lexicon().countries:
        end += 1
    if kind != NONE:
        reading.add(at + (words[at] == "The" and end - at > 2), end, kind)
    return end
