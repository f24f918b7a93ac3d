"""The test vectors that hold Python's analysis and the browser's together: ``fixtures/search/analysis.json``.

``python tests/search_vectors.py`` works out the terms of all its texts anew with Python's analysis: only after a
change of the analysis that was meant, and the difference is to be read before it is committed. To add a text, add
it there without terms.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from backfile.search.analysis import query_terms, stop_words, terms

Vectors = dict[str, Any]

FILE = Path(__file__).parent / "fixtures" / "search" / "analysis.json"


def make_vectors(vectors: Vectors) -> Vectors:
    """The same texts and queries with what Python's analysis makes of them now."""
    return {
        "texts": [item | {"terms": terms(item["text"], item["language"])} for item in vectors["texts"]],
        "queries": [item | {"terms": query_terms(item["query"], "english")} for item in vectors["queries"]],
        "stop": list(stop_words("english")),
    }


def read_vectors() -> Vectors:
    """``texts``: language, text, terms; ``queries``: query, terms; ``stop``: English stop words."""
    read: Vectors = json.loads(FILE.read_text("utf-8"))
    return read


if __name__ == "__main__":
    text = json.dumps(make_vectors(read_vectors()), ensure_ascii=False, indent=1)
    FILE.write_text(text + "\n", encoding="utf-8", newline="\n")
