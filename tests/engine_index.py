"""Small indexes for the browser, written from documents without a build, and the worker that reads them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random
from shutil import copytree
from typing import Any

from playwright.sync_api import Browser, Page

from backfile.search.blocks import Block
from backfile.search.content_files import compressed, content_name
from backfile.search.cutting import divide, item_digest
from backfile.search.documents import Facet, SearchDocument, Words
from backfile.search.inversion import invert
from backfile.search.rows import row_files
from backfile.search.segmentation import words_of
from backfile.search.stemmers import language_module
from backfile.search.writing import algorithms_of, averages_of, write_manifest, write_segment
from browser import served

SCRIPTS = Path(__file__).parent.parent / "themes" / "broadsheet" / "static" / "js" / "search"
WEIGHTS = (3.0, 1.0)
GROUP = 7

Answer = dict[str, Any]


def make_document(number: int, title: str, body: str, day: str, lang: str = "en", **values: Any) -> SearchDocument:
    """A story of plain text."""
    words = Words(" ".join(words_of(title)), " ".join(words_of(body)))
    date = datetime.fromisoformat(day).replace(tzinfo=UTC) + timedelta(minutes=number % 1440)
    facets = tuple(Facet(field, id_, name) for field, id_, name in values.pop("facets", ()))
    url = values.pop("url", f"{day.replace('-', '/')}/story-{number}.html")
    return SearchDocument(
        url, title, words, date, facets=(*facets, Facet("lang", lang, lang)), lead=body[:120], lang=lang, **values
    )


def write_engine_index(documents: Sequence[SearchDocument], folder: Path, group: int = GROUP) -> list[Path]:
    """Write the browser's files below ``folder``; returns them all. ``group``: documents in a file of rows."""
    row = sorted(documents, key=lambda document: document.order)
    parts = [(part, row[part.begin : part.end]) for part in divide([item_digest(document.url) for document in row])]
    blocks = [Block.of(own, invert(own)) for _, own in parts]
    keys = [sha256(repr(own).encode()).hexdigest() for _, own in parts]
    written: dict[str, bytes] = {}

    def put(kind: str, data: bytes) -> bytes:
        packed = compressed(data)
        name = content_name(packed)
        written[f"{kind}/{name.hex()}.bin"] = packed
        return name

    named = {
        name: [block for (part, _), block in zip(parts, blocks, strict=True) if part.segment == name]
        for name in ("base", "recent", "fresh")
    }
    held = {name: own for name, own in named.items() if own}
    averages = averages_of([block.summary for block in next(iter(held.values()))])
    segments = [write_segment(own, averages, put, fresh=name == "fresh", weights=WEIGHTS) for name, own in held.items()]
    for key, (_, own) in zip(keys, parts, strict=True):
        written |= dict(row_files(own, key, group))
    summaries = [block.summary for block in blocks]
    modules = {}
    for algorithm in filter(None, algorithms_of(summaries)):
        modules[algorithm], data = language_module(algorithm)
        written[modules[algorithm]] = data
    written["manifest.json"] = write_manifest(
        list(zip(keys, summaries, strict=True)),
        segments,
        averages=averages,
        weights=WEIGHTS,
        modules=modules,
        lang="en",
        group=group,
    )
    for path, data in written.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return [folder / path for path in written]


STEMS = [
    "storm",
    "ship",
    "trade",
    "bank",
    "wheat",
    "market",
    "press",
    "minister",
    "talks",
    "oil",
    "border",
    "river",
    "vote",
    "strike",
    "farm",
]
NAMES = ["Zürich", "Zurich", "Genève", "Geneve", "café", "cafe", "Müller", "Mueller", "naïve"]
GERMAN = ["Regierung", "Bank", "Handel", "Minister", "Häuser", "Hauser", "sagte", "nicht", "gefunden"]
CHINESE = ["東京都", "北京大学", "東京", "京都", "上海"]
TOPICS = [("trade", "Foreign trade"), ("aviation", "Civil aviation"), ("wheat", "Wheat"), ("oil", "Crude oil")]
PEOPLE = [("jane-doe", "Jane Doe"), ("j-mueller", "Jürg Müller"), ("ana-silva", "Ana da Silva")]


