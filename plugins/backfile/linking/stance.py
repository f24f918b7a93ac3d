"""What a name does in its sentence: whether it is where something is, or a team that plays."""

from __future__ import annotations

import re
from enum import StrEnum
from itertools import chain

from backfile.linking.document import STEM, Parsed
from backfile.linking.known_places import is_area as _is_area
from backfile.linking.listed import listed
from backfile.linking.spots import Spot

SPORTS = {
    "soccer": "football club team",
    "football": "football club team",
    "cricket": "cricket team",
    "rugby": "rugby team",
    "baseball": "baseball team",
    "basketball": "basketball team",
    "hockey": "hockey team",
    "nba": "basketball team",
    "nhl": "hockey team",
    "nfl": "football team",
    "mlb": "baseball team",
    "tennis": "tennis",
    "golf": "golf",
    "boxing": "boxing",
    "athletics": "athletics",
    "cycling": "cycling",
    "skiing": "skiing",
    "racing": "racing",
    "volleyball": "volleyball team",
    "handball": "handball team",
    "swimming": "swimming",
}
"""Words in a headline that say that it is about sport, and the words by which a description is of the same sport."""

_SPORT_WORDS = listed(
    """soccer football cricket rugby baseball basketball hockey league cup match matches season coach goal goals
    striker midfielder defender goalkeeper innings wicket wickets quarterback touchdown playoffs champions
    championship standings inning homer pitcher semifinal semifinals final finals scored referee tournament"""
)

_PLAYS = listed(
    """beat beats beaten defeat defeated defeats won win wins lost lose loses losing drew draw draws face faces
    play plays played playing meet meets host hosts trounced thrashed edged edge routed crushed v vs versus led
    lead leads scored equalised relegated knocked qualified visit visits"""
)
_PLAYED = listed(
    """for beat beats beating defeated defeating v vs versus against over edged downed routed crushed thrashed"""
)
_MEN = listed(
    """captain coach manager striker midfielder defender goalkeeper keeper winger fullback quarterback pitcher
    batsman bowler skipper side team squad player players fans supporters forward"""
)
_IN = listed("""in near from outside around into to across at through throughout within leaving left visiting of""")
_IN_ALWAYS = listed("in near outside around into across through throughout within visiting")
_SCORE = re.compile(r"\b\d{1,3}-\d{1,3}\b")
_PAIRED = re.compile(r" \([A-Z][^()]*\) (?:v|vs) |-[A-Z]")
_FILED = re.compile(r"\s*(?:\d{4}-\d\d-\d\d|\(|-- |_ |- |,? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))")


class Stance(StrEnum):
    """What the words around a name make of it."""

    PLACE = "stands where a place does"
    TEAM = "stands where a team does"
    OPEN = ""


class Sport(StrEnum):
    """Whether an article is about sport, and who plays."""

    NONE = ""
    TEAMS = "teams"
    SINGLES = "singles"


def sport_of(parsed: Parsed) -> Sport:
    """Whether an article is about sport."""
    opening = parsed.words[0].keys if parsed.words else []
    for key in opening[:4]:
        if key in SPORTS:
            return Sport.TEAMS if "team" in SPORTS[key] else Sport.SINGLES
    found = _SPORT_WORDS.intersection(chain.from_iterable(words.keys for words in parsed.words))
    if len(found) < 3:
        return Sport.NONE
    scored = any(_SCORE.search(words.text) for words in parsed.words)
    return Sport.TEAMS if scored or len(found) > 3 else Sport.NONE


def sport_stems(parsed: Parsed) -> set[str]:
    """Stems by which the teams of the same sport are described."""
    opening = parsed.words[0].keys[:4] if parsed.words else []
    return {word[:STEM] for key in opening for word in SPORTS.get(key, "").split()} | {"team"}


def stance(spot: Spot, parsed: Parsed, sport: Sport) -> Stance:
    """How the words around a spot have it."""
    words = parsed.words[spot.text]
    text = words.text
    index = spot.first
    if index < 0:
        return Stance.OPEN
    last = index
    while last + 1 < len(words.starts) and words.starts[last + 1] < spot.end:
        last += 1
    before = words.keys[index - 1] if index else ""
    if before == "the" and index > 1:
        before = words.keys[index - 2]
    after = words.keys[last + 1] if last + 1 < len(words.keys) else ""
    behind = text[spot.end : spot.end + 2]
    ahead = text[max(0, spot.start - 2) : spot.start]
    if spot.start == 0 and text[: spot.end].isupper() and _FILED.match(text, spot.end) and sport is not Sport.TEAMS:
        return Stance.PLACE
    if spot.start == 0 and re.match(r",? ?[\w ,/]*\d{4}-\d\d-\d\d", text[spot.end :]):
        return Stance.PLACE
    if ahead.endswith("(") and behind.startswith(")"):
        return Stance.PLACE
    capitals = text.isupper()
    if before in _IN_ALWAYS and not capitals:
        return Stance.PLACE
    if sport is not Sport.TEAMS:
        return Stance.PLACE if before in _IN and not capitals else Stance.OPEN
    if capitals and "at" in words.keys and len(words.keys) < 9:
        return Stance.TEAM  # a schedule: TEXAS AT MILWAUKEE
    if _PAIRED.match(text, spot.end) or before in ("v", "vs", "versus"):
        return Stance.TEAM
    if after.isdigit() and behind[:1] == " ":
        return Stance.TEAM
    if before.isdigit() and not after and len(text) < 60:
        return Stance.TEAM
    if before in _PLAYED or after in _PLAYS or after in _MEN:
        return Stance.TEAM
    if before == "to" and index > 1 and (words.keys[index - 2].isdigit() or words.keys[index - 2] in _PLAYS):
        return Stance.TEAM
    if before in _IN and not capitals and before != "of":
        return Stance.PLACE
    if behind == ", " and last + 1 < len(words.keys) and _is_area(words.keys[last + 1]):
        return Stance.PLACE
    return Stance.OPEN


def in_event(spot: Spot, parsed: Parsed) -> bool:
    """Whether the name of an event goes on behind it: ``U.S. Open``, ``Brussels Grand Prix``."""
    words = parsed.words[spot.text]
    if spot.first < 0:
        return False
    after = spot.first + spot.key.count(" ") + 1
    return after < len(words.keys) and words.joined(after - 1) and words.keys[after] in _EVENTS


_EVENTS = listed(
    """open grand cup classic marathon masters games olympics championships championship trophy festival"""
)


def beside_capitals(spot: Spot, parsed: Parsed) -> bool:
    """Whether the name of a team may go on beside it: ``Sheffield Wednesday``, ``Lokomotiv Moscow``."""
    words = parsed.words[spot.text]
    if spot.first < 0 or words.text.isupper() or parsed.is_headline(spot.text) or parsed.nouns_have_capitals:
        return False
    after, before = spot.first + spot.key.count(" ") + 1, spot.first - 1
    if after < len(words.keys) and words.joined(after - 1) and words.raw(after)[0].isupper():
        return words.text[words.ends[after - 1] : words.starts[after]] == " "
    return (
        before >= 0
        and words.text[words.ends[before] : spot.start] == " "
        and words.raw(before)[0].isupper()
        and (before > 0 and parsed.capitals_tell(spot.text, before))
    )
