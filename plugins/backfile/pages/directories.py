"""A-Z directories: on one page, or split by initial letters so that no page grows without end.

A split directory has a first page with what is most frequent, one for each initial, and for an initial that is still
too long one for each of its parts (``Ma``, ``Mc``, ``Mu``): as many letters as it takes. Where no letter is left, pages
are numbered. Letters decide, not the place of a name in the list, so a new name changes the pages of its letters alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from backfile.model import permalinks
from backfile.model.authority import Kind
from backfile.pages.desk import HOME, Desk
from backfile.pages.views import Assignment, DirectoryView, LetterGroup, Link, MapPoint

ONE_PAGE = 400
"""Entries that one page shows: with names of eighty letters and a map some 270 kB."""

LEADING = 60
"""Entries that the first page of a split directory shows: those with most articles. That of a split letter likewise."""

POINTS = 400
"""Places that a map shows, those with most articles first; the list has all of them."""

_DIGITS = "0-9"
_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})

Entries = list[tuple[str, Link]]
"""What each is filed under, and the entry; in order."""


@dataclass(frozen=True, slots=True)
class Directory:
    """What an A-Z lists."""

    name: str
    section: str
    """Its address."""
    links: tuple[Link, ...]
    """With counts."""
    points: tuple[MapPoint, ...] = ()
    intro: str = ""
    kind: Kind | None = None
    """Tells how names are filed: people by family name."""

    @property
    def is_split(self) -> bool:
        """True when it takes more than one page."""
        return len(self.links) > ONE_PAGE

    def entries(self) -> Entries:
        """All entries as they are filed."""
        filed = sorted((filing_key(link.name, self.kind).replace("-", ""), link.url, link) for link in self.links)
        return [(key, link) for key, _, link in filed]


def directory_pages(desk: Desk, directory: Directory) -> Iterator[Assignment]:
    """One page, or a first page and one for each initial and its parts. Nothing without entries."""
    if not directory.links:
        return
    name, section, intro = directory.name, directory.section, directory.intro
    head = desk.head(name, section, (HOME,), section=section)
    shown = tuple(sorted(directory.points, key=lambda point: (-point.count, point.url))[:POINTS])
    if len(shown) < len(directory.points):
        intro = f"{intro} The map shows the {POINTS} with most articles.".strip()
    found, groups = any(link.found for link in directory.links), _by_initial(directory.entries())
    total = len(directory.links)
    if not directory.is_split:
        letters = tuple(Link(label, f"#letter-{permalinks.slugify(label)}", len(members)) for label, members in groups)
        lists = tuple(LetterGroup(label, tuple([link for _, link in members])) for label, members in groups)
        yield _assigned(section, DirectoryView(head, name, intro, total, letters, lists, shown, found=found))
        return
    names = permalinks.name_lists(section)
    letters = tuple(Link(label, permalinks.letter(section, label), len(members)) for label, members in groups)
    first = DirectoryView(
        head, name, intro, total, letters, (_frequent(directory.links),), shown, names=names, found=found
    )
    yield _assigned(section, first)
    # Letters without counts below the first page: else a new name would change every one of them.
    uncounted = tuple([Link(letter.name, letter.url) for letter in letters])
    for label, members in groups:
        yield from _letter_pages(desk, directory, uncounted, label, members)


def _letter_pages(
    desk: Desk, directory: Directory, letters: tuple[Link, ...], label: str, members: Entries
) -> Iterator[Assignment]:
    """The pages of an initial: one, or a first page and one for each part."""
    section = directory.section
    own = permalinks.letter(section, label)

    def view(title: str, url: str, links: Sequence[Link], group: LetterGroup) -> DirectoryView:
        above = (HOME, Link(directory.name, section), *([Link(label, own)] if url != own else []))
        return DirectoryView(
            head=desk.head(f"{directory.name}: {title}", url, above, section=section),
            name=directory.name,
            intro="",
            total=len(links),
            letters=letters,
            groups=(group,),
            current=label,
            title=title,
            names=permalinks.name_lists(section),
            found=any(link.found for link in group.entries),
        )

    leaves = [(label, members)] if len(members) <= ONE_PAGE else _split(label, members)
    is_split = len(leaves) > 1
    parts = tuple([Link(title, permalinks.letter(section, title)) for title, _ in leaves] if is_split else [])
    if is_split:
        links = [link for _, link in members]
        yield _assigned(own, replace(view(label, own, links, _frequent(links)), parts=parts))
    for at, (title, entries) in enumerate(leaves):
        here = (*parts[:at], Link(title, ""), *parts[at + 1 :]) if is_split else ()
        numbers = range(1, -(-len(entries) // ONE_PAGE) + 1)
        addresses = [permalinks.letter(section, f"{title} {number}" if number > 1 else title) for number in numbers]
        for number, url in zip(numbers, addresses, strict=True):
            links = [link for _, link in entries[(number - 1) * ONE_PAGE : number * ONE_PAGE]]
            pages = tuple([Link(f"Page {n}", "" if it == url else it) for n, it in enumerate(addresses, 1)])
            heading = title if len(addresses) == 1 else f"{title}, page {number}"
            made = view(heading, url, links, LetterGroup(title, tuple(links)))
            yield _assigned(url, replace(made, parts=here, pages=pages if len(pages) > 1 else ()))


def _frequent(links: Sequence[Link]) -> LetterGroup:
    return LetterGroup("Most articles", tuple(sorted(links, key=lambda it: (-it.count, it.name, it.url))[:LEADING]))


def _assigned(url: str, view: DirectoryView) -> Assignment:
    return Assignment(url, "directory.html", b"", lambda: view)


def filing_key(name: str, kind: Kind | None = None) -> str:
    """What a name is filed under, in letters a to z and digits: people by their last name, "The" left out of others."""
    words = name.split()
    if kind is Kind.PERSON:
        while len(words) > 1 and words[-1].strip(".").lower() in _GENERATIONS:
            words.pop()
        words = [*words[-1:], *words[:-1]]
    elif len(words) > 1 and words[0].lower() == "the":
        words = words[1:]
    return permalinks.slugify(" ".join(words) or name)


def _by_initial(entries: Entries) -> list[tuple[str, Entries]]:
    """Entries under their initials, all digits under ``0-9``; in order."""
    groups: dict[str, Entries] = {}
    for key, link in entries:
        groups.setdefault(_DIGITS if key[0].isdigit() else key[0].upper(), []).append((key, link))
    return sorted(groups.items())


def _split(label: str, entries: Entries) -> list[tuple[str, Entries]]:
    """Entries under as many letters as it takes, in order; more than a page of them only where no letter is left."""
    first, last = entries[0][0], entries[-1][0]
    length = 0
    while length < len(first) and first[: length + 1] == last[: length + 1]:
        length += 1
    shared = first[:length]
    groups: dict[str, Entries] = {}
    for key, link in entries:
        groups.setdefault(key[: length + 1], []).append((key, link))
    if len(groups) == 1:
        return [(label, entries)]
    parts = []
    for start, members in groups.items():
        title = f"{start.capitalize()} only" if start == shared else start.capitalize()
        parts += _split(title, members) if len(members) > ONE_PAGE and start != shared else [(title, members)]
    return parts
