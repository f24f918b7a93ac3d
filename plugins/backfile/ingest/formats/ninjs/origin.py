"""Who wrote an item, whose it is, and where it was filed."""

from __future__ import annotations

from dataclasses import replace

from backfile.datelines import read_dateline
from backfile.ingest.formats.json_items.values import Object, line, objects, text
from backfile.ingest.text.html_copy import plain
from backfile.model.dateline import Dateline

_WRITERS = ("writer", "author", "reporter")
"""Roles of those who are named to readers; who has none among ``authors`` may have done no more than log in."""


def byline_as_filed(item: Object) -> str:
    """Who wrote it: ``by`` (2, 3), ``byline`` (1), else the writers that ``bylines`` or ``authors`` name."""
    told = plain(text(item.get("by")) or text(item.get("byline")))
    if not told:
        names = [
            line(entry.get("name")) or line(entry.get("byline")) or line(entry.get("by"))
            for key, roles in (("bylines", ("", *_WRITERS)), ("authors", _WRITERS))
            for entry in objects(item.get(key))
            if text(entry.get("role")).casefold() in roles
        ]
        told = ", ".join(dict.fromkeys(filter(None, names)))
    return told


def agency_of(item: Object) -> tuple[str, ...]:
    """The credit, where the dateline has none: the source, else who provides it or holds the rights."""
    for key in ("source", "provider", "creditline", "copyrightholder"):
        if found := line(item.get(key)):
            return (found,)
    return sources_of(item)[:1]


def sources_of(item: Object) -> tuple[str, ...]:
    entries = (entry for key in ("infosources", "infosource") for entry in objects(item.get(key)))
    return tuple(dict.fromkeys(filter(None, (line(entry.get("name")) for entry in entries))))


def filed_dateline(item: Object) -> Dateline | None:
    """The dateline of a field: ``dateline`` of Superdesk, else the place where it was filed (``located``)."""
    filed = item.get("dateline")
    told = line(filed.get("text")) if isinstance(filed, dict) else line(filed)
    told = told or line(item.get("located"))
    if not told or len(told) > 120:
        return None
    dateline = read_dateline(told)
    return replace(dateline, credits=()) if dateline.places else None
