"""The fields of a story as people see them: what is left of the codes of a wire goes."""

from __future__ import annotations

from dataclasses import replace

from backfile.ingest.parsed import Parsed, ParsedStory
from backfile.ingest.text.decoding import without_controls

_TEXTS = ("title", "body", "byline", "slugline", "summary", "subhead", "rights", "source")


def without_codes(item: Parsed) -> Parsed:
    """``item``, where it is a story, without control characters in its texts."""
    if not isinstance(item, ParsedStory):
        return item
    changed = {name: clean for name in _TEXTS if (clean := without_controls(text := getattr(item, name))) != text}
    notes = tuple(map(without_controls, item.desk_notes))
    keywords = tuple(map(without_controls, item.keywords))
    if not changed and notes == item.desk_notes and keywords == item.keywords:
        return item
    return replace(item, **changed, desk_notes=notes, keywords=keywords)
