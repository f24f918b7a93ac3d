"""The text format of the Swedish agency TT, which stands in NewsML-G2 as ``application/ttnitf+xml``.

``RUBRIK`` is a headline, ``INGRESS`` the lead, ``BRODTEXT`` the text, ``MELLIS`` a crosshead, ``CITAT`` a paragraph
that somebody says, ``DAT`` the dateline, ``BILD`` a picture. A second ``TEXT`` is a box of facts.
"""

from __future__ import annotations

from backfile.ingest.formats.newsml_g2.xhtml import Page
from backfile.ingest.text.images import image
from backfile.ingest.text.plain_tree import plain_tree
from backfile.ingest.text.xml import Element, local, text_of
from backfile.model.article import Image

_NAMES = {
    "text": "div", "ingress": "div", "brodtext": "div", "rubrik": "h2", "underrubrik": "h3", "mellis": "h2",
    "citat": "p", "faktaruta": "div", "b": "strong", "i": "em",
}  # fmt: skip
_DROPPED = ("dat", "byline", "bild", "vinjett", "epost")


def read_tt(body: Element) -> Page:
    """The text in TT's ``BODY``."""
    first = _texts(body, "RUBRIK")
    names = [text for element in body.iter("BYLINE") if (text := text_of(element))]
    places = [text for element in body.iter("ORT") if (text := text_of(element))]
    for element in body.iter("CITAT"):
        if element.text and element.text.strip():
            element.text = "– " + element.text.lstrip()
    tree = plain_tree(body, _NAMES, _DROPPED)
    return Page(
        tree=tree,
        title=first[0] if first else "",
        byline=", ".join(dict.fromkeys(names)),
        dateline="/".join(dict.fromkeys(places)),
        images=tuple(made for element in body.iter("BILD") if (made := _picture(element)) is not None),
    )


def _texts(body: Element, name: str) -> list[str]:
    return [text for element in body.iter(name) if (text := text_of(element))]


def _picture(element: Element) -> Image | None:
    told = {local(child): text_of(child) for child in element if isinstance(child.tag, str)}
    return image(told.get("BILDFIL", ""), "", told.get("BILDTEXT", ""), told.get("BILDSKAPARE", ""))
