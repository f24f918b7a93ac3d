"""What a correction changed, in a sentence, for corrections that do not say it themselves."""

from __future__ import annotations

from difflib import SequenceMatcher

from backfile.model.article import Article

MOST_NAMED = 3
"""Paragraphs that are named one by one."""

MOST_COMPARED = 1000
"""Paragraphs of a text; comparing takes time with their square."""


def what_changed(before: Article, after: Article) -> str:
    """``Corrects the headline and paragraph 3.`` The paragraphs are numbered as they stand in ``after``."""
    parts = []
    if before.title != after.title:
        parts.append("the headline")
    if before.byline != after.byline:
        parts.append("the byline")
    if (before.dateline and before.dateline.text) != (after.dateline and after.dateline.text):
        parts.append("the dateline")
    numbers = _changed(before.body, after.body)
    if numbers and len(numbers) <= MOST_NAMED:
        parts.append(f"paragraph{'s' if len(numbers) > 1 else ''} {_listed([str(number) for number in numbers])}")
    elif numbers:
        parts.append("several paragraphs")
    return f"Corrects {_listed(parts)}." if parts else "Corrects an earlier version."


def _changed(before: str, after: str) -> list[int]:
    """Numbers, from 1, of the paragraphs of ``after`` that differ, or that stand where some were taken out."""
    old, new = before.split("\n\n"), after.split("\n\n")
    if max(len(old), len(new)) > MOST_COMPARED:
        return list(range(1, len(new) + 1))
    numbers: set[int] = set()
    for kind, _, _, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind in ("replace", "insert"):
            numbers.update(range(start + 1, end + 1))
        elif kind == "delete":
            numbers.add(min(start + 1, len(new)))
    return sorted(numbers)


def _listed(words: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""
