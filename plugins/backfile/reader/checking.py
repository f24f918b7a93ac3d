"""``check``: every problem of an archive's content, also those that only show between files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date as Date
from pathlib import Path
from zoneinfo import ZoneInfo

from backfile.model.article import Article
from backfile.model.authority import Authority, Kind
from backfile.model.problems import Problem, Severity
from backfile.reader.articles import parse_article
from backfile.reader.authority import read_authority
from backfile.reader.fields import read_fields
from backfile.reader.listing import article_files, article_of_history, history_files
from backfile.reader.source import read_source
from backfile.reader.text_pages import read_text_pages
from backfile.reader.topic_names import TopicNames
from backfile.reader.values import read_text

Locate = Callable[[str, str, str], int]
"""(path, key, value) → the line of the article file on which the value stands."""


def check(content: Path, zone: ZoneInfo) -> list[Problem]:
    """All problems below ``content``, by path and line; paths are relative to it."""
    authority, problems = read_authority(content)
    problems += read_text_pages(content)[1]
    paths = article_files(content)
    articles = list(_articles(content, paths, zone, problems))
    versions = list(_articles(content, history_files(content), zone, problems))
    problems += versions_without_article(versions, set(paths))

    def locate(path: str, key: str, value: str) -> int:
        return _line_of((content / path).read_bytes(), path, key, value)

    problems += between_articles(articles, locate, {version.id for version in versions})
    problems += picks_without_article(articles, authority, locate)
    problems += names_without_record(articles, authority, locate)
    return sorted(problems)


def _articles(content: Path, paths: Iterable[str], zone: ZoneInfo, problems: list[Problem]) -> Iterator[Article]:
    """The articles in files, without their texts; what is wrong with the files is added to ``problems``."""
    for path in paths:
        try:
            data = (content / path).read_bytes()
        except OSError as error:
            problems.append(Problem(path, 0, f"cannot be read: {error.strerror}", "check the file's permissions"))
            continue
        article, found = parse_article(data, path, zone)
        problems += found
        if article is not None:
            yield replace(article, body="")


def versions_without_article(versions: Iterable[Article], paths: AbstractSet[str]) -> Iterator[Problem]:
    """Versions of a story whose article is not there: one warning for each folder."""
    told: set[str] = set()
    for version in versions:
        wanted = article_of_history(version.path)
        if wanted not in paths and wanted not in told:
            told.add(wanted)
            hint = "put it back, or remove this folder"
            yield _warning(version.path, 0, f"a version of {wanted}, which is not there", hint)


def between_articles(
    articles: Sequence[Article], locate: Locate, earlier: AbstractSet[str] = frozenset()
) -> Iterator[Problem]:
    """Ids given twice, predecessors that do not exist, addresses that two articles want: all warnings.

    ``earlier``: ids of versions in the history of articles, which may be those of the articles.
    """
    ids: dict[str, str] = {}
    addresses: dict[tuple[Date, str], str] = {}
    for article in articles:
        path = article.path
        if article.id and (first := ids.setdefault(article.id, path)) != path:
            message = f"id {article.id} is also the id of {first}"
            yield _warning(path, locate(path, "id", article.id), message, "an id names one article")
        if (first := addresses.setdefault((article.day, article.slug), path)) != path:
            hint = "the later one gets a longer address; 'slug: …' gives it one of its own"
            yield _warning(path, locate(path, "slug", article.slug), f"wants the same address as {first}", hint)
    for article in articles:
        wanted = article.evolved_from
        if wanted and wanted not in ids and wanted not in earlier:
            line = locate(article.path, "evolved_from", wanted)
            hint = "correct the id, or add the earlier version"
            yield _warning(article.path, line, f"evolved_from: no article has the id {wanted}", hint)


def picks_without_article(articles: Iterable[Article], authority: Authority, locate: Locate) -> Iterator[Problem]:
    """Articles that a topic's editors recommend and that are not there: warnings."""
    ids = {article.id for article in articles}
    for topic in authority.topics.values():
        for pick in topic.picks:
            if pick not in ids:
                line = locate(topic.path, "picks", pick)
                hint = "correct the id, or take it out"
                yield _warning(topic.path, line, f"picks: no article has the id {pick}", hint)


def names_without_record(articles: Sequence[Article], authority: Authority, locate: Locate) -> Iterator[Problem]:
    """Topics and entities that articles name and no file describes: one warning for each, at the first article."""
    topics = TopicNames(authority.topics)
    missing: dict[tuple[str, str], list[str]] = {}
    for article in articles:
        for name in article.topics:
            if topics.known(name) is None:
                missing.setdefault(("topics", name), []).append(article.path)
        for key, names in (("entities", article.entities), ("not_entities", article.not_entities)):
            for name in names:
                if name not in authority.entities:
                    missing.setdefault((key, name), []).append(article.path)
    yield from _hidden_names(articles, authority, topics, locate)
    for (key, name), paths in missing.items():
        others = f" ({len(paths)} articles)" if len(paths) > 1 else ""
        yield _warning(paths[0], locate(paths[0], key, name), f"{key}: no record of {name}{others}", _home(key, name))


def _hidden_names(
    articles: Iterable[Article], authority: Authority, topics: TopicNames, locate: Locate
) -> Iterator[Problem]:
    """Hidden records that articles name nevertheless: one warning for each, at the first article."""
    told: set[str] = set()
    for article in articles:
        for key, names in (("topics", article.topics), ("entities", article.entities)):
            for name in names:
                if key == "topics":
                    topic = authority.topics.get(topics.known(name) or "")
                    hidden = topic is not None and topic.hidden
                else:
                    entity = authority.entities.get(name)
                    entity = authority.entities.get(entity.merged_into, entity) if entity else None
                    hidden = entity is not None and entity.hidden
                if hidden and name not in told:
                    told.add(name)
                    line = locate(article.path, key, name)
                    hint = "take it out, or take 'hidden' from its record"
                    yield _warning(article.path, line, f"{key}: {name} is hidden and not shown", hint)


def _home(key: str, name: str) -> str:
    """Where the record of a name belongs."""
    if key == "topics":
        return "correct it, or add a file to topics/"
    kind, _, slug = name.partition(":")
    return f"correct it, or add entities/{Kind(kind).folder}/{slug}.md"


def _line_of(data: bytes, path: str, key: str, value: str) -> int:
    ignored: list[Problem] = []
    source = read_source(data, path, ignored)
    fields = read_fields(source.front, path, ignored) if source else None
    if fields is None or key not in fields:
        return 0
    return next((line for text, line in fields.values_with_lines(key, read_text) if text == value), fields.line_of(key))


def _warning(path: str, line: int, message: str, hint: str) -> Problem:
    return Problem(path, line, message, hint, Severity.WARNING)
