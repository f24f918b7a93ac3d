"""Entities found automatically: which of the names that no record has get a page, and in which stories they are.

Decided over the whole archive, as a pure function of what reading made of each article: a build that reads one article
anew decides just as one that reads all of them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from backfile.discovery.variants import group_variants, place_meant
from backfile.model import permalinks
from backfile.model.authority import Authority, Entity, Kind, Origin
from backfile.model.story import FoundName, Mention, Story
from backfile.vocabulary.place import PlaceKind

_SHOUTED = 10
"""How many times commoner a form in capitals must be to be the usual one."""


@dataclass(frozen=True, slots=True)
class Discovery:
    """An archive with what was found in it."""

    stories: list[Story]
    """With mentions of what was found, behind those of records."""
    authority: Authority
    """With a record for each entity that was found."""
    ids: dict[str, str] = field(default_factory=dict)
    """``FoundName.name`` → typed id of the entity that it stands for. Names that get no page are not in it."""


def discover(
    stories: Sequence[Story], authority: Authority, least: int, lang: str = "en", rejected: Collection[str] = ()
) -> Discovery:
    """Make entities of the names that stand in ``least`` stories or more; 0 for none.

    ``lang``: of the archive. ``rejected``: typed ids that editors want no page for. What a record of any kind is called
    is never found again: where linking left it open, it stays open.
    """
    if not least:
        return Discovery(list(stories), authority)
    taken = _taken_slugs(authority)
    entity_of = {
        name: entity_id
        for entity_id, names in group_variants(settled_kinds(story.names for story in stories), lang).items()
        if entity_id.partition(":")[2] not in taken and entity_id not in rejected
        for name in names
    }
    counts: Counter[str] = Counter()
    for story in stories:
        counts.update({entity_of[name.name] for name in story.names if name.name in entity_of})
    ids = {name: entity_id for name, entity_id in sorted(entity_of.items()) if counts[entity_id] >= least}
    entities = authority.entities | _entities(stories, ids, lang)
    return Discovery([_with_mentions(story, ids) for story in stories], replace(authority, entities=entities), ids)


def settled_kinds(articles: Iterable[Sequence[FoundName]]) -> dict[str, Kind]:
    """Name → its kind, by the votes of all articles; names that no article is sure of are left out, and so are people
    who have one name only: too many share it."""
    votes: defaultdict[str, Counter[Kind]] = defaultdict(Counter)
    sure = set()
    for names in articles:
        for name in names:
            votes[name.name][name.kind] += 2 if name.sure else 1
            if name.sure:
                sure.add(name.name)
    order = list(Kind)
    kinds = {name: min(votes[name], key=lambda kind: (-votes[name][kind], order.index(kind))) for name in sorted(sure)}
    return {name: kind for name, kind in kinds.items() if kind is not Kind.PERSON or " " in name}


def _taken_slugs(authority: Authority) -> set[str]:
    """Slugs of all that records are called, and of their ids."""
    taken = set()
    for entity in authority.entities.values():
        taken.add(entity.slug)
        for name in (entity.name, *entity.aliases, *(name for _, name in entity.names)):
            taken.add(permalinks.slugify(name))
    return taken


def _entities(stories: Sequence[Story], ids: Mapping[str, str], lang: str) -> dict[str, Entity]:
    """A record for each entity: under the form that most stories use, the others as aliases."""
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for story in stories:
        for name in story.names:
            if entity_id := ids.get(name.name):
                forms[entity_id][name.name] += 1
    return {entity_id: _entity(entity_id, counts, lang) for entity_id, counts in sorted(forms.items())}


def _entity(entity_id: str, forms: Mapping[str, int], lang: str) -> Entity:
    kind = Kind(entity_id.partition(":")[0])
    usual = usual_form(forms)
    place = place_meant(usual, lang) if kind is Kind.PLACE else None
    if place and place.kind is not PlaceKind.CITY and place.name in forms:
        usual = place.name  # "United States" before "U.S."
    return Entity(
        id=entity_id,
        kind=kind,
        name=usual,
        aliases=tuple(sorted(form for form in forms if form != usual)),
        coordinates=place.coordinates if place else None,
        country=place.country if place else "",
        origin=Origin.VOCABULARY if place else Origin.TEXT,
    )


def usual_form(forms: Mapping[str, int]) -> str:
    """The form to show: the commonest that is not in capitals, else the commonest; ``IMF`` stays as it is."""
    mixed = {form: count for form, count in forms.items() if not form.isupper()} or forms
    if max(mixed.values()) * _SHOUTED < max(forms.values()):
        mixed = forms  # an acronym that was once written otherwise
    return min(mixed, key=lambda form: (-mixed[form], form))


def _with_mentions(story: Story, ids: Mapping[str, str]) -> Story:
    """The story with a mention of each entity that was found in it; the first of several forms counts."""
    mentions: dict[str, Mention] = {}
    for name in story.names:
        entity_id = ids.get(name.name)
        if entity_id and entity_id not in mentions:
            mentions[entity_id] = Mention(entity_id, name.marked or name.name, name.sentence, name.role)
    for mention in story.mentions:
        mentions.pop(mention.entity, None)
    return replace(story, mentions=(*story.mentions, *mentions.values())) if mentions else story
