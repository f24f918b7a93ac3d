"""Where an entry of a feed takes place: GeoRSS, W3C's geo vocabulary."""

from __future__ import annotations

import re

from backfile.ingest.formats.feeds.names import Fields, name_of
from backfile.ingest.text.xml import text_of

_PAIR = re.compile(r"\s*(-?\d{1,3}(?:\.\d+)?)[\s,]+(-?\d{1,3}(?:\.\d+)?)\s*")


def place_of(fields: Fields) -> tuple[str, tuple[float, float] | None]:
    """``(name, (latitude, longitude))``; the name may be empty, the coordinates None."""
    name = fields.text("georss:featurename", "dcterms:spatial", "dc:coverage")
    texts = [text_of(element) for element in fields.all("georss:point", "gml:pos")]
    for holder in fields.all("georss:where", "geo:Point"):
        texts += [text_of(found) for found in holder.iter("*") if name_of(found) in ("gml:pos", "gml:coordinates")]
        inner = Fields(holder)
        texts.append(f"{inner.text('geo:lat')} {inner.text('geo:long')}")
    texts.append(f"{fields.text('geo:lat')} {fields.text('geo:long')}")
    pair = next((match for text in texts if (match := _PAIR.fullmatch(text))), None)
    coordinates = (float(pair.group(1)), float(pair.group(2))) if pair else None
    return (name if len(name) <= 60 else ""), coordinates
