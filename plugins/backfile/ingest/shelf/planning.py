"""From postings to files: what the content folder must hold for each story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from backfile.ingest.lifecycle.chain import Chain
from backfile.ingest.lifecycle.folding import counted, first_of, folded, kept, stands_alone
from backfile.ingest.lifecycle.posting import Posting
from backfile.ingest.shelf.filing import digest_of
from backfile.ingest.shelf.items import Item
from backfile.ingest.shelf.places import Wish, places
from backfile.ingest.shelf.tree import HISTORY, SIGNALS, Tree, stem_of
from backfile.model.article import Article
from backfile.model.permalinks import day
from backfile.reader import dump_article, parse_article
from backfile.reader.listing import FOLDER

Load = Callable[[Item], bytes]
"""The file of an item, without ``as_filed``."""


@dataclass(frozen=True, slots=True)
class StoryPlan:
    """A story that this ingest has to do with."""

    chain: Chain
    items: tuple[Item, ...]
    stem: str
    """Its place; empty for notices whose story is not here."""
    owned: tuple[str, ...]
    """The places that its files have now."""


@dataclass(slots=True)
class Files:
    """What a story's plan comes to."""

    article: str = ""
    """Path of the article file; empty where there is none."""
    written: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    """Path → (data without ``as_filed``, its digest), history first."""


def plan(chains: Sequence[Chain], items: Mapping[Posting, Item], tree: Tree) -> list[StoryPlan]:
    """Plans for the stories that have got a posting in this ingest, or whose files are not where they belong."""
    owned = [_owned(chain, items) for chain in chains]
    pinned: dict[int, str] = {}
    wishes: list[Wish] = []
    for number, chain in enumerate(chains):
        if chain.loose:
            continue
        # An article that an editor has changed, or made, stays where it is.
        if stem := next((stem for stem in owned[number] if _is_editors(stem, tree)), ""):
            pinned[number] = stem
        else:
            first = first_of(chain)
            wishes.append(Wish(number, first, items[first].place))
    readable = {stem for stems in owned for stem in stems}
    taken = {*pinned.values(), *(stem for stem in tree.articles if stem not in readable or _is_editors(stem, tree))}
    given = {**places(wishes, taken), **pinned}
    concerned: set[int] = set()
    left: set[str] = set()
    for number, chain in enumerate(chains):
        stem = given.get(number, "")
        at_home = owned[number] == ((stem,) if stem else ()) and (not stem or stem in tree.articles)
        if not at_home or any(items[it].arrived for it in (*chain.postings, *chain.hit_by)):
            concerned.add(number)
            left.update(it for it in owned[number] if it != stem)
    # Where a posting leaves the place of another story, that one's files are written as well.
    return [
        StoryPlan(chain, tuple(items[posting] for posting in chain.postings), given.get(number, ""), owned[number])
        for number, chain in enumerate(chains)
        if number in concerned or given.get(number) in left
    ]


def in_safe_order(stories: Sequence[StoryPlan], put_aside: Callable[[Item], None]) -> Iterator[StoryPlan]:
    """The stories in an order in which none is written over the place that another has not left yet.

    So an ingest that is cut off at any moment loses nothing. ``put_aside`` is called for all postings of stories that
    move: where these change places in a circle, one is written over and comes from there.
    """
    waiting = [story for story in stories if story.owned and story.stem not in story.owned]
    for story in waiting:
        for item in story.items:
            put_aside(item)
    moving = {id(story) for story in waiting}
    while waiting:
        held = Counter(stem for story in waiting for stem in story.owned)
        free = [story for story in waiting if not held[story.stem]] or waiting[:1]
        yield from free
        done = {id(story) for story in free}
        waiting = [story for story in waiting if id(story) not in done]
    yield from (story for story in stories if id(story) not in moving)


def files_of(story: StoryPlan, load: Load, zone: ZoneInfo) -> Files:
    """The files of a story. ``zone`` is for dates without one."""
    files = Files()
    if not story.stem:
        for item in story.items:
            data = load(item)
            files.written[_signal_path(item.posting, digest_of(data))] = (data, digest_of(data))
        return files
    files.article = f"{FOLDER}/{story.stem}.md"
    wanted = set(counted(story.chain))
    items = [item for item in story.items if item.posting in wanted]
    if stands_alone(story.chain):
        data = load(items[0])
        files.written[files.article] = (data, items[0].digest)
        return files
    articles = {item.posting: _article(load(item), zone) for item in items}
    for item in items:
        data = dump_article(kept(story.chain, item.posting, articles[item.posting]))
        digest = digest_of(data)
        files.written[f"{HISTORY}/{story.stem}/{_stamp(item.posting)}-{digest[:6]}.md"] = (data, digest)
    data = dump_article(folded(story.chain, articles))
    files.written[files.article] = (data, digest_of(data))
    return files


def leftovers(story: StoryPlan, tree: Tree) -> Iterator[str]:
    """Paths of the files that a story has now, wherever they are."""
    for item in story.items:
        yield from item.replaced
        if item.path:
            yield item.path
    for stem in story.owned:
        if stem in tree.articles:
            yield tree.articles[stem].path


def _owned(chain: Chain, items: Mapping[Posting, Item]) -> tuple[str, ...]:
    paths: Iterable[str] = (path for it in chain.postings for path in (items[it].path, *items[it].replaced))
    return tuple(sorted({stem for path in paths if (stem := stem_of(path))}))


def _is_editors(stem: str, tree: Tree) -> bool:
    standing = tree.articles.get(stem)
    return standing is not None and not standing.is_pristine


def _article(data: bytes, zone: ZoneInfo) -> Article:
    article, problems = parse_article(data, "", zone)
    assert article is not None, problems  # it was made by dump_article
    return replace(article, path="", slug="")  # its file's name is decided here


def _stamp(posting: Posting) -> str:
    return f"{datetime.fromtimestamp(posting.date, UTC):%Y%m%dT%H%M%SZ}"


def _signal_path(posting: Posting, digest: str) -> str:
    return f"{SIGNALS}/{day(datetime.fromtimestamp(posting.date, UTC))}{_stamp(posting)}-{digest[:6]}.md"
