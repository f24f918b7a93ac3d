"""The pictures of a NewsItem: of the renditions of each the best one, with its caption and credit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from backfile.ingest.formats.newsml1.parts import Medium, Part, Role, content_of
from backfile.ingest.formats.newsml1.scope import Scope, is_choice, language_of, title_of
from backfile.ingest.formats.newsml1.tree import child, children, formal, properties, words
from backfile.ingest.text.images import image
from backfile.ingest.text.languages import language
from backfile.ingest.text.xml import Element
from backfile.model.article import Image

_WIDEST = 2048
"""Pixels that a page can show; of wider ones the next is taken."""

_SMALL = re.compile(r"thumb|quicklook|small|icon|preview")
_LARGE = re.compile(r"high|hires|original|\Amain\Z|full")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in its place."""

    path: tuple[Element, ...]
    image: Image
    language: str
    tells_language: bool
    """Whether the language is told in the picture's own component."""


def pictures_of(parts: Sequence[Part], stories: Sequence[tuple[Element, ...]]) -> Iterator[Picture]:
    """The pictures whose file can be referred to, in the order of the document. ``stories``: the paths of the texts."""
    taken = {level for path in stories for level in path}
    groups: dict[object, list[Part]] = {}
    paths: dict[object, tuple[Element, ...]] = {}
    for part in parts:
        if part.medium in (Medium.PICTURE, Medium.GRAPHIC):
            path = _home(part, taken)
            alone = path[-1] in taken and not is_choice(path[-1])
            key: object = part.item if alone else path[-1]
            groups.setdefault(key, []).append(part)
            paths[key] = path
    for key, renditions in groups.items():
        path = paths[key]
        captions = [part for part in parts if part.role is Role.CAPTION and path[-1] in part.path]
        file = next((file for part in sorted(renditions, key=_size, reverse=True) if (file := _file_of(part.item))), "")
        if file:
            own = path if path[-1] not in taken else path[:0]
            yield Picture(path, _image(file, Scope(own), captions), Scope(path).language, _tells(path[-1]))


def _file_of(item: Element) -> str:
    """Where the file of a ContentItem is, as an article can name it; empty for anything else."""
    return next((name.strip() for name in (item.get("Href") or "", *_file_names(item)) if image(name)), "")


def _file_names(item: Element) -> Iterator[str]:
    for characteristics in children(item, "Characteristics"):
        yield from (value for name, value in properties(characteristics) if name.lower().endswith("filename"))


def _home(part: Part, taken: set[Element]) -> tuple[Element, ...]:
    """The component that is one picture: the nearest that has a headline or a caption, and no story."""
    path = part.path
    while len(path) > 2 and path[-1] not in taken and not _is_picture(path[-1]) and path[-2] not in taken:
        path = path[:-1]
    return path


def _is_picture(component: Element) -> bool:
    inner = (component, *children(component, "NewsComponent"))
    return bool(title_of(component)) or any(formal(child(found, "Role")).lower() == "caption" for found in inner)


def _image(file: str, scope: Scope, captions: Sequence[Part]) -> Image:
    """Without a scope of its own, a picture has no words: those around it are the story's."""
    caption = next((text for part in captions if (text := words(content_of(part.item)))), "")
    if not scope.path:
        return Image(file, caption=caption)
    own = Scope(scope.path[-1:])
    credit, byline = own.line("CreditLine"), own.line("ByLine")
    title = own.line("HeadLine")
    return Image(file, title if title != caption else "", caption, "/".join(part for part in (credit, byline) if part))


def _size(part: Part) -> tuple[int, int]:
    """The greater the better: width in pixels, then what the role says; of equals the first one is taken."""
    widths = (value for found in children(part.item, "Characteristics") for name, value in properties(found)
              if name.lower() in ("width", "pixelwidth"))  # fmt: skip
    width = next((int(value) for value in widths if value.isdigit() and len(value) < 7), 0)
    return (width if width <= _WIDEST else -width), -1 if _SMALL.search(part.named) else int(
        bool(_LARGE.search(part.named))
    )


def _tells(component: Element) -> bool:
    sections = children(component, "DescriptiveMetadata")
    return bool(language_of(component)) or any(language(formal(child(section, "Language"))) for section in sections)
