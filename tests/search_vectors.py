"""The test vectors that hold Python's analysis and the browser's together: ``fixtures/search/analysis.json``.

``python tests/search_vectors.py`` works out anew what Python's analysis makes of all its texts: only after a change of
the analysis that was meant, and the difference is to be read before it is committed. To add a text, add it there with
its language tag, or a query with the archive's algorithms, and nothing else.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from backfile.search.analysis import algorithm_of, fold, query_tokens, tokens

Vectors = dict[str, Any]

FILE = Path(__file__).parent / "fixtures" / "search" / "analysis.json"


def make_vectors(vectors: Vectors) -> Vectors:
    """The same texts and queries with what Python's analysis makes of them now."""
    texts = [{"lang": item["lang"], "text": item["text"], **_text(item)} for item in vectors["texts"]]
    queries = [
        {
            "algorithms": item["algorithms"],
            "query": item["query"],
            "tokens": [described(token) for token in query_tokens(item["query"], item["algorithms"])],
        }
        for item in vectors["queries"]
    ]
    terms = {token[3] for text in texts for token in text["tokens"]}
    return {"texts": texts, "queries": queries, "folds": {term: fold(term) for term in sorted(terms)}}


def _text(item: Vectors) -> Vectors:
    algorithm = algorithm_of(item["lang"])
    return {"algorithm": algorithm, "tokens": [list(token) for token in tokens(item["text"], algorithm)]}


def described(token: Any) -> Vectors:
    """A QueryToken as the browser has it."""
    return {
        "word": token.word,
        "terms": list(token.terms),
        "all": list(token.all_terms),
        "stop": token.stop,
        "gram": token.gram,
        "position": token.position,
    }


def read_vectors() -> Vectors:
    """``texts``: lang, text, algorithm, tokens [start, end, word, term]; ``queries``: algorithms, query, tokens;
    ``folds``: term → folded term.
    """
    read: Vectors = json.loads(FILE.read_text("utf-8"))
    return read


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def written(vectors: Vectors) -> str:
    """The file's text: a line for each item, so that a difference can be read."""
    lists = [f"{_line(name)}: [\n" + ",\n".join(map(_line, vectors[name])) + "\n]" for name in ("texts", "queries")]
    folds = ",\n".join(f"{_line(term)}: {_line(folded)}" for term, folded in vectors["folds"].items())
    return "{\n" + ",\n".join([*lists, f'"folds": {{\n{folds}\n}}']) + "\n}\n"


if __name__ == "__main__":
    FILE.write_text(written(make_vectors(read_vectors())), encoding="utf-8", newline="\n")
