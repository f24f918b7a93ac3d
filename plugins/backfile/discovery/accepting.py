"""``invoke entities accept``: what an editor has left of the proposals becomes records.

What is there is never overwritten. An entry that cannot be taken is named with its line and stays in the file; all
others leave it. A second run over the same entries changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from backfile.discovery.entries import Entry, read_entries, write_rest
from backfile.discovery.not_names import NotName, add_rejected
from backfile.discovery.proposals import names_as_ids
from backfile.discovery.record_file import dump_record, record_path
from backfile.model.authority import Entity
from backfile.model.problems import BackfileError, Problem
from backfile.reader import read_authority
from backfile.reader.list_edits import with_list, with_list_in_record
from backfile.reader.values import BadValue


@dataclass(slots=True)
class Accepted:
    """What became of the entries."""

    written: list[str] = field(default_factory=list)
    """Ids of new records."""
    there: list[str] = field(default_factory=list)
    """Ids of records that say this already."""
    merged: list[str] = field(default_factory=list)
    """Ids of records that got further names, or had them."""
    rejected: int = 0
    problems: list[Problem] = field(default_factory=list)
    """Why other entries are left in the file, and warnings; by line."""

    @property
    def left(self) -> int:
        """Entries that could not be taken."""
        return len({problem.line for problem in self.problems if problem.is_error})

    def lines(self) -> list[str]:
        """A summary for people."""
        parts = [f"{len(self.written):,} records written"]
        for count, words in (
            (len(self.there), "there already"),
            (len(self.merged), "made other names of a record"),
            (self.rejected, "rejected"),
        ):
            if count:
                parts.append(f"{count:,} {words}")
        found = [str(problem) for problem in self.problems]
        return [
            *found,
            ", ".join(parts) + (f"; {self.left:,} could not be taken and stay in the file" * bool(self.left)),
        ]


class _Records:
    """The records of an archive while new ones are added."""

    def __init__(self, content: Path) -> None:
        self.content = content
        self.entities = dict(read_authority(content)[0].entities)
        self.owners: dict[str, str] = {}
        for entity in self.entities.values():
            self.claim(entity)

    def claim(self, entity: Entity) -> None:
        self.entities[entity.id] = entity
        for name in names_as_ids(entity.kind, _names(entity)):
            self.owners.setdefault(name, entity.id)


def accept(content: Path, file: Path) -> Accepted:
    """Write the records of the proposals in ``file`` below ``content`` and take them out of the file.

    Raises BackfileError when the file is not there or no list, and when the disk refuses.
    """
    entries, problems = read_entries(file)
    result = Accepted(problems=problems)
    records = _Records(content)
    done = set()
    rejects = [entry for entry in entries if entry.rejected]
    for entry in entries:
        if not entry.rejected and not entry.into and _added(entry, records, file, result):
            done.add(entry.line)
    for entry in entries:  # when all records are there, so that an entry may go into another one of the file
        if entry.into and _merged(entry, records, file, result):
            done.add(entry.line)
    add_rejected(content, [NotName(it.entity.name, it.entity.kind, it.entity.aliases) for it in rejects])
    result.rejected = len(rejects)
    write_rest(file, done | {entry.line for entry in rejects})
    result.problems.sort()
    return result


def _names(entity: Entity) -> tuple[str, ...]:
    return (entity.name, *entity.aliases, *(name for _, name in entity.names))


def _added(entry: Entry, records: _Records, file: Path, result: Accepted) -> bool:
    """Whether the entry is a record now."""
    entity = entry.entity
    there = records.entities.get(entity.id)
    if there is not None and set(_names(entity)) <= set(_names(there)):
        result.there.append(entity.id)
        return True
    if there is not None:
        message = f"{entity.id} is the id of {there.name} ({there.path or 'a record without a file'})"
        return _refused(result, file, entry, message, f"write 'into: {entity.id}', or give another id")
    for name in _names(entity):
        owner = next((records.owners[it] for it in names_as_ids(entity.kind, [name]) if it in records.owners), "")
        if owner:
            message = f"{name} is a name of {owner}"
            hint = f"write 'into: {owner}'" + (", or take it out of the aliases" if name != entity.name else "")
            return _refused(result, file, entry, message, hint)
    path = record_path(entity)
    target = records.content / path
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as stream:
            stream.write(dump_record(entity))
    except FileExistsError:
        return _refused(result, file, entry, f"there is a file {path} already", "mend or remove it, or give another id")
    except OSError as error:
        raise BackfileError(f"{target} cannot be written: {error.strerror}.") from error
    records.claim(replace(entity, path=path))
    result.written.append(entity.id)
    return True


def _merged(entry: Entry, records: _Records, file: Path, result: Accepted) -> bool:
    """Whether the entry's names are names of the record that it is to go into."""
    target = records.entities.get(entry.into)
    while target is not None and target.merged_into and target.merged_into != target.id:
        target = records.entities.get(target.merged_into)
    if target is None:
        return _refused(result, file, entry, f"there is no record {entry.into}", "correct the id")
    fresh = [name for name in dict.fromkeys(_names(entry.entity)) if name not in _names(target)]
    for name in fresh:
        owners = {records.owners.get(it, target.id) for it in names_as_ids(target.kind, [name])} - {target.id}
        if owners:
            return _refused(result, file, entry, f"{name} is a name of {min(owners)}", "take it out")
    if fresh:
        if not target.path:
            home = record_path(target)
            return _refused(result, file, entry, f"{target.id} has no file to hold the names", f"add {home} first")
        changed = replace(target, aliases=(*target.aliases, *fresh))
        try:
            _write_aliases(records.content / target.path, changed)
        except BadValue as bad:
            return _refused(result, file, entry, f"{target.path}: {bad.message}", bad.hint)
        records.claim(changed)
    result.merged.append(target.id)
    return True


def _write_aliases(path: Path, entity: Entity) -> None:
    try:
        data = path.read_bytes()
        if path.suffix == ".md":
            changed = with_list(data, "aliases", entity.aliases, after=("name",))
        else:
            changed = with_list_in_record(data, (entity.id, entity.slug), "aliases", entity.aliases)
        path.write_bytes(changed)
    except OSError as error:
        raise BackfileError(f"{path} cannot be changed: {error.strerror}.") from error


def _refused(result: Accepted, file: Path, entry: Entry, message: str, hint: str) -> bool:
    result.problems.append(Problem(str(file), entry.line, message, hint))
    return False
