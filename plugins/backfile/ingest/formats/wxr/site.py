"""What an export says of the whole site: its name, who writes under which login, categories, pictures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from backfile.ingest.formats.feeds.names import Fields, name_of
from backfile.ingest.text.html_copy import plain
from backfile.ingest.text.images import image
from backfile.ingest.text.xml import Element, text_of
from backfile.model.article import Image

PICTURE = "known-picture"
"""Element in which ``split`` hands a picture to a post that shows it."""


@dataclass(slots=True)
class Site:
    """The site of an export."""

    title: str = ""
    link: str = ""
    lang: str = ""
    authors: dict[str, str] = field(default_factory=dict)
    """Names by login."""
    categories: dict[str, tuple[str, str]] = field(default_factory=dict)
    """``(name, nicename of the one above or empty)`` by nicename."""
    pictures: dict[str, Image] = field(default_factory=dict)
    """By the id of their attachment."""


def site_of(root: Element) -> Site:
    """The site of a document; pictures are those of the attachments in it."""
    channel = next((child for child in root if name_of(child) == "channel"), root)
    fields = Fields(channel, "wp")
    site = Site(plain(fields.text("title")), fields.text("link"), fields.text("language"))
    for author in fields.all("author"):
        told = Fields(author, "wp")
        both = f"{told.text('author_first_name')} {told.text('author_last_name')}".strip()
        shown = told.text("author_display_name")
        login = told.text("author_login")
        site.authors[login] = both if both and shown in ("", login) else shown
    for category in fields.all("category"):
        told = Fields(category, "wp")
        if nicename := told.text("category_nicename"):
            site.categories[nicename] = plain(told.text("cat_name")), told.text("category_parent")
    for picture in fields.all(PICTURE):
        site.pictures[picture.get("id") or ""] = Image(
            *(picture.get(name) or "" for name in ("file", "alt", "caption", "credit"))
        )
    for item in fields.all("item"):
        site.pictures.update(attached_picture(Fields(item)))
    return site


def attached_picture(fields: Fields) -> Iterator[tuple[str, Image]]:
    """``(id, picture)`` of an item that is an attachment with a file that an article can name."""
    if fields.text("wp:post_type") != "attachment":
        return
    meta = dict(metadata(fields))
    alt = plain(meta.get("_wp_attachment_image_alt", ""))
    caption = plain(fields.raw("excerpt:encoded", "excerpt"))
    for file in (fields.text("wp:attachment_url"), meta.get("_wp_attached_file", "")):
        if made := image(file, alt, caption):
            yield fields.text("wp:post_id"), made
            return


def metadata(fields: Fields) -> Iterator[tuple[str, str]]:
    """``(key, value)`` of the custom fields of an item."""
    for meta in fields.all("wp:postmeta"):
        told = Fields(meta)
        yield told.text("wp:meta_key"), told.raw("wp:meta_value").strip()


def written(site: Site, logins: Iterator[str], nicenames: Iterator[str], pictures: Iterator[str]) -> bytes:
    """What one post needs to know of the site, as elements of its channel."""
    parts = []
    for login in dict.fromkeys(logins):
        if login in site.authors:
            parts.append(
                f"<wp:author><wp:author_login>{escape(login)}</wp:author_login>"
                f"<wp:author_display_name>{escape(site.authors[login])}</wp:author_display_name></wp:author>"
            )
    seen: set[str] = set()
    for named in nicenames:
        nicename = named
        while nicename in site.categories and nicename not in seen:
            seen.add(nicename)
            name, above = site.categories[nicename]
            parts.append(
                f"<wp:category><wp:category_nicename>{escape(nicename)}</wp:category_nicename>"
                f"<wp:category_parent>{escape(above)}</wp:category_parent><wp:cat_name>{escape(name)}</wp:cat_name></wp:category>"
            )
            nicename = above
    for number in dict.fromkeys(pictures):
        if found := site.pictures.get(number):
            told = (
                ("id", number),
                ("file", found.file),
                ("alt", found.alt),
                ("caption", found.caption),
                ("credit", found.credit),
            )
            parts.append(f"<{PICTURE} {' '.join(f'{name}={quoteattr(value)}' for name, value in told)}/>")
    return "".join(parts).encode("ascii", "xmlcharrefreplace")


def head_of(site: Site) -> bytes:
    """What is said of the site as a whole, as elements of its channel."""
    told = (("title", site.title), ("link", site.link), ("language", site.lang))
    return "".join(f"<{name}>{escape(value)}</{name}>" for name, value in told).encode("ascii", "xmlcharrefreplace")


def logins_of(fields: Fields) -> Iterator[str]:
    """The logins that an item names as its authors."""
    return (text_of(creator) for creator in fields.all("dc:creator"))
