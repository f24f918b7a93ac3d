"""What a reader's browser needs of a language: Snowball's own generated JavaScript and the stop words, as an ES module.

The JavaScript comes out of the locked ``sphinx`` wheel when the site is built, and is no part of this repository.
Snowball is under the 3-clause BSD licence, Copyright (c) 2001-2002 Dr Martin Porter, 2002 Richard Boulton, and others.
"""

from __future__ import annotations

import json
import re
from importlib.resources import files

from backfile.model.problems import BackfileError
from backfile.search.content_files import content_name
from backfile.search.stop_words import stop_words

_NOTICE = "/*! Snowball 3.0.1, (c) Martin Porter, Richard Boulton and others, BSD-3-Clause: snowballstem.org/license */"

_METHOD = re.compile(r",(?=this\.\w+=function)")
"""Where a method of Snowball's base class begins."""


def language_module(algorithm: str) -> tuple[str, bytes]:
    """Name (``lang/german.<12 hex digits>.js``) and source of an ES module that exports ``stem`` and ``stop``.

    ``stem(word)`` gives the stem of a normalised word, which may be empty; ``stop`` is an array of normalised words.
    Raises BackfileError for an algorithm that Sphinx has no JavaScript for.
    """
    folder = files("sphinx") / "search" / "minified-js"
    try:
        base, stemmer = ((folder / f"{name}-stemmer.js").read_text("utf-8").strip() for name in ("base", algorithm))
    except OSError:
        raise BackfileError(f"There is no JavaScript stemmer for {algorithm!r} in Sphinx.") from None
    stop = json.dumps(" ".join(stop_words(algorithm)), ensure_ascii=False)
    data = "\n".join(
        [
            _NOTICE,
            # The generated code assigns BaseStemmer without declaring it, which a module does not allow.
            f"let {_only_used(base, stemmer)}",
            stemmer,
            f"const s=new {_class_name(algorithm)};",
            "export const stem=w=>s.stemWord(w),"
            + (f'stop={stop}.split(" ");' if stop_words(algorithm) else "stop=[];"),
            "",
        ]
    ).encode()
    return f"lang/{algorithm}.{content_name(data).hex()}.js", data


def _class_name(algorithm: str) -> str:
    """The name that Snowball's generator gives an algorithm in JavaScript: ``EnglishStemmer``."""
    return algorithm.capitalize() + "Stemmer"


def _only_used(base: str, stemmer: str) -> str:
    """The base class without the methods that a stemmer never calls: a quarter of it and more."""
    head, *methods = _METHOD.split(base.removesuffix(";").removesuffix("}"))
    bodies = {method[len("this.") : method.index("=")]: method for method in methods}
    used: set[str] = set()
    found = _called(stemmer, bodies)
    while found:
        used |= found
        found = {name for user in found for name in _called(bodies[user], bodies)} - used
    return ",".join([head, *(body for name, body in bodies.items() if name in used)]) + "};"


def _called(source: str, names: dict[str, str]) -> set[str]:
    return {name for name in names if f".{name}(" in source}
