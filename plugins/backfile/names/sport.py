"""Rules for articles about sport alone: a city or country that stands for its team, teams that only sport knows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from backfile.names import lexicon as lists
from backfile.names import scores
from backfile.names.found import Found
from backfile.names.lexicon import ORGANISATION, PERSON, PLACE, PLACE_KIND, SPORT, WORD
from backfile.names.tokens import Copy, Letters

_LEAST, _MANY, _SHARE = 5, 15, 40
"""Words of sport in the first texts: fewer are none, so many are enough, else one in so many words."""

_TEXTS = 12

_VERBS = lists.words("sport verbs")
_BEFORE = lists.words("sport before")
_ROLES = lists.words("sport roles")
_OWNED = lists.words("sport owned")
_LOST = frozenset(["lost", "defeat", "loss", "lose"])
_GAMES = frozenset(["game", "match", "draw", "tie", "tied", "drew", "final", "series"])
_PLACED = frozenset(["in", "at", "near", "from", "through", "around", "outside", "across", "into", "(", "of", "to"])
_LINKS = frozenset([",", "and", "or", "v", "vs"])
_BY = frozenset(["c", "b", "lbw", "st"])
_LABELS = frozenset(["Scorers", "Scorer", "Teams", "Team"])


def reported(copies: Sequence[Copy]) -> bool:
    """Whether an article is about sport: by the words before the dash of its headline, or by its vocabulary."""
    if not copies or not copies[0].words:
        return False
    first = copies[0]
    if "-" in first.words[1:5] and first.words[0].isupper() and any(flag & SPORT for flag in first.flags[:4]):
        return True
    count = sum(1 for copy in copies[:_TEXTS] for flag in copy.flags if flag & SPORT)
    words = sum(len(copy.words) for copy in copies[:_TEXTS])
    return count >= _MANY or (count >= _LEAST and count * _SHARE >= words)


class Teams:
    """The places that stand for teams in one article."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        """In capital letters."""

    def judge(self, copy: Copy, candidates: list[Found]) -> list[Found]:
        """Make organisations of places that play, and people of unknown names."""
        words = copy.words
        noted = scores.noted(copy)
        teams: list[Found] = []
        for found in candidates:
            self._judge(copy, found, noted, teams)
        for here, after in pairwise(candidates[::-1]):
            here, after = after, here  # noqa: PLW2901 - from the right to the left
            linked = words[here.last : after.first] in (["and"], ["or"], ["v"])
            if here.kind == PLACE_KIND and after in teams and linked and _before(copy, here) not in _PLACED:
                here.kind = ORGANISATION
                teams.append(here)
        return candidates

    def _judge(self, copy: Copy, found: Found, noted: bool, teams: list[Found]) -> None:
        words, known = copy.words, lists.lexicon()
        name = " ".join(words[found.first : found.last])
        before, after = _before(copy, found), words[found.last] if found.last < len(words) else ""
        length = found.last - found.first
        if found.first and length == 1 and (before in _BY or (noted and name not in known.countries)):
            found.kind, found.sure, found.weak = PERSON, True, False
        elif name in known.teams and _stands(found, name, before, after):
            found.kind, found.sure, found.weak, found.full = ORGANISATION, True, False, name
            self.names.add(name.upper())
        elif found.kind == PLACE_KIND:
            alone = len(words) <= 3 and length >= len(words) - 1 and copy.letters is Letters.PLAIN
            if alone:
                found.kind = ORGANISATION
            elif _plays(copy, found) or _linked(words, found, teams, before, after):
                found.kind = ORGANISATION
                self.names.add(name.upper())
                teams.append(found)
        elif before == ")" and words[0][0].isdigit() and not found.weak and length <= 2:
            found.kind, found.sure = ORGANISATION, True
        elif not found.sure and not found.weak and length == 1 and not words[found.first].isupper():
            found.kind, found.sure = PERSON, found.kind == ORGANISATION or found.sure or after == "("

    def headline(self, copy: Copy, candidates: list[Found]) -> list[Found]:
        """Judge places of a headline as the body does; what stands before its dash is the sport."""
        words = copy.words
        for found in candidates:
            if found.kind == PLACE_KIND and _before(copy, found) not in _PLACED:
                name = " ".join(words[found.first : found.last]).upper()
                if name in self.names or _plays(copy, found):
                    found.kind = ORGANISATION
        if "-" in words[1:5] and any(flag & SPORT for flag in copy.flags[:4]):
            dash = words.index("-")
            return [found for found in candidates if found.first > dash]
        return candidates


def _before(copy: Copy, found: Found) -> str:
    return copy.words[found.first - 1].lower() if found.first else ""


def _stands(found: Found, name: str, before: str, after: str) -> bool:
    """Whether a name that a team has stands for it."""
    known = lists.lexicon()
    length = found.last - found.first
    if found.kind == PERSON and found.sure:
        return length == 1 and after in _ROLES
    elsewhere = name not in known.singles and name not in known.phrases
    return length <= 3 and (before not in _PLACED or (before == "of" and name not in known.countries) or elsewhere)


def _linked(words: Sequence[str], found: Found, teams: Sequence[Found], before: str, after: str) -> bool:
    """Whether a place goes on with a list of teams."""
    if not teams or found.first - teams[-1].last > 2 or not _LINKS.issuperset(words[teams[-1].last : found.first]):
        return False
    return after != "," and (before != "," or after == "and")


def _plays(copy: Copy, found: Found) -> bool:
    """Whether a place is a team by the words beside it: *beat* Wales, Wales *coach*, Wales *have lost*."""
    words, first, last = copy.words, found.first, found.last
    before, after = _before(copy, found), words[last].lower() if last < len(words) else ""
    next_ = words[last + 1].lower() if last + 1 < len(words) else ""
    second = words[first - 2] if first > 1 else ""
    if after in _ROLES or (after in ("'s", "’s") and next_ in _OWNED):
        return before not in ("in", "at", "near")
    if before == "to" and (second[:1].isdigit() or second in _LOST):
        return True
    if before == "with" and (second[:1].isdigit() or second in _GAMES):
        return True
    if before in _PLACED:
        return False
    if next_ == "innings" and after in ("first", "second", "1st", "2nd"):
        return True
    if before == "," == after and next_[:1] in tuple("0123456789."):
        return True
    if after == "-" and words[0] in _LABELS:
        return True
    if after == "," and next_ and copy.flags[last + 1] & PLACE:
        return False
    if before == ",":
        return after in _VERBS and after not in ("will", "do")
    return before in _BEFORE or after in _VERBS or (after[:1].isdigit() and before != "(")


def extra(copy: Copy, candidates: list[Found]) -> list[Found]:
    """Candidates with the teams that only sport knows: *Bulls*, *Aston Villa*."""
    words, known = copy.words, lists.lexicon()
    upper = copy.letters is not Letters.PLAIN
    table = known.capital_teams if upper else known.teams
    more: list[Found] = []
    replaced: set[int] = set()
    """Identities of the candidates in whose place teams are."""
    covering: defaultdict[int, list[Found]] = defaultdict(list)
    for found in candidates:
        for place in range(found.first, found.last):
            covering[place].append(found)
    done = 0
    for at in range(len(words)):
        if at < done or not (words[at][0].isupper() or words[at][0].isdigit()):
            continue
        for end in range(min(len(words), at + 4), at, -1):
            if (key := " ".join(words[at:end])) in table:
                clash = list(
                    {id(found): found for place in range(at, end) for found in covering.get(place, ())}.values()
                )
                if _fits(copy, at, end, clash, upper):
                    replaced.update(map(id, clash))
                    more.append(Found(at, end, ORGANISATION, full=key))
                    done = end
                break
    if not more:
        return candidates
    kept = [found for found in candidates if id(found) not in replaced]
    return sorted(kept + more, key=lambda found: found.first)


def _fits(copy: Copy, first: int, last: int, clash: list[Found], upper: bool) -> bool:
    """Whether a team may take the place of what else was found in its words."""
    words, flags = copy.words, copy.flags
    if any(found.first < first or found.last > last for found in clash):
        return False
    if upper:
        return not first or words[first - 1].lower() not in _PLACED
    if last - first > 1:
        return not any(found.kind == PERSON and found.sure and found.last - found.first > 1 for found in clash)
    if any(not found.weak for found in clash):
        return False
    if flags[first] & WORD and first in copy.opens and last < len(words):
        return words[last].lower() in _VERBS or words[last].lower() in _ROLES
    return True