def make_archive(count: int) -> list[SearchDocument]:
    """``count`` stories in English and German, some with Chinese words: Zipf-like, with the odd ones."""
    random = Random(21578)
    made = ["".join(random.choices("bdfglmnprst", k=1) + random.choices("aeiou", k=1) + [end]) for end in STEMS]
    english = [*STEMS, *made, *NAMES, "said", "government's", "U.S.", "F-16", "1,000"]
    weights = [1 / (rank + 2) for rank in range(len(english))]
    stop = ["the", "of", "in", "to", "and", "who"]
    documents = []
    for number in range(count):
        german = number % 5 == 3
        own = GERMAN if german else english

        def text(length: int, own: list[str] = own, german: bool = german) -> str:
            chosen = random.choices(own, weights[: len(own)], k=length)
            little = ["der", "die", "und", "nicht"] if german else stop
            said = [
                word + random.choice(["", "", "s", "ed"]) if word in STEMS else word
                for each in chosen
                for word in ([random.choice(little), each] if random.random() < 0.4 else [each])
            ]
            return " ".join(said + random.choices(CHINESE, k=random.random() < 0.1))

        title = text(random.randint(2, 6)).capitalize() if number % 41 else ""
        body = " said. ".join(text(random.randint(0, 12)) for _ in range(3))
        facets = [("topic", *topic) for topic in random.sample(TOPICS, random.randint(0, 3))]
        facets += [("person", *person) for person in random.sample(PEOPLE, random.randint(0, 1))]
        facets += [("agency", agency.lower(), agency) for agency in random.sample(["BFN", "DPA"], 1)]
        day = (datetime(2014, 3, 1, tzinfo=UTC) + timedelta(days=random.randint(0, 500))).date().isoformat()
        documents.append(make_document(number, title, body, day, "de" if german else "en", facets=facets))
    day = "2014-07-04"
    documents[0] = make_document(0, "Storm – bank!", "Unlikely.", day, url=f"{day.replace('-', '/')}/storm-bank.html")
    return documents


@dataclass
class Engine:
    """The worker, asked from a bare page."""

    page: Page
    base: str

    def start(self, mode: str | None = None) -> Answer:
        """Start a worker in place of the one before, and open the index."""
        self.page.evaluate(
            """() => {
                globalThis.worker?.terminate();
                globalThis.worker = new Worker("/js/worker.js", { type: "module" });
                globalThis.waiting = new Map();
                globalThis.asked ??= 0;
                worker.onmessage = ({ data }) => waiting.get(data.id)(data);
                globalThis.ask = (message) => new Promise((resolve) => {
                    waiting.set(++asked, resolve);
                    worker.postMessage({ id: asked, ...message });
                });
            }"""
        )
        return self.ask("open", base=self.base, mode=mode)

    def all(self, messages: Sequence[Answer]) -> list[Answer]:
        """The answers to questions that are asked one behind the other, each when the one before is answered."""
        answers: list[Answer] = self.page.evaluate(
            """async (messages) => {
                const answers = [];
                for (const message of messages) answers.push(await ask(message));
                return answers;
            }""",
            [dict(message) for message in messages],
        )
        return answers

    def at_once(self, messages: Sequence[Answer]) -> list[Answer]:
        """The answers to questions that are asked all at once."""
        answers: list[Answer] = self.page.evaluate(
            "(messages) => Promise.all(messages.map((message) => ask(message)))", [dict(each) for each in messages]
        )
        return answers

    def ask(self, what: str, **details: Any) -> Answer:
        """One answer, without what only says which question it is for."""
        [answer] = self.all([{"do": what, **details}])
        del answer["id"]
        return answer

    def search(self, query: str, **details: Any) -> Answer:
        """The answer to a query that must not fail."""
        answer = self.ask("search", **asking(query, **details))
        assert answer["ok"], (query, answer)
        return answer


def asking(query: str, **details: Any) -> Answer:
    """A question for articles."""
    plain: Answer = {"query": query, "filters": [], "from": None, "to": None}
    given = {name.rstrip("_"): value for name, value in details.items()}
    return plain | {"order": "relevance", "begin": 0, "count": 10} | given


@contextmanager
def engine(browser: Browser, folder: Path) -> Iterator[Engine]:
    """The worker for the index in ``folder / "search"``, not yet started."""
    copytree(SCRIPTS, folder / "js", dirs_exist_ok=True)
    (folder / "bare.html").write_text("<!doctype html><title>Bare</title>", "utf-8")
    with served(folder) as address:
        context = browser.new_context()
        try:
            page = context.new_page()
            page.set_default_timeout(20_000)
            page.goto(address + "bare.html")
            page.on("console", lambda message: print("console:", message.text))
            yield Engine(page, f"{address}search/")
        finally:
            context.close()
