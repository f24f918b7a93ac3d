"""Changing one list in an editor's file and nothing else: the topics of an article, the aliases of a record.

The text of the list is cut out and the new one put in its place; every other byte stays, comments and line ends too.
What comes out is read again before it is believed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from backfile.model.problems import Problem
from backfile.reader.scalars import flow
from backfile.reader.source import FENCE
from backfile.reader.values import BadValue
from backfile.reader.yaml_nodes import compose

_FRONT = re.compile(rf"\A\ufeff?{FENCE}[ \t]*(?:\r\n|\r|\n)(.*?)^{FENCE}[ \t]*(?=\r|\n|\Z)", re.DOTALL | re.MULTILINE)
_LINE_END = re.compile(r"\r\n|\r|\n")


def with_list(data: bytes, key: str, values: Sequence[str], after: Sequence[str] = ()) -> bytes:
    """A file with front matter whose ``key`` holds just ``values``.

    A key that is not there goes behind the last of the keys ``after``, else behind the last line of the front matter.
    Raises BadValue, in words for an editor, where the file cannot be changed like that.
    """
    text = _decoded(data)
    match = _FRONT.search(text)
    if not match:
        raise BadValue("no front matter", "begin the file with a line '---'")
    front = _changed(match.group(1), (), key, values, after)
    return (text[: match.start(1)] + front + text[match.end(1) :]).encode()


def with_list_in_record(
    data: bytes, ids: Collection[str], key: str, values: Sequence[str], after: Sequence[str] = ("name",)
) -> bytes:
    """A file of many records in which the one with an id among ``ids`` (ways to write one id) has ``values`` at
    ``key``. Raises BadValue."""
    return _changed(_decoded(data), ids, key, values, after).encode()


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise BadValue("not UTF-8", "save the file as UTF-8") from None


def _changed(text: str, ids: Collection[str], key: str, values: Sequence[str], after: Sequence[str]) -> str:
    node = _mapping(text, ids)
    pairs = {name.value: (name, value) for name, value in node.value if isinstance(name, ScalarNode)}
    listed = f"[{', '.join(flow(value) for value in values)}]"
    if key in pairs:
        changed = _in_place(text, *pairs[key], listed)
    else:
        behind = [pairs[name] for name in after if name in pairs] or list(pairs.values())
        if not behind:
            raise BadValue("no keys", "write 'key: value'")
        changed = _added(text, node, max(behind, key=lambda pair: pair[0].start_mark.index), key, listed)
    if _values(changed, ids) != {**_values(text, ids), key: ("list", *values)}:
        raise BadValue(f"its {key} cannot be changed by the program", f"write {key}: {listed}")
    return changed


def _mapping(text: str, ids: Collection[str]) -> MappingNode:
    problems: list[Problem] = []
    root = compose(text, "", 1, problems)
    for problem in problems:
        raise BadValue(problem.message, problem.hint)
    if ids:
        root = _record(root, ids)
    if not isinstance(root, MappingNode):
        raise BadValue("no keys", "write 'key: value'")
    return root


def _record(root: Node | None, ids: Collection[str]) -> Node | None:
    if isinstance(root, MappingNode):
        return next((value for key, value in root.value if _text(key) in ids), None)
    if isinstance(root, SequenceNode):
        for item in root.value:
            if isinstance(item, MappingNode) and any(
                _text(key) == "id" and _text(value) in ids for key, value in item.value
            ):
                return item
    return None


def _text(node: Node) -> str:
    return str(node.value) if isinstance(node, ScalarNode) else ""


def _in_place(text: str, name: Node, value: Node, listed: str) -> str:
    start, end = value.start_mark.index, value.end_mark.index
    if isinstance(value, ScalarNode) and not value.value and start == end:
        # Nothing stands there: the mark may be lines below, in front of the next key.
        colon = text.index(":", name.end_mark.index) + 1
        return f"{text[:colon]} {listed}{text[colon:]}"
    if isinstance(value, SequenceNode) and not value.flow_style:
        # A list of lines ends in front of the next key: back to the end of its last entry.
        end = value.value[-1].end_mark.index
        return f"{text[: text.index(':', name.end_mark.index) + 1]} {listed}{text[end:]}"
    return text[:start] + listed + text[end:]


def _added(text: str, node: MappingNode, behind: tuple[Node, Node], key: str, listed: str) -> str:
    name, value = behind
    if node.flow_style:
        end = value.end_mark.index
        return f"{text[:end]}, {key}: {listed}{text[end:]}"
    following = [other for other, _ in node.value if other.start_mark.index > name.start_mark.index]
    indent = " " * name.start_mark.column
    new_line = match.group() if (match := _LINE_END.search(text)) else "\n"
    if following:
        # In front of the line of the next key; what stands between the two (comments) belongs to that one.
        at = (
            value.end_mark.index if value.end_mark.index > name.end_mark.index else text.index(":", name.end_mark.index)
        )
        end = _LINE_END.search(text, _last_word(text, name.start_mark.index, at))
        position = end.end() if end else len(text)
        return f"{text[:position]}{indent}{key}: {listed}{new_line}{text[position:]}"
    at = _last_word(text, name.start_mark.index, max(value.end_mark.index, name.end_mark.index))
    end = _LINE_END.search(text, at)
    if end:
        return f"{text[: end.end()]}{indent}{key}: {listed}{new_line}{text[end.end() :]}"
    return f"{text}{new_line}{indent}{key}: {listed}"


def _last_word(text: str, start: int, end: int) -> int:
    """Where the last character before ``end`` that is no white space ends: marks of lists lie behind their line."""
    return start + len(text[start:end].rstrip())


def _values(text: str, ids: Collection[str]) -> dict[str, object]:
    return {_text(key): _plain(value) for key, value in _mapping(text, ids).value}


def _plain(node: Node) -> object:
    if isinstance(node, SequenceNode):
        return ("list", *[_plain(item) for item in node.value])
    if isinstance(node, MappingNode):
        return ("group", *[(_plain(key), _plain(value)) for key, value in node.value])
    return node.value
