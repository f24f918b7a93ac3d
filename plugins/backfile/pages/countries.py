"""Names of countries by their ISO 3166-1 code, from the table in the time zone database (package tzdata)."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def _names() -> dict[str, str]:
    table = files("tzdata").joinpath("zoneinfo", "iso3166.tab").read_text(encoding="utf-8")
    rows = (line.partition("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {code: name.replace("Britain (UK)", "United Kingdom") for code, _, name in rows}


def country_name(code: str) -> str:
    """``FR`` → ``France``; the code itself where there is no such country."""
    return _names().get(code.upper(), code)
