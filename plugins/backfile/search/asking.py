"""``invoke search``: ask the Whoosh index of a built site, with the ranking that the page has."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whoosh.index import open_dir
from whoosh.query import Or, Query, Term

from backfile.model.problems import BackfileError
from backfile.search.analysis import query_terms
from backfile.search.documents import FIELDS
from backfile.search.ranking import Ranking, rounded
from backfile.search.schema import make_schema
from backfile.search.whoosh_files import latest_generation, read_settings


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that answers a query."""

    url: str
    title: str
    score: float
    date: str
    """ISO 8601, the time of day as filed, without zone."""
    dateline: str = ""
    agency: str = ""
    lead: str = ""
    """The opening of the article."""


def build_query(text: str, language: str) -> Query:
    """What a reader's words ask for: any of their terms, in title or body.

    Raises BackfileError when there is not one word in ``text``.
    """
    found = query_terms(text, language)
    if not found:
        said = f"{text!r} holds no word to search for" if text.strip() else "The query is empty"
        raise BackfileError(f"{said}: give one or more words, such as: ceasefire talks Vienna")
    return Or([Term(field, term) for term in found for field in FIELDS])


def ask(output: Path, query: str, limit: int | None = 10, cache: Path | None = None) -> list[Hit]:
    """The best ``limit`` articles for ``query`` (all when None), best first, newest first among equals.

    The index is the one shipped with the built site ``output``, or else the one in ``cache`` where sites are built
    that do not ship it. Every document is scored; nothing is skipped on the strength of an estimate. Whoosh's table
    of contents is a pickle: ask only an index that you trust as you trust a program. Raises BackfileError for a query
    without words, a missing or a damaged index.
    """
    folder = _find(output, cache)
    try:
        made_with = read_settings(folder)
        wanted = build_query(query, made_with.language)
        index = open_dir(str(folder), schema=make_schema(made_with.language))
        with index.searcher(weighting=Ranking(made_with.title_weight)) as searcher:
            found = searcher.search(wanted, limit=None)
            best = sorted(((rounded(score), number) for score, number in found.top_n), reverse=True)
            return [_hit(searcher.stored_fields(number), score) for score, number in best[:limit]]
    except BackfileError:
        raise
    except Exception as error:  # a damaged file shows itself as anything: zlib, pickle, struct, index errors
        raise BackfileError(f"The search index in {folder} cannot be read ({error!r}): build the site again") from error


def _find(output: Path, cache: Path | None) -> Path:
    places = [output / "search" / "whoosh"] + ([cache / "whoosh"] if cache else [])
    for place in places:
        if latest_generation(place):
            return place
    raise BackfileError(f"There is no search index in {' or '.join(map(str, places))}: build the site first")


def _hit(stored: dict[str, Any], score: float) -> Hit:
    return Hit(
        url=stored["url"],
        title=stored["title"],
        score=score,
        date=stored["date"].isoformat(),
        dateline=stored.get("dateline", ""),
        agency=stored.get("agency", ""),
        lead=stored.get("lead", ""),
    )
