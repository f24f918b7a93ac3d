"""Links to what is found automatically: put into the finished text of an article when its page is made.

Whether a name that no record has gets a page is known only when the whole archive has been read, long after the text of
an article was made. So the text keeps *slots*: where in its HTML the first mention of each such name stands.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from backfile.model import permalinks

Slot = tuple[int, int, int]
"""Begin and end of the words in the HTML, in characters, and the place of the name in ``Story.names``. Slots are in
order, do not overlap and lie in plain text outside links."""


def filled(html: str, slots: Sequence[Slot], entity_of: Callable[[int], str], root: str) -> str:
    """The HTML with a link around each slot whose name has an entity; of several for one entity the first.

    ``entity_of``: place of a name in ``Story.names`` → typed entity id, or empty. ``root``: the way to the site's root.
    """
    parts = []
    position = 0
    linked = set()
    for start, end, place in slots:
        entity_id = entity_of(place)
        if entity_id and entity_id not in linked:
            linked.add(entity_id)
            kind = entity_id.partition(":")[0]
            href = root + permalinks.entity(entity_id)
            opening = f'<a href="{href}" class="entity" data-kind="{kind}" data-found="">'
            parts += [html[position:start], opening, html[start:end], "</a>"]
            position = end
    return "".join((*parts, html[position:])) if parts else html
