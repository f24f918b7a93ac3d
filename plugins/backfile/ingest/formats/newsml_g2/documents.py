"""NewsML-G2 files: one item, a message of many, or items below any other root."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from backfile.ingest.formats import long_xml
from backfile.ingest.formats.format import Document
from backfile.ingest.formats.newsml_g2.item import read_item
from backfile.ingest.formats.newsml_g2.kinds import ITEMS, PARTS
from backfile.ingest.parsed import Parsed, Reject
from backfile.ingest.text.joined_xml import trees
from backfile.ingest.text.xml import Element, Unreadable, local

_NAMESPACE = b"http://iptc.org/std/nar/2006-10-01/"
_ROOT = re.compile(rb"<(?:\w+:)?(?:newsMessage|" + "|".join((*ITEMS, *PARTS)).encode() + rb")[\s>]")

_OTHER = re.compile(rb"<(?:\w+:)?(?:nitf|NewsML)[\s>]", re.IGNORECASE)


def sniff(start: bytes) -> bool:
    """Whether a file that begins so is NewsML-G2: by its elements, as some feeds forget the namespace."""
    if b"\0" in start[:200]:  # UTF-16
        start = start.replace(b"\0", b"")
    other = _OTHER.search(start)
    root = _ROOT.search(start, 0, other.start() if other else len(start))
    return root is not None or (other is None and _NAMESPACE in start and start.lstrip()[:1] == b"<")


def parse(data: bytes) -> Iterator[Parsed]:
    """The items of a document, in its order; of each, where several stand in one file."""
    for tree in trees(data):
        if isinstance(tree, Unreadable):
            yield Reject(tree.line, f"not readable as XML: {tree.message}")
            continue
        for found in _items(tree.root):
            yield replace(found, line=tree.line + found.line) if tree.line else found


def split(stream: BinaryIO) -> Iterator[Document | Reject]:
    """The items of a long message, some at a time."""
    return long_xml.split(stream, ITEMS)


def _items(root: Element) -> Iterator[Parsed]:
    # Items hold no items; what stands inside one (links, packages) only names others.
    inside: Element | None = None
    for element in root.iter("{*}*"):
        if local(element) in ITEMS and not (inside is not None and inside in element.iterancestors()):
            inside = element
            yield read_item(element)
    if inside is None and local(root) in PARTS:
        yield read_item(root)
    elif inside is None:
        yield Reject(
            0, f"no item in it: <{local(root)}>" if local(root) != "newsMessage" else "a message without items"
        )
