"""The versions of a story: the list beside it, and the page that compares them."""

from __future__ import annotations

from msgspec import Struct

from backfile.pages.views.parts import Head, Link, Moment


class VersionStep(Struct, frozen=True, array_like=True, gc=False):
    """A version in a list of them."""

    name: str
    """What it was: ``First version``, ``Update 2``, ``Correction``, ``Repeat``, ``Further take``, ``Withdrawal``."""
    when: Moment
    url: str = ""
    """Where it is compared with the one before; empty when no page does that."""
    here: bool = False
    """True for the version that the article shows."""
    gap: int = 0
    """Versions that are left out before it."""


class Run(Struct, frozen=True, array_like=True, gc=False):
    """Words of one kind."""

    kind: str
    """``ins``, ``del``, or empty for what is the same."""
    text: str


class ComparedPassage(Struct, frozen=True, array_like=True, gc=False):
    """A paragraph as two versions have it."""

    kind: str
    """``heading``, ``item``, ``quote``, ``line``; empty for a paragraph."""
    runs: tuple[Run, ...]


class Stretch(Struct, frozen=True, array_like=True, gc=False):
    """Passages that follow one another: all shown, or all folded because nothing was changed in them."""

    passages: tuple[ComparedPassage, ...]
    """Empty where a long page leaves them out: an earlier version on it has the same."""
    folded: int = 0
    """Number of passages that are folded or left out; 0 where they are shown."""


class FieldChange(Struct, frozen=True, array_like=True, gc=False):
    """A field above the text that was changed."""

    name: str
    """``Headline``, ``Byline``"""
    runs: tuple[Run, ...]


class ComparedVersion(Struct, frozen=True, array_like=True, gc=False):
    """A version and what it changed."""

    anchor: str
    name: str
    """As in ``VersionStep``; for the text of the archive where it is no version that went out: ``As it stands now``."""
    when: Moment | None
    number: int = 1
    """As its wire counts."""
    notes: tuple[str, ...] = ()
    """What the agency said that it corrected."""
    fields: tuple[FieldChange, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    """Empty when not a word of the text was changed."""
    added: int = 0
    """Words."""
    removed: int = 0
    first: bool = False
    """True for the version that all others follow: shown, not compared."""
    without_text: bool = False
    """True for a version that was withdrawn itself."""
    notice: bool = False
    """True for what only told of others: that one was withdrawn, or is wrong in some place."""


class HistoryView(Struct, frozen=True, array_like=True, gc=False):
    """``history.html``: all versions of a story, oldest first."""

    head: Head
    title: str
    article: Link
    span: str
    """``17 November 2015`` or ``17 November 2015 to 18 November 2015``"""
    versions: tuple[ComparedVersion, ...]
    lang: str = ""
    """Language of the article, always set."""
    dir: str = ""
    """``rtl`` or empty."""
