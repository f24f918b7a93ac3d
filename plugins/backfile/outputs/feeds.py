"""Atom feeds (RFC 4287): of the archive, of every topic, and of entities with more than a few articles.

No feed says when it was made: ``updated`` is when the latest change to its articles was, so the same articles make the
same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from uuid import NAMESPACE_URL, uuid5

from backfile.indexes import Index
from backfile.indexes.chronology import instant
from backfile.model import permalinks
from backfile.model.article import Article, Status
from backfile.model.options import Options
from backfile.outputs.xml_text import xml_text
from backfile.pages.dates import timestamp
from backfile.pages.desk import Desk, feed_of
from backfile.pages.views import Assignment

_EMPTY = "1970-01-01T00:00:00+00:00"
"""``updated`` is required, and a feed without entries has no date."""


def feed_files(desk: Desk) -> Iterator[Assignment]:
    """Each feed."""
    index, options = desk.index, desk.options
    entries: dict[int, str] = {}

    def feed(base: str, title: str, positions: Sequence[int]) -> Assignment:
        shown = positions[-options.feed_size :]
        basis = desk.bases.of((base, title), desk.bases.stories(shown))
        make = partial(_feed, index, options, base=base, title=title, positions=shown, entries=entries)
        return Assignment(permalinks.feed(base), "", basis, make)

    yield feed("", options.site_name, range(len(index.stories)))
    for entry in index.topics.values():
        if feed_of(entry):
            yield feed(entry.url, f"{options.site_name}: {entry.topic.name}", entry.stories)
    for subject in index.entities.values():
        if feed_of(subject):
            yield feed(subject.url, f"{options.site_name}: {subject.entity.name}", subject.stories)


def last_change(article: Article) -> datetime:
    """When the article was published, modified or corrected, whichever was last."""
    if not article.modified and not article.corrections:
        return article.date
    moments = [article.date, *(it.date for it in article.corrections)]
    if article.modified:
        moments.append(article.modified)
    return max(moments, key=instant)


def _feed(
    index: Index, options: Options, *, base: str, title: str, positions: Sequence[int], entries: dict[int, str]
) -> bytes:
    """The feed of the page at ``base``, newest first. ``entries`` keeps what other feeds have made already.

    While the site has no address, links are relative to the feed: all but the shared part of each entry.
    """
    shown = list(reversed(positions))
    root = f"{options.site_url}/" if options.site_url else permalinks.root_from(permalinks.feed(base))
    updated = max((last_change(index.stories[it].article) for it in shown), key=instant, default=None)
    subtitle = f"<subtitle>{xml_text(options.tagline)}</subtitle>\n" if options.tagline and not base else ""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{xml_text(options.lang)}">\n'
        f"<id>{_identity(options, base)}</id>\n"
        f"<title>{xml_text(title)}</title>\n"
        f"{subtitle}"
        f"<updated>{timestamp(updated) if updated else _EMPTY}</updated>\n"
        f"<author><name>{xml_text(options.agency or options.site_name) or 'Archive'}</name></author>\n"
        f'<link rel="self" type="application/atom+xml" href="{xml_text(root + permalinks.feed(base))}"/>\n'
        f'<link rel="alternate" type="text/html" href="{xml_text(root + base)}"/>\n'
    ]
    for position in shown:
        if position not in entries:
            entries[position] = _entry(index, options, position)
        lines.append(entries[position].replace(_ROOT, xml_text(root)))
    lines.append("</feed>\n")
    return "".join(lines).encode()


_ROOT = "\x00"
"""Stands for the way to the site's root in an entry that several feeds share; cannot occur in XML."""


def _entry(index: Index, options: Options, position: int) -> str:
    story = index.stories[position]
    article = story.article
    withdrawn = article.status is Status.CANCELED
    lang = f' xml:lang="{xml_text(article.lang)}"' if article.lang and article.lang != options.lang else ""
    summary = "This article has been withdrawn." if withdrawn else article.summary or story.lead
    lines = [
        f"<entry{lang}>\n"
        f"<id>{_identity(options, story.url)}</id>\n"
        f"<title>{xml_text(article.title)}</title>\n"
        f"<published>{timestamp(article.date)}</published>\n"
        f"<updated>{timestamp(last_change(article))}</updated>\n"
        f'<link rel="alternate" type="text/html" href="{_ROOT}{xml_text(story.url)}"/>\n'
    ]
    names: Sequence[str] = (article.byline,) if article.byline and not withdrawn else article.agency
    for name in names:
        lines.append(f"<author><name>{xml_text(name)}</name></author>\n")
    for topic_id in index.topics_of[position]:
        topic = index.topics[topic_id]
        lines.append(f'<category term="{xml_text(topic_id)}" label="{xml_text(topic.topic.name)}"/>\n')
    if article.rights:
        lines.append(f"<rights>{xml_text(article.rights)}</rights>\n")
    if summary:
        own = ' xml:lang="en"' if withdrawn else ""
        lines.append(f"<summary{own}>{xml_text(summary)}</summary>\n")
    lines.append("</entry>\n")
    return "".join(lines)


def _identity(options: Options, url: str) -> str:
    """An id that never changes: the permanent address; while the site has none, a UUID of its name and the address."""
    if options.site_url:
        return xml_text(options.absolute(url))
    return uuid5(NAMESPACE_URL, f"backfile:{options.site_name}/{url}").urn
