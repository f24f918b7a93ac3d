"""Places that are told by the places beside them: *Houma* and *Harvey*, La."""

from __future__ import annotations

import itertools

from backfile.names.found import Found
from backfile.names.lexicon import AMBIGUOUS, GIVEN, PLACE, PLACE_KIND, SURNAME
from backfile.names.tokens import Copy

_LINKS = frozenset([",", "and", "or"])


def enumerated(copy: Copy, candidates: list[Found]) -> None:
    """Make places of doubtful names that stand in one list with a place, or before the state that they are in."""
    words, flags = copy.words, copy.flags
    for at in range(len(candidates) - 2, -1, -1):
        here, after = candidates[at], candidates[at + 1]
        if here.sure or after.kind != PLACE_KIND or not after.sure:
            continue
        if after.last < len(words) and words[after.last] in ("'s", "’s"):
            continue
        between = words[here.last : after.first]
        if not 1 <= len(between) <= 2 or not _LINKS.issuperset(between):
            continue
        if here.weak and not flags[here.first] & (AMBIGUOUS | PLACE):
            continue
        if (
            here.kind == PLACE_KIND
            or (between == [","] and flags[after.first] & PLACE)
            or flags[here.first] & AMBIGUOUS
        ):
            here.kind, here.sure, here.weak = PLACE_KIND, True, False
        elif not flags[here.first] & GIVEN and here.last - here.first == 1 and not here.weak:
            here.kind, here.sure = PLACE_KIND, True
    for before, here in itertools.pairwise(candidates):
        if not here.sure and here.kind == PLACE_KIND and before.kind == PLACE_KIND and before.sure:
            between = words[before.last : here.first]
            if 1 <= len(between) <= 2 and _LINKS.issuperset(between):
                here.sure = True
        elif (
            not here.sure
            and not here.weak
            and before.kind == PLACE_KIND
            and before.sure
            and words[before.last : here.first] == ["and"]
        ) and (
            here.last - here.first == 1
            and not words[here.first].isupper()
            and not flags[here.first] & (GIVEN | SURNAME)
        ):
            here.kind = PLACE_KIND
