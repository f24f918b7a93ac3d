"""A test collection of information retrieval: documents, queries, and which documents answer which query."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from backfile.bench.collection_forms import Entry, Form, form_of
from backfile.bench.judgement_forms import JudgementForm, judgement_form_of
from backfile.model.problems import BackfileError

_HEAD = 1 << 16
"""Characters at the beginning of a file that tell its form."""

_QUERIES = re.compile(r"qry|quer|topic", re.I)
_DOCUMENTS = re.compile(r"doc|corpus|all|coll", re.I)
_JUDGEMENTS = re.compile(r"rel|rlv|judg", re.I)


@dataclass(slots=True)
class Collection:
    """What was read."""

    name: str
    documents: list[Entry]
    queries: list[Entry]
    """Those with a document that is known to answer them, in the order of their file."""
    judgements: dict[str, dict[str, int]]
    """Gain by query and document."""
    notes: list[str] = field(default_factory=list)
    """What was read from where, how, and what was not."""

    @property
    def graded(self) -> bool:
        """Whether some answers are better than others."""
        return len({gain for judged in self.judgements.values() for gain in judged.values() if gain > 0}) > 1


@dataclass(frozen=True, slots=True)
class Files:
    """Which file of a collection is what."""

    documents: tuple[Path, ...]
    queries: Path
    judgements: Path


def read_collection(name: str, files: Files, unread: Iterable[Path] = ()) -> Collection:
    """Read a collection. Raises BackfileError for a file of no known form and for what makes no sense together."""
    notes: list[str] = []
    documents: list[Entry] = []
    for path in files.documents:
        documents += _entries(path, "documents", notes)
    _all_different(documents, "document")
    queries = _entries(files.queries, "queries", notes)
    _all_different(queries, "query")
    judgements = _judgements(files.judgements, notes)
    queries = _as_judged(queries, judgements, notes)
    known = {document.id for document in documents}
    if missing := sum(document not in known for judged in judgements.values() for document in judged):
        notes.append(f"{missing:,} judged documents are not there; they count as answers that nobody found")
    answered = [query for query in queries if any(gain > 0 for gain in judgements.get(query.id, {}).values())]
    if not answered:
        raise BackfileError(f"{files.judgements}: no query of {files.queries} has a document that answers it.")
    if len(answered) < len(queries):
        notes.append(f"{len(queries) - len(answered)} queries without any answer among the judgements are not asked")
    notes += [f"not read: {path.name}" for path in unread]
    return Collection(name, documents, answered, judgements, notes)


def find_files(
    folder: Path, documents: Path | None = None, queries: Path | None = None, judgements: Path | None = None
) -> tuple[Files, list[Path]]:
    """Which files below ``folder`` are what, and those that are nothing of it; files that are named are taken as named.

    Raises BackfileError when this cannot be told.
    """
    if not folder.is_dir():
        raise BackfileError(f"There is no collection folder {folder}.")
    found = [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith(".")]
    named = {path.resolve() for path in (documents, queries, judgements) if path}
    if absent := [path for path in named if not path.is_file()]:
        raise BackfileError(f"There is no file {absent[0]}.")
    judged: list[Path] = []
    entries: dict[Path, Form] = {}
    for path in found:
        if path.resolve() in named:
            continue
        beginning = _beginning(path)
        if judgement_form_of(beginning):
            judged.append(path)
        elif form := form_of(beginning):
            entries[path] = form
    of_judgements = judgements or _one(_called(judged, _JUDGEMENTS), "judgements", folder)
    asked = [path for path, form in entries.items() if form.only == "queries"]
    asked = asked or _called([path for path, form in entries.items() if not form.only], _QUERIES, smallest=True)
    of_queries = queries or _one(asked, "queries", folder)
    rest = [path for path, form in entries.items() if path != of_queries and form.only != "queries"]
    rest = [path for path in rest if entries[path].only] or _called(rest, _DOCUMENTS)
    texts = (documents,) if documents else tuple(path for path in rest if entries[path] is entries[rest[0]])
    if not texts:
        raise BackfileError(f"{folder} has no documents that can be told as such: name them with --documents.")
    files = Files(texts, of_queries, of_judgements)
    used = {path.resolve() for path in (*files.documents, files.queries, files.judgements)}
    return files, [path for path in found if path.resolve() not in used]


def _called(paths: list[Path], pattern: re.Pattern[str], smallest: bool = False) -> list[Path]:
    """The paths whose file names say what they are; where none does, all of them or the ``smallest``."""
    hinted = [path for path in paths if pattern.search(path.name)]
    return hinted or (sorted(paths, key=lambda path: path.stat().st_size)[:1] if smallest else paths)


def _one(paths: list[Path], what: str, folder: Path) -> Path:
    tests = [path for path in paths if "test" in path.stem.lower()]  # of the splits that come for training
    if len(tests) == 1 or len(paths) == 1:
        return (tests if len(tests) == 1 else paths)[0]
    names = ", ".join(path.relative_to(folder).as_posix() for path in paths) or "none"
    raise BackfileError(f"{folder} has not one file of {what} ({names}): name it with --{what}.")


def _read(path: Path) -> str:
    data = path.read_bytes()
    if path.suffix == ".gz":
        data = gzip.decompress(data)
    return _decoded(data)


def _decoded(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("latin-1")  # whole collections of before Unicode
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _beginning(path: Path) -> str:
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
        data = file.read(_HEAD)
    whole = data[: data.rfind(b"\n") + 1] if len(data) == _HEAD else data
    return _decoded(whole or data)


def _entries(path: Path, what: str, notes: list[str]) -> list[Entry]:
    form = form_of(_beginning(path))
    if form is None or (form.only and form.only != what):
        raise BackfileError(f"{path} has no form that {what} are known in.")
    read = list(form.entries(_read(path)))
    kept = [entry for entry in read if entry.title.strip() or entry.text.strip()]
    notes.append(f"{len(kept):,} {what} from {path.name} ({form.name})")
    if len(kept) < len(read):
        notes.append(f"{len(read) - len(kept):,} of {path.name} have no text and are left out")
    return kept


def _judgements(path: Path, notes: list[str]) -> dict[str, dict[str, int]]:
    form: JudgementForm | None = judgement_form_of(_beginning(path))
    if form is None:
        raise BackfileError(f"{path} has no form that judgements are known in.")
    found: dict[str, dict[str, int]] = {}
    for query, document, gain in form.judged(_read(path)):
        judged = found.setdefault(query, {})
        judged[document] = max(gain, judged.get(document, 0))  # some files have a line twice
    notes.append(f"{sum(map(len, found.values())):,} judged pairs from {path.name} ({form.name})")
    if form.note:
        notes.append(form.note)
    return found


def _as_judged(queries: list[Entry], judgements: dict[str, dict[str, int]], notes: list[str]) -> list[Entry]:
    """The queries by the numbers that the judgements use: Cranfield's count the queries from 1, while its file of
    queries has other numbers with gaps."""
    known = {query.id for query in queries}
    unknown = [query for query in judgements if query not in known]
    if not unknown:
        return queries
    if all(query.isdecimal() and 1 <= int(query) <= len(queries) for query in judgements):
        notes.append("judgements count the queries by their place in the file, from 1, not by their own numbers")
        return [Entry(str(place), query.title, query.text) for place, query in enumerate(queries, 1)]
    notes.append(f"judgements of {len(unknown):,} queries that are not there: {', '.join(unknown[:5])} …")
    return queries


def _all_different(entries: list[Entry], what: str) -> None:
    double = [identity for identity, count in Counter(entry.id for entry in entries).items() if count > 1]
    if double:
        raise BackfileError(f"{len(double):,} numbers stand for more than one {what}: {', '.join(double[:5])} …")
