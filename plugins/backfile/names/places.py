"""Places that are told by the places beside them: *Houma* and *Harvey*, La."""

from __future__ import annotations

from itertools import pairwise

from backfile.names.found import Found
from backfile.names.lexicon import AMBIGUOUS, GIVEN, PLACE, PLACE_KIND, SURNAME
from backfile.names.tokens import Copy

_LINKS = frozenset([",", "and", "or"])


def enumerated(copy: Copy, candidates: list[Found]) -> None:
    """Make places of doubtful names that stand in one list with a place, or before the state that they are in."""
    for after, here in pairwise(candidates[::-1]):
        state = after.kind == PLACE_KIND and (after.sure or copy.flags[after.first] & PLACE)
        if not here.sure and state and _linked(copy, here, after):
            _before_place(copy, here, after)
    for before, here in pairwise(candidates):
        if not here.sure and not here.weak and before.kind == PLACE_KIND and _linked(copy, before, here):
            _after_place(copy, before, here)


def _linked(copy: Copy, left: Found, right: Found) -> bool:
    between = copy.words[left.last : right.first]
    return 1 <= len(between) <= 2 and _LINKS.issuperset(between)


def _before_place(copy: Copy, here: Found, after: Found) -> None:
    words, flag = copy.words, copy.flags[here.first]
    if after.last < len(words) and words[after.last] in ("'s", "’s"):
        return  # Lukman, Nigeria's oil minister
    if here.weak and not flag & (AMBIGUOUS | PLACE):
        return
    in_state = words[here.last : after.first] == [","] and copy.flags[after.first] & PLACE
    unknown = not flag & GIVEN and here.last - here.first == 1 and not here.weak
    if here.kind == PLACE_KIND or in_state or flag & AMBIGUOUS or unknown:
        here.kind, here.sure, here.weak = PLACE_KIND, True, False


def _after_place(copy: Copy, before: Found, here: Found) -> None:
    words = copy.words
    if here.kind == PLACE_KIND:
        here.sure = here.sure or before.sure
        return
    person = copy.flags[here.first] & (GIVEN | SURNAME) or words[here.first].isupper()
    if words[before.last : here.first] == ["and"] and here.last - here.first == 1 and not person:
        here.kind = PLACE_KIND
