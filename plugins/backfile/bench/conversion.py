"""The same content for other generators: articles as plain copies, written the way each of them reads."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from backfile.model import permalinks
from backfile.model.article import Article
from backfile.model.authority import Authority, Kind
from backfile.model.permalinks import slugify
from backfile.reader import article_files, parse_article, read_authority

TAXONOMIES = ("topics", *(kind.folder for kind in Kind), "agencies", "datelines", "months")
_UTC = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True)
class Copy:
    """One article for a generator that knows titles, dates, Markdown and terms."""

    url: str
    """Where Backfile has it, with the date in front: ``2015/11/17/port-reopens.html``; no two copies share one."""
    title: str
    date: datetime
    dateline: str
    agency: str
    terms: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    """By taxonomy: slug and name of each term."""
    body: str
    """Markdown in which no HTML and no template code stands."""

    @property
    def slug(self) -> str:
        """The last part of the address, without its ending."""
        return self.url.rpartition("/")[2].removesuffix(".html")


@dataclass(slots=True)
class Usage:
    """What a content folder holds of readable articles."""

    paths: list[str] = field(default_factory=list)
    newest: Article | None = None
    topics: dict[str, int] = field(default_factory=dict)
    """Articles by topic."""


def articles(content: Path) -> Iterator[Article]:
    """Every article below ``content`` that reads without an error, in order of path, one at a time."""
    for path in article_files(content):
        article, _ = parse_article((content / path).read_bytes(), path, _UTC)
        if article:
            yield article


def usage_of(content: Path) -> Usage:
    """Look at every article below ``content``."""
    usage = Usage()
    for article in articles(content):
        usage.paths.append(article.path)
        if usage.newest is None or article.date > usage.newest.date:
            usage.newest = article
        for topic in article.topics:
            usage.topics[topic] = usage.topics.get(topic, 0) + 1
    return usage


def copies(content: Path) -> Iterator[Copy]:
    """A copy of each article, at the address that Backfile gives it."""
    authority, _ = read_authority(content)
    addresses = permalinks.assign_addresses((article.date, article.slug, article.path) for article in articles(content))
    for article in articles(content):
        yield _copy(article, addresses[article.path], authority)


def _copy(article: Article, url: str, authority: Authority) -> Copy:
    terms: dict[str, tuple[tuple[str, str], ...]] = {}
    terms["topics"] = tuple((topic, _name(topic, authority)) for topic in article.topics)
    for kind in Kind:
        of_kind = [entity for entity in article.entities if entity.startswith(f"{kind}:")]
        terms[kind.folder] = tuple((entity.partition(":")[2], _name(entity, authority)) for entity in of_kind)
    terms["agencies"] = tuple((slugify(name), name) for name in article.agency)
    places = article.dateline.places if article.dateline else ()
    terms["datelines"] = tuple({slugify(place.name): place.name for place in places}.items())
    terms["months"] = ((f"{article.date:%Y-%m}", f"{article.date:%B %Y}"),)
    return Copy(
        url,
        article.title,
        article.date,
        article.dateline.text if article.dateline else "",
        article.agency[0] if article.agency else "none",
        tuple(terms.items()),
        article.body.replace("<", "&lt;").replace("{{", "&#123;{"),
    )


def _name(identity: str, authority: Authority) -> str:
    record = authority.topics.get(identity) or authority.entities.get(identity)
    return record.name if record else identity.partition(":")[2] or identity


def write_for_hugo(content: Path, target: Path) -> None:
    """Articles with front matter in JSON below ``target/articles/``, and a title for each term."""
    titles: dict[tuple[str, str], str] = {}
    for copy in copies(content):
        front: dict[str, object] = {"title": copy.title, "date": copy.date.isoformat(), "url": f"/{copy.url}"}
        front |= {"filed": copy.dateline}
        front |= {taxonomy: [slug for slug, _ in terms] for taxonomy, terms in copy.terms if terms}
        titles |= {(taxonomy, slug): name for taxonomy, terms in copy.terms for slug, name in terms}
        _write(target / "articles" / f"{copy.url.removesuffix('.html')}.md", f"{_json(front)}\n\n{copy.body}")
    for (taxonomy, slug), name in titles.items():
        _write(target / taxonomy / slug / "_index.md", _json({"title": name}) + "\n")


def write_for_pelican(content: Path, target: Path) -> None:
    """Articles with metadata lines below ``target/articles/``; a term that is no agency becomes a tag."""
    for copy in copies(content):
        tags = [
            f"{taxonomy} {slug}"
            for taxonomy, terms in copy.terms
            if taxonomy not in ("agencies", "months")
            for slug, _ in terms
        ]
        head = {
            "Title": " ".join(copy.title.split()),
            "Date": copy.date.isoformat(),
            "Slug": copy.slug,
            "Category": copy.agency,
            "Tags": ", ".join(tags),
            "Filed": copy.dateline,
        }
        lines = [f"{name}: {value}" for name, value in head.items() if value]
        _write(target / "articles" / f"{copy.url.removesuffix('.html')}.md", "\n".join(lines) + "\n\n" + copy.body)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
