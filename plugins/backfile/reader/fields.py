"""The keys of one YAML mapping, typed one by one; whatever will not do becomes a problem with its line."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from difflib import get_close_matches
from typing import TypeVar

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from backfile.model.problems import Problem, Severity
from backfile.reader.values import BadValue, read_text
from backfile.reader.yaml_nodes import compose

T = TypeVar("T")


class Fields:
    """A mapping of the file at ``path``.

    An absent key and a key without a value (``byline:``) are the same. ``offset`` is the line of the file on which node
    line 0 stands.
    """

    __slots__ = ("_keys", "_values", "line", "offset", "path", "problems")

    def __init__(self, node: MappingNode, path: str, offset: int, problems: list[Problem]) -> None:
        self.path = path
        self.offset = offset
        self.problems = problems
        self.line = node.start_mark.line + offset
        """Where the mapping begins."""
        self._keys: dict[str, Node] = {}
        self._values: dict[str, Node] = {}
        for key, value in node.value:
            name = key.value
            if type(key) is not ScalarNode:
                self._note(key, "a key must be a plain word", "check brackets and colons")
            elif name == "<<" and not key.style:
                self._note(key, "merge key <<", "write the keys out")
            elif name in self._values:
                first = self._keys[name].start_mark.line + offset
                self._note(key, f"{name} is given twice", f"first in line {first}")
            else:
                self._keys[name] = key
                if value.value != "":
                    self._values[name] = value

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def keys(self) -> Iterator[str]:
        """All keys, those without a value too."""
        return iter(self._keys)

    def line_of(self, key: str) -> int:
        """The line of a key; where the mapping begins when the key is absent."""
        node = self._keys.get(key)
        return node.start_mark.line + self.offset if node else self.line

    def error(self, key: str, message: str, hint: str = "") -> None:
        """Note an error at a key."""
        self.problems.append(Problem(self.path, self.line_of(key), message, hint))

    def warn(self, key: str, message: str, hint: str = "") -> None:
        """Note a warning at a key."""
        self.problems.append(Problem(self.path, self.line_of(key), message, hint, Severity.WARNING))

    def error_at(self, line: int, message: str, hint: str = "") -> None:
        """Note an error at a line of the file."""
        self.problems.append(Problem(self.path, line, message, hint))

    def text(self, key: str) -> str:
        """The text of a key, or ``""``."""
        node = self._values.get(key)
        if node is None:
            return ""
        if type(node) is not ScalarNode:
            self._note(node, f"{key} must be one text", "put it in double quotes")
            return ""
        value: str = node.value
        if node.style == '"':
            return self._read(node, key, read_text, "")
        return value

    def value(self, key: str, read: Callable[[str], T], default: T) -> T:
        """The value of a key as ``read`` types it; ``default`` when it is absent or bad."""
        node = self._values.get(key)
        if node is None:
            return default
        if type(node) is not ScalarNode:
            self._note(node, f"{key} must be one value, not a list or group")
            return default
        return self._read(node, key, read, default)

    def values(self, key: str, read: Callable[[str], T]) -> tuple[T, ...]:
        """The values of a key that may hold one text or a list of texts."""
        return tuple(value for value, _ in self.values_with_lines(key, read))

    def values_with_lines(self, key: str, read: Callable[[str], T]) -> list[tuple[T, int]]:
        """The same, each with its line."""
        node = self._values.get(key)
        if node is None:
            return []
        if type(node) is ScalarNode:
            nodes = [node]
        elif type(node) is SequenceNode:
            nodes = node.value
        else:
            self._note(node, f"{key} must be a text or a list of texts")
            return []
        found: list[tuple[T, int]] = []
        for item in nodes:
            if type(item) is not ScalarNode:
                self._note(item, f"{key} must be a list of texts", "put entries with a colon or brackets in quotes")
            elif item.value == "":
                self._note(item, f"{key} has an empty entry", "remove it")
            else:
                try:
                    found.append((read(item.value), item.start_mark.line + self.offset))
                except BadValue as bad:
                    self._note(item, f"{key}: {bad.message}", bad.hint)
        return found

    def raw_texts(self, key: str) -> list[str]:
        """The texts at a key, empty ones too."""
        node = self._values.get(key)
        if node is None:
            return []
        nodes = node.value if isinstance(node, SequenceNode) else [node]
        if any(type(item) is not ScalarNode for item in nodes):
            self._note(node, f"{key} must be a list of texts")
            return []
        return [item.value for item in nodes]

    def is_list(self, key: str) -> bool:
        """True when the key holds a list."""
        return isinstance(self._values.get(key), SequenceNode)

    def is_blank(self, key: str) -> bool:
        """True when the key is absent or its text is only white space."""
        node = self._values.get(key)
        return node is None or (type(node) is ScalarNode and not node.value.strip())

    def groups(self, key: str) -> Iterator[Fields]:
        """The mappings in the list at a key, for keys such as ``images``."""
        node = self._values.get(key)
        if node is None:
            return
        if not isinstance(node, SequenceNode):
            self._note(node, f"{key} must be a list", "begin each entry with '- '")
            return
        for item in node.value:
            if isinstance(item, MappingNode):
                yield Fields(item, self.path, self.offset, self.problems)
            else:
                self._note(item, f"an entry of {key} must have keys of its own", "such as '- date: …'")

    def texts_and_groups(self, key: str) -> Iterator[str | Fields]:
        """The entries of a list of texts and mappings, or the one text at the key, for keys such as ``roles``."""
        node = self._values.get(key)
        if node is None:
            return
        for item in node.value if isinstance(node, SequenceNode) else [node]:
            if isinstance(item, MappingNode):
                yield Fields(item, self.path, self.offset, self.problems)
            elif type(item) is not ScalarNode:
                self._note(item, f"an entry of {key} must be a text or have keys of its own")
            elif item.value == "":
                self._note(item, f"{key} has an empty entry", "remove it")
            elif text := self._read(item, key, read_text, ""):
                yield text

    def pairs(self, key: str) -> list[tuple[str, str, int]]:
        """The mapping of texts at a key as ``(key, value, line)``, for keys such as ``names``."""
        node = self._values.get(key)
        if node is None:
            return []
        if not isinstance(node, MappingNode):
            self._note(node, f"{key} must hold keys of its own", "such as 'de: …'")
            return []
        inner = Fields(node, self.path, self.offset, self.problems)
        return [(name, inner.text(name), inner.line_of(name)) for name in inner._values]

    def warn_unknown(self, known: Collection[str], what: str = "key") -> None:
        """Warn of keys that are not among ``known``, with the nearest known name."""
        if self._keys.keys() <= set(known):
            return
        for key in self._keys:
            if key not in known:
                near = get_close_matches(key.lower().replace("-", "_"), known, n=1, cutoff=0.6)
                self.warn(key, f"unknown {what} {key}", f"did you mean {near[0]}?" if near else "it is ignored")

    def _read(self, node: ScalarNode, key: str, read: Callable[[str], T], default: T) -> T:
        try:
            return read(node.value)
        except BadValue as bad:
            self._note(node, f"{key}: {bad.message}", bad.hint)
            return default

    def _note(self, node: Node, message: str, hint: str = "") -> None:
        self.problems.append(Problem(self.path, node.start_mark.line + self.offset, message, hint))


def read_fields(front: str, path: str, problems: list[Problem]) -> Fields | None:
    """The fields of a file's front matter, or None with an error among ``problems``."""
    before = len(problems)
    node = compose(front, path, 2, problems)
    if node is None and len(problems) == before:
        problems.append(Problem(path, 1, "front matter is empty", "give it at least a title and a date"))
    if node is None:
        return None
    if not isinstance(node, MappingNode):
        problems.append(Problem(path, node.start_mark.line + 2, "front matter has no keys", "write 'key: value'"))
        return None
    return Fields(node, path, 2, problems)
