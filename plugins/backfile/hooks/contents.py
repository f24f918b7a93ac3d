"""Articles as other plugins of Pelican know them: ``pelican.contents.Article`` objects and the signals around them.

The site does not need them, and each costs more time than its page does, so they are made only when a plugin besides
ours is listed. They live in Pelican's own article generator: it makes its groups from them (tags, categories, dates)
and sends its signals, and what it would write is left to Backfile.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from markupsafe import escape
from pelican import signals
from pelican.contents import Article, Category, Tag
from pelican.generators import ArticlesGenerator
from pelican.utils import order_content

from backfile.indexes import Index
from backfile.model import permalinks
from backfile.model.article import Status
from backfile.model.story import Story

OURS = "backfile.hooks"

_TOPIC_URL = permalinks.topic("slug").replace("slug", "{slug}")

TOPIC_SETTINGS: dict[str, Any] = {
    f"{kind}_{name}": value
    for kind in ("TAG", "CATEGORY")
    for name, value in (("URL", _TOPIC_URL), ("SAVE_AS", permalinks.output_file(_TOPIC_URL)))
}
"""Settings under which a tag or category of Pelican has the address of our topic."""


def others_listen(settings: Mapping[str, Any]) -> bool:
    """Whether a plugin besides ours is listed."""
    return any(str(plugin) != OURS for plugin in settings["PLUGINS"])


class Offer:
    """The articles of one build, offered to other plugins, moment by moment as Pelican would."""

    def __init__(self, generator: ArticlesGenerator, index: Index, texts: Sequence[str]) -> None:
        """Put all articles into Pelican's generator, before it groups them. ``texts``: of each story, as HTML."""
        self._generator = generator
        self._redirects = {permalinks.output_file(url) for url in index.aliases}
        self._articles: dict[str, Article] = {}
        for story, html, topics in zip(index.stories, texts, index.topics_of, strict=True):
            tags = [self._named(Tag, index.topics[topic].topic.name, topic) for topic in topics]
            self._articles[permalinks.output_file(story.url)] = self._article(story, html, tags)
        order = generator.settings["ARTICLE_ORDER_BY"]
        shown = {"published": generator.articles, "hidden": generator.hidden_articles, "draft": generator.drafts}
        for article in self._articles.values():
            shown[article.status].append(article)
            generator.add_source_path(article)
        for articles in shown.values():
            order_content(articles, order)
        # Pelican's generator would render every article once more, with templates that know nothing of it.
        generator.generate_output = _write_nothing

    def _article(self, story: Story, html: str, tags: list[Tag]) -> Article:
        generator, article = self._generator, story.article
        settings = generator.settings
        metadata: dict[str, Any] = {
            "title": article.title,
            "date": article.date,
            "slug": article.slug,
            "lang": (article.lang or settings["DEFAULT_LANG"]).lower(),
            "tags": tags,
            "category": self._named(Category, tags[0].name, tags[0].slug)
            if tags
            else Category(settings["DEFAULT_CATEGORY"], settings),
            "summary": str(escape(article.summary or story.lead)),
            "status": "hidden" if article.status is Status.CANCELED else "published",
            "url": story.url,
            "save_as": permalinks.output_file(story.url),
            "article": article,
        }
        if article.modified:
            metadata["modified"] = article.modified
        signals.article_generator_preread.send(generator)
        signals.article_generator_context.send(generator, metadata=metadata)
        return Article(
            html,
            metadata,
            settings=settings,
            source_path=str(Path(generator.path, article.path)),
            context=generator.context,
        )

    def _named(self, kind: type, name: str, topic: str) -> Any:
        wrapped = kind(name, self._generator.settings)
        wrapped.slug = permalinks.slugify(topic)
        return wrapped

    def before_writing(self) -> None:
        """Say of each article that it is about to be written."""
        for article in self._articles.values():
            signals.article_generator_write_article.send(self._generator, content=article)

    def after_writing(self, stage: Path, writer: object) -> None:
        """Say of each page of the staged site that it is there, also of those that a build takes over unchanged:
        what a plugin makes of the pages must not depend on the build before. Redirects are no pages."""
        for file in sorted(stage.rglob("*.html")):
            path = file.relative_to(stage).as_posix()
            if path in self._redirects:
                continue
            known = {"article": self._articles[path]} if path in self._articles else {}
            context = {**self._generator.context, **known, "output_file": path}
            signals.content_written.send(str(file), context=context)
        signals.article_writer_finalized.send(self._generator, writer=writer)


def _write_nothing(_writer: object) -> None:
    """Backfile writes the articles."""
