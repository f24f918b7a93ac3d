"""Finding the dateline of a story among its first paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from backfile.datelines import Found, split_dateline
from backfile.ingest.text.copy_text import is_table, joined
from backfile.model.dateline import Dateline

LEADS = 3
"""Paragraphs that are looked at: some wires put a summary or a note in front of the one with the dateline."""


def take_dateline(groups: Sequence[Sequence[str]]) -> tuple[Dateline | None, tuple[str, ...], list[Sequence[str]]]:
    """``(dateline, credits, paragraphs without it)``; the first two are empty where there is none, as is normal.

    Behind the first paragraph only a dateline with a credit counts.
    """
    left = list(groups)
    for number, group in enumerate(left[:LEADS]):
        if is_table(group):
            continue
        found = split_dateline(joined(group))
        if found is None or (number and not found.dateline.credits):
            continue
        rest = found.rest.strip()
        left[number : number + 1] = [[rest]] if rest else []
        return _place_and_date(found), found.dateline.credits, left
    return None, (), left


def _place_and_date(found: Found) -> Dateline | None:
    """The dateline without its credits, which become the story's agency; None when nothing else was in it."""
    return replace(found.dateline, credits=()) if found.dateline.text else None


def first_words(body: str, most: int = 80) -> str:
    """A title for a story that was filed without one: its first words, at most ``most`` characters."""
    first = body if body.startswith("```") else body.partition("\n\n")[0]
    words = " ".join(first.replace("```", " ").replace("\\", "").split())
    if len(words) <= most:
        return words
    return (
        words[: most + 1].rpartition(" ")[0].rstrip(" ,;:-–—(") + " …"
        if " " in words[: most + 1]
        else words[:most] + "…"
    )
