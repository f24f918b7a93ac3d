"""The shapes in which test collections of information retrieval come, told apart by what stands in the file.

Documents and queries: SMART (``.I .T .W``: Cranfield, CISI, MED, CACM), TREC (``<DOC>``, ``<top>``), numbered blocks
that end in ``/`` (NPL, also called Vaswani), JSON lines (BEIR), lines with tabs. Judgements: see judgement_forms.py.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape

from backfile.model.problems import BackfileError


@dataclass(frozen=True, slots=True)
class Entry:
    """One document or query."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Form:
    """One shape of file."""

    name: str
    fits: Callable[[str], bool]
    """Whether a file that begins like this is one; the beginning ends with a whole line."""
    entries: Callable[[str], Iterator[Entry]]
    only: str = ""
    """``documents`` or ``queries`` when nothing else comes in this shape."""


def form_of(beginning: str) -> Form | None:
    """The form of a file of documents or queries that begins like this; None when it is no such file."""
    return next((form for form in FORMS if form.fits(beginning)), None)


def plain_id(identity: str) -> str:
    """Numbers without leading zeros: files of one collection do not agree on them."""
    identity = identity.strip()
    return identity.lstrip("0") or "0" if identity.isdecimal() else identity


def blocks_of(text: str) -> Iterator[list[str]]:
    """Lines of each block that ends with a line that is only ``/``, empty blocks left out."""
    lines: list[str] = []
    for line in text.splitlines():
        if line.strip() != "/":
            lines.append(line)
            continue
        if any(map(str.strip, lines)):
            yield lines
        lines = []
    if any(map(str.strip, lines)):
        yield lines


def _smart(text: str) -> Iterator[Entry]:
    for record in re.split(r"^\.I[ \t]+", text, flags=re.M)[1:]:
        identity, _, rest = record.partition("\n")
        parts = re.split(r"^\.([A-Z])[ \t]*$", rest, flags=re.M)
        fields: dict[str, str] = {}
        for field, content in zip(parts[1::2], parts[2::2], strict=True):
            fields[field] = f"{fields.get(field, '')}\n{content}".strip()
        yield Entry(plain_id(identity), fields.get("T", ""), fields.get("W", ""))


def _trec_documents(text: str) -> Iterator[Entry]:
    for record in _elements("DOC", text):
        numbers = list(_elements("DOCNO", record))
        if len(numbers) != 1:
            raise BackfileError(f"A <DOC> has one <DOCNO>, this one {len(numbers)}: {record[:200]}")
        titles = [title for name in ("TITLE", "HEADLINE", "HL", "TI") for title in _elements(name, record)]
        texts = list(_elements("TEXT", record))
        if not texts:
            texts = [re.sub(r"<(DOCNO|TITLE|HEADLINE|HL|TI)>.*?</\1>", " ", record, flags=re.S | re.I)]
        yield Entry(plain_id(numbers[0]), _untagged(titles[0]) if titles else "", _untagged("\n\n".join(texts)))


def _topics(text: str) -> Iterator[Entry]:
    for record in _elements("top", text):
        fields = re.split(r"<(num|title|desc|narr|dom|smry|con|fac|def)>", record, flags=re.I)
        found = {name.lower(): _untagged(content) for name, content in zip(fields[1::2], fields[2::2], strict=True)}
        number = re.sub(r"^\s*Number:", "", found.get("num", ""), flags=re.I)
        title = re.sub(r"^\s*Topic:", "", found.get("title", ""), flags=re.I).strip()
        yield Entry(plain_id(number), "", title or re.sub(r"^\s*Description:", "", found.get("desc", "")).strip())


def _elements(name: str, text: str) -> Iterator[str]:
    for match in re.finditer(rf"<{name}(?:\s[^>]*)?>(.*?)</{name}>", text, flags=re.S | re.I):
        yield match[1]


def _untagged(text: str) -> str:
    return unescape(re.sub(r"</?[A-Za-z][^>]*>", " ", text)).strip()


def _numbered(text: str) -> Iterator[Entry]:
    for lines in blocks_of(text):
        number, *rest = (line for line in lines if line.strip())
        yield Entry(plain_id(number), "", "\n".join(rest).strip())


def _json_lines(text: str) -> Iterator[Entry]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            record = _object(line)
            identity = _first(record, _IDS)
            if not identity:
                raise BackfileError(f"Line {number} is no JSON object with one of {', '.join(_IDS)}: {line[:200]}")
            yield Entry(plain_id(identity), _first(record, ("title", "headline")), _first(record, _TEXTS))


_IDS = ("_id", "id", "docid", "doc_id", "docno", "qid", "query_id")
_TEXTS = ("text", "contents", "body", "abstract", "query", "question")


def _object(line: str) -> dict[str, object]:
    try:
        record = json.loads(line)
    except ValueError:
        return {}
    return record if isinstance(record, dict) else {}


def _first(record: dict[str, object], names: tuple[str, ...]) -> str:
    return next((str(record[name]) for name in names if record.get(name) not in (None, "")), "")


def _tabbed(text: str) -> Iterator[Entry]:
    for number, line in enumerate(text.splitlines(), 1):
        cells = line.split("\t")
        if not line.strip() or (number == 1 and cells[0].strip().lower() in {*_IDS, "query-id", "corpus-id", "pid"}):
            continue
        if len(cells) < 2:
            raise BackfileError(f"Line {number} has no tab: {line[:200]}")
        # id text · id title text · id address title text
        yield Entry(plain_id(cells[0]), cells[-2] if len(cells) > 2 else "", cells[-1])


def _first_line(text: str) -> str:
    return next((line for line in text.splitlines() if line.strip()), "")


FORMS = (
    Form("SMART", lambda text: re.match(r"\.I[ \t]+\S", _first_line(text)) is not None, _smart),
    Form("TREC", lambda text: re.search(r"(?is)<DOC>.*?<DOCNO>", text) is not None, _trec_documents, "documents"),
    Form("TREC topics", lambda text: re.search(r"(?is)<top>.*?<num>", text) is not None, _topics, "queries"),
    Form("JSON lines", lambda text: bool(_first(_object(_first_line(text)), _IDS)), _json_lines),
    Form(
        "numbered blocks",
        lambda text: _first_line(text).strip().isdecimal() and re.search(r"^[ \t]*/[ \t]*$", text, re.M) is not None,
        _numbered,
    ),
    Form("lines with tabs", lambda text: "\t" in _first_line(text).strip(), _tabbed),
)
