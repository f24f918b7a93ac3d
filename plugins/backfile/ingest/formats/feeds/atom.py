"""Atom 1.0 (RFC 4287) and 0.3, with tombstones (RFC 6721) and drafts (RFC 5023)."""

from __future__ import annotations

import binascii
from base64 import b64decode
from collections.abc import Iterator

from backfile.ingest.formats.feeds.entry import Channel, Entry, Markup
from backfile.ingest.formats.feeds.media import kind_of_media, pictures
from backfile.ingest.formats.feeds.names import Fields, name_of
from backfile.ingest.formats.feeds.places import place_of
from backfile.ingest.parsed import ParsedStory, Signal
from backfile.ingest.text.html_copy import plain
from backfile.ingest.text.moments import moment
from backfile.ingest.text.web_copy import address
from backfile.ingest.text.xml import Element, decoded, text_of
from backfile.model.article import Status

_XML = "{http://www.w3.org/XML/1998/namespace}"
_KIND = "http://schemas.google.com/g/2005#kind"
"""Scheme of the category in which exports of Blogger tell posts from everything else."""

_NO_STORIES = {"comment": "a comment", "page": "a page", "template": "a template", "settings": "a setting"}
_READABLE = ("", "text", "html", "xhtml", "text/plain", "text/html")


def channel_of(root: Element) -> Channel:
    """What a feed says of all its entries."""
    fields = Fields(root, "atom")
    base = root.get(_XML + "base") or ""
    link = _link(fields, base)
    return Channel(
        title=plain(_markup_text(fields, "title")),
        link=link,
        lang=root.get(_XML + "lang") or "",
        rights=fields.text("rights", "copyright"),
        publisher=fields.text("dc:publisher"),
        base=base or link,
        author=next((Fields(author, "atom").text("name") for author in fields.all("author")), ""),
    )


def entries_of(root: Element) -> Iterator[Element]:
    """The entries of a feed; a document may be one entry alone."""
    return (element for element in root.iter("*") if name_of(element).removeprefix("atom:") == "entry")


def tombstones_of(root: Element) -> Iterator[ParsedStory]:
    """What a feed takes back."""
    for element in root.iter("*"):
        if name_of(element) == "at:deleted-entry" and (identifier := (element.get("ref") or "").strip()):
            when = moment(element.get("when") or "")
            yield ParsedStory(
                title="",
                body="",
                id=identifier,
                date=when[0] if when else None,
                status=Status.CANCELED,
                signals=(Signal.KILL,),
                line=element.sourceline or 0,
            )


def entry_of(element: Element) -> Entry:
    """What an entry says."""
    fields = Fields(element, "atom")
    base = element.get(_XML + "base") or next((each.get(_XML + "base") or "" for each in fields.all("content")), "")
    origin = fields.first("source")
    title = _markup_text(fields, "title")
    categories = [
        (each.get("term") or "", each.get("label") or "", each.get("scheme") or "") for each in fields.all("category")
    ]
    kinds = (term.rpartition("#")[2] for term, _, scheme in categories if scheme == _KIND)
    reply = "a comment" if fields.first("thr:in-reply-to") is not None else ""
    return Entry(
        line=element.sourceline or 0,
        id=fields.text("id"),
        link=_link(fields, base),
        title=title,
        contents=[markup for content in fields.all("content") if (markup := _markup(content)) is not None],
        summaries=[
            markup for summary in fields.all("summary", "media:description") if (markup := _markup(summary)) is not None
        ],
        published=tuple(text for name in ("published", "issued", "created", "dc:date") if (text := fields.text(name))),
        updated=tuple(text for name in ("updated", "modified") if (text := fields.text(name))),
        authors=tuple(_authors(fields)),
        categories=tuple(told for told in categories if told[2] != _KIND),
        keywords=tuple(text_of(each) for each in fields.all("dc:subject")),
        images=pictures(fields, plain(title)),
        media=kind_of_media(fields),
        lang=element.get(_XML + "lang") or next((each.get(_XML + "lang") or "" for each in fields.all("content")), ""),
        rights=fields.text("rights", "copyright", "dc:rights"),
        terms=next((each.get("href") or "" for each in fields.all("link") if each.get("rel") == "license"), ""),
        publisher=fields.text("dc:publisher"),
        origin=Fields(origin, "atom").text("title") if origin is not None else "",
        place=place_of(fields),
        base=base,
        no_story=reply or next((_NO_STORIES[kind] for kind in kinds if kind in _NO_STORIES), ""),
        is_draft=any(text_of(each).lower() == "yes" for control in fields.all("app:control") for each in control),
    )


def _link(fields: Fields, base: str) -> str:
    """The page of an entry or of the site."""
    links = [link for link in fields.all("link") if link.get("rel") in (None, "", "alternate")]
    links.sort(key=lambda link: "html" not in (link.get("type") or "html"))
    return next((found for link in links if (found := address(link.get("href") or "", base))), "")


def _authors(fields: Fields) -> Iterator[str]:
    """Names of people only: their mail and web addresses stay out."""
    for author in fields.all("author"):
        yield Fields(author, "atom").text("name") or ("" if len(author) else text_of(author))
    yield from (text_of(each) for each in fields.all("dc:creator"))


def _markup_text(fields: Fields, name: str) -> str:
    """A headline as a text that may hold mark-up."""
    element = fields.first(name)
    if element is None:
        return ""
    markup = _markup(element)
    return markup if isinstance(markup, str) else text_of(markup) if markup is not None else ""


def _markup(element: Element) -> Markup | None:
    """The content of a text construct: an element where it is XHTML, else a text; None where there is none."""
    kind = (element.get("type") or "").lower()
    mode = (element.get("mode") or "").lower()
    if len(element):
        return element
    text = "".join(element.itertext())
    if not text.strip():
        return None
    if mode == "base64" or (kind not in _READABLE and "xml" not in kind):
        try:
            return decoded(b64decode(text, validate=True))
        except (binascii.Error, ValueError):
            return text
    return text
