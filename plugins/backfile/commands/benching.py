"""``bench``: what the archive costs, and how right it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from invoke.context import Context
from invoke.tasks import task

from backfile.commands.prompt import for_people, options, project


@task(
    help={
        "stories": "size of the generated corpus",
        "corpus": "a content folder to build instead; it is copied, never changed",
        "growth": "instead: sizes of generated corpora, such as 20000,100000, that Backfile alone is to build",
        "search": "instead: what search costs a reader, and Pagefind's on the same pages, in Chromium",
        "collection": "with --search: folder of a test collection in TREC form, or another of the usual ones",
        "documents": "the file of the collection that has them, where it cannot be told",
        "queries": "the same for the queries",
        "judgements": "the same for the judgements",
        "links": "instead: how well linking does on the texts of this file, of which the right links are known",
        "content": "with --links: content folder whose authority files are linked to",
        "suggest": "instead: how right the proposals of 'entities suggest' are on the texts of this file",
        "index-only": "with --search: size of an archive of which the index alone is built and asked, such as 1000000",
        "queries-file": "with --search: queries whose cost is measured, one a line, instead of made ones",
        "names": "instead: a file with marked names, on which the recogniser is measured",
        "lang": "with --names and --suggest: language of the texts",
        "runs": "counted runs of each kind of build",
        "limit": "seconds after which a build is stopped",
        "json-file": "write all figures there",
        "write-docs": "put the table into docs/benchmarks.md",
    }
)
@for_people
def bench(
    _context: Context,
    stories: int = 2000,
    corpus: str | None = None,
    growth: str | None = None,
    search: bool = False,
    collection: str | None = None,
    documents: str | None = None,
    queries: str | None = None,
    judgements: str | None = None,
    queries_file: str | None = None,
    links: str | None = None,
    content: str | None = None,
    suggest: str | None = None,
    index_only: str | None = None,
    names: str | None = None,
    lang: str = "en",
    runs: int = 3,
    limit: int = 1800,
    json_file: str | None = None,
    write_docs: bool = False,
) -> None:
    """Time builds, and the same content with Hugo and stock Pelican; or measure search, and Pagefind beside it."""
    from backfile.bench import builds, index_scale, search_table, table
    from backfile.bench.collection import find_files, read_collection
    from backfile.bench.growth import grow
    from backfile.bench.plain_queries import read_queries
    from backfile.bench.searching import bench_search
    from backfile.model.problems import BackfileError

    if suggest:
        from backfile.bench import gold, proposals

        scores = proposals.bench_proposals(gold.read_gold(Path(suggest)), recognise=options().recogniser, lang=lang)
        print("\n".join(proposals.shown(scores)))
        return
    if links:
        from backfile.bench.linked import bench_links
        from backfile.bench.linked import shown as shown_links

        chosen = options(PATH=content)
        print("\n".join(shown_links(bench_links(Path(links), chosen.content, chosen.recogniser))))
        return
    if names:
        from backfile.bench import gold, naming

        print("\n".join(naming.shown(naming.measure_naming(gold.read_gold(Path(names)), lang))))
        return
    results: Any
    shape: Any = (index_scale if index_only else search_table) if search else table
    folder = Path(corpus) if corpus else None
    if not search and any((collection, documents, queries, judgements, queries_file, index_only)):
        raise BackfileError("Collections and queries are for search: invoke bench --search …")
    if index_only:
        if growth or any((corpus, collection, documents, queries, judgements, queries_file)):
            raise BackfileError("The index alone is built of generated stories: invoke bench --search --index-only N")
        results = index_scale.bench_index(project(), stories=int(index_only), limit=float(limit))
    elif search:
        if growth or (folder and collection) or (not collection and any((documents, queries, judgements))):
            raise BackfileError("Search is measured on one of: --stories N, --corpus FOLDER, --collection FOLDER.")
        read = None
        if collection:
            named = [Path(path) if path else None for path in (documents, queries, judgements)]
            files, unread = find_files(Path(collection), *named)
            read = read_collection(Path(collection).resolve().name, files, unread)
            print("\n".join(read.notes), flush=True)
        results = bench_search(
            project(),
            stories=int(stories),
            corpus=folder,
            collection=read,
            queries=read_queries(Path(queries_file)) if queries_file else None,
            limit=float(limit),
        )
    elif growth:
        try:
            sizes = [int(size) for size in growth.split(",")]
        except ValueError:
            raise BackfileError(f"Sizes are numbers such as 20000,100000, not {growth}.") from None
        results = grow(project(), sizes=sizes, runs=int(runs), limit=float(limit))
    else:
        results = builds.bench(project(), stories=int(stories), corpus=folder, runs=int(runs), limit=float(limit))
    print("\n".join(["", *shape.shown(results)]))
    if json_file:
        Path(json_file).write_text(shape.as_json(results), encoding="utf-8")
    if write_docs:
        shape.write_into(project() / "docs/benchmarks.md", results)
