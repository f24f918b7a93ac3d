"""Score lines and tables of sport: ``Derby 2 Leeds 0``, ``BOSTON AT CHICAGO``, ``Inter 12 5 6 1``."""

from __future__ import annotations

from collections.abc import Sequence

from backfile.names import lexicon as lists
from backfile.names.found import Found
from backfile.names.lexicon import CALENDAR, GIVEN, NONE, ORGANISATION, PARTICLE, PERSON, PLACE, WORD
from backfile.names.singles import initials
from backfile.names.tokens import Copy

_LONGEST = 40
"""Tokens of a line."""

_AGAINST = frozenset(["v", "vs", "at", "AT", "V", "VS"])
_BETWEEN = frozenset(["AT", "V", "VS"])
_MARKS = frozenset(["", ",", ".", "(", ")", ";", ":"])
_NOTES = lists.words("scores notes")


def noted(copy: Copy) -> bool:
    """Whether a line names players: ``Bowling: …``, ``To bat: …``."""
    words = copy.words
    if not words:
        return False
    if words[0].lower() in _NOTES and ":" in words[:8]:
        return True
    return " ".join(words[:3]).lower().startswith(("did not bat", "to bat"))


def line(copy: Copy) -> list[Found] | None:
    """The teams of a score line, with scorers in brackets; None for other text."""
    words = copy.words
    if not words or len(words) > _LONGEST or words[0].lower() in _NOTES or noted(copy):
        return None
    begun = _begun(words)
    teams = _teams(copy, begun)
    if teams is None or not teams or teams[0].first != begun:
        return None
    for team in teams:
        team.kind = _kind(copy, team)
    return teams


def _begun(words: Sequence[str]) -> int:
    """Where a line begins behind a rank or a label: ``1. …``, ``Playing Sunday: …``."""
    if len(words) > 4 and words[1] in (".", ":") and words[0].isalnum():
        return 2
    if len(words) > 4 and ":" in words[1:4] and words[0][0].isupper():
        return words.index(":") + 1
    return 0


def _teams(copy: Copy, at: int) -> list[Found] | None:
    """The names of a line in which a number or *v* follows one of them; None where there are other words."""
    words, begun = copy.words, at
    teams: list[Found] = []
    scored = False
    while at < len(words):
        word = words[at]
        if not word[0].isupper() or (word in _BETWEEN and at > begun):
            if word[0].isalpha() and word not in _AGAINST and word != "and" and len(word) > 1:
                return None
            at += 1
            continue
        end = _name(copy, at)
        after = words[end] if end < len(words) else ""
        teams.append(Found(at, end, ORGANISATION))
        at = end
        if after[:1].isdigit() or after in _AGAINST or after == "-":
            scored = True
        elif after not in _MARKS:
            return None
        elif after == "(":
            at = words.index(")", end) if ")" in words[end:] else len(words)
            if any(word[0].isalpha() and len(word) > 3 for word in words[end + 1 : at]):
                return None
            at += 1
    return teams if scored else None


def _name(copy: Copy, at: int) -> int:
    """The index after a name that begins here."""
    words = copy.words
    end = at + 1
    while end < len(words) and words[end] not in _BETWEEN:
        small = copy.flags[end] & PARTICLE or words[end] in ("'s", "&", "'")
        if not words[end][0].isupper() and not (small and end + 1 < len(words) and words[end + 1][0].isupper()):
            break
        end += 1
    return end


def _kind(copy: Copy, team: Found) -> str:
    """Whether what was taken for a team is one, or a player, or a common word."""
    words, flags, known = copy.words, copy.flags, lists.lexicon()
    name = " ".join(words[team.first : team.last])
    listed = name in known.teams or name in known.phrases
    if initials(words[team.first]) or (team.first and words[team.first - 1] == "("):
        return PERSON
    if team.last - team.first > 1 and flags[team.first] & GIVEN and not listed:
        return PERSON
    if (
        listed
        or flags[team.first] & PLACE
        or not all(flag & (CALENDAR | WORD) for flag in flags[team.first : team.last])
    ):
        return ORGANISATION
    upper = words[team.first].isupper() and (name in known.capitals or name in known.capital_teams)
    return ORGANISATION if upper else NONE
