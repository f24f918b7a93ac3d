"""Rules for sport alone: score lines, lists of results, a city or country that stands for its team."""

from __future__ import annotations

from collections.abc import Sequence

from backfile.names import lexicon as lists
from backfile.names.found import Found
from backfile.names.lexicon import (
    GIVEN, KNOWN_PERSON, NONE, ORGANISATION, PARTICLE, PERSON, PLACE, PLACE_KIND, ROLE, SPORT, WORD,
)  # fmt: skip
from backfile.names.singles import initials
from backfile.names.tokens import Copy, Letters

_LEAST = 5
"""Words of sport that make an article one of sport, in its first texts."""

_VERBS = frozenset(
    "beat beats beaten lost loses lose won wins win drew draw play plays played face faces faced meet meets met take takes took scored "
    "score lead leads led trail trailed need needed were are have had host hosts hosted finished finish qualified qualify advanced "
    "advance reached reach travel travelled bowled batted declared crashed edge edged crush crushed thrash thrashed rout routed down "
    "downed defeat defeated hold held stun stunned go goes went fight fought visit stay stayed slumped replied resumed remain snapped "
    "recovered level levelled tied clinched chase chased get gets got sign signed sack sacked kept keep dominate dominated upset "
    "struggled struggle improved fell dropped swept sweep salvaged ended end rallied opened moved made make name named recall include "
    "want hope look looking claim claimed bat bowl stand enjoy enjoyed suffer suffered hit send sent slip slipped thump hammer "
    "hammered complete completed record recorded announced drop do did could would will must can began begin begins start started opened came come has was is looks coaches".split()
)
_BEFORE = frozenset(
    "given newcomers champions holders hosts leaders rivals minnows neighbours visitors past beat beating beats beaten against v vs over defeat defeated defeating downed edged facing face faced met meet meets meeting "
    "thrashed thrashing crushed crushing hammered routed stunned held holding joined joining join joins left leaves leaving upset upsets "
    "trail trailing signed host hosts hosting eliminated eliminating overcame dominated coached put gave give help helped helps "
    "helping lead leads led leading steered guided guide guides earned earns inspired inspire fire fires give gives gave bowl bowled "
    "restrict restricted knocked drew plays played playing play visit for by than between puts lift lifted lifts save saved denied "
    "sent send took take takes taking knock sink sank down coaches clinch sack crush blank rout thump humble oust stun edge".split()
)
_ROLES = frozenset(
    "coach captain manager striker midfielder goalkeeper keeper defender winger skipper quarterback forward fullback full-back hooker "
    "prop flanker lock scrum-half flyhalf fly-half bowler batsman opener all-rounder selectors fans supporters players player team "
    "side squad teammate guard centre center pitcher reliever outfielder shortstop catcher first-baseman batsmen bowlers seamer sweeper "
    "international internationals defence attack innings chairman boss lineup line-up wicket wickets goalie number owner rookie "
    "playmaker defenceman right-winger trainer second third lead".split()
)
_OWNED = frozenset(
    "first second third fourth last next best only opening biggest top leading goal goals innings coach captain manager defeat win "
    "victory defence attack lead match season hopes score opener bowlers batsmen pitcher goalkeeper striker midfield keeper line "
    "chances form run title batting bowling record away home tour team side squad players".split()
)
_PLACED = frozenset(["in", "at", "near", "from", "through", "around", "outside", "across", "into", "(", "of", "to"])
_LINKS = frozenset([",", "and", "or", "v", "vs"])
_BY = frozenset(["c", "b", "lbw", "st", "&b"])
_NOTES = frozenset(["bowling", "batting", "did not bat", "to bat", "fall", "scorers", "scorer", "substitutes", "subs", "replacements"])


def reported(copies: Sequence[Copy]) -> bool:
    """Whether an article is about sport: by the word before the dash of its headline, or by its vocabulary."""
    if not copies:
        return False
    first = copies[0]
    if first.flags and any(flag & SPORT for flag in first.flags[:4]) and "-" in first.words[1:5] and first.words[0].isupper():
        return True
    count = 0
    for copy in copies[:12]:
        count += sum(1 for flag in copy.flags if flag & SPORT)
        if count >= _LEAST * 3:
            return True
    return count >= _LEAST and count * 40 >= sum(len(copy.words) for copy in copies[:12])


