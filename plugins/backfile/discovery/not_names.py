"""What editors have rejected: ``content/entities/not-names.yaml``, a list of names that shall not be found again.

The file lies beside the folders of records and is none of them. Editors may write into it by hand.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from yaml import MappingNode, Node, SequenceNode

from backfile.discovery.proposals import names_as_ids
from backfile.model.authority import Kind
from backfile.model.problems import BackfileError, Problem
from backfile.reader.fields import Fields
from backfile.reader.scalars import flow, scalar
from backfile.reader.source import decode
from backfile.reader.values import BadValue, read_text
from backfile.reader.yaml_nodes import compose

FILE = "entities/not-names.yaml"
"""Relative to the content folder."""

MAX_FILE = 32_000_000
"""Bytes."""

_HEAD = """\
# Names that editors have rejected: neither 'invoke entities suggest' nor the site's automatic pages bring them again.
# An entry without a kind holds for all kinds. Delete an entry to have the name back.
"""


@dataclass(frozen=True, slots=True)
class NotName:
    """A name that is none, or that shall have no record."""

    name: str
    kind: Kind | None
    """None for every kind."""
    aliases: tuple[str, ...] = ()

    def ids(self) -> set[str]:
        """The typed ids that are rejected with it."""
        names = (self.name, *self.aliases)
        return {found for kind in ([self.kind] if self.kind else Kind) for found in names_as_ids(kind, names)}


def read_rejected(content: Path) -> frozenset[str]:
    """Typed ids that are not to be found again, such as ``person:prime-rate``. Entries with a mistake are left out:
    ``read_not_names`` names them."""
    return frozenset(found for entry in read_not_names(content)[0] for found in entry.ids())


def read_not_names(content: Path) -> tuple[list[NotName], list[Problem]]:
    """The entries of the file, and what is wrong with others; nothing where there is no file."""
    try:
        data = (content / FILE).read_bytes()
    except FileNotFoundError:
        return [], []
    except OSError as error:
        return [], [Problem(FILE, 0, f"cannot be read: {error.strerror}", "check the file's permissions")]
    problems: list[Problem] = []
    text = decode(data, FILE, problems, MAX_FILE)
    root = compose(text, FILE, 1, problems) if text else None
    if root is not None and not isinstance(root, SequenceNode):
        problems.append(Problem(FILE, 1, "not a list of names", "begin with '- name: …'"))
    entries = []
    for node in root.value if isinstance(root, SequenceNode) else ():
        entry = _entry(node, problems)
        if entry is not None:
            entries.append(entry)
    return entries, sorted(problems)


def _entry(node: Node, problems: list[Problem]) -> NotName | None:

    if not isinstance(node, MappingNode):
        problems.append(Problem(FILE, node.start_mark.line + 1, "an entry must have keys", "such as 'name: …'"))
        return None
    fields = Fields(node, FILE, 1, problems)
    before = len(problems)
    fields.warn_unknown(("name", "kind", "aliases"))
    if fields.is_blank("name"):
        fields.error("name", "no name", "add 'name: …'")
    entry = NotName(fields.text("name"), fields.value("kind", read_kind, None), fields.values("aliases", read_text))
    return None if any(problem.is_error for problem in problems[before:]) else entry


def read_kind(text: str) -> Kind:
    """A kind of entity, by its word. Raises BadValue."""
    try:
        return Kind(text.strip().lower())
    except ValueError:
        raise BadValue(f"'{text[:60]}' is no kind", f"kinds are {', '.join(Kind)}") from None


def read_kinds(text: str) -> tuple[Kind, ...]:
    """Kinds with commas between them; all for an empty text. Raises BackfileError."""
    try:
        return tuple(dict.fromkeys(read_kind(word) for word in text.split(",") if word.strip())) or tuple(Kind)
    except BadValue as bad:
        raise BackfileError(f"--kinds: {bad.message} ({bad.hint})") from None


def add_rejected(content: Path, rejected: Iterable[NotName]) -> int:
    """Add entries to the file, those that it does not cover yet; what is there stays as it is. Returns how many.

    Raises BackfileError when the file cannot be written, or is so that nothing can be added.
    """
    entries, problems = read_not_names(content)
    for problem in problems:
        if problem.is_error:
            raise BackfileError(f"{content / FILE}: nothing can be added before this is mended: {problem}")
    known = {found for entry in entries for found in entry.ids()}
    fresh = []
    for entry in rejected:
        if not entry.ids() <= known:
            known |= entry.ids()
            fresh.append(entry)
    if not fresh:
        return 0
    file = content / FILE
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        before = file.read_bytes() if file.exists() else _HEAD.encode()
        between = b"" if not before or before.endswith((b"\n", b"\r")) else b"\n"
        file.write_bytes(before + between + "".join(_written(entry) for entry in fresh).encode())
    except OSError as error:
        raise BackfileError(f"{file} cannot be written: {error.strerror}.") from error
    return len(fresh)


def _written(entry: NotName) -> str:
    lines = [f"- name: {scalar(entry.name)}"]
    if entry.kind:
        lines.append(f"  kind: {entry.kind.value}")
    if entry.aliases:
        lines.append(f"  aliases: [{', '.join(flow(alias) for alias in entry.aliases)}]")
    return "\n".join([*lines, ""])
