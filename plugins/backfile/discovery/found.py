"""Entities found automatically: which of the names that no record has get a page, and in which stories they are.

Decided over the whole archive, as a pure function of what reading made of each article: a build that reads one article
anew decides just as one that reads all of them. What gets a page is what ``invoke entities suggest`` would propose.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from backfile.discovery.folding import fold
from backfile.discovery.grouping import group
from backfile.discovery.proposals import Proposal, judged_names, propose
from backfile.discovery.sightings import ArticleNames, Sighting
from backfile.discovery.tally import tally
from backfile.discovery.variants import place_meant
from backfile.model.authority import Authority, Entity, Kind
from backfile.model.story import Mention, Story

KINDS = (Kind.PERSON, Kind.ORGANISATION, Kind.PLACE)


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

    ``lang``: of the archive. ``rejected``: typed ids that editors want no page for. What a record of the same kind is
    called is not found again: where linking left it open, it stays open.
    """
    if not least:
        return Discovery(list(stories), authority)
    written = Counter(name.name for story in stories for name in story.names)
    if least > 1:
        # Two thirds of all names stand in one story only: they are no use, and grouping them takes most of the time.
        written = Counter({name: count for name, count in written.items() if count > 1})
    counts = tally(_sighted(story, written) for story in stories)
    judged = judged_names(authority, rejected)
    locate = partial(place_meant, lang=lang)
    proposals = propose(group(counts, lang), counts.days, judged, authority.entities.keys(), least, KINDS, locate)
    entity_of = {key: proposal.id for proposal in proposals for key in proposal.keys}
    ids = {name: entity_id for name in sorted(written) if (entity_id := entity_of.get(fold(name)))}
    entities = authority.entities | {proposal.id: _entity(proposal) for proposal in proposals}
    return Discovery([_with_mentions(story, ids) for story in stories], replace(authority, entities=entities), ids)


def _sighted(story: Story, wanted: Collection[str]) -> ArticleNames:
    """The wanted names of a story as the tally wants them."""
    sightings = [
        Sighting(
            name=name.name,
            kind=name.kind,
            sure=name.sure,
            mentions=1,
            forms=(name.marked,) if name.marked and name.marked != name.name else (),
            roles=(name.role,) if name.role else (),
            cut=name.cut,
        )
        for name in story.names
        if name.name in wanted
    ]
    return ArticleNames(story.article.path, story.article.day, tuple(sightings))


def _entity(proposal: Proposal) -> Entity:
    return Entity(
        id=proposal.id,
        kind=proposal.kind,
        name=proposal.name,
        aliases=proposal.aliases,
        coordinates=proposal.coordinates,
        country=proposal.country,
        origin=proposal.origin,
    )


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
