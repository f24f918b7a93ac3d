"""Topics and entities: one entry an address, whoever names it, with the stories that belong to it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from backfile.indexes.index import EntityEntry, TopicEntry
from backfile.indexes.names import entity_name
from backfile.indexes.standing import Standing
from backfile.indexes.topic_terms import with_terms
from backfile.indexes.topic_tree import TopicTree
from backfile.model import permalinks
from backfile.model.authority import Authority, Entity, Kind
from backfile.model.story import Story

_KINDS = frozenset(kind.value for kind in Kind)


def is_entity_id(text: str) -> bool:
    """True for a kind that there is and a name: ``person:vladimir-putin``."""
    kind, _, name = text.partition(":")
    return kind in _KINDS and bool(name)


def group_topics(
    stories: Sequence[Story], authority: Authority, standing: Standing, language: str
) -> tuple[dict[str, TopicEntry], tuple[tuple[str, ...], ...]]:
    """All topics by id, and for each story its topics as filed.

    What is above them has an entry too, from the vocabulary (in ``language``) where no record describes it.
    """
    described = standing.topics
    canonical = _canonical_ids(
        described,
        [topic.parent for topic in described.values() if topic.parent and topic.parent not in authority.topics],
        (meant for story in stories for topic in story.article.topics if (meant := standing.topic(topic))),
        permalinks.topic,
    )
    filed = tuple(
        _each_once(canonical[meant] for topic in story.article.topics if (meant := standing.topic(topic)))
        for story in stories
    )
    gone = {topic_id: topic for topic_id, topic in authority.topics.items() if topic_id not in described}
    records = with_terms(described, set(canonical.values()), language, gone)
    canonical |= {topic_id: topic_id for topic_id in records.keys() - canonical.keys()}
    tree = TopicTree(records, {topic_id: canonical.get(record.parent, "") for topic_id, record in records.items()})
    own: defaultdict[str, list[int]] = defaultdict(list)
    rolled_up: defaultdict[str, list[int]] = defaultdict(list)
    for position, topics in enumerate(filed):
        for topic_id in topics:
            own[topic_id].append(position)
        for topic_id in tree.with_ancestors(topics):
            rolled_up[topic_id].append(position)
    shown = tree.with_ancestors(topic_id for topic_id, it in records.items() if own[topic_id] or it.description)
    entries = {
        topic_id: TopicEntry(
            topic=record,
            url=permalinks.topic(topic_id),
            own=tuple(own[topic_id]),
            stories=tuple(rolled_up[topic_id]),
            parents=tree.ancestors(topic_id),
            children=tree.children(topic_id),
            has_page=topic_id in shown,
        )
        for topic_id, record in records.items()
    }
    return entries, filed


def group_entities(
    stories: Sequence[Story], described: Mapping[str, Entity]
) -> tuple[dict[str, EntityEntry], tuple[tuple[str, ...], ...]]:
    """All entities by id, and for each story those that it mentions, each once, in order of first mention.

    An entity that no record describes is called what stories call it most often, else by its id. Mentions whose id has
    no known kind have no address and are left out. ``described`` are the records that stand, and mentions are of those.
    """
    canonical = _canonical_ids(
        described,
        (),
        (mention.entity for story in stories for mention in story.mentions if is_entity_id(mention.entity)),
        permalinks.entity,
    )
    filed = []
    positions: defaultdict[str, list[int]] = defaultdict(list)
    called: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for position, story in enumerate(stories):
        mentioned = _each_once(canonical[it.entity] for it in story.mentions if it.entity in canonical)
        filed.append(mentioned)
        for entity_id in mentioned:
            positions[entity_id].append(position)
        for mention in story.mentions:
            if mention.name and mention.entity in canonical and mention.entity not in described:
                called[canonical[mention.entity]][mention.name] += 1
    entries = {}
    for entity_id in sorted(set(canonical.values())):
        record = described.get(entity_id)
        if record is None:
            forms = called[entity_id]
            name = min(forms, key=lambda form: (-forms[form], form)) if forms else entity_name(entity_id)
            record = Entity(id=entity_id, kind=Kind(entity_id.partition(":")[0]), name=name)
        entries[entity_id] = EntityEntry(record, permalinks.entity(entity_id), tuple(positions[entity_id]))
    return entries, tuple(filed)


def alias_addresses(
    topics: dict[str, TopicEntry], entities: dict[str, EntityEntry], standing: Standing
) -> dict[str, str]:
    """Addresses that lead to another one: those of merged records, of qcodes, and those that aliases would have.

    Only where the address is free. That of an alias, which one record alone must claim: an alias of two people leads
    nowhere. Records without a page or without a file of their own (whole vocabularies) get none for aliases.
    """
    sure = {
        **{permalinks.topic(it.topic.qcode): it.url for it in topics.values() if it.topic.qcode and it.has_page},
        **{
            url: topics[name].url
            for url, name in standing.merged_topics(permalinks.topic).items()
            if _has_page(topics.get(name))
        },
        **{
            url: entities[name].url
            for url, name in standing.merged_entities(permalinks.entity).items()
            if _has_page(entities.get(name))
        },
    }
    taken = {entry.url for entry in topics.values()} | {entry.url for entry in entities.values()}
    claims: defaultdict[str, set[str]] = defaultdict(set)
    for entry in topics.values():
        if entry.has_page and entry.topic.path:
            for alias in entry.topic.aliases:
                claims[permalinks.topic(alias)].add(entry.url)
    for subject in entities.values():
        if subject.has_page and subject.entity.path:
            for alias in subject.entity.aliases:
                claims[permalinks.entity(f"{subject.entity.kind}:{alias}")].add(subject.url)
    claimed = {url: min(targets) for url, targets in claims.items() if len(targets) == 1} | sure
    return {url: target for url, target in sorted(claimed.items()) if url not in taken}


def _has_page(entry: TopicEntry | EntityEntry | None) -> bool:
    return entry is not None and entry.has_page


def _canonical_ids(
    described: Iterable[str], wanted: Iterable[str], used: Iterable[str], address: Callable[[str], str]
) -> dict[str, str]:
    """Every id → the id that stands for its address: a described one before a merely used one, then in order."""
    address = lru_cache(maxsize=None)(address)
    first: dict[str, str] = {}
    known = sorted(described)
    all_ids = [*known, *sorted({*wanted, *used} - set(known))]
    for name in all_ids:
        first.setdefault(address(name), name)
    return {name: first[address(name)] for name in all_ids}


def _each_once(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))
