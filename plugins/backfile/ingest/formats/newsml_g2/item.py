"""One item of NewsML-G2 to a story, the reason why it is none, or the name of what it is instead."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from backfile.datelines import read_dateline
from backfile.ingest.formats.newsml_g2.coded import XML_LANG, last, parts
from backfile.ingest.formats.newsml_g2.concepts import Concepts, read_concepts
from backfile.ingest.formats.newsml_g2.content_meta import ContentMeta, read_content_meta, read_rights
from backfile.ingest.formats.newsml_g2.contents import Content, choose, is_text
from backfile.ingest.formats.newsml_g2.item_meta import ItemMeta, read_item_meta
from backfile.ingest.formats.newsml_g2.kinds import KINDS_OF_CONTENT, KINDS_OF_ITEMS
from backfile.ingest.formats.newsml_g2.tt_text import read_tt
from backfile.ingest.formats.newsml_g2.xhtml import Page, read_page
from backfile.ingest.formats.nitf.story import story_fields
from backfile.ingest.parsed import Parsed, ParsedStory, Reject, Signal, Skipped
from backfile.ingest.text.bylines import name_in_byline
from backfile.ingest.text.images import image
from backfile.ingest.text.languages import language
from backfile.ingest.text.opening_words import first_words
from backfile.ingest.text.plain_tree import MOST_ELEMENTS, has_too_many, tree_of_html
from backfile.ingest.text.repeats import repeats
from backfile.ingest.text.story_copy import read_copy
from backfile.ingest.text.wrapped import tree_of_lines
from backfile.ingest.text.xml import Element, local, text_of
from backfile.model.article import Image, Status

MOST_VERSIONS = 10**6
"""What is more is no count of versions: Reuters has numbers of a counter there that all its items share."""

_WITHOUT_TEXT = (Signal.KILL, Signal.WITHHOLD, Signal.ADVISORY)
"""What may come without a text."""


def read_item(item: Element) -> Parsed:
    """What an item element (``newsItem``, ``packageItem``, …), or a part of one that stands alone, is."""
    line, name = item.sourceline or 0, (item.get("guid") or "").strip()
    if has_too_many(item):
        return Reject(line, f"an item of more than {MOST_ELEMENTS} elements", name)
    found = parts(item)
    if local(item) == "contentSet":
        found = {"contentSet": [item]}
    elif local(item) == "contentMeta":
        found = {"contentMeta": [item]}
    elif local(item) == "groupSet":
        return Skipped(line, KINDS_OF_ITEMS["packageItem"], name)
    lang = language(item.get(XML_LANG) or "")
    meta = read_item_meta(_only(found, "itemMeta"), name)
    about = read_content_meta(_only(found, "contentMeta"), name, lang)
    name = name or about.title or meta.title
    if local(item) in KINDS_OF_ITEMS:
        return Skipped(line, _kind_of_item(item), name)
    content = choose(_only(found, "contentSet"))
    if not is_text(meta.kind) and not isinstance(content, Content):
        return Skipped(line, KINDS_OF_CONTENT.get(meta.kind, f"an item of class {meta.kind}"), name)
    story = _story(item, found, meta, about, content if isinstance(content, Content) else None)
    if not story.body and story.status is Status.USABLE and not set(story.signals).intersection(_WITHOUT_TEXT):
        if isinstance(content, str) and content:
            return Skipped(line, content, name)
        return Reject(line, "a story without text", name)
    return story


def _only(found: dict[str, list[Element]], name: str) -> Element | None:
    elements = found.get(name)
    return elements[0] if elements else None


def _kind_of_item(item: Element) -> str:
    """A concept item says itself what its concept is; an event is the one that has a name of its own here."""
    for concept in item:
        if local(concept) == "concept":
            kinds = [last(each.get("qcode") or each.get("uri") or "") for each in concept if local(each) == "type"]
            if "event" in kinds or any(local(each) == "eventDetails" for each in concept):
                return "an event"
    return KINDS_OF_ITEMS[local(item)]


def _story(
    item: Element, found: dict[str, list[Element]], meta: ItemMeta, about: ContentMeta, content: Content | None
) -> ParsedStory:
    rights = read_rights(_only(found, "rightsInfo"), about.lang)
    concepts = _concepts(found, about)
    inner = _text(content, about)
    title = about.title or inner.title or (meta.title if inner.body else "") or first_words(inner.body)
    dateline = inner.dateline
    if dateline is None and inner.body and about.located:
        dateline = replace(read_dateline(about.located), credits=())
    summary = about.summary or inner.summary
    guid = (item.get("guid") or "").strip() or inner.id
    version = item.get("version") or ""
    date, has_time = _date(meta, about, inner)
    return ParsedStory(
        title=title,
        body=inner.body,
        dateline=dateline,
        agency=_agency(inner, about, rights.holder, meta.provider),
        date=date,
        has_time=has_time,
        id=guid,
        version=int(version) if version.isdigit() and 0 < int(version) < MOST_VERSIONS else inner.version,
        byline=about.byline or inner.byline,
        slugline=about.slugline or inner.slugline,
        keywords=_keywords(content, inner, about, concepts),
        urgency=about.urgency or inner.urgency,
        topics=concepts.topics or inner.topics,
        entities=concepts.entities or inner.entities,
        records=concepts.records or inner.records,
        modified=_modified(about, date),
        lang=about.lang or inner.lang,
        genre=about.genre or inner.genre,
        summary="" if repeats(summary, inner.body) or summary.casefold() == title.casefold() else summary,
        subhead=about.subhead or inner.subhead,
        status=meta.status if meta.status is not Status.USABLE else inner.status,
        embargo=meta.embargo or inner.embargo,
        corrections=meta.corrections,
        evolved_from=meta.evolved_from or about.replaces,
        signals=tuple(dict.fromkeys((*meta.signals, *inner.signals, *about.signals))),
        wire_number=about.wire_number,
        desk_notes=tuple(dict.fromkeys((*meta.notes, *inner.desk_notes))),
        rights=rights.notice or inner.rights,
        usage_terms=rights.terms or inner.usage_terms,
        source=about.source,
        images=tuple(dict.fromkeys((*inner.images, *_linked_images(_only(found, "itemMeta"))))),
        line=item.sourceline or 0,
    )


def _concepts(found: dict[str, list[Element]], about: ContentMeta) -> Concepts:
    meta = parts(_only(found, "contentMeta"))
    return read_concepts(meta.get("subject", ()), meta.get("located", ()), found.get("assert", ()), about.lang)


def _text(content: Content | None, about: ContentMeta) -> ParsedStory:
    """The text, as a story that says only what the text itself says."""
    if content is None:
        return ParsedStory("", "")
    if content.form == "nitf":
        assert content.element is not None
        return story_fields(content.element, title=about.title, dateline=about.dateline, byline=about.by)
    if content.form == "tt":
        assert content.element is not None
        page = read_tt(content.element)
    elif content.form == "xhtml":
        assert content.element is not None
        page = read_page(content.element)
    else:
        page = Page(tree_of_html(content.data) if content.form == "html" else tree_of_lines(content.data))
    title = about.title or page.title
    copy = read_copy(page.tree, title, about.dateline or page.dateline, about.by or page.byline)
    return ParsedStory(
        title=page.title or copy.title,
        body=copy.body,
        dateline=copy.dateline,
        agency=copy.credits,
        byline=name_in_byline(page.byline) or copy.byline,
        subhead=copy.subhead,
        keywords=page.words,
        summary=page.teaser,
        images=page.images,
    )


def _agency(inner: ParsedStory, about: ContentMeta, holder: str, provider: str) -> tuple[str, ...]:
    """The credit in the text, else the credit line, else whoever holds the rights or sent it."""
    named = holder if 0 < len(holder.split()) <= 3 else provider
    return inner.agency or about.credit or ((named,) if named else ())


def _keywords(content: Content | None, inner: ParsedStory, about: ContentMeta, concepts: Concepts) -> tuple[str, ...]:
    """dpa shows a line of them above its text, of which only some are in the field."""
    shown = inner.keywords if content is not None and content.form == "xhtml" else ()
    return shown or tuple(dict.fromkeys((*about.keywords, *concepts.words))) or inner.keywords


def _date(meta: ItemMeta, about: ContentMeta, inner: ParsedStory) -> tuple[datetime | None, bool]:
    """When this version was made, else what the text says, else when its content was: STT's archive has only that."""
    if meta.date is not None:
        return meta.date, meta.has_time
    if inner.date is not None or about.written is None:
        return inner.date, inner.has_time
    return about.written


def _modified(about: ContentMeta, date: datetime | None) -> datetime | None:
    """When the content was changed last, where that is told to be later than the version."""
    if about.modified is None or date is None or (about.modified.tzinfo is None) != (date.tzinfo is None):
        return None
    return about.modified if about.modified > date else None


def _linked_images(meta: Element | None) -> tuple[Image, ...]:
    """Pictures that the item is linked with, where they can be fetched without a key of the moment."""
    images = []
    for link in meta if meta is not None else ():
        if local(link) != "link":
            continue
        kinds = [last(each.get("qcode") or each.get("uri") or "") for each in link if local(each) == "itemClass"]
        if "picture" in kinds or "graphic" in kinds:
            title = next((text_of(each) for each in link if local(each) == "title"), "")
            if (found := image(link.get("href") or "", title)) is not None:
                images.append(found)
    return tuple(images)
