"""The text of a story that is CommonMark already: headline, byline, dateline and end marks taken off.

``story_copy`` does the same on trees, for formats whose mark-up is read as one, and knows text that came wrapped in
lines.
"""

from __future__ import annotations

import re
from dataclasses import replace

from backfile.datelines import split_dateline
from backfile.ingest.text.bylines import byline_of, name_in_byline
from backfile.ingest.text.end_marks import is_end_mark, is_rule, without_closing
from backfile.ingest.text.opening_words import LEADS
from backfile.ingest.text.story_copy import Copy
from backfile.model.dateline import Dateline

_NO_PROSE = re.compile(r"#{1,6} |>|\||```|[-*+] |\d{1,9}[.)] |    ")
_EMPHASIS = re.compile(r"(\*{1,3}|_{1,3})(?=\S)(.{1,160}?)(?<=\S)\s*\1(?=\W|\Z)", re.DOTALL)
_BREAKS = re.compile(r"\A(?:\\\n|\s)+")
_MARKS = re.compile(r"[\W_]+")

_HEAD = 4
"""Blocks in which headline and byline must have come."""


def read_markdown(body: str, title: str = "", byline: str = "") -> Copy:
    """The text without what fields say already: ``title`` and ``byline`` are those fields, as filed."""
    blocks = [block for block in body.split("\n\n") if not is_rule(block)] or [""]
    told = _take_head(blocks, title, byline)
    _take_end(blocks, byline)
    dateline, credits = _take_dateline(blocks)
    return Copy("\n\n".join(blocks), dateline=dateline, credits=credits, byline=told)


def _take_head(blocks: list[str], title: str, byline: str) -> str:
    """Takes headline and byline off the top; gives the name of a byline."""
    known = {_bare(title), _bare(byline), _bare(name_in_byline(byline))} - {""}
    longest = max(len(title), len(byline), 110) + 10
    told = ""
    for _ in range(_HEAD):
        if len(blocks) < 2 or len(blocks[0]) > longest:
            break
        first = blocks[0].strip("#> *_")
        if name := byline_of(first):
            told = told or name
        elif _bare(first) not in known:
            break
        del blocks[0]
    return told


def _take_end(blocks: list[str], byline: str) -> None:
    """Takes end marks, desk signatures and the byline off the end."""
    names = {_bare(byline), _bare(name_in_byline(byline))} - {""}
    while len(blocks) > 1:
        last = blocks[-1]
        if len(last) > 110 or not (is_end_mark(last) or _bare(last) in names):
            break
        del blocks[-1]
    blocks[-1] = without_closing(blocks[-1])


def _take_dateline(blocks: list[str]) -> tuple[Dateline | None, tuple[str, ...]]:
    """Takes the dateline off. As in ``take_dateline``, only one with a credit counts behind the first paragraph."""
    for number, block in enumerate(blocks[:LEADS]):
        if _NO_PROSE.match(block):
            continue
        # A dateline in bold type is looked at first: "**LIMA (BFN)** – The port …" would leave its last marks behind.
        marked = _EMPHASIS.match(block)
        found = split_dateline(f"{marked.group(2)} {block[marked.end() :].lstrip()}") if marked else None
        found = found or split_dateline(block)
        if found is None or (number and not found.dateline.credits):
            continue
        rest = _BREAKS.sub("", found.rest, count=1).rstrip()
        blocks[number : number + 1] = [rest] if rest else []
        return (replace(found.dateline, credits=()) if found.dateline.text else None), found.dateline.credits
    return None, ()


def _bare(text: str) -> str:
    """Letters and digits alone."""
    return _MARKS.sub("", text).casefold()
