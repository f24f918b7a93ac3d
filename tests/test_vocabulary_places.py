"""Countries and cities of the gazetteer: which place a name means, and what is kept between processes."""

from __future__ import annotations

from pathlib import Path

import pytest

from backfile.vocabulary import place_cache
from backfile.vocabulary.places import PlaceKind, country, fold, place, place_names, places_named


def first(name: str, language: str = "en") -> tuple[str, str]:
    found = places_named(name, language)[0]
    return found.kind.value, found.country


def test_a_name_means_the_largest_of_its_places_and_countries_before_cities() -> None:
    assert first("Paris") == ("city", "FR")
    assert [place.country for place in places_named("Paris")] == ["FR", "US"]
    assert first("Mexico") == ("country", "MX")
    assert first("Georgia") == ("country", "GE")
    assert [place.kind.value for place in places_named("Washington")][:3] == ["city", "state", "city"]
    assert places_named("Nowhere at All") == ()


def test_names_are_compared_without_accents_dots_and_hyphens() -> None:
    assert fold("Ar-Raqqah") == "ar raqqah"
    assert fold("Łódź") == "lodz"
    assert places_named("são paulo") == places_named("Sao Paulo") != ()
    assert first("U.S.") == first("USA") == ("country", "US")


@pytest.mark.parametrize("name", ["Ar-Raqqah", "al-Raqqa", "ar-Raqqa", "Raqqa", "Rakka"])
def test_an_arab_city_is_known_with_and_without_its_article(name: str) -> None:
    assert first(name) == ("city", "SY")


def test_a_language_has_its_own_names_of_countries() -> None:
    assert first("Türkei", "de") == ("country", "TR")
    assert first("Island", "de") == ("country", "IS")
    assert places_named("Island", "en") == ()
    assert first("Sowjetunion", "de") == ("country", "")
    assert "island" in place_names("de")
    assert "island" not in place_names("en")


def test_sizes_are_those_of_the_place_that_is_meant() -> None:
    sizes = place_names("en")
    for name in ("Paris", "Turkey", "Britain", "DR Congo", "New York"):
        assert sizes[fold(name)] == places_named(name)[0].population > 0
    assert sizes["soviet union"] == 0


def test_a_place_has_its_coordinates_and_a_country_the_middle_of_its_cities() -> None:
    paris = places_named("Paris")[0]
    assert paris.coordinates == pytest.approx((48.85, 2.35), abs=0.01)
    assert place(paris.geonames) == paris
    germany = country("DE")
    assert germany is not None and germany.kind is PlaceKind.COUNTRY and germany.coordinates is not None
    assert 47 < germany.coordinates[0] < 55 and 6 < germany.coordinates[1] < 15
    fiji = country("FJ")  # on both sides of the date line, its towns on one
    assert fiji is not None and fiji.coordinates is not None and fiji.coordinates[1] > 176


def test_what_is_kept_is_used_and_what_is_damaged_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    made: list[int] = []

    def make() -> list[str]:
        made.append(1)
        return ["Köln"]

    assert place_cache.kept("some", list[str], make) == place_cache.kept("some", list[str], make) == ["Köln"]
    assert len(made) == 1
    (file,) = (tmp_path / "backfile").iterdir()
    file.write_bytes(file.read_bytes()[:-3] + b'x"]')
    assert place_cache.kept("some", list[str], make) == ["Köln"]
    assert len(made) == 2
    file.unlink()
    file.mkdir()  # cannot be read nor written
    assert place_cache.kept("some", list[str], make) == ["Köln"]
    assert [path.name for path in (tmp_path / "backfile").iterdir()] == [file.name]
