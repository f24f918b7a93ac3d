"""The same content for other generators: articles as plain copies, written the way each of them reads."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from backfile.model import permalinks
from backfile.model.article import Article
from backfile.model.authority import Authority, Kind
from backfile.model.permalinks import slugify
from backfile.reader import article_files, parse_article, read_authority

FEED_FROM = 3
"""Articles from which Backfile gives a person, organisation, place or event a feed; topics always have one."""

_SUBJECTS = ("topics", *(kind.folder for kind in Kind))
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


def articles(content: Path) -> Iterator[Article]:
    """Every article below ``content`` that reads without an error, in order of path, one at a time."""
    for path in article_files(content):
        article, _ = parse_article((content / path).read_bytes(), path, _UTC)
        if article:
            yield article


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
    return Copy(
        url,
        article.title,
        article.date,
        article.dateline.text if article.dateline else "",
        article.agency[0] if article.agency else "none",
        tuple(terms.items()),
        _without_code(article.body),
    )


def _name(identity: str, authority: Authority) -> str:
    record = authority.topics.get(identity) or authority.entities.get(identity)
    return record.name if record else identity.partition(":")[2] or identity


def write_for_hugo(content: Path, target: Path) -> None:
    """Articles with front matter in JSON below ``target/articles/``; name, text, address and feed of each term."""
    authority, _ = read_authority(content)
    used: Counter[tuple[str, str]] = Counter()
    names: dict[tuple[str, str], str] = {}
    days: set[Date] = set()
    for copy in copies(content):
        front: dict[str, object] = {"title": copy.title, "date": copy.date.isoformat(), "url": f"/{copy.url}"}
        front |= {"filed": copy.dateline, **_periods(copy.date)}
        front |= {taxonomy: [slug for slug, _ in terms] for taxonomy, terms in copy.terms if terms}
        for taxonomy, terms in copy.terms:
            names |= {(taxonomy, slug): name for slug, name in terms}
            used.update((taxonomy, slug) for slug, _ in terms)
        days.add(copy.date.date())
        _write(target / "articles" / f"{copy.url.removesuffix('.html')}.md", f"{_json(front)}\n\n{copy.body}")
    for (taxonomy, slug), name in names.items():
        head: dict[str, object] = {"title": name}
        if taxonomy == "topics" or (taxonomy in _SUBJECTS and used[taxonomy, slug] >= FEED_FROM):
            head["outputs"] = ["html", "rss"]
        text = _description(taxonomy, slug, authority)
        _write(target / taxonomy / slug / "_index.md", f"{_json(head)}\n\n{text}\n")
    for day in days:
        titles = {"years": f"{day.year}", "months": f"{day:%B %Y}", "days": f"{day.day} {day:%B %Y}"}
        for (taxonomy, [slug]), url in zip(_periods(day).items(), _addresses(day), strict=True):
            head = {"title": titles[taxonomy], "url": f"/{url}"}
            _write(target / taxonomy / slug / "_index.md", _json(head) + "\n")
    for taxonomy in {"years", *(taxonomy for taxonomy, _ in names)}:
        _write(target / taxonomy / "_index.md", _json({"title": taxonomy.capitalize()}) + "\n")
    for taxonomy in ("months", "days"):
        _write(target / taxonomy / "_index.md", _json({"build": {"render": "never"}}) + "\n")
    _write(target / "search.md", _json({"title": "Search", "url": f"/{permalinks.SEARCH}", "layout": "search"}) + "\n")


def _periods(when: Date) -> dict[str, list[str]]:
    """Year, month and day as terms; a datetime is a date too."""
    return {
        "years": [f"{when.year:04}"],
        "months": [f"{when.year:04}-{when:%m}"],
        "days": [f"{when.year:04}-{when:%m-%d}"],
    }


def _addresses(when: Date) -> tuple[str, str, str]:
    return permalinks.year(when.year), permalinks.month(when.year, when.month), permalinks.day(when)


def _description(taxonomy: str, slug: str, authority: Authority) -> str:
    """The text about a topic, person, organisation, place or event, where its record has one."""
    kinds = {kind.folder: kind for kind in Kind}
    identity = f"{kinds[taxonomy]}:{slug}" if taxonomy in kinds else slug
    record = authority.entities.get(identity) if taxonomy in kinds else authority.topics.get(identity)
    return _without_code(record.description) if record else ""


def write_for_pelican(content: Path, target: Path) -> None:
    """Articles with metadata lines below ``target/articles/``; topics, entities and cities become tags."""
    for copy in copies(content):
        tags = [name for taxonomy, terms in copy.terms if taxonomy in _SUBJECTS for _, name in terms]
        tags += [f"Dateline {name}" for taxonomy, terms in copy.terms if taxonomy == "datelines" for _, name in terms]
        head = {
            "Title": " ".join(copy.title.split()),
            "Date": copy.date.isoformat(),
            "Slug": copy.slug,
            "Category": copy.agency,
            "Tags": "".join(f"{tag.replace(';', ',')};" for tag in tags),  # split at semicolons, where there are any
            "Filed": copy.dateline,
        }
        lines = [f"{name}: {value}" for name, value in head.items() if value]
        _write(target / "articles" / f"{copy.url.removesuffix('.html')}.md", "\n".join(lines) + "\n\n" + copy.body)


def _without_code(text: str) -> str:
    """Markdown in which no HTML and no template code stands."""
    return text.replace("<", "&lt;").replace("{{", "&#123;{")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
