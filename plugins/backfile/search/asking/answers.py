"""A query in, the articles that answer it out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Self, get_args

from whoosh.index import open_dir
from whoosh.scoring import BM25F

from backfile.model.problems import BackfileError
from backfile.search.asking.archive import Archive
from backfile.search.asking.leaves import DefaultLeaves, ExactLeaves
from backfile.search.asking.planning import Filter, Plan
from backfile.search.documents import FACETS
from backfile.search.query import canonical, parse
from backfile.search.query.notes import Note
from backfile.search.ranking import rounded
from backfile.search.reading import BrowserFiles
from backfile.search.schema import make_schema
from backfile.search.whoosh_files import latest_generation, read_settings

Order = Literal["relevance", "all", "newest", "oldest"]
ORDERS: tuple[Order, ...] = get_args(Order)
"""By score; by how many of a query's alternatives match, then by score; by number, which is by date."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that answers a query."""

    document: int
    """Its number in the index, from 0 for the oldest."""
    url: str
    title: str
    score: float
    date: str
    """ISO 8601, the time of day as filed, without zone."""
    dateline: str = ""
    agency: str = ""
    lead: str = ""
    """The opening of the article."""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an archive has to say to a query."""

    hits: list[Hit]
    total: int
    """How many articles match."""
    canonical: str
    """The query as it was understood, well-formed."""
    notes: tuple[Note, ...] = ()
    """What was read otherwise than typed."""


class Asker:
    """Asks one index, any number of times. A context manager, which closes the index at its end."""

    def __init__(self, output: Path, cache: Path | None = None) -> None:
        """See ``ask``."""
        self._folder = _find(output, cache)
        with _reading(self._folder):
            settings = read_settings(self._folder)
            index = open_dir(str(self._folder), schema=make_schema(settings.languages))
            searcher = index.searcher(weighting=BM25F())
        self._archive = Archive(searcher, BrowserFiles(output / "search"), settings)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._archive.searcher.close()

    def ask(
        self,
        query: str,
        limit: int | None = 10,
        *,
        order: Order = "relevance",
        filters: Sequence[Filter] = (),
        exact: bool = False,
    ) -> Answer:
        """The best ``limit`` articles (all when None). See ``ask``."""
        _require(order, filters)
        read = parse(query)
        leaves = (ExactLeaves if exact else DefaultLeaves)(self._archive)
        with _reading(self._folder):
            plan = Plan(self._archive, leaves, read.tree, filters)
            if plan.asked is None and (query.strip() or not filters):
                said = f"{query!r} holds no word to search for" if query.strip() else "The query is empty"
                raise BackfileError(f"{said}: give one or more words, such as: ceasefire talks Vienna")
            found = self._ordered(plan, order)
            hits = [self._hit(number, score) for score, number in found[:limit]]
        return Answer(hits, len(found), canonical(read.tree), (*read.notes, *dict.fromkeys(leaves.notes)))

    def _ordered(self, plan: Plan, order: Order) -> list[tuple[float, int]]:
        """Score and number of each article that matches, best first."""
        scored = self._archive.searcher.search(plan.query, limit=None).top_n
        found = [(rounded(score), number) for score, number in scored]
        if order in ("newest", "oldest"):
            return sorted(found, key=lambda item: item[1], reverse=order == "newest")
        if order == "relevance" or not plan.choices:
            return sorted(found, reverse=True)
        fitting = [set(self._archive.found(choice).tolist()) for choice in plan.choices]
        return sorted(found, key=lambda item: (sum(item[1] in choice for choice in fitting), *item), reverse=True)

    def _hit(self, number: int, score: float) -> Hit:
        stored = self._archive.searcher.stored_fields(number)
        return Hit(
            document=number,
            url=stored["url"],
            title=stored["title"],
            score=score,
            date=stored["date"].isoformat(),
            dateline=stored.get("dateline", ""),
            agency=stored.get("agency", ""),
            lead=stored.get("lead", ""),
            lang=stored.get("lang", ""),
        )


def ask(
    output: Path,
    query: str,
    limit: int | None = 10,
    cache: Path | None = None,
    *,
    order: Order = "relevance",
    filters: Sequence[Filter] = (),
    exact: bool = False,
) -> Answer:
    """The best ``limit`` articles for ``query`` (all when None), best first, newest first among equals.

    ``filters`` leave only what has all these values; ``exact`` scores words as Whoosh's BM25F does.

    The index is the one shipped with the built site ``output``, or else the one in ``cache`` where sites are built
    that do not ship it. Every document is scored; nothing is skipped on the strength of an estimate. Whoosh's table
    of contents is a pickle: ask only an index that you trust as you trust a program. Raises BackfileError for a query
    without words, an order or a field that there is not, a missing or a damaged index.
    """
    with Asker(output, cache) as asker:
        return asker.ask(query, limit, order=order, filters=filters, exact=exact)


@contextmanager
def _reading(folder: Path) -> Iterator[None]:
    """Say of any error that the index is damaged: it shows itself as zlib's, pickle's, struct's or anything else."""
    try:
        yield
    except BackfileError:
        raise
    except Exception as error:
        raise BackfileError(f"The search index in {folder} cannot be read ({error!r}): build the site again") from error


def _require(order: str, filters: Sequence[tuple[str, str]]) -> None:
    """Raise BackfileError for an order or a field that there is not."""
    if order not in ORDERS:
        raise BackfileError(f"There is no order {order!r}; there are: {', '.join(ORDERS)}")
    for field, _ in filters:
        if field not in FACETS:
            raise BackfileError(f"Nothing can be filtered by {field!r}; fields are: {', '.join(FACETS)}")


def _find(output: Path, cache: Path | None) -> Path:
    places = [output / "search" / "whoosh"] + ([cache / "whoosh"] if cache else [])
    for place in places:
        if latest_generation(place):
            return place
    raise BackfileError(f"There is no search index in {' or '.join(map(str, places))}: build the site first")
