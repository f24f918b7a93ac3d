"""Building the index: every grouping, in the order in which they need each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from backfile.indexes.agencies import group_agencies
from backfile.indexes.chronology import calendar_days, calendar_months, calendar_years, in_order
from backfile.indexes.cities import city_addresses, group_datelines
from backfile.indexes.index import Choices, Index
from backfile.indexes.related import choose, related_stories
from backfile.indexes.standing import Standing
from backfile.indexes.storylines import follow, storylines
from backfile.indexes.subjects import alias_addresses, group_entities, group_topics
from backfile.indexes.versions import version_chains
from backfile.model.authority import Authority
from backfile.model.options import Options
from backfile.model.story import Story


def build_index(stories: Sequence[Story], authority: Authority, options: Options) -> Index:
    """Group published stories in every way, and relate them."""
    return relate(group(stories, authority, options.lang), options)


def group(stories: Sequence[Story], authority: Authority, language: str = "en") -> Index:
    """Group published stories in every way. The same index for any order of ``stories`` and of the authority's records.

    Withheld stories and those under embargo must not be among them. ``language`` names topics of the vocabulary.
    """
    standing = Standing(authority)
    ordered = standing.stories(in_order(stories))
    topics, topics_of = group_topics(ordered, authority, standing, language)
    entities, entities_of = group_entities(ordered, standing.entities)
    datelines, cities = group_datelines(ordered, Authority(standing.topics, standing.entities))
    days = calendar_days(ordered)
    months = calendar_months(days)
    versions = version_chains(ordered)
    return Index(
        stories=ordered,
        topics=topics,
        entities=entities,
        agencies=group_agencies(ordered),
        datelines=datelines,
        cities=cities,
        years=calendar_years(months),
        months=months,
        days=days,
        topics_of=topics_of,
        entities_of=entities_of,
        versions=versions,
        aliases=alias_addresses(topics, entities, standing) | city_addresses(cities),
    )


def relate(index: Index, options: Options, before: Choices | None = None) -> Index:
    """The index with related stories and storylines.

    ``before``: ``Index.choices`` of another build, used as far as they hold.
    """
    subjects = [
        (*of_topics, *of_entities) for of_topics, of_entities in zip(index.topics_of, index.entities_of, strict=True)
    ]
    choices = choose(index.stories, subjects, index.versions, options.related, before)
    kept = before.follows if before else None
    follows = follow(index.stories, index.topics_of, index.entities_of, index.versions, kept)
    return replace(
        index,
        related=related_stories(choices, options.related),
        choices=replace(choices, follows=follows),
        storylines=storylines(index.stories, follows, index.versions),
    )
