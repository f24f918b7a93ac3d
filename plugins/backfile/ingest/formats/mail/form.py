"""Forms that a programme mails: a JSON object of fields, ``{"Headline": ["…"], "Body": ["…"]}``."""

from __future__ import annotations

import json

from backfile.datelines import read_dateline
from backfile.ingest.formats.plain_text.wire_text import story_of
from backfile.ingest.parsed import ParsedStory
from backfile.ingest.text.copy_text import markdown, paragraphs
from backfile.ingest.text.html_copy import from_html
from backfile.ingest.text.opening_words import take_dateline

_NAMES = {
    "title": ("headline", "title"), "body": ("body", "body_html", "text", "story"), "slugline": ("slugline", "slug"),
    "dateline": ("dateline",), "summary": ("abstract", "summary", "teaser"), "byline": ("byline", "author"),
    "keywords": ("keywords", "tags"), "urgency": ("urgency",), "genre": ("genre",),
}  # fmt: skip


def story_in_form(text: str) -> ParsedStory | None:
    """The story of a form; None for what is none."""
    if not text.lstrip().startswith("{"):
        return None
    try:
        # Mail breaks long lines, inside strings too.
        fields = json.loads(text, strict=False)
    except (RecursionError, ValueError):
        return None
    if not isinstance(fields, dict):
        return None
    given = {str(name).strip().casefold(): _value(value) for name, value in fields.items()}
    found = {name: next((given[key] for key in keys if given.get(key)), "") for name, keys in _NAMES.items()}
    if not (found["title"] and found["body"]):
        return None
    groups = paragraphs(found["body"].split("\n"))
    dateline, credits, left = take_dateline(groups)
    filed = read_dateline(found["dateline"]) if found["dateline"] else None
    body = from_html(found["body"]) if "<" in found["body"] else markdown(left)
    byline = story_of([found["title"], "", found["byline"], "", "-"]) if found["byline"] else None
    return ParsedStory(
        title=found["title"],
        body=body,
        dateline=filed or dateline,
        agency=(filed.credits if filed else ()) or credits,
        byline=(byline.byline if byline else "") or found["byline"],
        slugline=found["slugline"],
        summary=found["summary"],
        keywords=tuple(word for part in found["keywords"].split(",") if (word := part.strip())),
        genre=(found["genre"],) if found["genre"] else (),
        urgency=int(found["urgency"]) if found["urgency"] in "123456789" and found["urgency"] else None,
    )


def _value(value: object) -> str:
    """A field's text; of a list its parts."""
    if isinstance(value, list):
        return "\n\n".join(filter(None, map(_value, value)))
    return value.strip() if isinstance(value, str) else ""
