"""A made-up archive for the tests of search: the same in every run, with the odd documents that real archives have."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from hashlib import sha256
from random import Random
from typing import TYPE_CHECKING

from backfile.search.documents import Facet, SearchDocument, Words
from backfile.search.segmentation import words_of

if TYPE_CHECKING:
    from backfile.build.documents import Filed

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
TOPICS = [
    Facet("topic", name.lower().replace(" ", "-"), name) for name in ("Syria conflict", "Aviation", "Space", "Ölpreis")
]
NAMED = (Facet("person", "a-b", "A. B."), Facet("place", "vienna", "Vienna"))
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
    facets: tuple[Facet, ...] = ()
    lead: str = ""
    lang: str = ""
    has_time: bool = True

    def document(self) -> SearchDocument:
        """What search is given."""
        values = vars(self) | {"words": Words(*(" ".join(words_of(text)) for text in (self.title, self.body)))}
        return SearchDocument(**{name: value for name, value in values.items() if name != "body"})

    @property
    def filed(self) -> Filed:
        """What the engine says of it beforehand."""
        from backfile.build.documents import Filed

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
                facets=tuple(random.sample(TOPICS, random.randint(0, 2))) + NAMED[: random.randint(0, 2)],
                lead=body[:120].strip(),
                lang=random.choice(["en", "de"]),
                has_time=number % 9 != 0,
            )
        )
    return list(map(_with_plain_facets, documents))


def _with_plain_facets(article: Copy) -> Copy:
    """The article with the facets that come of what it shows."""
    shown = [("dateline", city) for city in article.dateline.split("/")]
    shown += [("agency", name) for name in article.agency.split("/")]
    found = [Facet(field, name.lower().replace(" ", "-"), name) for field, name in shown if name]
    return replace(article, facets=(*article.facets, *found, Facet("lang", article.lang, article.lang)))
