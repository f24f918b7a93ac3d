"""A made-up archive for the tests of search: the same in every run, with the odd documents that real archives have."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path
from random import Random

from backfile.build.files import Files, Published
from backfile.build.ledger import Ledger
from backfile.build.searching import Filed, SearchStep
from backfile.build.workers import Workers
from backfile.model.options import Options
from backfile.search import SearchDocument, words

SYLLABLES = ["ba", "be", "bi", "bo", "bu", "ce", "di", "fo", "gu", "ha", "li", "mo", "nu", "dra", "fle", "gri", "sta"]
ENDINGS = ["", "", "", "s", "ed", "ing", "ation", "ly", "'s"]
FREQUENT = ["said", "government", "the", "of", "minister"]
ODD_TITLES = [
    "",
    "U.S. jets: F-16s over Zürich",
    "Москва: переговоры",
    "القاهرة ترحب",
    "<script>window.ran = true</script> trial",
]
PLACES = ["Moscow", "Moscow/Istanbul", "Vienna", "", "São Paulo"]
AGENCIES = ["BFN", "dpa", "BFN/AFP", ""]


@dataclass(frozen=True)
class Copy:
    """An article: what search is given of it, and its text, of which search is given the words."""

    url: str
    title: str
    body: str
    date: datetime
    dateline: str = ""
    agency: str = ""
    topics: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    lead: str = ""
    lang: str = ""
    has_time: bool = True

    def document(self, language: str = "english") -> SearchDocument:
        """What search is given."""
        values = vars(self) | {"words": words(self.title, self.body, language)}
        return SearchDocument(**{name: value for name, value in values.items() if name != "body"})

    @property
    def filed(self) -> Filed:
        """What the engine says of it beforehand."""
        key = sha256(repr(self).encode()).hexdigest()
        return Filed(self.date.date().isoformat(), int(self.date.timestamp()), self.url, key)


def make_documents(count: int, length: int = 40) -> list[Copy]:
    """``count`` articles of about ``length`` words, out of order, with Zipf-like words and some equal texts."""
    random = Random(20151117)
    stems = ["".join(random.choice(SYLLABLES) for _ in range(random.randint(1, 4))) for _ in range(900)]
    weights = [1 / (rank + 3) for rank in range(len(stems))]

    def text(count: int) -> str:
        chosen = random.choices(stems, weights, k=count)
        return " ".join(word + random.choice(ENDINGS) for word in chosen)

    documents = []
    for number in range(count):
        title = ODD_TITLES[number % 61] if number % 61 < len(ODD_TITLES) else text(random.randint(3, 8)).capitalize()
        body = (
            text(random.randint(0, 2 * length))
            + " "
            + " ".join(["said", *random.choices(FREQUENT, k=random.randint(0, 5))])
        )
        if number % 50 == 7:
            title, body = "Correction", "An earlier correction was corrected."
        if number % 97 == 5:
            body = ""
        moment = datetime(2015, 11, 1, tzinfo=timezone(timedelta(hours=random.randint(-8, 9))))
        documents.append(
            Copy(
                url=f"2015/11/{number % 28 + 1:02d}/story-{number}.html",
                title=title,
                body=body.strip(),
                date=moment + timedelta(minutes=random.randint(0, 90_000)),
                dateline=random.choice(PLACES),
                agency=random.choice(AGENCIES),
                topics=tuple(random.sample(["syria-conflict", "aviation", "space", "elections"], random.randint(0, 2))),
                entities=("person:a-b", "place:vienna")[: random.randint(0, 2)],
                lead=body[:120].strip(),
                lang=random.choice(["en", "de"]),
                has_time=number % 9 != 0,
            )
        )
    return documents


def options_for(output: Path, **changes: object) -> Options:
    """Options of a site that is built into ``output``."""
    return Options(content=output, output=output, theme=output, cache=output / "cache", **changes)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Built:
    """What a build of the index did."""

    published: list[Published]
    asked: list[str]
    """Addresses of the documents that it asked for."""

    @property
    def names(self) -> list[str]:
        """All files of the index, sorted."""
        return sorted(item.path for item in self.published)

    @property
    def written(self) -> set[str]:
        """Those that were not taken over."""
        return {item.path for item in self.published if item.written}


def build_index(articles: Sequence[Copy], output: Path, jobs: int = 1, **changes: object) -> Built:
    """Build the index into ``output`` as the engine does, with what the build before left in the cache."""
    options = options_for(output, **changes)
    stage = output.with_name(f".{output.name}.stage")
    ledger = Ledger(options.cache / "ledger.sqlite3", "code")
    asked: list[str] = []

    def documents(positions: Sequence[int]) -> list[SearchDocument]:
        asked.extend(articles[at].url for at in positions)
        return [articles[at].document(options.search_lang) for at in positions]

    steps: list[int] = []
    with Workers(jobs) as workers:
        search = SearchStep(options, Files(stage, output, mirrored=False), ledger, workers)
        search.write_blocks([article.filed for article in articles], documents, steps.append)
        published = search.start().result()
    assert sum(steps) == len(articles)
    _publish(stage, output, published)
    ledger.update([], {}, [], {item.path: item.record for item in published}, {})
    search.tidy()
    return Built(published, asked)


def _publish(stage: Path, output: Path, published: list[Published]) -> None:
    staged = {path.relative_to(stage).as_posix() for path in stage.rglob("*") if path.is_file()}
    assert staged == {item.path for item in published}
    for old in ("t", "d", "whoosh"):
        shutil.rmtree(output / "search" / old, ignore_errors=True)
    for stemmer in output.glob("search/stemmer.*.js"):
        stemmer.unlink()
    for path in staged:
        (output / path).parent.mkdir(parents=True, exist_ok=True)
        (stage / path).replace(output / path)
    shutil.rmtree(stage)


def write_index(articles: Sequence[Copy], output: Path, jobs: int = 1, **changes: object) -> list[str]:
    """The names of the files of an index that is built into ``output``."""
    return build_index(articles, output, jobs, **changes).names
