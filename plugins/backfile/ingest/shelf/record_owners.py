"""Which record another is merged into: an editors' record of the same name, or one that Wikidata says is the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from backfile.ingest.shelf.record_merging import Record, record_key
from backfile.model.authority import Entity, Topic
from backfile.vocabulary.media_topics import term_named

Sign = tuple[str, str]
"""(folder, what a record is known by): a name in small letters, a Wikidata id, a Media Topic."""


def folder_of(record: Record) -> str:
    """Where records of its kind stand below ``content/``."""
    return f"entities/{record.kind.folder}" if isinstance(record, Entity) else "topics"


def slug_of(record: Record) -> str:
    """Its id without the kind."""
    return record.id.rpartition(":")[2]


def owners(wires: Mapping[str, Record], editors: Iterable[Record]) -> dict[str, str]:
    """By key of a wire's record the slug of the record that it is merged into, for those that are.

    An editors' record that has its name, or else its Wikidata id or Media Topic, or else one of its other names, is the
    owner. Of several records of wires with one Wikidata id or Media Topic that have no such owner the one with the
    shortest id stands for all.
    """
    editors = list(editors)
    named, coded = _claims(editors)
    found: dict[str, str] = {}
    for key, record in wires.items():
        folder = folder_of(record)
        codes = {owner for code in _codes(record) if (owner := coded.get((folder, code)))}
        others = {owner for name in record.aliases if (owner := named.get((folder, name.casefold())))}
        owner = named.get((folder, record.name.casefold())) or _only(codes) or _only(others)
        if owner and owner != slug_of(record):
            found[key] = owner
    for keys in _same(wires):
        owner = _only({found[key] for key in keys if key in found})
        alone = sorted((key for key in keys if key not in found), key=lambda key: (len(key), key))
        owner = owner or slug_of(wires[alone[0]]) if alone else owner
        found |= {key: owner for key in alone if owner and owner != slug_of(wires[key])}
    return _without_circles(found, wires)


def _claims(editors: list[Record]) -> tuple[dict[Sign, str], dict[Sign, str]]:
    """Names, and codes, to the slug of the one record that claims them; what several claim is nobody's."""
    ends = _ends(editors)
    claims: tuple[dict[Sign, str], dict[Sign, str]] = {}, {}
    for record in editors:
        folder, slug = folder_of(record), ends[record_key(record)]
        names = {record.name, *record.aliases, *(name for _, name in record.names)}
        for claimed, signs in zip(
            claims, ({name.casefold() for name in names if name}, set(_codes(record))), strict=True
        ):
            for sign in signs:
                if claimed.setdefault((folder, sign), slug) != slug:
                    claimed[folder, sign] = ""
    return claims


def _ends(editors: Iterable[Record]) -> dict[str, str]:
    """By key the slug of the record at the end of its chain of ``merged_into``."""
    following: dict[str, str] = {}
    for record in editors:
        if record.merged_into:
            known = term_named(record.merged_into) if isinstance(record, Topic) else None
            following[record_key(record)] = (
                f"topic:{record.merged_into}" if isinstance(record, Topic) else record.merged_into
            )
            if known and ":" in record.merged_into:
                following[record_key(record)] = f"topic:{known.id}"
    ends = {}
    for record in editors:
        key, seen = record_key(record), set()
        while key in following and key not in seen:
            seen.add(key)
            key = following[key]
        ends[record_key(record)] = key.rpartition(":")[2]
    return ends


def _codes(record: Record) -> Iterator[str]:
    """What nothing else can have: of entities only Wikidata's ids, for wires use their own codes loosely."""
    if record.wikidata:
        yield record.wikidata
    if isinstance(record, Topic) and record.qcode:
        yield record.qcode


def _same(wires: Mapping[str, Record]) -> Iterator[list[str]]:
    """Keys of records that share a code, directly or over others."""
    by_code: defaultdict[Sign, list[str]] = defaultdict(list)
    for key, record in sorted(wires.items()):
        for code in _codes(record):
            by_code[folder_of(record), code].append(key)
    group: dict[str, list[str]] = {}
    for keys in by_code.values():
        together = list(dict.fromkeys(other for key in keys for other in group.get(key, [key])))
        group |= dict.fromkeys(together, together)
    seen: set[str] = set()
    for key, keys in sorted(group.items()):
        if key not in seen and len(keys) > 1:
            seen.update(keys)
            yield sorted(keys)


def _only(found: set[str]) -> str:
    """The only one; empty for none or several."""
    return next(iter(found)) if len(found) == 1 else ""


def _without_circles(found: dict[str, str], wires: Mapping[str, Record]) -> dict[str, str]:
    """Editors can merge their record into a wire's that has another of their names: such a one stands for itself."""
    kept = dict(found)
    for key in sorted(found):
        at, seen = key, {key}
        while at in kept:
            kind = at.partition(":")[0]
            at = f"{kind}:{kept[at]}"
            if at in seen:
                del kept[key]
                break
            seen.add(at)
    return kept
