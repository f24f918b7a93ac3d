"""Aliases that would do damage: ordinary words, days, months, peoples, given names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from backfile.linking.ordinary import is_calendar, is_demonym, is_function, is_given_name, is_ordinary
from backfile.linking.words import key_of
from backfile.model.authority import Authority, Entity, Kind
from backfile.model.problems import Problem, Severity


def why_useless(alias: str, kind: Kind) -> str:
    """Why an alias is not looked for at all; empty for one that is."""
    key = key_of(alias)
    if not key or (len(key) < 2 and key.isascii()) or key.isdigit():
        return "stands for too much"
    if " " in key:
        words = key.split()
        if words[0] in ("the", "a", "an") and len(words) == 2 and is_ordinary(words[1]) and kind is not Kind.PLACE:
            return "is an ordinary word with an article"
        small = alias.islower() and all(map(is_ordinary, words)) and kind is not Kind.EVENT
        return "is ordinary words in small letters" if small else ""
    if alias.isupper() and len(alias) > 1:
        return ""
    if is_function(key):
        return "is a word that begins sentences"
    if is_calendar(key) and kind is not Kind.PERSON:
        return "is a day or a month"
    if alias.islower() and is_ordinary(key):
        return "is an ordinary word in small letters"
    if kind is Kind.PLACE and is_demonym(key):
        return "is a people or language, and no mention of the place"
    return ""


def why_doubtful(alias: str, entity: Entity) -> str:
    """Why an alias is linked only where other evidence speaks for it, beyond what any ordinary word needs."""
    key, own = key_of(alias), key_of(entity.name)
    if entity.kind is Kind.PERSON and is_given_name(key) and own.startswith(f"{key} "):
        return "is a given name alone"
    return ""


def check_aliases(authority: Authority, content: Path) -> list[Problem]:
    """A warning for each alias that is useless or doubtful, with the line on which it stands."""
    return sorted(problem for entity in authority.entities.values() for problem in _of_entity(entity, content))


def _of_entity(entity: Entity, content: Path) -> Iterator[Problem]:
    for alias in entity.aliases:
        if reason := why_useless(alias, entity.kind):
            message, hint = f"alias {alias} {reason}", "it is not looked for; take it out"
        elif reason := why_doubtful(alias, entity):
            message = f"alias {alias} {reason}"
            hint = "it is linked only where more speaks for it: nothing, or take it out"
        else:
            continue
        yield Problem(entity.path, _line_of(alias, entity, content), message, hint, Severity.WARNING)


def _line_of(alias: str, entity: Entity, content: Path) -> int:
    try:
        lines = (content / entity.path).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return 0
    begins = 0
    if not entity.path.endswith(".md"):
        begins = next((row for row, line in enumerate(lines) if entity.slug in line), 0)
    begins = next((row for row, line in enumerate(lines) if row >= begins and "aliases" in line), begins)
    return next((row + 1 for row, line in enumerate(lines) if row >= begins and alias in line), 0)
