"""The sample archive's records: what a story on Syria in November 2015 calls people, groups, places and events."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import pytest

from backfile.reader import read_authority
from builder import PROJECT

DAY = date(2015, 11, 21)

CALLED = {
    "person:vladimir-putin": "Vladimir Putin",
    "person:john-kerry": "John Kerry",
    "person:francois-hollande": "Francois Hollande; François Hollande",
    "person:bashar-al-assad": "Bashar al-Assad; Bashar Assad; Assad",
    "person:sergei-shoigu": "Sergei Shoigu; Sergey Shoigu",
    "person:recep-tayyip-erdogan": "Recep Tayyip Erdogan",
    "organisation:islamic-state": "Islamic State; ISIS; ISIL; IS; Daesh; Islamic State in Iraq and Syria",
    "organisation:syrian-observatory-for-human-rights": "Syrian Observatory for Human Rights; Syrian Observatory; SOHR",
    "organisation:nusra-front": "Nusra Front; al-Nusra Front; Jabhat al-Nusra; al-Nusra",
    "organisation:free-syrian-army": "Free Syrian Army; FSA",
    "organisation:ypg": "YPG; People's Protection Units",
    "organisation:us-department-of-defense": "Pentagon; US Department of Defense",
    "organisation:nato": "NATO",
    "organisation:united-nations": "United Nations; UN; U.N.",
    "organisation:charles-de-gaulle-carrier": "aircraft carrier Charles de Gaulle; Charles de Gaulle",
    "place:charles-de-gaulle-airport": "Charles de Gaulle airport",
    "place:russia": "Russia",
    "place:france": "France",
    "place:turkey": "Turkey",
    "place:egypt": "Egypt",
    "place:paris": "Paris",
    "place:moscow": "Moscow",
    "place:united-kingdom": "Britain; UK; United Kingdom",
    "place:united-states": "US; U.S.; United States; USA",
    "place:al-raqqa": "al-Raqqa; Raqqa; ar-Raqqa; Rakka; ar-Raqqah; Al-Raqqa",
    "place:incirlik": "Incirlik",
    "place:sinai": "Sinai; Sinai Peninsula; Sinai peninsula",
    "event:paris-attacks-2015": "Paris attacks; November 13 attacks in Paris; Paris terror attacks",
}


@pytest.fixture(scope="module")
def meanings() -> dict[str, set[str]]:
    """Name in small letters → the records that are called so and existed on the day."""
    found = defaultdict(set)
    for record in read_authority(PROJECT / "content")[0].entities.values():
        first, last = record.valid or (None, None)
        ended = last is not None and last < DAY and not record.id.startswith("event:")
        if not ended and (first is None or first <= DAY):
            for name in (record.name, *record.aliases):
                found[name.casefold()].add(record.id)
    return found


@pytest.mark.parametrize("entity", CALLED)
def test_every_name_of_the_wires_means_one_record(meanings: dict[str, set[str]], entity: str) -> None:
    names = CALLED[entity].split("; ")
    assert {name: meanings[name.casefold()] for name in names} == {name: {entity} for name in names}


def test_what_is_easily_confused_is_said_on_both_sides() -> None:
    entities = read_authority(PROJECT / "content")[0].entities
    ship, general = entities["organisation:charles-de-gaulle-carrier"], entities["person:charles-de-gaulle"]
    assert general.id in ship.unlike and ship.id in general.unlike
    assert general.valid is not None and general.valid[1] == date(1970, 11, 9)
