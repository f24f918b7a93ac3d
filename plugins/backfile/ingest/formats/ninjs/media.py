"""Pictures that go with a text: its associations that are pictures, each with its best rendition."""

from __future__ import annotations

from collections.abc import Iterator

from backfile.ingest.formats.json_items.pictures import best_rendition
from backfile.ingest.formats.json_items.values import Object, line, objects, text
from backfile.ingest.text.html_copy import plain
from backfile.model.article import Image

_PICTURES = ("picture", "graphic", "image", "photo")
_CAPTIONS = (
    "description_caption",
    "description_text",
    "description_html",
    "description_xhtml",
    "description",
    "caption",
)


def images_of(item: Object) -> tuple[Image, ...]:
    """The pictures of a text, each file once. ``associations`` is an object in ninjs 1, a list in 2 and 3."""
    found: dict[str, Image] = {}
    for association in objects(item.get("associations")):
        if text(association.get("type")).casefold() not in _PICTURES:
            continue
        if file := best_rendition(_renditions(association)):
            found.setdefault(file, _image(association, file))
    return tuple(found.values())


def _renditions(item: Object) -> Iterator[tuple[str, Object]]:
    renditions = item.get("renditions")
    if isinstance(renditions, dict):
        yield from ((name, rendition) for name, rendition in renditions.items() if isinstance(rendition, dict))
    else:
        yield from ((text(rendition.get("name")), rendition) for rendition in objects(renditions))


def _image(item: Object, file: str) -> Image:
    caption = next((found for key in _CAPTIONS if (found := plain(text(item.get(key))))), "")
    if not caption:
        entries = {
            text(entry.get("role")): plain(text(entry.get("value"))) for entry in objects(item.get("descriptions"))
        }
        caption = entries.get("caption") or next(iter(entries.values()), "")
    credit = next(
        (found for key in ("creditline", "by", "byline", "copyrightholder") if (found := line(item.get(key)))), ""
    )
    alt = plain(text(item.get("alt_text")) or text(item.get("alttext")) or headline_of(item))
    return Image(file, alt=alt, caption=caption, credit=credit)


def headline_of(item: Object) -> str:
    """The headline: ``headline`` of ninjs 1, of ``headlines`` in 2 and 3 the main one, else the first."""
    found = headline_in_role(item, ("main", "headline", "")) or text(item.get("headline"))
    return found or next(filter(None, (text(entry.get("value")) for entry in objects(item.get("headlines")))), "")


def headline_in_role(item: Object, roles: tuple[str, ...]) -> str:
    """The entry of ``headlines`` with the first of these roles; empty when there is none."""
    entries = {text(entry.get("role")).casefold(): text(entry.get("value")) for entry in objects(item.get("headlines"))}
    return next((entries[role] for role in roles if entries.get(role)), "")
