"""What a page says of its story, to a ParsedStory."""

from __future__ import annotations

import re
from datetime import datetime

from backfile.datelines import read_dateline
from backfile.ingest.formats.html_page.items import Item, name_of, text, texts, values
from backfile.ingest.formats.html_page.metadata import Head, absolute
from backfile.ingest.formats.html_page.subjects import kind_of_item, subjects
from backfile.ingest.parsed import ParsedStory, Reject
from backfile.ingest.text.bylines import name_in_byline
from backfile.ingest.text.html_copy import plain
from backfile.ingest.text.markdown_copy import read_markdown
from backfile.ingest.text.moments import moment
from backfile.ingest.text.opening_words import first_words
from backfile.ingest.text.repeats import repeats
from backfile.model.article import Correction, Image
from backfile.model.authority import Kind
from backfile.reader.values import BadValue, read_image_file, read_language

_CUT = re.compile(r"\s*(?:…|\.\.\.)\Z")


def story_of(item: Item, head: Head, body: str, heading: str, signed: str) -> ParsedStory | Reject:
    """The story of a page. ``item``: its structured data, or an empty one; ``heading``: its ``h1``; ``signed``: the
    name in its byline."""
    title = _title(item, head, heading)
    byline = _byline(item, head) or signed
    address = head.address or _own_address(item)
    copy = read_markdown(body, title, byline)
    dateline, credits, body = copy.dateline, copy.credits, copy.body
    if filed := text(item, "dateline"):
        dateline = read_dateline(filed) or dateline
    identifier = _identifier(item) or address
    title = title or first_words(body)
    if not body:
        return Reject(0, "a page whose text was not found", identifier or title)
    date, has_time = _moment(item, "datePublished", "dateCreated", "uploadDate", filed=head.date)
    modified, _ = _moment(item, "dateModified", filed=head.modified)
    summary = text(item, "description", "abstract") or head.summary
    topics, entities, records = subjects(item, head.section)
    return ParsedStory(
        title=title,
        body=body,
        dateline=dateline,
        agency=credits or _agencies(item),
        date=date,
        has_time=has_time,
        id=identifier,
        version=_version(item),
        byline=byline,
        keywords=tuple(_keywords(item)) or head.keywords,
        topics=topics,
        entities=entities,
        records=records,
        modified=modified if modified and date and _is_later(modified, date) else None,
        lang=_language(text(item, "inLanguage") or head.lang),
        genre=tuple(texts(item, "genre")),
        summary="" if repeats(_CUT.sub("", summary), body) else summary,
        subhead=_other(text(item, "alternativeHeadline"), title),
        corrections=tuple(_corrections(item, modified or date)),
        rights=text(item, "copyrightNotice") or head.rights,
        usage_terms=text(item, "usageInfo", "license"),
        source=address,
        images=tuple(_images(item, head, address)),
    )


def _title(item: Item, head: Head, heading: str) -> str:
    """The headline; that of the structured data may be cut off, and the page's own then goes on."""
    given = text(item, "headline", "name")
    if not given:  # a line above the headline may be in the heading too
        return head.title if head.title and heading.endswith(head.title) else heading or head.title
    begun = _CUT.sub("", given)
    goes_on = heading.casefold().startswith(begun.casefold()) and (begun != given or len(begun) >= 20)
    return heading if goes_on and len(heading) > len(begun) else given


def _other(line: str, title: str) -> str:
    return "" if line.casefold() == title.casefold() else line


def _byline(item: Item, head: Head) -> str:
    """Names of the people who wrote it; of organisations none, they are agencies."""
    authors = [value for name in ("author", "creator") for value in values(item, name)]
    people = [value for value in authors if not (isinstance(value, dict) and kind_of_item(value) is Kind.ORGANISATION)]
    agencies = {name.casefold() for name in _agencies(item)}
    names = [name_in_byline(plain(name_of(value))) for value in people]
    names = [name for name in names if name and name.casefold() not in agencies and not name.startswith("http")]
    if not names and not authors:
        names = [name_in_byline(head.author)]
    return ", ".join(dict.fromkeys(filter(None, names)))


def _agencies(item: Item) -> tuple[str, ...]:
    if credit := text(item, "creditText"):
        return tuple(part.strip() for part in credit.split("/") if part.strip())
    for name in ("sourceOrganization", "provider", "creator", "author", "publisher"):
        found = [
            plain(name_of(value))
            for value in values(item, name)
            if isinstance(value, dict) and kind_of_item(value) is Kind.ORGANISATION
        ]
        if found := [one for one in found if one]:
            return tuple(dict.fromkeys(found))
    return tuple(texts(item, "publisher"))[:1]


def _moment(item: Item, *names: str, filed: str) -> tuple[datetime | None, bool]:
    for given in (*(one for name in names for one in texts(item, name)), filed):
        if found := moment(given):
            return found
    return None, True


def _is_later(modified: datetime, date: datetime) -> bool:
    if (modified.tzinfo is None) != (date.tzinfo is None):
        return modified.date() > date.date()
    return modified > date


def _identifier(item: Item) -> str:
    """The publisher's own identifier; a mere number is none outside its system."""
    for value in values(item, "identifier"):
        name = plain(str(value.get("value") or "") if isinstance(value, dict) else name_of(value))
        if name and not name.isdigit() and len(name) <= 200:
            return name
    return ""


def _own_address(item: Item) -> str:
    named = [*values(item, "url"), *values(item, "mainEntityOfPage"), item.get("@id")]
    given = [value.get("@id") or value.get("url") if isinstance(value, dict) else value for value in named]
    return next((found for one in given if isinstance(one, str) and (found := absolute(one.partition("#")[0], ""))), "")


def _version(item: Item) -> int:
    number = text(item, "version")
    return int(number) if number.isascii() and number.isdigit() and 0 < len(number) < 10 and int(number) else 1


def _keywords(item: Item) -> list[str]:
    found = texts(item, "keywords")
    if len(found) == 1:
        found = [part.strip() for part in found[0].split(",")]
    return [one for one in dict.fromkeys(found) if one]


def _language(tag: str) -> str:
    try:
        return read_language(tag.replace("_", "-")) if tag else ""
    except BadValue:
        return ""


def _corrections(item: Item, otherwise: datetime | None) -> list[Correction]:
    found = []
    for value in values(item, "correction"):
        note = plain(value if isinstance(value, str) else text(value, "text", "description", "name"))
        given = moment(text(value, "datePublished", "dateCreated")) if isinstance(value, dict) else None
        when = given[0] if given else otherwise
        if note and when and not note.startswith("http"):
            found.append(Correction(when, note))
    return found


def _images(item: Item, head: Head, base: str) -> list[Image]:
    found: dict[str, Image] = {}
    for value in values(item, "image") or ([head.image] if head.image else []):
        is_item = isinstance(value, dict)
        given = text(value, "contentUrl", "url") or value.get("@id", "") if is_item else value
        file = (
            absolute(given, base)
            if isinstance(given, str) and (base or "://" in given or given.startswith("//"))
            else ""
        )
        if file.startswith("//"):
            file = f"https:{file}"
        try:
            file = read_image_file(file)
        except BadValue:
            continue
        found.setdefault(
            file,
            Image(
                file,
                caption=text(value, "caption", "description") if is_item else "",
                credit=text(value, "creditText", "creator", "copyrightHolder") if is_item else "",
            ),
        )
    return _one_of_each(list(found.values()))


def _one_of_each(images: list[Image]) -> list[Image]:
    """Publishers name each picture in several sizes: those without any caption are one."""
    told = [image for image in images if image.caption or image.credit]
    return told or images[:1]
