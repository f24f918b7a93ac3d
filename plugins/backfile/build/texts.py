"""The bodies of articles for their pages, fetched some at a time in the order in which they will be asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from backfile.build.prepared import Copy

AHEAD = 200
"""Texts that are at hand together: never those of a whole archive."""


class Texts:
    """Gives the text of an article by the path of its file."""

    def __init__(self, paths: Sequence[str], copies: Callable[[Sequence[str]], dict[str, Copy]]) -> None:
        """``paths``: in the order in which they will be asked for; ``copies``: paths → texts."""
        self._places = {path: place for place, path in enumerate(paths)}
        self._paths = paths
        self._copies = copies
        self._at_hand: dict[str, Copy] = {}

    def at(self, path: str) -> Copy:
        """The text of an article; those after it are fetched with it."""
        if path not in self._at_hand:
            place = self._places.get(path)
            some = [path] if place is None else self._paths[place : place + AHEAD]
            self._at_hand = self._copies(some)
        return self._at_hand[path]
