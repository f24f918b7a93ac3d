"""Roles over time: what people and organisations are called in the articles, and by the editors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date as Date

from backfile.indexes import EntityEntry, Index
from backfile.model.article import Status
from backfile.model.authority import Period
from backfile.pages import dates
from backfile.pages.context import mention_of
from backfile.pages.views import RoleLine

MOST = 8
"""Roles from the articles that a page shows, the most frequent."""

SHARE = 0.04
"""Of the articles that give the most frequent role, so many must give another one."""


@dataclass(slots=True)
class _Role:
    forms: Counter[str] = field(default_factory=Counter)
    days: list[Date] = field(default_factory=list)


def roles_of(index: Index, entry: EntityEntry) -> tuple[RoleLine, ...]:
    """The editors' roles, then those that the articles give; each in order of time."""
    by_time = sorted(entry.entity.roles, key=lambda role: (role.valid and role.valid[0]) or Date.max)
    edited = tuple(RoleLine(role.name, period(role.valid)) for role in by_time)
    known = {normal_role(role.name) for role in entry.entity.roles}
    roles: dict[str, _Role] = {}
    for position in entry.stories:
        story = index.stories[position]
        mention = mention_of(story, entry) if story.article.status is not Status.CANCELED else None
        if mention and mention.role:
            role = roles.setdefault(normal_role(mention.role), _Role())
            role.forms[" ".join(mention.role.split())] += 1
            role.days.append(story.article.day)
    frequent = sorted(roles.items(), key=lambda item: (-len(item[1].days), item[0]))
    # What one article in hundreds says is a slip, of its writer or of the rules.
    least = max((len(role.days) for role in roles.values()), default=0) * SHARE
    shown = [(key, role) for key, role in frequent if key and key not in known and len(role.days) >= least][:MOST]
    shown.sort(key=lambda item: (min(item[1].days), item[0]))
    return (*edited, *(RoleLine(_name(role.forms), _months(role.days), len(role.days)) for _, role in shown))


def normal_role(role: str) -> str:
    """What two spellings of a role have in common: small letters, no article, no full stops. A demonym stays."""
    words = role.casefold().replace(".", "").split()
    while words and words[0] in _ARTICLES:
        words.pop(0)
    return " ".join(words)


_ARTICLES = frozenset({"the", "a", "an", "its", "his", "her", "their", "der", "die", "das", "le", "la", "el"})


def period(valid: Period | None) -> str:
    """``3 May 2012 to 7 May 2018``, ``since 3 May 2012``, ``until 7 May 2018``."""
    first, last = valid or (None, None)
    if first and last:
        return dates.span(first, last)
    if first:
        return f"since {dates.long_date(first)}"
    return f"until {dates.long_date(last)}" if last else ""


def _name(forms: Counter[str]) -> str:
    name = min(forms, key=lambda form: (-forms[form], form))
    return name[:1].upper() + name[1:]


def _months(days: Sequence[Date]) -> str:
    """``March 1987``, ``March to October 1987``, ``March 1987 to May 1988``."""
    first, last = min(days), max(days)
    end = dates.month_name(last.year, last.month)
    if (first.year, first.month) == (last.year, last.month):
        return end
    start = dates.MONTHS[first.month - 1] if first.year == last.year else dates.month_name(first.year, first.month)
    return f"{start} to {end}"
