"""The worker's part of reading: article files in, what is to be kept of them out."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from backfile.build.fingerprints import digest, value_bytes
from backfile.build.parcels import Parcel
from backfile.build.prepared import NO_WORDS, Copy, Head, Preparation
from backfile.linking import Linker, make_story
from backfile.model import permalinks
from backfile.model.options import load_zone
from backfile.model.problems import Problem, name_problem
from backfile.model.story import Story
from backfile.model.version import Version
from backfile.reader import is_history, parse_article
from backfile.search import Words, words_of


def prepare(parcel: Parcel, paths: list[str]) -> list[tuple[str, bytes, bytes]]:
    """Fingerprint, encoded Head and encoded Copy of each file. Everything passes through the encoding, also in a clean
    build, so that what comes from the ledger cannot differ from what was just read."""
    setup: Preparation = parcel.open()
    linker = _linker(parcel.key, setup)
    zone = load_zone(setup.zone)
    return [_read(setup, linker, zone, path) for path in paths]


_linkers: dict[str, Linker] = {}


def _linker(key: str, setup: Preparation) -> Linker:
    if key not in _linkers:
        _linkers.clear()
        _linkers[key] = Linker(setup.authority, strict=setup.strict, recognise=setup.recogniser, lang=setup.lang)
    return _linkers[key]


def _read(setup: Preparation, linker: Linker, zone: ZoneInfo, path: str) -> tuple[str, bytes, bytes]:
    if bad := name_problem(path):
        return "", *_encoded(None, bad)
    try:
        data = (setup.content / path).read_bytes()
    except OSError as error:
        problem = Problem(path, 0, f"cannot be read: {error.strerror or error}", "check the file's permissions")
        return "", *_encoded(None, problem)
    fingerprint = digest(setup.key, path, data)
    try:
        article, problems = parse_article(data, path, zone)
        if article is None:
            encoded = _encoded(None, *problems)
        elif is_history(path):
            encoded = value_bytes(Head(None, tuple(problems), Version.of(article))), value_bytes(Copy("", NO_WORDS))
        else:
            made = make_story(article, permalinks.article(article.date, article.slug), linker)
            words = Words(*(" ".join(words_of(part)) for part in (article.title, made.text)))
            encoded = value_bytes(Head(made.story, tuple(problems))), value_bytes(Copy(made.html, words, made.slots))
    except RecursionError:
        encoded = _encoded(None, Problem(path, 0, "nested too deeply to be read", "flatten its lists and quotations"))
    except Exception as error:  # a fault of ours over one article must not cost the others
        message = f"the program failed over this file ({type(error).__name__}: {error})"
        encoded, fingerprint = _encoded(None, Problem(path, 0, message, "please report it with the file")), ""
    return fingerprint, *encoded


def _encoded(story: Story | None, *problems: Problem) -> tuple[bytes, bytes]:
    return value_bytes(Head(story, problems)), value_bytes(Copy("", NO_WORDS))