def line(copy: Copy) -> list[Found] | None:
    """The teams of a score line (``Derby 2 Leeds 0``, ``BOSTON AT CHICAGO``, ``Inter 12 5 6 1``); None for other text."""
    words, flags = copy.words, copy.flags
    if not words or len(words) > 40 or (words[0].lower() in _NOTES or words[1:2] and f"{words[0]} {words[1]}".lower() == "to bat"):
        return None
    at = 0
    if len(words) > 4 and words[1] in (".", ":") and words[0].isalnum():
        at = 2
    elif len(words) > 4 and ":" in words[1:4] and words[0][0].isupper():
        at = words.index(":") + 1
    begun = at
    teams: list[Found] = []
    scored = False
    while at < len(words):
        word = words[at]
        if word[0].isupper() and not (word in ("AT", "V", "VS") and at > begun):
            end = at + 1
            while end < len(words) and words[end] not in ("AT", "V", "VS"):
                joins = flags[end] & PARTICLE or words[end] in ("'s", "&", "'")
                if words[end][0].isupper() or (joins and end + 1 < len(words) and words[end + 1][0].isupper()):
                    end += 1
                else:
                    break
            after = words[end] if end < len(words) else ""
            teams.append(Found(at, end, ORGANISATION))
            if after[:1].isdigit() or after in ("v", "vs", "AT", "at", "V", "VS", "-"):
                scored = True
            elif after and after not in (",", ".", "(", ")", ";", ":"):
                return None
            elif after == "(":
                inner = end + 1
                while inner < len(words) and words[inner] != ")":
                    inner += 1
                if not _score(words[end + 1 : inner]):
                    return None
                at = inner + 1
                continue
            at = end
        elif word[0].isalpha() and word not in ("v", "vs", "at", "AT", "V", "VS", "and") and len(word) > 1:
            return None
        else:
            at += 1
    if not scored or not teams or teams[0].first != begun:
        return None
    known = lists.lexicon()
    for team in teams:
        name = " ".join(words[team.first : team.last])
        if initials(words[team.first]) or (
            team.last - team.first > 1 and flags[team.first] & GIVEN and name not in known.teams and name not in known.phrases
        ):
            team.kind = PERSON
        elif team.first and words[team.first - 1] == "(":
            team.kind = PERSON
        elif all(flags[each] & (lists.CALENDAR | WORD) for each in range(team.first, team.last)) and name not in known.teams:
            upper = words[team.first].isupper()
            if not (name in known.phrases or flags[team.first] & PLACE or upper and (name in known.capitals or name in known.capital_teams)):
                team.kind = NONE
    return teams


def _score(words: Sequence[str]) -> bool:
    return all(not word[0].isalpha() or len(word) < 4 for word in words)


