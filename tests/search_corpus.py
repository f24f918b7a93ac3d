"""A made-up archive for the tests of search: the same in every run, with the odd documents that real archives have."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path
from random import Random

from backfile.model.options import Options
from backfile.search import SearchDocument, analyse, write_search

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


def make_documents(count: int, words: int = 40) -> list[SearchDocument]:
    """``count`` documents of about ``words`` words, out of order, with Zipf-like words and some equal texts."""
    random = Random(20151117)
    stems = ["".join(random.choice(SYLLABLES) for _ in range(random.randint(1, 4))) for _ in range(900)]
    weights = [1 / (rank + 3) for rank in range(len(stems))]

    def text(length: int) -> str:
        chosen = random.choices(stems, weights, k=length)
        return " ".join(word + random.choice(ENDINGS) for word in chosen)

    documents = []
    for number in range(count):
        title = ODD_TITLES[number % 61] if number % 61 < len(ODD_TITLES) else text(random.randint(3, 8)).capitalize()
        body = (
            text(random.randint(0, 2 * words))
            + " "
            + " ".join(["said", *random.choices(FREQUENT, k=random.randint(0, 5))])
        )
        if number % 50 == 7:
            title, body = "Correction", "An earlier correction was corrected."
        if number % 97 == 5:
            body = ""
        moment = datetime(2015, 11, 1, tzinfo=timezone(timedelta(hours=random.randint(-8, 9))))
        documents.append(
            SearchDocument(
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


def write_index(documents: list[SearchDocument], output: Path, batch: int = 100, **changes: object) -> list[str]:
    """Analyse and write, in batches."""
    options = options_for(output, **changes)
    batches = [analyse(documents[at : at + batch], options.search_lang) for at in range(0, len(documents), batch)]
    return write_search(batches, output, options)
