"""Forms of one name: which of them stand for the same person, organisation or place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from backfile.model import permalinks
from backfile.model.authority import Kind

_LEGAL = re.compile(
    r"(?:,? (?:Inc|Incorporated|Corp|Corporation|Co|Company|Cos|Ltd|Limited|PLC|Plc|plc|AG|GmbH|SA|SpA|NV|BV|AB|ASA|Oy"
    r"|KK|Pty|LLC|LP|S\.A|N\.V|A/S)\.?)+\Z"
)
_MIDDLE_INITIALS = re.compile(r"(?<=[^\W\d_]{2})(?: [^\W\d_]\.)+(?= )")
_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,8}")
_SMALL = frozenset(
    {"a", "and", "at", "de", "der", "des", "di", "du", "for", "für", "in", "la", "of", "on", "the", "und", "y"}
)

_LEAST_INITIALS = 3
"""Words from which initials tell enough: too many organisations have the same two."""


def headword(name: str, kind: Kind) -> str:
    """What a name is filed under: organisations without legal suffix and article, people without middle initials."""
    if kind is Kind.PERSON:
        return _MIDDLE_INITIALS.sub("", name)
    if kind is Kind.ORGANISATION:
        bare = _LEGAL.sub("", name)
        return bare[4:] if bare.startswith("The ") and " " in bare[4:] else bare or name
    return name


def group_variants(kinds: Mapping[str, Kind]) -> dict[str, list[str]]:
    """Names → by typed id all names that belong together, in order. The smaller group joins by initials only where one
    organisation alone has them."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(kinds):
        groups[f"{kinds[name]}:{permalinks.slugify(headword(name, kinds[name]))}"].append(name)
    for acronym, full in _spelt_out(name for name in kinds if kinds[name] is Kind.ORGANISATION).items():
        short = f"organisation:{permalinks.slugify(acronym)}"
        long = f"organisation:{permalinks.slugify(headword(full, Kind.ORGANISATION))}"
        if short != long and short in groups and long in groups:
            groups[long] += groups.pop(short)
    return dict(groups)


def _spelt_out(names: Iterable[str]) -> dict[str, str]:
    """Acronym → the one name whose initials it is."""
    acronyms: set[str] = set()
    claims: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for name in sorted(names):
        if _ACRONYM.fullmatch(name):
            acronyms.add(name)
            continue
        words = [word for word in re.findall(r"[^\W\d_]+", headword(name, Kind.ORGANISATION)) if word not in _SMALL]
        if len(words) >= _LEAST_INITIALS:
            initials = "".join(word[0] for word in words).upper()
            claims[initials].setdefault(permalinks.slugify(headword(name, Kind.ORGANISATION)), name)
    found = {}
    for acronym in sorted(acronyms):
        owners = claims.get(acronym.replace(".", ""), {})
        if len(owners) == 1:
            found[acronym] = next(iter(owners.values()))
    return found
