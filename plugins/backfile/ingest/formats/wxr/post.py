"""A post of WordPress to a story."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from backfile.ingest.formats.feeds.entry import person
from backfile.ingest.formats.feeds.names import Fields
from backfile.ingest.formats.wxr.post_html import post_html
from backfile.ingest.formats.wxr.site import Site, logins_of, metadata
from backfile.ingest.parsed import Parsed, ParsedStory, Reject, Skipped
from backfile.ingest.text.codes import entity_of, topic_id
from backfile.ingest.text.html_copy import plain
from backfile.ingest.text.languages import language
from backfile.ingest.text.moments import moment
from backfile.ingest.text.opening_words import first_words
from backfile.ingest.text.repeats import repeats
from backfile.ingest.text.story_copy import Copy, read_copy
from backfile.ingest.text.web_copy import MOST_ELEMENTS, is_too_much, web_copy
from backfile.ingest.text.xml import Element, text_of
from backfile.model.article import Image
from backfile.model.authority import Entity, Topic

_NO_STORIES = {
    "page": "a page",
    "attachment": "an attachment",
    "nav_menu_item": "a menu item",
    "revision": "an earlier revision",
    "wp_block": "a reusable block",
}
_STORY_TYPE = re.compile(
    r"post\Z|news|article|story|stories|press|release|report|column|opinion|blog|feature|interview|review"
)
_UNPUBLISHED = {
    "draft": "a draft",
    "auto-draft": "a draft",
    "pending": "a post that waits for review",
    "private": "a private post",
    "trash": "a post in the trash",
}
_TAXONOMIES = (
    (re.compile(r"person|people|politician|player", re.IGNORECASE), "person"),
    (re.compile(r"place|location|city|cities|country|countries|region", re.IGNORECASE), "place"),
    (re.compile(r"organi[sz]ation|compan(?:y|ies)|agenc(?:y|ies)|institution", re.IGNORECASE), "organisation"),
)
_UPLOADS = re.compile(r"http://[^\s\"'<>]+?/(?:wp-content/uploads|files)/(?=\d{4}/)")
_SUBHEADS = ("subtitle", "_subtitle", "subheading", "sub_title", "subhead", "secondary_title", "deck", "wps_subtitle")
_GALLERY = re.compile(r"\[gallery\b[^\]]{0,300}?\bids=.{0,3}?([\d, ]{1,2000})")
_MOST = 4_000_000
"""Characters of one post; longer ones are no copy."""


def post_of(item: Element, site: Site) -> Parsed:
    """The story of an item, or why it is none."""
    fields = Fields(item)
    line = item.sourceline or 0
    title = plain(fields.raw("title"))
    name = title or fields.text("link") or fields.text("guid")
    if (kind := _no_story(fields)) is not None:
        return Skipped(line, kind, name)
    content = fields.raw("content:encoded", "content")
    markup = post_html(content) if len(content) <= _MOST and not is_too_much(content) else ""
    if len(content) > _MOST or is_too_much(content) or is_too_much(markup):
        return Reject(line, f"a text of more than {_MOST:,} characters or {MOST_ELEMENTS:,} elements", name)
    read = web_copy(markup, fields.text("link") or site.link, _file)
    meta = dict(metadata(fields))
    copy = read_copy(read.tree, title, meta.get("dateline", ""))
    summary = plain(fields.raw("excerpt:encoded", "excerpt"))
    if not copy.body and not summary:
        return Reject(line, "a post without text", name)
    copy = copy if copy.body else replace(copy, body=read_copy(web_copy(fields.raw("excerpt:encoded")).tree).body)
    date, has_time = _date(fields, "wp:post_date_gmt", "wp:post_date", "pubDate")
    modified, _ = _date(fields, "wp:post_modified_gmt", "wp:post_modified")
    told = _terms(fields, site)
    future = fields.text("wp:status") == "future"
    return ParsedStory(
        title=title or copy.title or first_words(copy.body),
        body=copy.body,
        dateline=copy.dateline,
        agency=copy.credits or ((site.title,) if site.title else ()),
        date=date,
        has_time=has_time,
        id=_identifier(fields, site),
        byline=_byline(fields, site, meta, told.authors, copy),
        keywords=told.keywords,
        topics=told.topics,
        entities=told.entities,
        records=told.records,
        modified=modified if modified and date and modified.tzinfo and date.tzinfo and modified > date else None,
        lang=language(site.lang),
        summary="" if repeats(summary, copy.body) else summary,
        subhead=next((plain(meta[key]) for key in _SUBHEADS if meta.get(key)), ""),
        embargo=date if future else None,
        source=fields.text("link"),
        images=tuple(_images(fields, site, meta, content, read.images)),
        line=line,
    )


def _no_story(fields: Fields) -> str | None:
    """In words, what an item is instead of a published story; None for a story."""
    kind = fields.text("wp:post_type") or "post"
    if kind in _NO_STORIES:
        return _NO_STORIES[kind]
    if not _STORY_TYPE.search(kind):
        return f"an item of type {kind}"
    status = fields.text("wp:status") or "publish"
    if status in _UNPUBLISHED:
        return _UNPUBLISHED[status]
    if status not in ("publish", "future"):
        return f"a post of status {status}"
    return "a post behind a password" if fields.text("wp:post_password") else None


def _file(address: str) -> str:
    """Pictures of sites of the time before https by their place among the uploads."""
    return _UPLOADS.sub("", address)


def _date(fields: Fields, *names: str) -> tuple[datetime | None, bool]:
    """The first of these dates that is one. Fields in GMT do not say so; WordPress writes zeros where it has none."""
    for name in names:
        if read := moment(fields.text(name)):
            when, has_time = read
            return (when.replace(tzinfo=UTC) if name.endswith("_gmt") and when.tzinfo is None else when), has_time
    return None, True


def _identifier(fields: Fields, site: Site) -> str:
    """The guid, which no post ever loses; else site and number."""
    guid = fields.text("guid")
    if guid:
        return guid
    number = fields.text("wp:post_id")
    host = (urlsplit(site.link).hostname or "") if site.link.startswith("http") else ""
    return f"{host or 'wordpress'}:{number}" if number else fields.text("link")


def _byline(fields: Fields, site: Site, meta: dict[str, str], guests: tuple[str, ...], copy: Copy) -> str:
    """What the post itself says, its guest authors, else who is behind its login."""
    written = person(meta.get("byline", "") or meta.get("_byline", "")) or copy.byline
    if written:
        return written
    names = guests or tuple(site.authors.get(login, login) for login in logins_of(fields))
    people = (name for text in names if (name := person(text)) and name.casefold() != site.title.casefold())
    return ", ".join(dict.fromkeys(people))


@dataclass(frozen=True, slots=True)
class _Terms:
    topics: tuple[str, ...]
    entities: tuple[str, ...]
    records: tuple[Topic | Entity, ...]
    keywords: tuple[str, ...]
    authors: tuple[str, ...]


def _terms(fields: Fields, site: Site) -> _Terms:
    """Categories are topics, tags keywords; taxonomies of people, places and organisations entities."""
    topics: dict[str, None] = {}
    records: dict[str, Topic | Entity] = {}
    keywords: dict[str, None] = {}
    authors: dict[str, None] = {}
    entities: dict[str, None] = {}
    for category in fields.all("category"):
        domain, nicename = category.get("domain") or "category", category.get("nicename") or ""
        name = plain(text_of(category))
        if not name or domain == "post_format" or nicename == "uncategorized":
            continue
        kind = next((kind for pattern, kind in _TAXONOMIES if pattern.search(domain)), "")
        if domain == "category":
            for number, (identifier, record) in enumerate(_chain(name, nicename, site)):
                if number == 0:
                    topics[identifier] = None
                if record is not None:
                    records.setdefault(record.id, record)
        elif domain == "author":
            authors[name] = None
        elif kind and (entity := entity_of(kind, name)) is not None:
            entities[entity.id] = None
            records.setdefault(entity.id, entity)
        else:
            keywords[name] = None
    return _Terms(tuple(topics), tuple(entities), tuple(records.values()), tuple(keywords), tuple(authors))


def _chain(name: str, nicename: str, site: Site) -> Iterator[tuple[str, Topic | None]]:
    """The topic of a category, then those above it, each with a record where it needs one."""
    seen: set[str] = set()
    while name and name not in seen:
        seen.add(name)
        identifier, record = topic_id("", name)
        nicename = site.categories.get(nicename, ("", ""))[1]
        name, _ = site.categories.get(nicename, ("", ""))
        parent, _ = topic_id("", name) if name else ("", None)
        if identifier:
            yield identifier, replace(record, parent=parent) if record and parent != identifier else record


def _images(
    fields: Fields, site: Site, meta: dict[str, str], content: str, inside: tuple[Image, ...]
) -> Iterator[Image]:
    """The featured picture, those in the text, those of galleries; each once."""
    numbers = [number for ids in _GALLERY.findall(content) for number in re.findall(r"\d+", ids)]
    featured = site.pictures.get(meta.get("_thumbnail_id", ""))
    seen: set[str] = set()
    for picture in (featured, *inside, *(site.pictures.get(number) for number in numbers)):
        if picture is not None and picture.file not in seen:
            seen.add(picture.file)
            yield picture
