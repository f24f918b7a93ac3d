"""Names under which wires print the same country."""

from __future__ import annotations

from functools import cache

from backfile.linking.words import key_of

_GROUPS = """
United States|United States of America|U.S.|USA|America
United Kingdom|Britain|Great Britain|U.K.|United Kingdom of Great Britain and Northern Ireland
Russia|Russian Federation
Soviet Union|USSR|Union of Soviet Socialist Republics
South Korea|Republic of Korea
North Korea|Democratic People's Republic of Korea|DPRK
China|People's Republic of China
Taiwan|Republic of China
Germany|Federal Republic of Germany
West Germany|Federal Republic of Germany
East Germany|German Democratic Republic
Ivory Coast|Côte d'Ivoire
Myanmar|Burma
Czech Republic|Czechia
Democratic Republic of the Congo|Democratic Republic of Congo|DR Congo|Zaire
Republic of the Congo|Congo Republic|Congo-Brazzaville
East Timor|Timor-Leste
Cape Verde|Cabo Verde
Swaziland|Eswatini
North Macedonia|Macedonia
Bosnia and Herzegovina|Bosnia-Herzegovina|Bosnia
United Arab Emirates|UAE|Emirates
Gambia|The Gambia
Bahamas|The Bahamas
Netherlands|The Netherlands|Holland
Vatican City|Vatican
Turkey|Türkiye
Syria|Syrian Arab Republic
Iran|Islamic Republic of Iran
Laos|Lao People's Democratic Republic
Vietnam|Viet Nam
Trinidad and Tobago|Trinidad
Kyrgyzstan|Kirghizia
Moldova|Republic of Moldova
Ireland|Republic of Ireland|Irish Republic
"""


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in _GROUPS.strip().splitlines():
        names = tuple(line.split("|"))
        for name in names:
            found.setdefault(key_of(name), names)
    return found


def other_names(name: str) -> tuple[str, ...]:
    """The other usual names of the country ``name``; none for what is no country."""
    return tuple(other for other in _groups().get(key_of(name), ()) if other != name)
