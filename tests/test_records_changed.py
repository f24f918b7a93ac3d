"""Renaming, merging, splitting and hiding of records: pages, links, counts, feeds, facets and redirects follow, and a
build after it gives the same bytes as one from nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builder import Builder, differences, whole_tree

RECORDS = {
    "entities/people/ada-lund.md": "name: Ada Lund\naliases: [Ada Queen]",
    "entities/people/a-lund.md": "name: Captain Lund",
    "entities/places/kiel.md": "name: Kiel",
    "topics/shipping.md": "name: Shipping",
    "topics/ferries.md": "name: Ferries\naliases: [ferry boats]\nparent: shipping",
}
BODIES = (
    "Ada Lund opened the pier in Kiel.",
    "Captain Lund left Kiel.",
    "Ada Queen and Captain Lund met.",
    "Ada Lund spoke of ferries.",
)


class Site:
    """A small archive and its pages."""

    def __init__(self, builder: Builder, folder: Path) -> None:
        self.builder, self.folder, self.output = builder, folder, folder / "output"
        for path, head in RECORDS.items():
            self.record(path, head)
        for number, body in enumerate(BODIES):
            topic = ("ferries", "shipping")[number % 2]
            head = f"title: Story {number}\ndate: 2015-11-0{number + 1}\nagency: BFN\ntopics: [{topic}]"
            self.write(f"articles/2015/11/0{number + 1}/story-{number}.md", f"---\n{head}\n---\n{body}\n")

    def write(self, path: str, text: str) -> None:
        file = self.folder / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def record(self, path: str, head: str) -> None:
        self.write(path, f"---\n{head}\n---\n")

    def remove(self, path: str) -> None:
        (self.folder / "content" / path).unlink()

    def build(self) -> None:
        """Build, and hold the site against one that is built from nothing."""
        assert self.builder.build(self.folder / "content", self.output).code == 0
        clean = self.folder / "clean"
        if self.output.with_name("known").exists():
            assert self.builder.build(self.folder / "content", clean, CACHE_PATH=str(self._fresh())).code == 0
            assert [] == differences(whole_tree(clean), whole_tree(self.output))
        self.output.with_name("known").touch()

    def _fresh(self) -> Path:
        self.caches = getattr(self, "caches", 0) + 1
        return self.folder / f"cache-{self.caches}"

    def page(self, url: str) -> str:
        return (self.output / url / "index.html").read_text(encoding="utf-8")

    def has(self, url: str) -> bool:
        return (self.output / url).exists()

    def listed(self, url: str) -> set[str]:
        """Numbers of the stories that a page lists."""
        return set(re.findall(r"story-(\d)\.html", self.page(url)))

    def leads_to(self, url: str) -> str:
        """Where a redirect goes."""
        found = re.search(r'http-equiv="?refresh"?[^>]*url=([^">]+)', self.page(url), re.IGNORECASE)
        return found.group(1).replace("../", "") if found else ""

    def everything(self) -> str:
        """All files, those of search too, in one text; redirects left out."""
        files = (
            path for path in sorted(self.output.rglob("*")) if path.is_file() and path.suffix not in (".css", ".svg")
        )
        texts = (path.read_bytes().decode("latin-1") for path in files)
        return "\n".join(text for text in texts if "http-equiv=refresh" not in text.replace('"', "").lower())

    def names(self, slug: str) -> bool:
        """Whether anything but a redirect has this part of an address or value of a facet."""
        return re.search(rf"(?<![a-z-]){slug}(?![a-z-])", self.everything()) is not None


@pytest.fixture(scope="module")
def builder():
    with Builder() as builder:
        yield builder


@pytest.fixture
def site(builder: Builder, tmp_path: Path) -> Site:
    site = Site(builder, tmp_path)
    site.build()
    assert site.listed("people/ada-lund/") == {"0", "2", "3"}
    assert site.listed("people/a-lund/") == {"1", "2"}
    return site


def test_merging_and_splitting(site: Site) -> None:
    assert site.names("a-lund") and site.names("ferries")
    site.record("entities/people/a-lund.md", "name: Captain Lund\nmerged_into: ada-lund")
    site.record("topics/ferries.md", "name: Ferries\naliases: [ferry boats]\nmerged_into: Shipping")
    site.build()

    assert site.listed("people/ada-lund/") == site.listed("topics/shipping/") == {"0", "1", "2", "3"}
    assert "Captain Lund" in site.page("people/ada-lund/")
    assert site.has("people/ada-lund/feed.atom")
    assert site.leads_to("people/a-lund/") == site.leads_to("people/captain-lund/") == "people/ada-lund/"
    assert site.leads_to("topics/ferries/") == site.leads_to("topics/ferry-boats/") == "topics/shipping/"
    assert not site.names("a-lund") and "topics/ferries" not in site.everything()

    site.record("entities/people/a-lund.md", "name: Captain Lund")
    site.record("topics/ferries.md", "name: Ferries\nparent: shipping")
    site.build()

    assert site.listed("people/ada-lund/") == {"0", "2", "3"}
    assert site.listed("people/a-lund/") == {"1", "2"}
    assert site.listed("topics/ferries/") == {"0", "2"}
    assert not site.has("people/captain-lund/") and not site.has("topics/ferry-boats/")


def test_renaming_and_hiding(site: Site) -> None:
    site.record("entities/people/ada-lund.md", "name: Ada Lund-Berg\naliases: [Ada Lund, Ada Queen]")
    site.record("entities/places/kiel.md", "name: Kiel\nhidden: true")
    site.record("topics/ferries.md", "name: Ferries\nhidden: true")
    site.build()

    assert site.listed("people/ada-lund/") == {"0", "2", "3"}
    assert "Ada Lund-Berg" in site.page("people/") and "Ada Lund-Berg" in site.page("people/ada-lund/")
    assert not site.has("places/kiel/") and not site.has("topics/ferries/")
    assert "places/kiel" not in site.everything() and "topics/ferries" not in site.everything()
    assert ">Ferries<" not in site.everything()

    site.remove("entities/people/ada-lund.md")
    site.record("entities/people/ada-berg.md", "name: Ada Lund-Berg\naliases: [Ada Lund, Ada Queen]")
    site.record("entities/people/ada-lund.md", "merged_into: ada-berg")
    site.build()

    assert site.listed("people/ada-berg/") == {"0", "2", "3"}
    assert site.leads_to("people/ada-lund/") == "people/ada-berg/"
    assert not site.names("people/ada-lund")
