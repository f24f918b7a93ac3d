"""Looking into a NewsML 1 tree by local names: feeds come with a namespace, without, and with names misspelled."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from backfile.ingest.text.xml import Element, text_of

_NAMES = (
    "AdministrativeMetadata AssociatedWith BasisForChoice ByLine ByLineTitle Caption Catalog Characteristics "
    "Comment ContentItem Contributor Copyright CopyrightDate CopyrightHolder CopyrightLine Creator CreditLine "
    "DataContent DateAndTime DateId DateLabel DateLine DerivedFrom Description DescriptiveMetadata Encoding "
    "FirstCreated FormalName Format FutureStatus Genre HeadLine Identification Instruction KeywordLine Language "
    "Location MediaType Metadata MetadataType MimeType NameLabel NewsComponent NewsEnvelope NewsIdentifier NewsItem "
    "NewsItemId NewsItemRef NewsItemType NewsLine NewsLineText NewsLineType NewsLines NewsManagement NewsML "
    "NewsProduct NewsService OfInterestTo Party Property Provider ProviderId PublicIdentifier RevisionId "
    "RevisionStatus RightsLine RightsMetadata Role SentFrom SeriesLine SlugLine Source Status StatusWillChange "
    "SubHeadLine Subject SubjectCode SubjectDetail SubjectMatter SubjectQualifier ThisRevisionCreated Topic "
    "TopicOccurrence TopicSet TopicType Update Urgency UsageRights"
)
_SPELLED = {
    **{name.lower(): name for name in _NAMES.split()},
    # As TASS sends it.
    "descriptivemetada": "DescriptiveMetadata",
}


def name_of(element: Element) -> str:
    """The local name of an element as the DTD spells it, whatever case it comes in: ``Headline`` is ``HeadLine``."""
    tag = element.tag
    return _well_spelled(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=4096)
def _well_spelled(tag: str) -> str:
    name = tag.rpartition("}")[2].rpartition(":")[2]
    return _SPELLED.get(name.lower(), name)


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
