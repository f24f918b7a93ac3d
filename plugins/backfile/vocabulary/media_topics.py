"""IPTC Media Topics: the tree of topics that news agencies file under.

The vocabulary is ``data/media_topics.tsv`` (IPTC, CC BY 4.0). It is read when first asked, in a few milliseconds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from backfile.model.authority import Origin, Topic
from backfile.model.permalinks import slugify

PREFIX = "medtop:"
_CODE = re.compile(r"(?:medtop:)?(\d{8})", re.IGNORECASE)
_SMALL = re.compile(r"[a-z]{2}[a-z]*(?![A-Za-z&])")


@dataclass(frozen=True, slots=True)
class Term:
    """One Media Topic."""

    id: str
    """From its English name: ``conflict-war-and-peace``."""
    qcode: str
    """``medtop:16000000``"""
    parent: str
    """Id of the broader term, or empty."""
    english: str
    german: str
    """Empty for terms that IPTC has not translated."""
    wikidata: str
    retired: bool
    """No longer to be used; articles that were filed under it still are."""
    subject_codes: tuple[str, ...] = ()
    """Codes of IPTC's elder register that mean the same: ``15054000``."""


def term(topic_id: str) -> Term | None:
    """The term with this id or qcode."""
    found = _terms().get(topic_id)
    return found or _names().get(topic_id) if topic_id.startswith(PREFIX) else found


def term_named(text: str) -> Term | None:
    """The term that ``text`` means: a qcode, a bare code, an id, an English or German name in any case.

    A name of several terms means one in use before a retired one, then the broader one, then the lower code.
    """
    code = _CODE.fullmatch(text)
    return _names().get(f"{PREFIX}{code.group(1)}" if code else text.casefold()) or _terms().get(slugify(text))


def of_subject_code(code: str) -> Term | None:
    """The term that means a Subject Code (eight digits), or the one above it; the highest have the same numbers."""
    terms = _subject_codes()
    return terms.get(code) or terms.get(f"{code[:5]}000") or _names().get(f"{PREFIX}{code[:2]}000000")


def as_topic(found: Term, language: str) -> Topic:
    """The topic of a term, called as ``language`` calls it where IPTC knows that language, else in English."""
    english = found.english[:1].upper() + found.english[1:] if _SMALL.match(found.english) else found.english
    german = language.lower().partition("-")[0] == "de" and bool(found.german)
    others = (("en", english),) if german else (("de", found.german),) if found.german else ()
    return Topic(
        id=found.id,
        name=found.german if german else english,
        names=others,
        parent=found.parent,
        qcode=found.qcode,
        wikidata=found.wikidata,
        origin=Origin.VOCABULARY,
    )


@cache
def _terms() -> dict[str, Term]:
    """All terms by id. Of terms with one name the most important keeps the plain id, the others add their code."""
    text = files("backfile.vocabulary").joinpath("data", "media_topics.tsv").read_text(encoding="utf-8")
    rows = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            code, *rest = line.split("\t")
            rows[code] = (*rest, "", "", "", "", "")[:6]

    def importance(code: str) -> tuple[bool, int, str]:
        depth, above = 0, rows[code][0]
        while above:
            depth, above = depth + 1, rows[above][0]
        return bool(rows[code][4]), depth, code

    ids: dict[str, str] = {}
    for code in sorted(rows, key=importance):
        plain = slugify(rows[code][1])
        ids[plain if plain not in ids else f"{plain}-{code}"] = code
    of_code = {code: topic_id for topic_id, code in ids.items()}
    found = {}
    for topic_id, code in ids.items():
        parent, english, german, wikidata, retired, subjects = rows[code]
        above = of_code.get(parent, "")
        found[topic_id] = Term(
            topic_id, PREFIX + code, above, english, german, wikidata, bool(retired), tuple(subjects.split())
        )
    return found


@cache
def _names() -> dict[str, Term]:
    """By qcode and by name in lower case; ``_terms`` is in order of importance, and the first keeps a name."""
    found: dict[str, Term] = {}
    for each in _terms().values():
        found.setdefault(each.qcode, each)
    for name in ("english", "german"):
        for each in _terms().values():
            found.setdefault(getattr(each, name).casefold(), each)
    found.pop("", None)
    return found


@cache
def _subject_codes() -> dict[str, Term]:
    return {code: each for each in _terms().values() for code in each.subject_codes}
