"""Strict YAML: text to nodes of plain strings with line numbers, or problems.

libyaml composes the nodes; nothing is resolved to numbers, dates or booleans here, so ``NO``, ``017`` and
``2001-09-11`` stay what the writer wrote. Anchors, aliases, tags and merge keys are refused, and so is nesting deeper
than MAX_DEPTH, before anything recursive sees the text (libyaml's composer overflows the stack at some 50,000 levels).
"""

from __future__ import annotations

import re

import yaml
from yaml import CBaseLoader, Node

from backfile.model.problems import Problem

MAX_DEPTH = 20

_FLOW = 8
_BLOCK = re.compile(r"^[ \-?:]{6}", re.MULTILINE)
"""Text with at most 8 brackets and at most 5 columns of indentation (two collections can begin in each) is at most
8 + 2 * 6 = 20 levels deep: most files need no closer look."""

_MAYBE_TAGGED = re.compile(r"(?:^|[\s\[{,])(?:[&*]\S|!)")

_IN_PLAIN_WORDS: tuple[tuple[str, str, str, bool], ...] = (
    (
        "mapping values are not allowed",
        "a colon and a space inside a value that has no quotes, or a wrong indentation",
        "put the whole value in double quotes",
        False,
    ),
    ("expected ',' or ']'", "a list is not closed", "end it with ]", True),
    ("expected ',' or '}'", "a { is not closed", "end it with }, or quote the value", True),
    ("unexpected end of stream", "a quotation mark is not closed", "end the value with the mark it began with", True),
    ("could not find expected ':'", "a line without a key", "write 'key: value'", True),
    ("did not find expected key", "this line does not fit here", "check indentation and quotation marks", False),
    ("unknown escape", "a backslash that means nothing in double quotes", "use single quotes, or write \\\\", False),
    ("found another document", "a line '...' ends the front matter early", "remove it", False),
    ("expected <document start>", "a value cannot begin with %", "put the value in double quotes", False),
    ("expected node content", "a bracket without its partner", "put the value in double quotes", False),
)
"""(part of libyaml's message, ours, hint, whether the place where the trouble began tells more than where it ended)"""


class _StringComposer(CBaseLoader):
    """libyaml's composer with the part of the resolver left out that guesses types."""

    def resolve(self, kind: type[Node], value: object, implicit: object) -> str:
        return ""

    def descend_resolver(self, current_node: object, current_index: object) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


def compose(text: str, path: str, first_line: int, problems: list[Problem]) -> Node | None:
    """The root node of ``text``, whose first line is ``first_line`` of the file; None when empty or with an error."""
    try:
        if _is_suspicious(text) and (problem := _forbidden(text, path, first_line)):
            problems.append(problem)
            return None
        node: Node | None = _StringComposer(text).get_single_node()
        return node
    except yaml.MarkedYAMLError as error:
        problems.append(_explain(error, text, path, first_line))
    except yaml.YAMLError as error:
        problems.append(Problem(path, first_line, f"not YAML: {' '.join(str(error).split())}"))
    return None


def _is_suspicious(text: str) -> bool:
    """True when ``text`` may hold what ``_forbidden`` looks for: a cheap look that most files pass."""
    if text.count("[") + text.count("{") > _FLOW or _BLOCK.search(text):
        return True
    return ("&" in text or "*" in text or "!" in text) and _MAYBE_TAGGED.search(text) is not None


def _forbidden(text: str, path: str, first_line: int) -> Problem | None:
    """The first thing in ``text`` that this dialect does not have; walks events, so that depth costs no stack."""
    depth = 0
    for event in yaml.parse(text, Loader=CBaseLoader):
        line = first_line + (event.start_mark.line if event.start_mark else 0)
        if isinstance(event, yaml.AliasEvent):
            return Problem(path, line, f"alias *{event.anchor}", "put a value that begins with * in double quotes")
        if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
            return Problem(path, line, f"anchor &{event.anchor}", "put a value that begins with & in double quotes")
        if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag is not None:
            return Problem(path, line, f"tag {event.tag}", "put a value that begins with ! in double quotes")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                return Problem(path, line, f"nested deeper than {MAX_DEPTH} levels", "flatten it")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return None


def _explain(error: yaml.MarkedYAMLError, text: str, path: str, first_line: int) -> Problem:
    mark = error.problem_mark or error.context_mark
    number = mark.line if mark else 0
    lines = text.split("\n")
    technical = error.problem or "syntax error"
    if "cannot start any token" in technical and mark and number < len(lines):
        character = lines[number][mark.column : mark.column + 1]
        if character == "\t":
            return Problem(path, number + first_line, "a tab indents this line", "use spaces")
        message = f"a value cannot begin with {character}"
        return Problem(path, number + first_line, message, "put the value in double quotes")
    known = (entry for entry in _IN_PLAIN_WORDS if entry[0] in technical)
    _, message, hint, at_start = next(known, ("", f"not YAML: {technical}", "", False))
    if at_start and error.context_mark:
        number = error.context_mark.line
    last = text.rstrip("\n").count("\n")
    return Problem(path, min(number, last) + first_line, message, hint)
