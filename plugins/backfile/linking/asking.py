"""``invoke entities why``: the links of one article, explained."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

from backfile.linking.explaining import Why, explain
from backfile.linking.linker import Linker
from backfile.linking.marking import document_of, paragraphs_of
from backfile.model import permalinks
from backfile.model.article import Article
from backfile.model.options import Options
from backfile.model.problems import BackfileError
from backfile.reader import article_files, markdown, parse_article, read_authority


def explain_article(options: Options, wanted: str, as_json: bool = False) -> str:
    """What is said of the article ``wanted``: its file, id or address. Raises BackfileError where there is none."""
    article = find_article(options, wanted)
    authority, _ = read_authority(options.content)
    linker = Linker(authority, strict=options.strict_linking, recognise=options.recogniser, lang=options.lang)
    paragraphs = paragraphs_of(markdown.parse(article.body))
    found = explain(linker.link(document_of(article, paragraphs, options.lang)))
    if as_json:
        said = {"article": article.path, "names": [asdict(why) for why in found]}
        return json.dumps(said, ensure_ascii=False, indent=1)
    return "\n".join([f"{article.path}: {article.title}", *(line for why in found for line in lines(why))])


def lines(why: Why) -> Iterator[str]:
    """One name for a terminal."""
    where = "headline" if why.text == 0 else f"paragraph {why.text}"
    yield ""
    if why.entity:
        yield f"{why.words}  →  {why.entity}   ({where}, {why.source}: {why.form}, {why.score:g})"
        yield from _reasons(why.evidence)
    else:
        yield f"{why.words}  –  not linked: {why.reason}   ({where})"
    for other in why.others:
        yield f"    {'not ' if why.entity else ''}{other.entity} ({other.score:g})"
        yield from _reasons(other.evidence, "    ")


def _reasons(evidence: tuple[tuple[str, float], ...], indent: str = "") -> Iterator[str]:
    for reason, weight in evidence:
        yield f"{indent}    {weight:+.1f} {reason}"


def find_article(options: Options, wanted: str) -> Article:
    """The article whose file, id or address is ``wanted``."""
    paths = article_files(options.content)
    inside = wanted.removeprefix(f"{options.content}/").removeprefix(f"{options.content.name}/").lstrip("/")
    if inside in paths:
        return _read(options, inside)
    address = wanted.removeprefix(options.site_url).lstrip("/")
    folder = f"articles/{address.rpartition('/')[0]}/"
    same_day = [path for path in paths if path.startswith(folder)]
    articles = [article for path in same_day if (article := _try(options, path))]
    addresses = permalinks.assign_addresses((each.date, each.slug, each.path) for each in articles)
    for article in articles:
        if addresses[article.path] == address:
            return article
    said = wanted.encode("utf-8", "surrogateescape")
    for path in paths:
        if said in (options.content / path).read_bytes() and (found := _try(options, path)) and found.id == wanted:
            return found
    raise BackfileError(f"There is no article {wanted}: give its file below {options.content}, its id or its address.")


def _try(options: Options, path: str) -> Article | None:
    return parse_article((options.content / path).read_bytes(), path, options.zone)[0]


def _read(options: Options, path: str) -> Article:
    article, problems = parse_article((options.content / path).read_bytes(), path, options.zone)
    if article is None:
        raise BackfileError("\n".join(str(problem) for problem in problems if problem.is_error))
    return article
