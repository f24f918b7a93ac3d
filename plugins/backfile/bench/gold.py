"""Texts whose names people have marked, for measuring the recogniser: CoNLL columns, GermEval columns, JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from backfile.model.authority import Kind
from backfile.model.problems import BackfileError

Mark = tuple[int, int, int, Kind]
"""Index of a text, first character, character after the last, kind."""

_KINDS = {"PER": Kind.PERSON, "ORG": Kind.ORGANISATION, "LOC": Kind.PLACE}
_NO_SPACE_BEFORE = frozenset([",", ".", ";", ":", "!", "?", ")", "'s", "'", "n't", "%", "''", "]"])
_NO_SPACE_AFTER = frozenset(["(", "$", "``", "["])


@dataclass(slots=True)
class Document:
    """One article."""

    texts: list[str] = field(default_factory=list)
    names: list[Mark] = field(default_factory=list)
    headline: bool = True


def read_gold(path: Path) -> list[Document]:
    """The documents of a file, by what its first line looks like.

    JSON lines have ``{"texts": [...], "names": [[text, start, end, "person"], ...], "headline": true}``. In columns a
    line is a token with its tag (IOB1 or IOB2 with PER, ORG, LOC; other kinds are left out), an empty line ends a
    sentence and ``-DOCSTART-`` begins a document whose first sentence is its headline. A file of GermEval has a number
    before the token and no documents: each sentence is one.

    Raises:
        BackfileError: the file cannot be read or is in no such form.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BackfileError(f"{path} cannot be read: {error}") from error
    try:
        found = list(_from_json(text) if text.lstrip().startswith("{") else _from_columns(text.splitlines()))
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise BackfileError(f"{path} is neither JSON lines nor columns of tokens and tags: {error}") from error
    if not any(document.texts for document in found):
        raise BackfileError(f"{path} has no texts.")
    return found


def _from_json(text: str) -> Iterator[Document]:
    for line in text.splitlines():
        if line.strip():
            read = json.loads(line)
            kinds = {str(kind) for kind in _KINDS.values()}
            names = [(at, start, end, Kind(kind)) for at, start, end, kind in read["names"] if kind in kinds]
            yield Document([str(each) for each in read["texts"]], names, bool(read.get("headline", True)))


def _from_columns(lines: Iterable[str]) -> Iterator[Document]:
    document, tokens, documents = Document(), list[tuple[str, str]](), False
    for line in [*lines, ""]:
        columns = line.split("\t") if "\t" in line else line.split()
        if columns and columns[0] == "-DOCSTART-":
            documents = True
            if document.texts:
                yield document
            document = Document()
        elif len(columns) > 1 and columns[0] != "#":
            numbered = columns[0].isdigit() and len(columns) > 3 and "\t" in line
            document.headline = document.headline and not numbered
            tokens.append((columns[1], columns[2]) if numbered else (columns[0], columns[-1]))
        elif tokens and not line.strip():
            _sentence(document, tokens)
            tokens = []
            if not documents:
                yield Document(document.texts, document.names, headline=False)
                document = Document()
    if document.texts:
        yield document


def _sentence(document: Document, tokens: list[tuple[str, str]]) -> None:
    """Add a sentence as a text: its tokens as they would be printed."""
    text, at = "", len(document.texts)
    begun: tuple[int, str] | None = None
    spaced, quoted = False, False
    for token, tag in [*tokens, ("", "O")]:
        prefix, _, kind = tag.partition("-")
        if begun and (prefix != "I" or kind != begun[1]):
            if begun[1] in _KINDS:
                document.names.append((at, begun[0], len(text), _KINDS[begun[1]]))
            begun = None
        closing = token == '"' and quoted
        quoted ^= token == '"'
        if text and token and spaced and token not in _NO_SPACE_BEFORE and not closing:
            text += " "
        if prefix in ("B", "I") and not begun:
            begun = (len(text), kind)
        text += token
        spaced = token not in _NO_SPACE_AFTER and not (token == '"' and quoted)
    document.texts.append(text)
