"""Looking into a NewsML 1 tree by local names: feeds come with a namespace, without, and with names misspelled."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

from backfile.ingest.text.xml import local, text_of

Element: TypeAlias = etree._Element

_SPELLED = {"DescriptiveMetada": "DescriptiveMetadata", "AdministrativeMetada": "AdministrativeMetadata"}
"""As TASS sends it."""


def name_of(element: Element) -> str:
    """The local name of an element, well spelled."""
    name = local(element)
    return _SPELLED.get(name, name)


def children(element: Element, *names: str) -> Iterator[Element]:
    """The children of these names, in the order of the document."""
    return (child for child in element if name_of(child) in names)


def child(element: Element | None, *path: str) -> Element | None:
    """The first element down a path of names; None when there is none."""
    for name in path:
        if element is None:
            return None
        element = next(children(element, name), None)
    return element


def below(element: Element, *names: str) -> Iterator[Element]:
    """All descendants of these names."""
    return (found for found in element.iterdescendants() if name_of(found) in names)


def formal(element: Element | None) -> str:
    """The ``FormalName`` of an element, else its text; empty for None."""
    if element is None:
        return ""
    return " ".join((element.get("FormalName") or "").split()) or text_of(element)


def words(element: Element | None) -> str:
    """All text of an element on one line; empty for None."""
    return "" if element is None else text_of(element)


def properties(element: Element) -> Iterator[tuple[str, str]]:
    """``(name, value)`` of the ``Property`` children that have both."""
    for entry in children(element, "Property"):
        name, value = (entry.get("FormalName") or "").strip(), " ".join((entry.get("Value") or "").split())
        if name and value:
            yield name, value
