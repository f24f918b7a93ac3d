"""Events by their head word: ``Copenhagen Climate Conference``, ``1988 Seoul Olympics``, ``Paris attacks``.

Capital letters before a capital head are taken as they stand; a small head wants the name of a place before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from backfile.model.authority import Kind
from backfile.names.name import Name


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_HEADS = _words(
    "Summit War Wars Cup Games Olympics Conference Treaty Accord Accords Pact Revolution Uprising Rebellion"
    " Festival Fair Expo Exhibition Championship Championships Referendum Massacre Earthquake Armistice Ceasefire"
    " Intifada Crisis Disaster Blitz Round Prix Marathon Protocol Attacks"
)
_SMALL_HEADS = _words(
    "summit attacks bombing bombings earthquake massacre accord accords uprising siege hijacking referendum"
    " shooting disaster blast explosion riots war"
)
BETWEEN = _words(
    "economic climate peace nuclear football soccer train air ferry terror terrorist nightclub embassy airport"
    " currency monetary"
)
"""May stand between a place and a small head."""
_VAGUE = _words(
    "World Civil Trade Star Cold Great Holy Price Tug Man Prisoner Prisoners Super First Second Third National"
    " International Annual State County Peace Summer Winter Olympic European Asian African American Western"
    " Eastern Northern Southern Economic Party Press News Video Computer Job Board Grand Davis U.S US U.N UN EC EU"
)
"""Words that do not make a name of a head: ``Peace Conference`` may be any, ``Geneva Peace Conference`` is one."""
_PAIRS = frozenset(
    f"{first} {head}"
    for head, firsts in (
        ("War", "World Civil Cold Great"),
        ("Games", "Olympic Asian Summer Winter"),
        ("Olympics", "Summer Winter"),
        ("Cup", "World European Davis Super"),
        ("Championship", "European World"),
        ("Championships", "European World"),
        ("Revolution", "American"),
        ("Prix", "Grand"),
    )
    for first in firsts.split()
)
"""Names although the word before the head is a vague one."""
_NO_BEGINNING = _words(
    "The This That These Next Last A An In At On For Of After Before During Since Our Their Its His Her No Any"
    " Each Every Both Another And But It January February March April May June July August September October"
    " November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
)


def _any(words: frozenset[str]) -> str:
    return "|".join(sorted(words))


_WORD = r"[A-Z][\w'’]*(?:[-/][A-Z]?[\w'’]+)*"
_YEAR = r"(?:1[5-9]|20)\d\d"
_CAPITAL = re.compile(
    rf"(?<![\w.-])(?:(?P<year>{_YEAR}) )?(?P<words>(?:{_WORD}\.? (?:(?:of|on|for|and|de) (?=[A-Z]))?){{1,5}}?)"
    rf"(?P<head>{_any(_HEADS)})\b(?P<number> (?:One|Two|I{{1,3}}|IV|V|VI|VII|{_YEAR})\b)?"
    r"(?! ?[-&]| (?:(?:on|of|for) )?[A-Z]|'s? [A-Z])"
)
_SMALL = re.compile(rf" (?:(?:{_any(BETWEEN)}) )?(?:{_any(_SMALL_HEADS)})(?![\w-])")
_DATED = re.compile(
    rf"(?<![\w.-]){_YEAR} [A-Z][a-z]+(?: [A-Z][a-z]+)?"
    r"(?: (?:presidential|parliamentary|general|federal|regional|local))*"
    r" (?:elections?|referendum|earthquake|floods?|famine|coup|crash|uprising|revolution|war|invasion)(?![\w-])"
    r"|(?<![\w.-])(?:Treaty|Battle|Siege|Congress|Peace|Massacre|Fall) of (?:the )?"
    r"[A-Z][a-z]+(?: [A-Z][a-z]+)?(?![\w-])"
    r"|(?<![\w.-])(?:September|Sept\.) 11(?:,? 2001,?)? attacks(?![\w-])"
)
"""``2017 French presidential election``: a year stands for the capital of the head. And ``Treaty of Rome``."""
_SMALL_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")
_YEAR_BEFORE = re.compile(rf"(?<![\w.-]){_YEAR} \Z")


def find_events(texts: Sequence[str], names: Sequence[Name]) -> list[Name]:
    """The events in the texts of one article, in order. ``names``: what the recogniser found; its places count.

    A text in capitals only gives none: it does not show which words are a name.
    """
    found = []
    for number, text in enumerate(texts):
        if text.isupper():
            continue
        places = [name for name in names if name.text == number and name.kind is Kind.PLACE]
        dated = (match.span() for match in _DATED.finditer(text))
        spans = sorted({*dated, *_with_capital_head(text), *_with_small_head(text, places)}, key=_longest_first)
        end = 0
        for start, stop in spans:
            if start >= end:
                found.append(Name(number, start, stop, Kind.EVENT, " ".join(text[start:stop].split())))
                end = stop
    return found


def _longest_first(span: tuple[int, int]) -> tuple[int, int]:
    return span[0], -span[1]


def with_events(texts: Sequence[str], names: Sequence[Name]) -> list[Name]:
    """The names of an article and its events, in order. A name inside an event that begins with it and has a small head
    stays: ``Paris`` in ``Paris attacks``; other names that an event covers are no names of their own."""
    events = find_events(texts, names)
    covered = {
        (event.text, place)
        for event in events
        if texts[event.text][event.start : event.end].split()[-1][0] not in _SMALL_LETTERS
        for place in range(event.start, event.end)
    }
    kept = [name for name in names if (name.text, name.start) not in covered and name.kind is not Kind.EVENT]
    return sorted([*kept, *events], key=lambda name: (name.text, name.start, name.end))


def _with_capital_head(text: str) -> Iterator[tuple[int, int]]:
    for match in _CAPITAL.finditer(text):
        start = match.start("words")
        words = match["words"].split()
        while words and words[0].removesuffix("'s") in _NO_BEGINNING:
            start += len(words.pop(0)) + 1
        numbered = match["year"] or match["number"]
        vague = not words or all(word.rstrip(".") in _VAGUE for word in words)
        if not words or (vague and not numbered and f"{words[-1]} {match['head']}" not in _PAIRS):
            continue
        if match["year"] and start == match.start("words"):
            start = match.start()
        yield start, match.end()


def _with_small_head(text: str, places: Sequence[Name]) -> Iterator[tuple[int, int]]:
    for place in places:
        if match := _SMALL.match(text, place.end):
            before = _YEAR_BEFORE.search(text, max(0, place.start - 5), place.start)
            yield before.start() if before else place.start, match.end()
