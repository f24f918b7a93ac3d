"""The changes after which builds are timed: to an article in the middle, to the end, to the most used topic."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from backfile.bench.usage import Usage
from backfile.model.article import Article
from backfile.model.permalinks import slugify
from backfile.model.problems import BackfileError
from backfile.reader import dump_article, read_authority

_NAME = re.compile(rb"^name:.*$", re.M)


class Edits:
    """Changes to a content folder, each with a number, so that no two of them are alike; ``undo`` takes them back."""

    def __init__(self, content: Path, usage: Usage) -> None:
        """Raises BackfileError for a folder without a readable article."""
        self._content = content
        if usage.newest is None or usage.middle is None:
            raise BackfileError(f"There is no article to edit below {content}.")
        self._middle, self._newest = usage.middle, usage.newest
        self._saved: dict[Path, bytes | None] = {}
        self.topic, self._topic_file = self._most_used(usage)

    def _most_used(self, usage: Usage) -> tuple[str, Path | None]:
        """The most used topic that has a file of its own or none yet (not a line in a list of many)."""
        authority, _ = read_authority(self._content)
        for topic in sorted(usage.topics, key=lambda topic: (-usage.topics[topic], topic)):
            record = authority.topics.get(topic)
            path = record.path if record else f"topics/{topic}.md"
            if path.endswith(".md"):
                return topic, self._content / path
        return "", None

    def edit(self, number: int) -> None:
        """Add a paragraph to the article in the middle."""
        path = self._content / self._middle.path
        self._save(path)
        path.write_bytes(path.read_bytes() + f"\nAn added paragraph, number {number}.\n".encode())

    def add(self, number: int) -> None:
        """Add an article a minute after the newest."""
        self._add_after(self._newest, f"Added for measuring, number {number}")

    def insert(self, number: int) -> None:
        """Add an article a minute after the one in the middle."""
        self._add_after(self._middle, f"Put in between for measuring, number {number}")

    def delete(self, _number: int) -> None:
        """Remove the article in the middle."""
        path = self._content / self._middle.path
        self._save(path)
        path.unlink()

    def _add_after(self, article: Article, title: str) -> None:
        slug = slugify(title)
        added = replace(
            article,
            path=f"{article.path.rpartition('/')[0]}/{slug}.md",
            title=title,
            date=article.date + timedelta(minutes=1),
            slug=slug,
            id="",
            evolved_from="",
        )
        self._save(self._content / added.path)
        (self._content / added.path).write_bytes(dump_article(added))

    def rename(self, number: int) -> None:
        """Give the most used topic another name; without a topic in the whole corpus nothing is done."""
        if not self._topic_file:
            return
        path, line = self._topic_file, f"name: Renamed {number}".encode()
        self._save(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_NAME.sub(line, path.read_bytes(), 1) if path.exists() else b"---\n" + line + b"\n---\n")

    def _save(self, path: Path) -> None:
        self._saved.setdefault(path, path.read_bytes() if path.exists() else None)

    def undo(self) -> None:
        """Make the content what it was."""
        for path, data in self._saved.items():
            if data is None:
                path.unlink()
            else:
                path.write_bytes(data)
        self._saved.clear()
