"""The article file, both ways: ``parse_article`` reads it, ``dump_article`` writes it; ``parse(dump(a)) == a``."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from zoneinfo import ZoneInfo

from backfile.datelines import read_dateline
from backfile.model.article import Article, Correction, Image, Status
from backfile.model.dateline import Dateline
from backfile.model.permalinks import MAX_SLUG, SLUG, slugify
from backfile.model.problems import Problem, Severity
from backfile.reader.fields import Fields, read_fields
from backfile.reader.listing import FOLDER, HISTORY, is_history
from backfile.reader.scalars import flow, scalar
from backfile.reader.source import FENCE, read_source
from backfile.reader.values import (
    BadValue,
    read_entity,
    read_image_file,
    read_language,
    read_moment,
    read_number,
    read_slug,
    read_text,
    read_topic,
)

KEYS = tuple(name for name in Article.__dataclass_fields__ if name not in ("path", "body", "has_time"))
"""All keys of an article's front matter."""

_KNOWN = frozenset(KEYS)
_PLACE = re.compile(rf"{FOLDER}/(\d{{4}})/(\d\d)/(\d\d)/[^/]+\.md")
_HISTORY_PLACE = re.compile(rf"{HISTORY}/\d{{4}}/\d\d/\d\d/[^/]+/[^/]+\.md")
_ReadMoment = Callable[[str], tuple[datetime, bool]]
_NOTICES = frozenset(("kill", "withhold", "advisory", "correction"))
"""Signals of postings that are words about others, and need no text."""
_UNKNOWN = datetime(1970, 1, 1, tzinfo=UTC)
_read_version = partial(read_number, low=1, high=999_999_999)
_read_urgency = partial(read_number, low=1, high=9)


def parse_article(data: bytes, path: str, zone: ZoneInfo) -> tuple[Article | None, list[Problem]]:
    """Read an article file.

    ``path`` is relative to the content folder; a date without a zone is one in ``zone``. Problems are in order of line.
    The article is None when one of them is an error.
    """
    if not _is_utf8(path):
        path = path.encode("utf-8", "backslashreplace").decode()
        return None, [Problem(path, 0, "the file's name is not UTF-8", "rename it")]
    problems: list[Problem] = []
    article = None
    source = read_source(data, path, problems)
    if source is not None:
        fields = read_fields(source.front, path, problems)
        if fields is not None:
            article = _article(fields, source.body, path, zone)
    if problems:
        problems.sort()
        if any(problem.is_error for problem in problems):
            article = None
    return article, problems


