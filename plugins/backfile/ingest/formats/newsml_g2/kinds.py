"""What items of NewsML-G2 are when they are no text, in words."""

from __future__ import annotations

KINDS_OF_ITEMS = {
    "packageItem": "a package of references",
    "knowledgeItem": "a knowledge item",
    "conceptItem": "a concept",
    "planningItem": "a planning item",
    "catalogItem": "a catalog",
}
ITEMS = ("newsItem", *KINDS_OF_ITEMS)
"""Elements that are items, by local name."""

PARTS = ("contentSet", "contentMeta", "groupSet")
"""Parts of items that may stand alone in a file."""

KINDS_OF_CONTENT = {
    "picture": "a picture",
    "photo": "a picture",
    "image": "a picture",
    "graphic": "a graphic",
    "animated": "an animation",
    "animation": "an animation",
    "video": "a video",
    "audio": "an audio item",
    "liveblog": "a live blog",
    "event": "an event",
    "events": "events",
    "sports-content": "sports data (SportsML)",
    "sports-content-set": "sports data (SportsML)",
    "concept": "a concept",
    "conceptset": "concepts",
    "planning": "a planning item",
    "data": "data",
}
"""By the class of a news item, or by the element that it holds in place of text."""
