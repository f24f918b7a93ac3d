"""Countries by what wires call them and their people, and which one a record or an article is of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import chain

from backfile.linking.document import Parsed
from backfile.linking.known_places import countries_of
from backfile.linking.listed import listed
from backfile.linking.words import Words, key_of, split
from backfile.model.authority import Entity
from backfile.vocabulary.places import PlaceKind, places_named

_PEOPLES = """
US american americans us usa|GB british britons briton uk britain english scottish welsh|FR french|DE german germans
IT italian italians|ES spanish|PT portuguese|NL dutch holland|BE belgian|CH swiss|AT austrian|IE irish|DK danish
SE swedish|NO norwegian|FI finnish|PL polish|CZ czech|SK slovak|HU hungarian|RO romanian|BG bulgarian|GR greek
TR turkish|RU russian russians soviet|UA ukrainian|BY belarusian belarussian|RS serbian serb|HR croatian|SI slovenian
BA bosnian|AL albanian|CN chinese|JP japanese|KR korean|IN indian|PK pakistani|BD bangladeshi|LK lankan|NP nepalese
TH thai|VN vietnamese|PH philippine filipino|ID indonesian|MY malaysian|SG singaporean|MM burmese|KH cambodian
AU australian australians|NZ zealand|CA canadian canadians|MX mexican|BR brazilian|AR argentine argentinian|CL chilean
PE peruvian|CO colombian|VE venezuelan|EC ecuadorean|BO bolivian|CU cuban|ZA african|NG nigerian|KE kenyan|EG egyptian
DZ algerian|MA moroccan|TN tunisian|LY libyan|SD sudanese|ET ethiopian|UG ugandan|ZM zambian|ZW zimbabwean|GH ghanaian
IL israeli|SY syrian|LB lebanese|JO jordanian|IQ iraqi|IR iranian|SA saudi|KW kuwaiti|AF afghan|TW taiwanese|CY cypriot
"""
_BY_PEOPLE = {
    people: code
    for entry in _PEOPLES.replace("\n", "|").split("|")
    if entry
    for code, *peoples in [entry.split()]
    for people in peoples
}
_CAPITALS = """
US washington pentagon|GB london westminster|FR paris|DE bonn berlin|RU moscow kremlin|IT rome|ES madrid|JP tokyo
CN beijing peking|IN delhi|PK islamabad|IL jerusalem|EG cairo|CA ottawa|AU canberra|IE dublin|BE brussels|NL hague
AT vienna|SE stockholm|NO oslo|DK copenhagen|FI helsinki|PL warsaw|HU budapest|RO bucharest|BG sofia|GR athens|TR ankara
PT lisbon|CH berne|UA kiev|RS belgrade|HR zagreb|KR seoul|TW taipei|PH manila|TH bangkok|ID jakarta|BR brasilia|PE lima
AR buenos|CO bogota|VE caracas|CL santiago|CU havana|ZA pretoria|KE nairobi|IQ baghdad|IR tehran teheran|SY damascus
"""
_BY_CAPITAL = {
    capital: code
    for entry in _CAPITALS.replace("\n", "|").split("|")
    if entry
    for code, *capitals in [entry.split()]
    for capital in capitals
}
"""Where governments sit, which names them as well."""

_NOT_ALONE = listed("african korean zealand lankan us")
"""What names the country only behind another word: ``South African``; ``us`` is a word."""

_STATE = "georgia"
"""More often the state of the US."""

_PAIRS = {"south african": "ZA", "south korean": "KR", "north korean": "KP", "new zealand": "NZ", "sri lankan": "LK"}


@cache
def country_called(key: str) -> str:
    """The ISO code of the country that a word or two (a key) are the name or people of; empty for what is none."""
    if key in _PAIRS:
        return _PAIRS[key]
    if key in _BY_PEOPLE and key not in _NOT_ALONE:
        return _BY_PEOPLE[key]
    if key == _STATE or len(key) < 4 or not key.replace(" ", "").isalpha():
        return "US" if key == "us" else ""
    for place in places_named(key)[:1]:
        if place.kind is PlaceKind.COUNTRY:
            return place.country
    return ""


def countries_in(words: Words) -> Iterator[str]:
    """The countries that capitals in a text name, in order, each as often as it is named."""
    keys, text = words.keys, words.text
    for index, start in enumerate(words.starts):
        if not text[start].isupper() or (keys[index] == "us" and not words.raw(index).isupper()):
            continue
        if code := _country_of(keys[index], keys[index + 1] if index + 1 < len(keys) else ""):
            yield code


@lru_cache(maxsize=65536)
def _country_of(key: str, following: str) -> str:
    pair = country_called(f"{key} {following}") if following else ""
    return pair or country_called(key) or _BY_CAPITAL.get(key, "")


def first_country(text: str) -> str:
    """The first country that capitals in a text name; empty for none."""
    return next(countries_in(split(text)), "")


def home_of(entity: Entity) -> str:
    """The ISO code of the country that a record is of: as it says, by its name or by its description."""
    return entity.country or first_country(entity.name) or first_country(entity.description)


def countries_of_article(parsed: Parsed) -> Counter[str]:
    """How often an article names each country, one in its dateline above all."""
    if parsed.lands is None:
        parsed.lands = Counter(chain.from_iterable(map(countries_in, parsed.words)))
        filed = countries_of(parsed.document.places)
        for code in filed:
            parsed.lands[code] += _FILED
    return parsed.lands


_FILED = 1000
"""More than any article names a country."""


def is_filed(lands: Counter[str]) -> bool:
    """Whether the country of the dateline is known."""
    return any(count >= _FILED for count in lands.values())


def country_before(text: str) -> str:
    """The country that the last words of a text name: ``the French`` before ``Senate``, ``Colombia's``."""
    keys = split(text).keys[-2:]
    return country_called(" ".join(keys)) or (country_called(keys[-1]) if keys else "")


def named_country(name: str) -> str:
    """The country that a whole name means, however it is written."""
    return country_called(key_of(name))
