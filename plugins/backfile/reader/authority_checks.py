"""What is wrong between authority records: broken hierarchies, names that two records claim."""

from __future__ import annotations

from collections.abc import Mapping

from backfile.model.authority import Authority, Entity, Topic
from backfile.model.problems import Problem, Severity
from backfile.reader.fields import Fields

Places = Mapping[str, Fields]
"""Where each record stands; the key is ``topic:<id>`` or an entity's id."""


def check_authority(authority: Authority, places: Places) -> list[Problem]:
    """Unknown parents, circles of parents, names and qcodes that two records have, unknown ids at ``unlike``.

    The records are settled: merged ones lead to one that stands for itself.
    """
    problems = _hierarchy(authority.topics, places)
    problems += _shared_names({f"topic:{topic.id}": topic for topic in authority.topics.values()}, places)
    problems += _shared_names(authority.entities, places)
    problems += _shared_qcodes(authority.topics, places)
    problems += _unlike(authority.entities, places)
    return problems


def _hierarchy(topics: Mapping[str, Topic], places: Places) -> list[Problem]:
    problems = []
    reported: set[str] = set()
    for topic in topics.values():
        fields = places[f"topic:{topic.id}"]
        path, line = fields.path, fields.line_of("parent")
        if topic.parent and topic.parent not in topics and not _in_vocabulary(topic.parent):
            hint = f"add topics/{topic.parent}.md, or correct the id"
            problems.append(Problem(path, line, f"parent {topic.parent} is no topic", hint))
        circle = _circle(topic, topics)
        if circle and not reported & set(circle):
            reported |= set(circle)
            way = " > ".join([*circle, circle[0]])
            problems.append(Problem(path, line, f"topics are each other's parents: {way}", "take one parent away"))
    return problems


def _in_vocabulary(topic_id: str) -> bool:
    from backfile.vocabulary.media_topics import term  # noqa: PLC0415 - only archives that use it pay for it

    return term(topic_id) is not None


def _shared_qcodes(topics: Mapping[str, Topic], places: Places) -> list[Problem]:
    """Two topics with one Media Topic: articles that are filed under it belong to one of them only."""
    owners: dict[str, str] = {}
    problems = []
    for topic in topics.values():
        itself = topic.merged_into or topic.id
        if topic.qcode and (owner := owners.setdefault(topic.qcode, itself)) != itself:
            fields = places[f"topic:{topic.id}"]
            message = f"{topic.qcode} is also the qcode of {owner}"
            hint = "give it to the one that means the same; the other can have it as parent"
            problems.append(Problem(fields.path, fields.line_of("qcode"), message, hint, Severity.WARNING))
    return problems


def _unlike(entities: Mapping[str, Entity], places: Places) -> list[Problem]:
    problems = []
    for entity in entities.values():
        for other in entity.unlike:
            fields = places[entity.id]
            path, line = fields.path, fields.line_of("unlike")
            if other == entity.id:
                message, hint = f"unlike {other}: a record cannot be unlike itself", "take it out"
            elif other not in entities:
                message, hint = f"unlike {other}: there is no such record", "correct the id, or add it"
            else:
                continue
            problems.append(Problem(path, line, message, hint, Severity.WARNING))
    return problems


def _circle(topic: Topic, topics: Mapping[str, Topic]) -> list[str]:
    """The way from a topic over its parents back to itself, or nothing."""
    way: list[str] = []
    current: Topic | None = topic
    while current is not None and current.id not in way:
        way.append(current.id)
        current = topics.get(current.parent)
    return way if current is topic else []


def _shared_names(records: Mapping[str, Topic] | Mapping[str, Entity], places: Places) -> list[Problem]:
    owners: dict[tuple[str, str], str] = {}
    problems = []
    for key, record in records.items():
        kind = key.partition(":")[0]
        names = {record.name, *record.aliases, *(name for _, name in record.names)}
        # What is merged into another record shares its names.
        prefix = "topic:" if isinstance(record, Topic) else ""
        itself = prefix + record.merged_into if record.merged_into else key
        for name in sorted(names):
            owner = owners.setdefault((kind, name), itself)
            if owner != itself:
                fields, other = places[key], places.get(owner, places[key])
                line = fields.line_of("name" if name == record.name or "aliases" not in fields else "aliases")
                message = f"{name} is also a name of {owner.removeprefix('topic:')}"
                hint = f"{other.path}:{other.line_of('name')}; context decides which one is meant"
                problems.append(Problem(fields.path, line, message, hint, Severity.WARNING))
    return problems
