"""Topic pages: the tree of all topics, and each topic with its neighbours, its company and its articles."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from backfile.indexes import TopicEntry
from backfile.model import permalinks
from backfile.model.authority import Kind, Topic
from backfile.pages import jsonld
from backfile.pages.descriptions import as_html, as_summary
from backfile.pages.desk import HOME, Desk, feed_of
from backfile.pages.directories import Directory, directory_pages
from backfile.pages.lists import LATEST, ListPage, address_of, list_pages, pager, way_on
from backfile.pages.views import Assignment, Card, Link, TopicNode, TopicsView, TopicView

TREE_SIZE = 1200
"""Topics that the tree shows on one page. A larger one is cut to its upper levels; topic pages show the lower ones."""

_CRUMBS = (HOME, Link("Topics", permalinks.TOPICS))


def topic_pages(desk: Desk) -> Iterator[Assignment]:
    """The tree, then every topic. Nothing for an archive without topics."""
    topics = {topic_id: entry for topic_id, entry in desk.index.topics.items() if entry.has_page}
    if topics:
        yield from _tree_pages(desk, topics)
    for entry in topics.values():
        for page in list_pages(len(entry.stories), desk.options.page_size):
            make = partial(_topic_view, desk, entry, page)
            yield Assignment(address_of(entry.url, page), "topic.html", _basis(desk, entry, page), make)


def _basis(desk: Desk, entry: TopicEntry, page: ListPage) -> bytes:
    bases, topics = desk.bases, desk.index.topics
    way = way_on(page.number, len(entry.stories), desk.options.page_size)
    names = [bases.subject(topics[it]) for it in entry.parents]
    if page.number != LATEST:
        cards = bases.cards(entry.stories[page.start : page.stop])
        return bases.of(way, bases.subject(entry), b"".join(names), cards)
    siblings = topics[entry.parents[-1]].children if entry.parents else ()
    names += [bases.subject(topics[it]) for it in (*entry.children, *siblings)]
    counts = [len(topics[it].stories) for it in entry.children]
    picks = [(pick, desk.by_id[pick]) for pick in entry.topic.picks if pick in desk.by_id]
    return bases.of(
        (way, counts, len(entry.parents), [pick for pick, _ in picks]),
        bases.subject(entry),
        b"".join(names),
        bases.stories(entry.stories),
        bases.company(entry.stories),
        bases.cards([position for _, position in picks]),
    )


def topic_directory(desk: Desk) -> Directory | None:
    """The A-Z that stands in place of the tree where that has too many roots, else None."""
    topics = desk.index.topics.items()
    links = [desk.topic_link(it, len(entry.stories)) for it, entry in topics if entry.has_page and not entry.parents]
    return Directory("Topics", permalinks.TOPICS, tuple(links)) if len(links) > TREE_SIZE else None


def _tree_pages(desk: Desk, topics: dict[str, TopicEntry]) -> Iterator[Assignment]:
    roots = [topic_id for topic_id, entry in topics.items() if not entry.parents]
    directory = topic_directory(desk)
    if directory:
        yield from directory_pages(desk, directory)
        return
    yield Assignment(permalinks.TOPICS, "topics.html", b"", partial(_tree_view, desk, topics, roots))


def _tree_view(desk: Desk, topics: dict[str, TopicEntry], roots: list[str]) -> TopicsView:
    levels: dict[int, int] = {}
    for entry in topics.values():
        levels[len(entry.parents)] = levels.get(len(entry.parents), 0) + 1
    depth, shown = 0, levels[0]
    while depth + 1 in levels and shown + levels[depth + 1] <= TREE_SIZE:
        depth += 1
        shown += levels[depth]

    def node(topic_id: str) -> TopicNode:
        entry = topics[topic_id]
        below = [child for child in entry.children if child in topics] if len(entry.parents) < depth else []
        return TopicNode(desk.topic_link(topic_id, len(entry.stories)), tuple(node(child) for child in below))

    roots.sort(key=lambda topic_id: (topics[topic_id].topic.name.casefold(), topic_id))
    head = desk.head("Topics", permalinks.TOPICS, _CRUMBS[:1], section=permalinks.TOPICS)
    return TopicsView(head=head, total=len(topics), tree=tuple(node(topic_id) for topic_id in roots))


def _topic_view(desk: Desk, entry: TopicEntry, page: ListPage) -> TopicView:
    topic, total = entry.topic, len(entry.stories)
    parents = tuple(desk.topic_link(parent) for parent in entry.parents)
    positions = entry.stories[page.start : page.stop]
    paging = pager(entry.url, page.number, total, desk.options.page_size)
    if page.number != LATEST:
        url = address_of(entry.url, page)
        crumbs = (*_CRUMBS, *parents, Link(topic.name, entry.url))
        return TopicView(
            head=desk.head(f"{topic.name}, page {page.number}", url, crumbs, section=permalinks.TOPICS),
            name=topic.name,
            html="",
            total=len(positions),
            span=desk.span(positions),
            groups=desk.by_month(positions),
            pager=paging,
            first=False,
        )
    company = desk.company(entry.stories)
    feed = feed_of(entry)
    head = desk.head(
        topic.name,
        entry.url,
        (*_CRUMBS, *parents),
        description=as_summary(topic.description),
        feeds=[Link(topic.name, feed)] if feed else [],
        section=permalinks.TOPICS,
        about=jsonld.subject(entry, jsonld.Addresses.on(entry.url, desk.options)),
    )
    return TopicView(
        head=head,
        name=topic.name,
        html=as_html(topic.description),
        total=total,
        span=desk.span(entry.stories),
        groups=desk.by_month(positions),
        pager=paging,
        first=True,
        picks=_picks(desk, topic),
        parents=parents,
        children=_links(desk, entry.children),
        siblings=_siblings(desk, entry),
        histogram=desk.list_histogram(entry.url, entry.stories),
        people=company[Kind.PERSON],
        organisations=company[Kind.ORGANISATION],
        places=company[Kind.PLACE],
        events=company[Kind.EVENT],
        other_names=other_names(topic.name, topic.aliases, topic.names),
        external=_external(entry),
        feed=feed,
    )


def _picks(desk: Desk, topic: Topic) -> tuple[Card, ...]:
    """What the editors recommend, as far as it is there and has not been withdrawn."""
    cards = (desk.card(desk.by_id[pick]) for pick in topic.picks if pick in desk.by_id)
    return tuple(card for card in cards if not card.withdrawn)


def _links(desk: Desk, topic_ids: tuple[str, ...]) -> tuple[Link, ...]:
    topics = desk.index.topics
    return tuple(desk.topic_link(it, len(topics[it].stories)) for it in topic_ids if topics[it].has_page)


def _siblings(desk: Desk, entry: TopicEntry) -> tuple[Link, ...]:
    """The parent's other sub-topics. Without counts: they would change this page with every article of a sibling."""
    if not entry.parents:
        return ()
    topics = desk.index.topics
    siblings = topics[entry.parents[-1]].children
    return tuple(desk.topic_link(it) for it in siblings if topics[it].has_page and topics[it].url != entry.url)


def _external(entry: TopicEntry) -> tuple[Link, ...]:
    links = []
    if entry.topic.wikidata:
        links.append(
            Link("Wikidata", f"https://www.wikidata.org/wiki/{entry.topic.wikidata}", note=entry.topic.wikidata)
        )
    scheme, _, code = entry.topic.qcode.partition(":")
    if scheme == "medtop" and code:
        address = f"https://cv.iptc.org/newscodes/mediatopic/{code}"
        links.append(Link("IPTC Media Topics", address, note=entry.topic.qcode))
    return tuple(links)


def other_names(name: str, aliases: tuple[str, ...], names: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """Aliases and names in other languages, each once and none of them the name itself."""
    return tuple(dict.fromkeys(it for it in (*aliases, *(other for _, other in names)) if it and it != name))