class Teams:
    """The places that stand for teams in one article."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        """In capital letters."""

    def judge(self, copy: Copy, candidates: list[Found]) -> list[Found]:
        """Make organisations of places that play, and people of unknown names in lists."""
        words, flags, known = copy.words, copy.flags, lists.lexicon()
        head = words[0].lower() if words else ""
        notes = (head in _NOTES and ":" in words[:8]) or " ".join(words[:3]).lower().startswith(("did not bat", "to bat"))
        teams: list[Found] = []
        for found in candidates:
            first, last = found.first, found.last
            after = words[last] if last < len(words) else ""
            before = words[first - 1].lower() if first else ""
            name = " ".join(words[first:last])
            if first and last - first == 1 and (before in _BY or notes and name not in known.countries and words[first][0].isupper()):
                found.kind, found.sure, found.weak = PERSON, True, False
                continue
            if name in known.teams and (found.kind != PERSON or not found.sure) and last - first <= 3:
                if before not in _PLACED or before == "of" and name not in known.countries or name not in known.singles and name not in known.phrases:
                    found.kind, found.sure, found.weak, found.full = ORGANISATION, True, False, name
                    self.names.add(name.upper())
                    continue
            if found.kind == PERSON and last - first == 1 and name in known.teams and after in _ROLES:
                found.kind, found.full = ORGANISATION, name
                continue
            if found.kind == PLACE_KIND and len(words) <= 3 and last - first >= len(words) - 1 and not copy.letters.value:
                found.kind = ORGANISATION
                continue
            if found.kind == PLACE_KIND and self._plays(words, flags, first, last, before, after):
                found.kind = ORGANISATION
                self.names.add(name.upper())
                teams.append(found)
            elif found.kind == PLACE_KIND and teams and found.first - teams[-1].last <= 2:
                if _LINKS.issuperset(words[teams[-1].last : found.first]) and not (after == "," or before == "," and after != "and"):
                    found.kind = ORGANISATION
                    self.names.add(name.upper())
                    teams.append(found)
            elif before == ")" and words[0][0].isdigit() and not found.weak and last - first <= 2:
                found.kind, found.sure = ORGANISATION, True
            elif not found.sure and not found.weak and last - first == 1 and not words[first].isupper():
                if found.kind == ORGANISATION and words[first][0].isupper() or after == "(" and found.kind != PLACE_KIND:
                    found.kind, found.sure = PERSON, True
        for here, after_ in zip(reversed(candidates[:-1]), reversed(candidates[1:]), strict=True):
            if here.kind == PLACE_KIND and after_ in teams and words[here.last : after_.first] in (["and"], ["or"], ["v"]):
                if not here.first or words[here.first - 1].lower() not in _PLACED:
                    here.kind = ORGANISATION
                    teams.append(here)
        return candidates

    def _plays(self, words: list[str], flags: list[int], first: int, last: int, before: str, after: str) -> bool:
        low = after.lower()
        if low in _ROLES or (low in ("'s", "’s") and last + 1 < len(words) and words[last + 1].lower() in _OWNED):
            return before not in ("in", "at", "near")
        if before == "to" and first > 1 and (words[first - 2][:1].isdigit() or words[first - 2] in ("lost", "defeat", "loss", "lose")):
            return True
        if before == "with" and first > 1 and (words[first - 2][:1].isdigit() or words[first - 2] in ("game", "match", "draw", "tie", "tied", "drew", "final", "series")):
            return True
        if before in _PLACED:
            return False
        if low in ("first", "second", "1st", "2nd") and words[last + 1 : last + 2] == ["innings"]:
            return True
        if before == "," and after == "," and words[last + 1 : last + 2] and words[last + 1][0] in "0123456789.":
            return True
        if after == "-" and words[0] in ("Scorers", "Teams", "Scorer", "Team", "Sweden") or before == "-" and False:
            return True
        if after == "," and last + 1 < len(words) and flags[last + 1] & PLACE:
            return False
        if before == ",":
            return low in _VERBS and low not in ("will", "do")
        if before in _BEFORE:
            return True
        if low in _VERBS or after[:1].isdigit() and before != "(":
            return True
        return False

    def headline(self, copy: Copy, candidates: list[Found]) -> list[Found]:
        """Judge places of a headline as the body does; what stands before its dash is the sport."""
        words, flags = copy.words, copy.flags
        for found in candidates:
            if found.kind == PLACE_KIND:
                name = " ".join(words[found.first : found.last]).upper()
                before = words[found.first - 1].lower() if found.first else ""
                after = words[found.last].lower() if found.last < len(words) else ""
                if before in _PLACED:
                    continue
                if name in self.names or self._plays(words, flags, found.first, found.last, before, after):
                    found.kind = ORGANISATION
        if "-" in words[1:5] and any(flag & SPORT for flag in flags[:4]):
            dash = words.index("-")
            return [found for found in candidates if found.first > dash]
        return candidates


def extra(copy: Copy, candidates: list[Found]) -> list[Found]:
    """Candidates with the teams that only sport knows: *Bulls*, *Aston Villa*."""
    words, known = copy.words, lists.lexicon()
    upper = copy.letters is not Letters.PLAIN
    table = known.capital_teams if upper else known.teams
    more: list[Found] = []
    done = 0
    for at in range(len(words)):
        if at < done or not (words[at][0].isupper() or words[at][0].isdigit()):
            continue
        for end in range(min(len(words), at + 4), at, -1):
            if (key := " ".join(words[at:end])) in table:
                clash = [found for found in candidates if found.first < end and found.last > at]
                if _fits(copy, at, end, clash, upper):
                    for found in clash:
                        candidates.remove(found)
                    more.append(Found(at, end, ORGANISATION, full=key))
                    done = end
                break
    return sorted(candidates + more, key=lambda found: found.first) if more else candidates


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
