"""What is proposed to editors: of all names of an archive those that are sure enough and that nobody has judged yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date as Date

from backfile.discovery.credible import Context, context, is_credible
from backfile.discovery.grouping import Group
from backfile.discovery.tally import Sample
from backfile.discovery.variants import headword, usual_form
from backfile.model.authority import Authority, Kind, Origin
from backfile.model.permalinks import slugify
from backfile.vocabulary.place import Place, PlaceKind

SHOWN = 3
"""Sentences and roles that are shown of one."""

Locate = Callable[[str], Place | None]
"""The place that a gazetteer has for a name, or None where it has none or cannot tell which."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A person, organisation, place or event that no record has."""

    id: str
    """Typed; no record and no other proposal has it."""
    kind: Kind
    name: str
    aliases: tuple[str, ...]
    """Its other spellings, most frequent first."""
    articles: int
    first: Date
    last: Date
    share: float
    """The part of the articles that take it for this kind, 0 to 1."""
    sure: float
    """The part of its articles in which the recogniser is sure of it, 0 to 1."""
    roles: tuple[tuple[str, int], ...] = ()
    """Roles in the words of the text, with the number of articles, most first."""
    samples: tuple[Sample, ...] = ()
    coordinates: tuple[float, float] | None = None
    country: str = ""
    origin: Origin = Origin.TEXT
    """VOCABULARY for a place that the gazetteer has."""
    keys: tuple[str, ...] = ()
    """``folding.fold`` of every name that it stands for."""


def judged_names(authority: Authority, rejected: Collection[str]) -> frozenset[str]:
    """What editors have judged, as ``names_as_ids`` gives it: the names of all records, and what was rejected."""
    found = set(rejected)
    for entity in authority.entities.values():
        found |= names_as_ids(entity.kind, (entity.name, *entity.aliases, *(name for _, name in entity.names)))
    return frozenset(found)


def names_as_ids(kind: Kind, names: Iterable[str]) -> set[str]:
    """The typed ids that a find would get under these names: in this form spellings of a name meet."""
    return {f"{kind.value}:{slugify(headword(name, kind))}" for name in names}


def propose(
    groups: Iterable[Group],
    days: list[Date],
    judged: Collection[str],
    ids: Collection[str],
    least: int = 2,
    kinds: Collection[Kind] = tuple(Kind),
    locate: Locate = lambda _: None,
) -> list[Proposal]:
    """The proposals, the most useful first: articles, weighed with how sure they are; then by name.

    ``days``: the day of each article; ``judged``: from ``judged_names``; ``ids``: of all records; ``least``: articles
    that a name must be in.
    """
    groups = list(groups)
    others = context(groups)
    chosen = [group for group in groups if _is_wanted(group, others, judged, least, kinds)]
    chosen.sort(key=lambda group: (-_weight(group), _display(group.form.written, group.form.kind), group.keys))
    taken = set(ids)
    found = []
    for group in chosen:
        proposal = _proposal(group, days, taken, locate)
        taken.add(proposal.id)
        found.append(proposal)
    return found


def _is_wanted(group: Group, others: Context, judged: Collection[str], least: int, kinds: Collection[Kind]) -> bool:
    form = group.form
    kind = form.kind
    if len(form.articles) < least or kind not in kinds or not is_credible(group, others):
        return False
    return names_as_ids(kind, form.written).isdisjoint(judged)


def _weight(group: Group) -> float:
    form = group.form
    return len(form.articles) * form.share * (0.5 + 0.5 * len(form.sure) / len(form.articles))


def _proposal(group: Group, days: list[Date], taken: Collection[str], locate: Locate) -> Proposal:
    form = group.form
    name = _display(form.written, form.kind)
    span = [days[number] for number in form.articles]
    place = locate(name) if form.kind is Kind.PLACE else None
    if place and place.kind is not PlaceKind.CITY and place.name in form.written:
        name = place.name  # "United States" before "U.S."
    return Proposal(
        id=_free_id(form.kind, name, taken),
        kind=form.kind,
        name=name,
        aliases=tuple(_others(form.written, name)),
        articles=len(form.articles),
        first=min(span),
        last=max(span),
        share=form.share,
        sure=len(form.sure) / len(form.articles),
        roles=tuple(_ranked_roles(form.roles)),
        samples=tuple(_chosen_samples(form.samples)),
        coordinates=place.coordinates if place else None,
        country=place.country if place else "",
        origin=Origin.VOCABULARY if place else Origin.TEXT,
        keys=group.keys,
    )


def _display(written: Mapping[str, int], kind: Kind) -> str:
    """The way of writing that most articles use; of a person one word only where there is no more."""

    whole = {name: count for name, count in written.items() if kind is not Kind.PERSON or " " in name}
    return usual_form(whole or written)


def _others(written: Mapping[str, int], name: str) -> list[str]:
    """Spellings that differ from the name in more than capitals; the most frequent of each."""
    found = {name.casefold(): name}
    for other in sorted(written, key=lambda other: (other.isupper() and " " in other, -written[other], other)):
        found.setdefault(other.casefold(), other)
    return sorted((other for other in found.values() if other != name), key=lambda other: (-written[other], other))


def _ranked_roles(roles: Mapping[str, int]) -> list[tuple[str, int]]:
    merged: Counter[str] = Counter()
    written: dict[str, str] = {}
    for role in sorted(roles, key=lambda role: (-roles[role], role)):
        merged[role.casefold()] += roles[role]
        written.setdefault(role.casefold(), role)
    ranked = sorted(merged, key=lambda key: (-merged[key], key))
    return [(written[key], merged[key]) for key in ranked[:SHOWN]]


def _chosen_samples(samples: list[Sample]) -> list[Sample]:
    """Sentences from different articles: first one that gives a role, then early, late and between."""
    ordered = list({sample.path: sample for sample in sorted(samples, reverse=True)}.values())[::-1]
    with_role = [sample for sample in ordered if sample.has_role]
    wanted = [*with_role[:1], *ordered[:1], *ordered[-1:], *ordered[len(ordered) // 2 :], *ordered]
    chosen: dict[str, Sample] = {}
    for sample in wanted:
        if len(chosen) < SHOWN and sample.sentence not in {other.sentence for other in chosen.values()}:
            chosen.setdefault(sample.path, sample)
    return sorted(chosen.values())


def _free_id(kind: Kind, name: str, taken: Collection[str]) -> str:
    slug = slugify(name)
    wanted, number = f"{kind.value}:{slug}", 2
    while wanted in taken:
        wanted, number = f"{kind.value}:{slug}-{number}", number + 1
    return wanted
