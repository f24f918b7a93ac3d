"""What desks append below a text, and what they mean by it: dpa's notebook, signatures, corrections.

Nothing of it is for publication but the note on a correction: contacts, telephone numbers and addresses stand there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from backfile.ingest.formats.plain_text.wire_marks import closes, is_signature, opens_notebook
from backfile.ingest.text.copy_text import joined

_SECTION = re.compile(r"\s*#{1,4}\s*(?P<name>\S.*?)\s*\Z")
_ITEM = re.compile(r"\s*[-*+]\s+")
_PRIVATE = re.compile(
    r"(?:Kontakte|Ansprechpartner|Editorial contacts|Contacts|Redaktion|Autor|Orte|Internet|Locations|Adresse)\b",
    re.IGNORECASE,
)
_CORRECTED = re.compile(r"(?:Berichtigung|Korrektur|Correction|Corrections|Refile|Kill|Withdrawal)\b", re.IGNORECASE)
_NAMED = re.compile(r"\burn:newsml:[\w.:-]+[\w]")


@dataclass(frozen=True, slots=True)
class Notebook:
    """What a notebook says that matters for other versions of the story."""

    notes: tuple[str, ...] = ()
    """Each item with the name of its section in front, without contacts."""
    correction: str = ""
    """What was put right, as told to readers."""
    targets: tuple[str, ...] = ()
    """Ids of items that the correction names."""
    language: str = ""
    """That of the desk, by what it calls its notebook."""


@dataclass(slots=True)
class _Section:
    name: str
    items: list[list[str]] = field(default_factory=list)


def without_notebook(lines: Sequence[str]) -> tuple[list[str], Notebook]:
    """The lines in front of a notebook, and what is in it."""
    at = next((number for number, line in enumerate(lines) if opens_notebook(line)), None)
    if at is None:
        return list(lines), Notebook()
    sections = [_Section("")]
    for line in lines[at:]:
        match = _SECTION.match(line)
        if match:
            sections.append(_Section(match["name"]))
        elif opens_notebook(line):
            sections.append(_Section(""))
        elif _ITEM.match(line):
            sections[-1].items.append([_ITEM.sub("", line, count=1)])
        elif line[:1] in " \t" and line.strip() and sections[-1].items:
            sections[-1].items[-1].append(line)
    notes: list[str] = []
    corrections: list[str] = []
    targets: list[str] = []
    for section in sections:
        if not section.name or _PRIVATE.match(section.name):
            continue
        items = list(filter(None, map(joined, section.items)))
        notes.extend(f"{section.name}: {item}" for item in items)
        if _CORRECTED.match(section.name):
            corrections.extend(items)
            targets.extend(name for item in items for name in _NAMED.findall(item))
    opening = lines[at].casefold()
    return list(lines[:at]), Notebook(
        tuple(notes),
        " ".join(corrections),
        tuple(dict.fromkeys(targets)),
        "de" if "notizblock" in opening or "redaktion" in opening else "en" if "note" in opening else "",
    )


def without_signature(lines: Sequence[str]) -> list[str]:
    """The lines without those at their end with which desks sign: ``dpa abc yydd n1 sku``, ``abc/def/gh``."""
    kept = list(lines)
    while kept and (not kept[-1].strip() or is_signature(kept[-1])):
        kept.pop()
    return kept


def without_mark(lines: Sequence[str]) -> list[str]:
    """The lines of a text without the mark that ends it: a line with it, or ``=`` behind the last sentence."""
    kept = list(lines)
    while kept and (not kept[-1].strip() or closes(kept[-1])):
        kept.pop()
    if kept:
        kept[-1] = kept[-1].rstrip().removesuffix("=").rstrip()
    return kept
