"""The elements of a NITF document by their names, whatever their namespace and case."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from backfile.ingest.text.xml import Element, text_of


class Marked:
    """All elements below a root, looked up by local name in lower case: ``hl1``, ``doc-id``."""

    __slots__ = ("_by_name", "root")

    def __init__(self, root: Element) -> None:
        self.root = root
        self._by_name: dict[str, list[Element]] = {}
        for element in root.iter(etree.Element):
            name = element.tag.rpartition("}")[2].rpartition(":")[2].lower()
            self._by_name.setdefault(name, []).append(element)

    def all(self, name: str) -> list[Element]:
        """The elements of a name, in their order."""
        return self._by_name.get(name, [])

    def first(self, name: str) -> Element | None:
        """The first element of a name."""
        found = self._by_name.get(name)
        return found[0] if found else None

    def text(self, name: str) -> str:
        """The text of the first element of a name that has any, in one line."""
        return next((text for element in self.all(name) if (text := text_of(element))), "")

    def attribute(self, name: str, attribute: str) -> str:
        """An attribute of the first element of a name that has it."""
        return next((value for value in self.attributes(name, attribute)), "")

    def attributes(self, name: str, attribute: str) -> Iterator[str]:
        """An attribute of all elements of a name, where it is not empty."""
        for element in self.all(name):
            value = " ".join((element.get(attribute) or "").split())
            if value:
                yield value
