"""What short values of records mean: states, languages, signals, lists written into one text."""

from __future__ import annotations

import json
import re
from functools import cache

from backfile.ingest.parsed import Signal
from backfile.model.article import Status
from backfile.reader.values import BadValue, read_language

_STATES = {
    Status.USABLE: "usable publish published live final active approved online stat:usable public corrected true 1",
    Status.WITHHELD: "withheld draft pending future scheduled private hold held embargoed stat:withheld in_progress "
    "submitted auto-draft inherit unpublished offline false 0",
    Status.CANCELED: "canceled cancelled killed kill deleted withdrawn trash removed spiked recalled stat:canceled "
    "stat:cancelled",
}
_STATUS = {word: status for status, words in _STATES.items() for word in words.split()}

_ENTRY = re.compile(r"""'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)\"""")


def status_of(text: str, guessed: bool) -> Status:
    """The publishing status that a word stands for; empty is usable.

    Raises BadValue for a word that is not known: what may be a draft is not published in good faith. Where the column
    was guessed, a number (an answer of a web server, a code of a CMS) tells nothing.
    """
    word = text.strip().lower().replace(" ", "_")
    if not word:
        return Status.USABLE
    if word not in _STATUS:
        if guessed and word.isdigit():
            return Status.USABLE
        hint = f'translate it in a mapping: status: {{column: …, values: {{"{text[:40]}": usable}}}}'
        raise BadValue(f"status: '{text[:60]}' may be for publication or not", hint)
    return _STATUS[word]


def signals_of(words: tuple[str, ...]) -> tuple[Signal, ...]:
    """Signals by their names. Raises BadValue for another word."""
    try:
        return tuple(Signal(word.lower()) for word in words)
    except ValueError:
        raise BadValue(
            f"signals: '{', '.join(words)[:60]}' is none of {', '.join(Signal)}", "translate it with 'values'"
        ) from None


def language_of(text: str) -> str:
    """A language tag, from one or from the name of a language in English or in itself. Raises BadValue for others."""
    if not text:
        return ""
    try:
        return read_language(text.replace("_", "-"))
    except BadValue as bad:
        if tag := _languages().get(text.casefold()):
            return tag
        raise BadValue(f"lang: {bad.message}", "translate it with 'values'") from None


@cache
def _languages() -> dict[str, str]:
    from babel import Locale  # noqa: PLC0415 - takes its time, and is rarely needed

    english = {str(tag): str(name) for tag, name in Locale("en").languages.items()}
    tags = [tag for tag in english if len(tag) == 2]
    found = {english[tag].casefold(): tag for tag in tags}
    for tag in tags:
        try:
            own = Locale(tag).languages.get(tag)
        except LookupError:
            continue
        if own:
            found.setdefault(str(own).casefold(), tag)
    return found


def trimmed_list(text: str) -> str:
    """``text``, or where a program wrote a list (``['a', 'b']``, ``["a"]``) its entries with ``;`` between them."""
    if not (text.startswith("[") and text.endswith("]")):
        return text
    try:
        entries = [entry for entry in json.loads(text) if isinstance(entry, str)]
    except (ValueError, RecursionError):
        entries = [single or double for single, double in _ENTRY.findall(text)]
    return ";".join(entries) if entries else text[1:-1]
