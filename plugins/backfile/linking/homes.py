"""Whether an article is of the country whose Senate, Treasury or Labour Party a record is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backfile.linking.document import Parsed
from backfile.linking.evidence import Evidence
from backfile.linking.known_places import countries_of
from backfile.linking.nations import countries_of_article, country_before, first_country, home_of, is_filed
from backfile.linking.spots import Seen, Spot
from backfile.linking.surroundings import has_neighbour
from backfile.model.authority import Entity


def of_country(entity: Entity, spot: Spot, parsed: Parsed) -> Iterator[Evidence]:
    """Whether an article is of the country whose institution it would be; for names that say no country."""
    if _is_something_else(entity) or not (home := home_of(entity)):
        return
    text = parsed.document.texts[spot.text]
    before = first_country(text[spot.start : spot.end])
    before = before or country_before(text[max(0, spot.start - _NEAR) : spot.start])
    if not before and (seat := _SEAT.match(text, spot.end)):
        before = first_country(seat[1])
    lands = countries_of_article(parsed)
    if before:
        yield _BESIDE if before == home else _OF_ANOTHER
    elif len(set(countries_of(parsed.document.places))) > 1:
        yield _OF_SEVERAL
    elif not lands:
        yield _OF_NO_COUNTRY
    elif lands[home] == max(lands.values()):
        yield _FILED_HERE if is_filed(lands) and (spot.seen is Seen.EXACT or not has_neighbour(spot, parsed)) else _HERE
    elif not lands[home]:
        yield _ABROAD
    elif is_filed(lands):
        yield _FARTHER


def _is_something_else(entity: Entity) -> bool:
    """Whether brackets behind a record's name say that it is no institution: ``House (TV series)``."""
    _, bracket, said = entity.name.partition(" (")
    return bool(bracket) and not first_country(said)


_NEAR = 25
"""Characters in front in which a country stands."""

_SEAT = re.compile(r" in ([A-Z][\w.]+(?: [A-Z][\w.]+)?)")
"""Where it sits, right behind: the Defence Ministry *in Paris*."""

_BESIDE = Evidence("its country stands beside it", 3.5)
_OF_ANOTHER = Evidence("another country stands beside it", -4.0)
_OF_SEVERAL = Evidence("the article was filed from several countries", -4.0)
_HERE = Evidence("the article is of its country", 1.2)
_FILED_HERE = Evidence("the article was filed in its country", 2.0)
_FARTHER = Evidence("the article is rather of another country", -1.2)
_ABROAD = Evidence("the article does not name its country", -4.0)
_OF_NO_COUNTRY = Evidence("the article names no country", -1.0)
