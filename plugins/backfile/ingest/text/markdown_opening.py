"""The opening of a body that is CommonMark already: its dateline, and a byline or headline that stands in it again."""

from __future__ import annotations

import re
from dataclasses import replace

from backfile.datelines import split_dateline
from backfile.ingest.text.opening_words import LEADS
from backfile.model.dateline import Dateline

_NO_PROSE = re.compile(r"#{1,6} |>|\||```|[-*+] |\d{1,9}[.)] |    ")
_EMPHASIS = re.compile(r"(\*{1,3}|_{1,3})(?=\S)(.{1,160}?)(?<=\S)\s*\1(?=\W|\Z)", re.DOTALL)
_BREAKS = re.compile(r"\A(?:\\\n|\s)+")
_TARGET = re.compile(r"\]\([^\s()]*(?:\([^\s()]*\)[^\s()]*)*\)|\]\(<[^<>]*>\)")
_MARKS = re.compile(r"[\W_]+")
_BY = re.compile(r"\A(?:by|von|par|por|av|af|di|door|de)\s+", re.IGNORECASE)


def take_markdown_dateline(body: str) -> tuple[Dateline | None, tuple[str, ...], str]:
    """``(dateline, credits, body without it)``; the first two are empty where there is none, as is normal.

    As with ``take_dateline``, only a dateline with a credit counts behind the first paragraph.
    """
    blocks = body.split("\n\n")
    for number, block in enumerate(blocks[:LEADS]):
        if _NO_PROSE.match(block):
            continue
        # A dateline in bold type is looked at first: "**LIMA (BFN)** – The port …" would leave its last marks behind.
        marked = _EMPHASIS.match(block)
        found = split_dateline(marked.group(2) + " " + block[marked.end() :].lstrip()) if marked else None
        found = found or split_dateline(block)
        if found is None or (number and not found.dateline.credits):
            continue
        rest = _BREAKS.sub("", found.rest, count=1).rstrip()
        blocks[number : number + 1] = [rest] if rest else []
        dateline = replace(found.dateline, credits=()) if found.dateline.text else None
        return dateline, found.dateline.credits, "\n\n".join(blocks)
    return None, (), body


def without_repeated(body: str, title: str, byline: str) -> str:
    """``body`` without a first paragraph or heading that is only the title or byline again, and a byline at its end."""
    blocks = body.split("\n\n")
    repeated = _forms(title) | _forms(byline)
    while len(blocks) > 1 and _forms(blocks[0].lstrip("#> *_")) & repeated:
        del blocks[0]
    if len(blocks) > 1 and _forms(blocks[-1]) & _forms(byline):
        del blocks[-1]
    return "\n\n".join(blocks)


def begins_with(body: str, summary: str) -> bool:
    """Whether a summary is no more than the first words of the body."""
    words = _bare(summary)
    return bool(words) and _bare(body[: 3 * len(summary) + 500]).startswith(words)


def _forms(text: str) -> set[str]:
    """A line bare, with and without the "By" of a byline."""
    return {bare for form in (text, _BY.sub("", text, count=1)) if (bare := _bare(form))}


def _bare(text: str) -> str:
    """Letters and digits alone, those of addresses left out."""
    return _MARKS.sub("", _TARGET.sub("", text) if "](" in text else text).casefold()