def _is_utf8(path: str) -> bool:
    """False for names of other encodings, which the system hands over as lone surrogates."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def _article(fields: Fields, body: str, path: str, zone: ZoneInfo) -> Article:
    """The article; when there are problems among the fields, with defaults in their places."""
    fields.warn_unknown(_KNOWN)
    moment = partial(read_moment, zone=zone)
    title = fields.text("title")
    if fields.is_blank("title"):
        fields.error("title", "no title", "add 'title: …'")
    if "date" not in fields:
        fields.error("date", "no date", "add 'date: 2015-11-17T18:05:00+01:00'")
    stamp = fields.value("date", moment, None)
    date, has_time = stamp or (_UNKNOWN, True)
    modified = _instant(fields, "modified", moment)
    status = fields.value("status", _read_status, Status.USABLE)
    if stamp:
        _warn_of_place(fields, path, date)
        if modified is not None and modified < date:
            fields.warn("modified", "modified lies before date", "date is when this version went out")
    signals = fields.values("signals", read_text)
    if status is not Status.CANCELED and not body.strip() and _NOTICES.isdisjoint(signals):
        fields.warn("title", "no text", "write the story below the second '---', or set 'status: canceled'")
    own_id, evolved_from = fields.text("id"), fields.text("evolved_from")
    if own_id and own_id == evolved_from:
        fields.warn("evolved_from", "evolved_from is the article's own id", "give the id of the earlier version")
    return Article(
        path=path,
        title=title,
        date=date,
        agency=fields.values("agency", read_text),
        dateline=_dateline(fields),
        topics=fields.values("topics", read_topic),
        body=body,
        has_time=has_time,
        slug=fields.value("slug", read_slug, "") or _slug_of_file(fields, path),
        id=own_id,
        lang=fields.value("lang", read_language, ""),
        byline=fields.text("byline"),
        summary=fields.text("summary"),
        modified=modified,
        version=fields.value("version", _read_version, 1),
        urgency=fields.value("urgency", _read_urgency, None),
        slugline=fields.text("slugline"),
        keywords=fields.values("keywords", read_text),
        genre=fields.values("genre", read_text),
        status=status,
        embargo=_instant(fields, "embargo", moment),
        corrections=_corrections(fields, moment),
        evolved_from=evolved_from,
        entities=fields.values("entities", read_entity),
        not_entities=fields.values("not_entities", read_entity),
        rights=fields.text("rights"),
        source=fields.text("source"),
        images=_images(fields),
        subhead=fields.text("subhead"),
        usage_terms=fields.text("usage_terms"),
        signals=signals,
        wire_number=fields.text("wire_number"),
        targets=fields.values("targets", read_text),
        as_filed=fields.text("as_filed"),
    )


def _instant(fields: Fields, key: str, moment: _ReadMoment) -> datetime | None:
    stamp = fields.value(key, moment, None)
    return stamp[0] if stamp else None


def _slug_of_file(fields: Fields, path: str) -> str:
    if is_history(path):
        return ""  # it has no address of its own
    stem = _stem(path)
    if SLUG.fullmatch(stem) and len(stem) <= MAX_SLUG:
        return stem
    slug = slugify(stem)
    if "slug" not in fields:
        message = f"the file's name is not a slug, its address will have {slug}"
        fields.problems.append(Problem(path, 0, message, "rename it, or add 'slug: …'", Severity.WARNING))
    return slug


def _stem(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".md")


def _warn_of_place(fields: Fields, path: str, date: datetime) -> None:
    if is_history(path):
        if not _HISTORY_PLACE.fullmatch(path):
            hint = "move it to the folder that has the path of its article"
            message = f"file is not below {HISTORY}/YYYY/MM/DD/slug/"
            fields.problems.append(Problem(path, 0, message, hint, Severity.WARNING))
        return
    match = _PLACE.fullmatch(path)
    if not match:
        hint = f"move it to {FOLDER}/{date:%Y/%m/%d}/"
        problem = Problem(path, 0, f"file is not below {FOLDER}/YYYY/MM/DD/", hint, Severity.WARNING)
        fields.problems.append(problem)
    elif tuple(map(int, match.groups())) != (date.year, date.month, date.day):
        folder = "/".join(match.groups())
        fields.warn("date", f"date is not the day of its folder {folder}", f"move the file to {date:%Y/%m/%d}/")


def _read_status(text: str) -> Status:
    try:
        return Status(text)
    except ValueError:
        near = {"cancelled": "canceled", "killed": "canceled", "withdrawn": "canceled", "held": "withheld"}
        hint = f"did you mean {near[text.lower()]}?" if text.lower() in near else "usable, withheld or canceled"
        raise BadValue(f"'{text[:60]}' is not a status", hint) from None


def _dateline(fields: Fields) -> Dateline | None:
    texts = fields.values("dateline", read_text)
    if not texts:
        return None
    return read_dateline(texts if fields.is_list("dateline") else texts[0])


def _corrections(fields: Fields, moment: _ReadMoment) -> tuple[Correction, ...]:
    found: list[Correction] = []
    for group in fields.groups("corrections"):
        group.warn_unknown(("date", "note"), "key of a correction")
        date = _instant(group, "date", moment)
        if "date" not in group:
            group.error("date", "a correction without date", "add 'date: …'")
        if "note" not in group:
            group.error("note", "a correction without note", "add 'note: …', saying what was put right")
        if date:
            found.append(Correction(date, group.text("note")))
    return tuple(found)


def _images(fields: Fields) -> tuple[Image, ...]:
    found = []
    for group in fields.groups("images"):
        group.warn_unknown(("file", "alt", "caption", "credit"), "key of an image")
        if "file" not in group:
            group.error("file", "an image without file", "add 'file: …'")
        elif "alt" not in group:
            group.warn("alt", "an image without alt text", "say in a few words what it shows")
        file = group.value("file", read_image_file, "")
        found.append(Image(file, group.text("alt"), group.text("caption"), group.text("credit")))
    return tuple(found)


def dump_article(article: Article) -> bytes:
    """The article as a file that looks written by hand.

    Texts must be free of control characters and lone surrogates, list entries not empty, and the body's lines must end
    in ``\n``: whatever ``parse_article`` gives is so. A date without a time is written as the day in its own zone.
    """
    lines = [FENCE, f"title: {scalar(article.title)}"]
    add = lines.append
    add(f"date: {_stamp(article.date) if article.has_time else article.date.date().isoformat()}")
    _add_list(lines, "agency", article.agency)
    if article.dateline is not None:
        add(f"dateline: {_dateline_value(article.dateline)}")
    _add_list(lines, "topics", article.topics, always=True)
    if article.slug and article.slug != _stem(article.path):
        add(f"slug: {article.slug}")
    for key in ("id", "lang", "byline", "subhead", "summary"):
        if text := getattr(article, key):
            add(f"{key}: {scalar(text)}")
    if article.modified is not None:
        add(f"modified: {_stamp(article.modified)}")
    if article.version != 1:
        add(f"version: {article.version}")
    if article.urgency is not None:
        add(f"urgency: {article.urgency}")
    if article.slugline:
        add(f"slugline: {scalar(article.slugline)}")
    if article.wire_number:
        add(f"wire_number: {scalar(article.wire_number)}")
    _add_list(lines, "signals", article.signals, always=True)
    _add_list(lines, "targets", article.targets, always=True)
    _add_list(lines, "keywords", article.keywords, always=True)
    _add_list(lines, "genre", article.genre)
    if article.status is not Status.USABLE:
        add(f"status: {article.status.value}")
    if article.embargo is not None:
        add(f"embargo: {_stamp(article.embargo)}")
    if article.corrections:
        add("corrections:")
        for correction in article.corrections:
            add(f"  - date: {_stamp(correction.date)}")
            add(f"    note: {scalar(correction.note)}")
    if article.evolved_from:
        add(f"evolved_from: {scalar(article.evolved_from)}")
    _add_list(lines, "entities", article.entities, always=True)
    _add_list(lines, "not_entities", article.not_entities, always=True)
    for key in ("rights", "usage_terms", "source"):
        if text := getattr(article, key):
            add(f"{key}: {scalar(text)}")
    if article.images:
        add("images:")
        for image in article.images:
            add(f"  - file: {scalar(image.file)}")
            for key in ("alt", "caption", "credit"):
                if text := getattr(image, key):
                    add(f"    {key}: {scalar(text)}")
    if article.as_filed:
        add(f"as_filed: {scalar(article.as_filed)}")
    add(FENCE)
    if article.body:
        add(article.body)
    add("")
    return "\n".join(lines).encode()


def _add_list(lines: list[str], key: str, values: Sequence[str], always: bool = False) -> None:
    """``key: a`` for one value, unless a list is the custom for the key; ``key: [a, b]`` for more."""
    if len(values) == 1 and not always:
        lines.append(f"{key}: {scalar(values[0])}")
    elif values:
        lines.append(f"{key}: [{', '.join([flow(value) for value in values])}]")


def _stamp(moment: datetime) -> str:
    return moment.isoformat()


def _dateline_value(dateline: Dateline) -> str:
    """The text as filed, or a list of places where the text alone would be read in another way."""
    text = dateline.text
    if dateline.places and read_dateline(text) != dateline:
        places = [str(place) for place in dateline.places]
        if read_dateline(places) == dateline:
            return f"[{', '.join([flow(place) for place in places])}]"
    return scalar(text)
