"""The postings of an ingest: those that are in the content folder, and those that have come in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from backfile.ingest.dating import From
from backfile.ingest.lifecycle.posting import Posting, is_version
from backfile.ingest.shelf.tree import Standing, Tree
from backfile.ingest.working import Filed

Key = tuple[str, int, float, str]


@dataclass(slots=True)
class Item:
    """A posting and where its file is."""

    posting: Posting
    place: str
    digest: str
    size: int
    """Bytes of its file."""
    signature: bytes
    path: str = ""
    """Where it stands in the content folder; empty while it does not."""
    spooled: tuple[int, int] | None = None
    """Where it is in the spool, when what has come in is to be used."""
    replaced: tuple[str, ...] = ()
    """Files of postings whose place it has taken."""
    arrived: bool = False
    """Whether this ingest has met it."""

    @property
    def is_new(self) -> bool:
        """Whether it came in with this ingest and was not here before."""
        return self.arrived and self.spooled is not None


class Items:
    """All postings, each once."""

    def __init__(self, tree: Tree, replace: bool = False) -> None:
        """``replace``: what comes in takes the place of postings with the same id, version and time."""
        self._replace = replace
        self._by_key: dict[Key, Item] = {}
        self._by_id: dict[str, list[Item]] = {}
        self._edited: dict[str, Item] = {}
        """By the digest of what ingest wrote before an editor changed it."""
        for standing in tree.postings:
            self._stand(standing, tree)

    def __iter__(self) -> Iterator[Item]:
        return iter(self._by_key.values())

    def __len__(self) -> int:
        return len(self._by_key)

    def arrive(self, filed: Filed) -> tuple[Item | None, bool]:
        """Note a posting that has come in: its item when it must be put aside, and whether one of its kind was here."""
        posting = filed.posting
        if known := self._known(filed):
            known.arrived = True
            self._take_place(known)
            return None, True
        again = False
        item = Item(posting, filed.place, filed.digest, len(filed.data), filed.signature, arrived=True)
        if (same := self._by_key.get(_key(posting))) is not None:
            # The same words with other data about them, as when an item comes in two formats: one of them is kept,
            # whichever comes first.
            same.arrived = True
            if not self._replace and (same.size, same.digest) >= (item.size, item.digest):
                return None, True
            item.path = same.path
            again = same.spooled is not None
            self._by_id[posting.id].remove(same)
        self._add(item)
        self._take_place(item)
        return item, again

    def _take_place(self, item: Item) -> None:
        """Drop what has the same id, version and time as ``item``, where what comes in is to replace it."""
        if not self._replace:
            return
        same = self._by_id[item.posting.id]
        for other in [it for it in same if it is not item and _same_time(it.posting, item.posting)]:
            del self._by_key[_key(other.posting)]
            same.remove(other)
            item.replaced += (other.path,) if other.path else ()

    def _known(self, filed: Filed) -> Item | None:
        posting = filed.posting
        if edited := self._edited.get(filed.digest):
            return edited
        same = self._by_key.get(_key(posting))
        if same is not None and same.digest == filed.digest:
            return same
        if filed.told_by is From.FILE:
            # The file's age is a guess, and may differ at the next copy of the file: the day that is known stands.
            for other in self._by_id.get(posting.id, ()):
                if other.posting.text == posting.text:
                    return other
        return None

    def _stand(self, standing: Standing, tree: Tree) -> None:
        assert standing.posting is not None
        item = Item(
            standing.posting,
            standing.place,
            standing.digest,
            standing.size,
            standing.signature,
            path=standing.path,
        )
        if (same := self._by_key.get(_key(item.posting))) is None or same.digest < item.digest:
            self._add(item)
        article = tree.articles.get(standing.stem)
        if article is not None and article.recorded and not article.is_pristine:
            self._edited[article.recorded] = item

    def _add(self, item: Item) -> None:
        self._by_key[_key(item.posting)] = item
        self._by_id.setdefault(item.posting.id, []).append(item)


def by_posting(items: Iterable[Item]) -> dict[Posting, Item]:
    """Items by their postings."""
    return {item.posting: item for item in items}


def _key(posting: Posting) -> Key:
    return (posting.id, posting.version, posting.date, posting.text)


def _same_time(one: Posting, other: Posting) -> bool:
    return (one.version, one.date) == (other.version, other.date) and is_version(one, other)
