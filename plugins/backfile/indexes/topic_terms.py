"""Topics of the vocabulary among those of the archive: records for terms that articles use, and what is above them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from backfile.indexes.names import topic_name
from backfile.model.authority import Origin, Topic
from backfile.vocabulary import media_topics


def with_terms(
    records: Mapping[str, Topic], used: Iterable[str], language: str, gone: Mapping[str, Topic]
) -> dict[str, Topic]:
    """All topics by id, each with its parent: the records, what ``used`` names, and all above both.

    An editor's record stands for the term whose qcode it has. Without a parent of its own its place is below that of
    its term. A parent that neither records nor the vocabulary know gets a record too, so that the tree has no gaps.
    ``gone`` are merged and hidden records: where they are parents, the one that has taken their place or the next
    above counts.
    """
    by_qcode = {topic.qcode: topic.id for topic in (*gone.values(), *records.values()) if topic.qcode}
    found: dict[str, Topic] = {}
    waiting = [*records, *used]
    while waiting:
        topic_id = waiting.pop()
        if topic_id in found:
            continue
        record = records.get(topic_id) or _without_record(topic_id, language)
        parent = _above(record, by_qcode)
        seen = {topic_id}
        while parent in gone:
            seen.add(parent)
            parent = gone[parent].merged_into or _above(gone[parent], by_qcode)
            parent = "" if parent in seen else parent
        found[topic_id] = record if record.parent == parent else replace(record, parent=parent)
        if parent:
            waiting.append(parent)
    return dict(sorted(found.items()))


def _without_record(topic_id: str, language: str) -> Topic:
    term = media_topics.term(topic_id)
    if term is not None and term.id == topic_id:
        return media_topics.as_topic(term, language)
    return Topic(id=topic_id, name=topic_name(topic_id))


def _above(record: Topic, by_qcode: Mapping[str, str]) -> str:
    """The id of the topic's parent."""
    if record.parent and record.origin is not Origin.VOCABULARY:
        return record.parent
    term = media_topics.term(record.qcode) if record.qcode else None
    above = media_topics.term(term.parent) if term and term.parent else None
    return by_qcode.get(above.qcode, above.id) if above else ""
