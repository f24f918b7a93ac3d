"""What is said of a component: on itself or on those around it, the nearest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from backfile.ingest.formats.newsml1.tree import below, child, children, formal, name_of, words
from backfile.ingest.text.languages import language
from backfile.ingest.text.xml import Element

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Scope:
    """A component and all around it."""

    path: tuple[Element, ...]
    """From the NewsItem to the component."""

    def lines(self, name: str, lang: str = "") -> list[str]:
        """The texts of the nearest NewsLines that have a line of this name: those in ``lang`` where several are."""
        for level in reversed(self.path):
            found = [line for holder in children(level, "NewsLines") for line in below(holder, name) if words(line)]
            if found:
                mine = [line for line in found if language_of(line) in ("", lang)] if lang else found
                return [words(line) for line in mine or found]
        return []

    def line(self, name: str, lang: str = "") -> str:
        """The first of ``lines``; empty when there is none."""
        return next(iter(self.lines(name, lang)), "")

    def kinds_of_lines(self) -> Iterator[tuple[str, str]]:
        """``(type, text)`` of every NewsLine of a type of the provider's own, from the whole path."""
        for level in self.path:
            for holder in children(level, "NewsLines"):
                for line in below(holder, "NewsLine"):
                    for text in children(line, "NewsLineText"):
                        if words(text):
                            yield formal(child(line, "NewsLineType")), words(text)

    def metadata(self, kind: str) -> Iterator[Element]:
        """The sections of a kind (``DescriptiveMetadata``), the nearest first."""
        for level in reversed(self.path):
            yield from children(level, kind)

    def nearest(self, kind: str, name: str) -> list[Element]:
        """The elements of a name in the nearest section that has any."""
        return next((found for section in self.metadata(kind) if (found := list(children(section, name)))), [])

    def party(self, role: str) -> list[str]:
        """The names of the Party of a role (``Provider``, ``Source``, ``Creator``)."""
        for section in self.metadata("AdministrativeMetadata"):
            found = [formal(party) for entry in children(section, role) for party in children(entry, "Party")]
            if any(found):
                return [name for name in found if name]
        return []

    @property
    def language(self) -> str:
        """The BCP 47 tag of the nearest level that tells a language."""
        for level in reversed(self.path):
            for section in children(level, "DescriptiveMetadata"):
                for told in children(section, "Language"):
                    if tag := language(formal(told)):
                        return tag
            if tag := language_of(level):
                return tag
        return ""


def language_of(element: Element) -> str:
    """The tag in an element's own ``xml:lang``."""
    return language(element.get(_LANG) or "")


def title_of(component: Element) -> str:
    """The headline that a component has itself."""
    return next((words(line) for holder in children(component, "NewsLines") for line in below(holder, "HeadLine")), "")


def is_choice(component: Element) -> bool:
    """Whether what is in a component is the same in several formats, of which one is to be chosen."""
    if (component.get("EquivalentsList") or "").lower() == "yes":
        return True
    return any(words(basis).endswith("Format") for basis in component if name_of(basis) == "BasisForChoice")
