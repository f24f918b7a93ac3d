"""Queries for tests of the query language, and what holds Python's parser and the browser's together.

``python tests/search_queries.py`` reads all queries of ``fixtures/search/queries.json`` anew with Python's parser: only
after a change of the language that was meant, and the difference is to be read before it is committed. To add a
query, add it there alone: ``{"query": "…"}``.
"""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

from backfile.search.query import FIELDS, canonical, parse, to_json

FILE = Path(__file__).parent / "fixtures" / "search" / "queries.json"

SHORT = r"""
AND OR NOT TO and + - -- ( ) (( )) " " "" () “ ” „ « » ‟ ″ ＂ （ ） ： ＋ － ~ ~2 ~0 ~9999 ~1.5 ~-3 ^ ^2.5 ^0 ^1e3 ^-1
^.5 ^5. ^1.2.3 * ** ? *:* : foo: http://x.y/z 10:30 date: date:2015 date:2015-11 date:2016-02-29 date:2015-02-29
date:[TO date:{ date:>2015-06 date:<=0001 date:<0001 date:>9999 date:yesterday date:( [ ] < > = oil prices U.S. don't
wi-fi C++ a b c pre* wi?dc*rds zürich Москва 東京 القاهرة 𝕏 İ ſ tıtle: Title: ﬁ 2015-11-13 2015 7 \ ' / { } & |
"""

PIECES = (
    *SHORT.split(),
    *(" AND ", " OR ", " NOT ", "date:[2015 TO 2016]", "date:[2016 TO 2015-3]", "date:[TO 2015-06]", "date:[2015 TO"),
    *("date:[* to *]", "date:>= 2015", "'a b'", "^" + "9" * 400, "\ud800", "\0", "\ufeff", "\x1c", "\x85", "\u3000"),
    *(f"{field}:" for field in FIELDS),
)

THICKETS = (
    (*"(((((())abc", " AND ", " OR ", " NOT ", " -", " +", " ", "^2 ", "a "),
    (*"()))abc", " AND ", " OR ", " (NOT ", " -(", " +(", "^2 ", "a ", "b ", "c ", " d", " e", " f"),
)


def make_garbage(count: int, seed: int = 1) -> list[str]:
    """Random runs of pieces of the language and of what is foreign to it, mostly short, with and without spaces.

    One in ten is a thicket of brackets and words that comes up to the limits of depth and number.
    """
    random = Random(seed)
    return [
        "".join(random.choices(random.choice(THICKETS), k=random.randint(40, 900)))
        if random.random() < 0.1
        else random.choice(("", " ")).join(random.choices(PIECES, k=int(random.paretovariate(0.9)) % 600 + 1))
        for _ in range(count)
    ]


def make_queries(count: int, seed: int = 2, words: int = 9) -> list[str]:
    """Well-formed queries over the whole language, nested up to four deep, of the first ``words`` words."""
    random = Random(seed)
    vocabulary = (
        "oil",
        "gas",
        "vienna",
        "U.S.",
        "talks",
        "wi-fi",
        "10:30",
        "東京",
        "don't",
        *(f"w{n}" for n in range(200)),
    )

    def leaf() -> str:
        word = random.choice(vocabulary[:words])
        field = random.choice(("", "", "", f"{random.choice(FIELDS)}:"))
        date = f"date:{random.choice(DATES)}"
        phrase = f'"{word} {random.choice(vocabulary[:words])}"'
        tail = random.choice(("", "", "~4", "~100"))
        stem = word.partition(":")[0]
        patterns = (f"{stem}*", f"w?{stem}", f"{stem[0]}*{stem}?")
        forms = (word, word, word, *patterns, f"{word}~", f"{word}~2", phrase + tail)
        return random.choice((*(field + form for form in forms), date)) + boost()

    def boost() -> str:
        return random.choice(("", "", "", "^2", "^0.5", "^2.5", "^10"))

    def operand(depth: int) -> str:
        if depth and random.random() < 0.4:
            return f"{random.choice(('', '', 'title:'))}({clauses(depth - 1)}){boost()}"
        return leaf()

    def chain(depth: int) -> str:
        links = [operand(depth) for _ in range(random.choice((1, 1, 1, 2, 3)))]
        return " AND ".join(("NOT " if random.random() < 0.15 else "") + link for link in links)

    def clauses(depth: int) -> str:
        if random.random() < 0.4:
            return " ".join(random.choice(("", "+", "-")) + operand(depth) for _ in range(random.randint(1, 4)))
        return random.choice((" ", " OR ")).join(chain(depth) for _ in range(random.choice((1, 2, 2, 3))))

    return [clauses(random.choice((0, 1, 1, 2, 3, 4))) for _ in range(count)]


DATES = (
    *("2015", "2015-11", "2015-11-13", "[2015-11-13 TO 2015-11-24]", "[2015 TO]", "[TO 2015-06]", "[2014 TO 2015]"),
    *(">2015-06", ">=2015-06-30", "<2015", "<=2016-02", ">2015-12-31"),
)


def reading(query: str) -> dict[str, Any]:
    """A query and how Python reads it, as both sides can be compared."""
    parsed = parse(query)
    return {
        "query": query,
        "canonical": canonical(parsed.tree),
        "notes": [[note.code, note.text] for note in parsed.notes],
        "tree": parsed.tree and to_json(parsed.tree),
    }


def read_vectors() -> list[dict[str, Any]]:
    """``query``, ``canonical``, ``notes`` (code and piece) and ``tree`` of each."""
    read: list[dict[str, Any]] = json.loads(FILE.read_text("utf-8"))
    return read


def write_vectors(vectors: list[dict[str, Any]]) -> None:
    """One query is one paragraph: what it is, how it is understood, the notes, the tree."""
    paragraphs = (
        ",\n  ".join(f'"{name}": {json.dumps(value, ensure_ascii=False)}' for name, value in vector.items())
        for vector in vectors
    )
    text = "[\n" + ",\n".join("{ " + paragraph + " }" for paragraph in paragraphs) + "\n]\n"
    FILE.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_vectors([reading(vector["query"]) for vector in read_vectors()])
