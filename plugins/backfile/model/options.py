"""Options: the settings file, checked once and frozen.

Names on the left are ours, names in ``SETTINGS`` are what ``pelicanconf.py`` says; where Pelican has a word for
it, that word is used.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from backfile.model.problems import BackfileError

LANGUAGE_TAG = re.compile(
    r"[A-Za-z]{2,3}(?:-[A-Za-z]{3}){0,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?"
    r"(?:-(?:[A-Za-z0-9]{5,8}|\d[A-Za-z0-9]{3}))*(?:-x(?:-[A-Za-z0-9]{1,8})+)?"
)
"""A language tag (BCP 47), by its form."""


class _Zone(ZoneInfo):
    """A zone out of a file, which Python's own would not let into a worker process."""

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return load_zone, (self.key,)


@cache
def load_zone(name: str) -> ZoneInfo:
    """The zone ``name`` (IANA) from the locked tzdata package, never from the system, so that machines agree on it.

    Raises KeyError for a name that is no zone.
    """
    parts = name.split("/")
    if not all(re.fullmatch(r"[A-Za-z][\w+-]*", part) for part in parts):
        raise KeyError(name)
    try:
        with files("tzdata.zoneinfo").joinpath(*parts).open("rb") as stream:
            return _Zone.from_file(stream, key=name)
    except (OSError, ValueError):
        raise KeyError(name) from None


class SettingError(BackfileError):
    """A setting has a value that Backfile cannot work with."""


@dataclass(frozen=True, slots=True)
class Options:
    """All that a build may depend on besides content and theme."""

    content: Path
    output: Path
    theme: Path
    cache: Path
    """Where the ledger and other things that only save time are kept."""
    site_name: str = "Archive"
    tagline: str = ""
    site_url: str = ""
    """Absolute address of the site's root without a trailing slash, or empty while it has none."""
    lang: str = "en"
    timezone: str = "UTC"
    agency: str = ""
    """The house agency: printed on about and feeds; not a default for articles."""
    page_size: int = 50
    """Entries on one page of a list."""
    feed_size: int = 50
    """Entries in a feed."""
    related: int = 6
    """Related articles shown beside an article."""
    title_weight: float = 3.0
    """Weight of the title against the body in search (the B of BM25F's field boosts)."""
    search_offline: bool = False
    """Whether the browser keeps what a reader has loaded, so that it can be searched and read without a network."""
    ship_whoosh_index: bool = True
    recogniser: str = "rules"
    """What finds names that no record has: ``rules``, ``spacy:NAME`` (a pipeline by package name or path), ``none``."""
    strict_linking: bool = False
    """Whether a name is linked only where the recogniser finds the same words to be a name of the same kind."""
    discovered_from: int = 5
    """Articles from which a person, organisation or place that no record describes gets a page; 0 for never."""
    own_formats: tuple[str, ...] = ()
    """Importers of formats of one's own: Python files, or names of modules."""
    jobs: int = 0
    """Worker processes; 0 for as many as there are cores."""

    @property
    def zone(self) -> ZoneInfo:
        """The archive's time zone."""
        return load_zone(self.timezone)

    @property
    def base_path(self) -> str:
        """The path part of ``site_url`` with a slash at both ends; ``/`` when there is none."""
        path = urlsplit(self.site_url).path.strip("/")
        return f"/{path}/" if path else "/"

    def absolute(self, url: str) -> str:
        """The absolute form of a root-relative address, or the address itself while the site has no URL."""
        return f"{self.site_url}/{url}" if self.site_url else url


SETTINGS: dict[str, str] = {
    "SITENAME": "site_name",
    "SITESUBTITLE": "tagline",
    "SITEURL": "site_url",
    "DEFAULT_LANG": "lang",
    "TIMEZONE": "timezone",
    "AGENCY": "agency",
    "DEFAULT_PAGINATION": "page_size",
    "FEED_MAX_ITEMS": "feed_size",
    "RELATED_ARTICLES": "related",
    "SEARCH_TITLE_WEIGHT": "title_weight",
    "SEARCH_OFFLINE": "search_offline",
    "SHIP_WHOOSH_INDEX": "ship_whoosh_index",
    "ENTITY_RECOGNISER": "recogniser",
    "STRICT_LINKING": "strict_linking",
    "DISCOVERED_FROM": "discovered_from",
    "INGEST_FORMATS": "own_formats",
    "JOBS": "jobs",
}
"""Settings name → option. ``PATH``, ``OUTPUT_PATH``, ``THEME`` and ``CACHE_PATH`` are read as in Pelican."""

_RANGES: dict[str, tuple[float, float]] = {
    "page_size": (5, 500),
    "feed_size": (1, 1000),
    "related": (0, 50),
    "title_weight": (0.1, 100),
    "discovered_from": (0, 1_000_000),
    "jobs": (0, 256),
}


def read_options(settings: Mapping[str, Any]) -> Options:
    """Check ``settings`` (upper-case names, as in ``pelicanconf.py``) and freeze them.

    Raises SettingError for the first value that will not do, naming the setting, the value and what is allowed.
    """
    paths = {}
    defaults = {"PATH": "content", "OUTPUT_PATH": "output", "THEME": "themes/broadsheet", "CACHE_PATH": ".backfile"}
    for name, default in defaults.items():
        paths[name] = Path(settings.get(name) or default).absolute()
    values: dict[str, Any] = {}
    for name, option in SETTINGS.items():
        if settings.get(name) is not None:
            values[option] = _checked(name, option, settings[name])
    values["site_url"] = values.get("site_url", "").rstrip("/")
    return Options(
        content=paths["PATH"], output=paths["OUTPUT_PATH"], theme=paths["THEME"], cache=paths["CACHE_PATH"], **values
    )


def _checked(name: str, option: str, value: Any) -> Any:
    kind = Options.__dataclass_fields__[option].type
    if kind == "bool":
        if not isinstance(value, bool):
            raise SettingError(f"{name} = {value!r}: True or False is expected")
        return value
    if kind in ("int", "float"):
        if option == "page_size" and value is False:
            return Options.__dataclass_fields__[option].default
        if isinstance(value, bool) or not isinstance(value, (int, float) if kind == "float" else int):
            raise SettingError(f"{name} = {value!r}: a number is expected")
        low, high = _RANGES[option]
        if not low <= value <= high:
            raise SettingError(f"{name} = {value!r}: a number from {low:g} to {high:g} is expected")
        return value
    if kind == "tuple[str, ...]":
        if not isinstance(value, list | tuple) or not all(isinstance(entry, str) and entry for entry in value):
            raise SettingError(f"{name} = {value!r}: a list of texts in quotes is expected")
        return tuple(value)
    if not isinstance(value, str):
        raise SettingError(f"{name} = {value!r}: text in quotes is expected")
    if option == "lang" and not LANGUAGE_TAG.fullmatch(value):
        raise SettingError(f"{name} = {value!r}: a language tag such as 'en', 'de' or 'pt-BR' is expected")
    if option == "timezone":
        try:
            load_zone(value)
        except KeyError:
            raise SettingError(f"{name} = {value!r}: a zone such as 'Europe/Berlin' or 'UTC' is expected") from None
    if option == "site_url" and value and urlsplit(value).scheme not in ("http", "https"):
        raise SettingError(f"{name} = {value!r}: an address that starts with https:// is expected, or '' for none")
    return value
