"""A-Z directories: on one page, or split by initial letters so that no page grows without end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from backfile.model import permalinks
from backfile.model.authority import Kind
from backfile.pages.desk import HOME, Desk
from backfile.pages.views import Assignment, DirectoryView, LetterGroup, Link, MapPoint

ONE_PAGE = 600
"""Entries that one page shows."""

LEADING = 60
"""Entries that the first page of a split directory shows: those with most articles."""

POINTS = 400
"""Places that a map shows, those with most articles first; the list has all of them."""

_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})


def directory_pages(
    desk: Desk,
    name: str,
    section: str,
    links: Sequence[Link],
    *,
    points: Sequence[MapPoint] = (),
    intro: str = "",
    kind: Kind | None = None,
) -> Iterator[Assignment]:
    """The directory at ``section``: one page, or a first page and one for each initial. Nothing without entries.

    ``links`` carry counts; ``kind`` tells how names are filed (people by family name).
    """
    if not links:
        return
    filed = sorted((filing_key(link.name, kind), link.url, link) for link in links)
    entries = [(key, link) for key, _, link in filed]
    head = desk.head(name, section, (HOME,), section=section)
    shown = tuple(sorted(points, key=lambda point: (-point.count, point.url))[:POINTS])
    if len(shown) < len(points):
        intro = f"{intro} The map shows the {POINTS} with most articles.".strip()
    if len(entries) <= ONE_PAGE:
        groups = _grouped(entries, 1)
        letters = tuple(Link(label, f"#letter-{permalinks.slugify(label)}", len(members)) for label, members in groups)
        lists = tuple(LetterGroup(label, tuple(link for _, link in members)) for label, members in groups)
        yield _assigned(section, DirectoryView(head, name, intro, len(links), letters, lists, shown))
        return
    groups = _split(entries, 1)
    letters = tuple(Link(label, permalinks.letter(section, label), len(members)) for label, members in groups)
    leading = tuple(sorted(links, key=lambda link: (-link.count, link.name, link.url))[:LEADING])
    first = DirectoryView(head, name, intro, len(links), letters, (LetterGroup("Frequent", leading),), shown)
    yield _assigned(section, first)
    # Letters without counts below the first page: else a new name would change every one of them.
    uncounted = tuple(Link(letter.name, letter.url) for letter in letters)
    for label, members in groups:
        url = permalinks.letter(section, label)
        view = DirectoryView(
            head=desk.head(f"{name}: {label}", url, (HOME, Link(name, section)), section=section),
            name=name,
            intro="",
            total=len(members),
            letters=uncounted,
            groups=(LetterGroup(label, tuple(link for _, link in members)),),
            current=label,
        )
        yield _assigned(url, view)


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


Entries = list[tuple[str, Link]]


def _grouped(entries: Entries, length: int) -> list[tuple[str, Entries]]:
    """Entries under the first ``length`` letters of their keys, all digits under ``0-9``; in order."""
    groups: dict[str, Entries] = {}
    for key, link in entries:
        groups.setdefault(_initial(key, length), []).append((key, link))
    return sorted(groups.items())


def _split(entries: Entries, length: int) -> list[tuple[str, Entries]]:
    """Like ``_grouped``, and what is still too long for one page is split by one letter more, as far as letters go."""
    parts = []
    for label, members in _grouped(entries, length):
        longer = any(len(key.replace("-", "")) > length for key, _ in members)
        if len(members) > ONE_PAGE and longer and label != "0-9":
            parts += _split(members, length + 1)
        else:
            parts.append((label, members))
    return parts


def _initial(key: str, length: int) -> str:
    return "0-9" if key[0].isdigit() else key.replace("-", "")[:length].capitalize()
