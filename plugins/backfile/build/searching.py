"""The search step: stories in, index files of the staged site out; nothing is done when no story has changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from backfile.build.files import Files, Published
from backfile.build.fingerprints import digest, value_bytes
from backfile.build.ledger import FileRecord, Ledger
from backfile.build.workers import WorkerLost, Workers, batched
from backfile.indexes import Index
from backfile.model.options import Options
from backfile.model.problems import BackfileError
from backfile.model.story import Story
from backfile.search import Analysed, SearchDocument, analyse, write_search

BATCH = 500
"""Documents analysed together."""

FOLDER = "search/"


@dataclass(frozen=True, slots=True)
class SearchJob:
    """What the index is to be made of, and whether the site before already holds it."""

    documents: list[SearchDocument]
    fingerprint: str

    @classmethod
    def of(cls, stories: Sequence[tuple[Story, str]], index: Index, options: Options, ledger: Ledger) -> SearchJob:
        """``stories``: each with its plain text, in order of date and address."""
        documents = [
            _document(story, text, index, options) for story, text in stories if story.article.status != "canceled"
        ]
        shaping = (options.search_lang, options.title_weight, options.ship_whoosh_index)
        return cls(documents, digest(ledger.code, value_bytes(shaping), *(value_bytes(item) for item in documents)))


def _document(story: Story, text: str, index: Index, options: Options) -> SearchDocument:
    article = story.article
    return SearchDocument(
        url=story.url,
        title=article.title,
        body=text,
        date=article.date,
        dateline=index.cities_of(article.dateline),
        agency="/".join(article.agency),
        topics=article.topics,
        entities=tuple(mention.entity for mention in story.mentions),
        lead=story.lead,
        lang=article.lang or options.lang,
        has_time=article.has_time,
    )


def take_over_index(job: SearchJob, files: Files, ledger: Ledger) -> list[Published] | None:
    """The index files of the site before, if they were made from the same documents and are all still there."""
    known = [
        (path, record)
        for path, record in ledger.files()
        if path.startswith(FOLDER) and record.fingerprint == job.fingerprint
    ]
    taken = [files.take_over(path, job.fingerprint, record) for path, record in known]
    if known and all(taken):
        return [item for item in taken if item]
    return None


def analyse_all(job: SearchJob, options: Options, workers: Workers) -> Iterator[Analysed]:
    """Analyse the documents in workers, batch by batch, in order."""
    step = partial(_analyse_batches, options.search_lang)
    for result in workers.run(step, batched(batched(job.documents, BATCH), 1)):
        if isinstance(result, WorkerLost):
            raise BackfileError(f"Analysing {result.item[0].url} or a story near it killed the process that did it.")
        yield result


def _analyse_batches(language: str, batches: list[list[SearchDocument]]) -> list[Analysed]:
    return [analyse(batch, language) for batch in batches]


def write_index(batches: Sequence[Analysed], stage: Path, fingerprint: str, options: Options) -> list[Published]:
    """Write all index files below ``stage``; the Whoosh index to the cache when it is not to be shipped."""
    (stage / "search" / "manifest.json").unlink(missing_ok=True)
    return [_published(stage, path, fingerprint) for path in write_search(batches, stage, options)]


def _published(stage: Path, path: str, fingerprint: str) -> Published:
    status = (stage / path).stat()
    return Published(path, FileRecord(fingerprint, status.st_size, status.st_mtime_ns, status.st_ino), True)
