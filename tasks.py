"""The commands: `.venv/bin/invoke --list`. Each is a few lines over the package; imports are made where they are
needed, so that a command starts at once."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from invoke import Context, Exit, task

from backfile.command_groups import Group

HERE = Path(__file__).parent
PYTHON = sys.executable


def _site(settings: str, content: str | None, output: str | None, jobs: int | None, json: bool) -> None:
    from backfile.hooks.command import build_site

    code = build_site(
        Path(settings), PATH=content, OUTPUT_PATH=output, JOBS=jobs, REPORT_JSON=json, PROGRESS_BAR=sys.stderr.isatty()
    )
    if code:
        raise Exit(code=code)


def _options(**overrides: str | None):
    """The options of pelicanconf.py, without starting Pelican."""
    import runpy

    from backfile.model.options import read_options

    settings = runpy.run_path(str(HERE / "pelicanconf.py"))
    return read_options({**settings, **{name: value for name, value in overrides.items() if value is not None}})


def _number(option: str, text: str, least: int = 1) -> int:
    """What was typed behind an option. Invoke's own numbers answer anything else with a traceback."""
    from backfile.model.problems import BackfileError

    if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) >= least):
        raise BackfileError(f"--{option} {text!r}: a whole number from {least} is expected")
    return int(text)


def _share(option: str, text: str) -> float:
    """A part of one that was typed behind an option."""
    from backfile.model.problems import BackfileError

    try:
        share = float(text)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise BackfileError(f"--{option} {text!r}: a number from 0 to 1 is expected")
    return share


def _for_people(function):
    """Show a BackfileError as its sentence, without a traceback, and what a terminal cannot show by its code."""
    from functools import wraps

    @wraps(function)
    def wrapped(*arguments, **named):
        from backfile.model.problems import BackfileError

        sys.stdout.reconfigure(errors="backslashreplace")
        try:
            return function(*arguments, **named)
        except BackfileError as error:
            raise Exit(str(error), code=2) from None
        except KeyboardInterrupt:
            raise Exit("Stopped.", code=130) from None

    return wrapped


@task(
    help={
        "path": "file, folder, .gz/.xz/.zip/.tar.* archive, or - for standard input",
        "content": "content folder that the articles go to",
        "agency": "credit of stories that carry none, or that is to stand instead of theirs",
        "format": "format of the input, where it is not to be detected; a Python file or module for one of your own",
        "mapping": "file that says which columns of a table, or keys of JSON records, are what",
        "show-mapping": "print a mapping to start from and ingest nothing",
        "dry-run": "say what would be done and write nothing",
        "replace": "let what comes in take the place of postings with the same id, version and time",
        "watch": "go on: take in files as they come into the folder, until Ctrl-C",
    }
)
@_for_people
def ingest(
    _context: Context,
    path,
    content=None,
    agency=None,
    format=None,
    dry_run=False,
    replace=False,
    mapping=None,
    show_mapping=False,
    watch=False,
):
    """Turn wire copy into article files."""
    from backfile.build import Progress
    from backfile.ingest import ingest as ingest_path

    if show_mapping:
        from backfile.ingest.mapping_to_start import mapping_to_start

        print(mapping_to_start(path), end="")
        return
    options = _options(PATH=content)

    def take_in(**more):
        progress = Progress()
        with progress.stage("Ingesting"):
            return ingest_path(
                path,
                options.content,
                agency=agency,
                format=format,
                dry_run=dry_run,
                zone=options.zone,
                progress=progress.step,
                replace=replace,
                jobs=options.jobs,
                cache=options.cache,
                own=options.own_formats,
                mapping=mapping,
                **more,
            )

    if watch:
        from backfile.ingest.shelf.memory import Memory
        from backfile.ingest.watching import watch_folder

        memory = Memory(options.cache, options.content)
        watch_folder(
            Path(path),
            lambda names: take_in(only=frozenset(names), memory=memory),
            lambda summary: print("\n".join(summary.lines()), flush=True),
        )
        return
    summary = take_in()
    print("\n".join(summary.lines()))
    if not summary.is_clean:
        raise Exit(code=1)


@task(help={"content": "content folder"})
@_for_people
def check(_context: Context, content=None):
    """Validate every article, topic, entity and page file."""
    from backfile.discovery import read_not_names
    from backfile.linking import check_aliases
    from backfile.reader import check as check_content
    from backfile.reader import read_authority

    options = _options(PATH=content)
    if not options.content.is_dir():
        raise Exit(f"There is no content folder {options.content}.", code=2)
    problems = [
        *check_content(options.content, options.zone),
        *check_aliases(read_authority(options.content)[0], options.content),
        *read_not_names(options.content)[1],
    ]
    problems.sort()
    for problem in problems:
        print(problem)
    errors = sum(problem.is_error for problem in problems)
    print(f"{errors} errors, {len(problems) - errors} warnings", file=sys.stderr)
    if errors:
        raise Exit(code=1)


@task(
    help={
        "content": "content folder",
        "output": "folder of the site",
        "jobs": "worker processes (default: one per core)",
        "json": "print one JSON object with every figure as the last line",
    }
)
@_for_people
def build(_context: Context, content=None, output=None, jobs=None, json=False):
    """Build the site with pelicanconf.py."""
    _site("pelicanconf.py", content, output, _number("jobs", jobs, 0) if jobs else None, json)


@task(help=build.help)
@_for_people
def publish(_context: Context, content=None, output=None, jobs=None, json=False):
    """Build the public site with publishconf.py."""
    _site("publishconf.py", content, output, _number("jobs", jobs, 0) if jobs else None, json)


@task(
    iterable=["filter"],
    help={
        "query": "a query as on the search page, quoted as a whole",
        "output": "folder of the site",
        "limit": "how many results; 0 for all",
        "order": "relevance, all (articles with all words first), newest or oldest",
        "filter": "a field and the id of one of its values, such as topic=aviation; may be given more than once",
        "exact": "score words as Whoosh's own BM25F does, for comparisons",
        "json": "print one JSON object",
    },
)
@_for_people
def search(_context: Context, query, output=None, limit="10", order="relevance", filter=None, exact=False, json=False):
    """Ask the Whoosh index of a built site."""
    from dataclasses import asdict
    from json import dumps

    from backfile.model.problems import BackfileError
    from backfile.search.asking import NOTES, ask

    options = _options(OUTPUT_PATH=output)
    most = _number("limit", limit, 0)
    filters = [tuple(wanted.split("=", 1)) for wanted in filter or ()]
    if any(len(wanted) < 2 for wanted in filters):
        raise BackfileError("A filter is a field and an id: --filter topic=aviation")
    answer = ask(options.output, query, most or None, options.cache, order=order, filters=filters, exact=exact)
    if json:
        print(dumps(asdict(answer)))
        return
    if answer.notes or answer.canonical != " ".join(query.split()):
        print(f"read as: {answer.canonical}")
    for note in answer.notes:
        print(f"  {note.text}: {NOTES[note.code]}")
    for number, hit in enumerate(answer.hits, 1):
        credit = f"{hit.dateline} ({hit.agency})" if hit.agency else hit.dateline
        print(f"{number:3}. {hit.title}\n     {hit.date[:10]}  {credit.strip()}  {hit.url}  {hit.score:.4f}")
    print(f"{answer.total} found." if answer.hits else "Nothing found.")


@task(help={"output": "folder of the site", "port": "port on this machine (default: 8000, or any that is free)"})
@_for_people
def serve(_context: Context, output=None, port=None):
    """Serve the built site on this machine."""
    from backfile.serving.server import serve as serve_site

    serve_site(_options(OUTPUT_PATH=output).output, _number("port", port) if port else None)


@task(
    help={
        "content": "content folder",
        "output": "folder of the site",
        "port": "port on this machine (default: 8000, or any that is free)",
    }
)
@_for_people
def livereload(_context: Context, content=None, output=None, port=None):
    """Serve, build again at every change, and reload open pages."""
    from backfile.hooks.command import build_site
    from backfile.serving.livereload import livereload as serve_live

    options = _options(PATH=content, OUTPUT_PATH=output)
    watched = [options.content, options.theme, HERE / "pelicanconf.py"]

    def rebuild() -> int:
        return build_site(HERE / "pelicanconf.py", PATH=content, OUTPUT_PATH=output, PROGRESS_BAR=sys.stderr.isatty())

    serve_live(options.output, _number("port", port) if port else None, watched, rebuild)


@task(help={"title": "the headline", "content": "content folder"})
@_for_people
def new(_context: Context, title, content=None):
    """Begin a new article file, dated now."""
    from datetime import datetime

    from backfile.reader import new_article

    options = _options(PATH=content)
    print(new_article(options.content, title, options.agency, datetime.now(options.zone)))


@task(help={"text": "the opening of a story"})
def dateline(_context: Context, text):
    """Show how the dateline at the opening of a story is understood."""
    from backfile.datelines.describing import describe

    print(describe(text))


@task(help={"output": "folder of the site"})
def clean(_context: Context, output=None):
    """Remove the built site and what builds remember."""
    from backfile.build.staging import clean as clean_output

    options = _options(OUTPUT_PATH=output)
    clean_output(options.output, options.cache)


@task(help={"fast": "without the browser tests", "k": "only tests whose names match"})
def test(context: Context, fast=False, k=""):
    """Run the tests."""
    chosen = (' -m "not browser"' if fast else "") + (f' -k "{k}"' if k else "")
    context.run(
        f"{PYTHON} -m pytest -q -n {os.cpu_count() or 2} --dist loadfile --no-loadscope-reorder{chosen}", pty=False
    )


PROOFS = {
    "incremental": ("BACKFILE_SEQUENCES", 300),
    "killed": ("BACKFILE_KILLS", 500),
    "determinism": ("BACKFILE_EACH", 1),
    "rejects": ("BACKFILE_STORIES", 20_000),
    "search": ("BACKFILE_QUERIES", 10_000),
}
"""The proofs that have a long form: the variable that asks for it, and how much of it is asked for."""


@task(
    help={
        "what": ", ".join([*PROOFS, "or all"]),
        "count": "sequences of edits, kills, good articles or queries (default: "
        + ", ".join(f"{name} {count}" for name, (_, count) in PROOFS.items() if count > 1)
        + ")",
        "seed": "of what is random; another seed tries other edits and moments",
        "every": "killed: only every n-th change to the disk and system call",
    }
)
def prove(context: Context, what="all", count=None, seed=1, every=1):
    """Prove at length what the tests prove in short: incremental = clean, old or new, same bytes, nothing lost."""
    if what not in (*PROOFS, "all"):
        raise Exit(f"There is no proof {what}. There are: {', '.join(PROOFS)}.", code=2)
    for name in PROOFS if what == "all" else [what]:
        variable, usual = PROOFS[name]
        asked = {variable: str(int(count or usual)), "BACKFILE_SEED": str(int(seed)), "BACKFILE_EVERY": str(int(every))}
        print(f"Proving {name}: {' '.join(f'{key}={value}' for key, value in asked.items())}", flush=True)
        file = {"search": "search_parity"}.get(name, name)
        run = f"{PYTHON} -m pytest -q -s --hypothesis-seed={int(seed)} tests/test_{file}.py"
        context.run(run, env=asked, pty=False)


@task
def lint(context: Context):
    """Check style, types and the order of the rooms."""
    for command in ("ruff check .", "ruff format --check .", "mypy", "lint-imports"):
        context.run(f"{Path(PYTHON).parent / command.split()[0]} {command.partition(' ')[2]}", pty=False)


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
@_for_people
def bench(
    _context: Context,
    stories=2000,
    corpus=None,
    growth=None,
    search=False,
    collection=None,
    documents=None,
    queries=None,
    judgements=None,
    queries_file=None,
    links=None,
    content=None,
    suggest=None,
    index_only=None,
    names=None,
    lang="en",
    runs=3,
    limit=1800,
    json_file=None,
    write_docs=False,
):
    """Time builds, and the same content with Hugo and stock Pelican; or measure search, and Pagefind beside it."""
    from backfile.bench import builds, index_scale, search_table, table
    from backfile.bench.collection import find_files, read_collection
    from backfile.bench.growth import grow
    from backfile.bench.plain_queries import read_queries
    from backfile.bench.searching import bench_search
    from backfile.model.problems import BackfileError

    if suggest:
        from backfile.bench import gold, proposals

        scores = proposals.bench_proposals(gold.read_gold(Path(suggest)), recognise=_options().recogniser, lang=lang)
        print("\n".join(proposals.shown(scores)))
        return
    if links:
        from backfile.bench.linked import bench_links
        from backfile.bench.linked import shown as shown_links

        options = _options(PATH=content)
        print("\n".join(shown_links(bench_links(Path(links), options.content, options.recogniser))))
        return
    if names:
        from backfile.bench import gold, naming

        print("\n".join(naming.shown(naming.measure_naming(gold.read_gold(Path(names)), lang))))
        return
    shape = (index_scale if index_only else search_table) if search else table
    folder = Path(corpus) if corpus else None
    if not search and any((collection, documents, queries, judgements, queries_file, index_only)):
        raise BackfileError("Collections and queries are for search: invoke bench --search …")
    if index_only:
        if growth or any((corpus, collection, documents, queries, judgements, queries_file)):
            raise BackfileError("The index alone is built of generated stories: invoke bench --search --index-only N")
        results = index_scale.bench_index(HERE, stories=int(index_only), limit=float(limit))
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
            HERE,
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
        results = grow(HERE, sizes=sizes, runs=int(runs), limit=float(limit))
    else:
        results = builds.bench(HERE, stories=int(stories), corpus=folder, runs=int(runs), limit=float(limit))
    print("\n".join(["", *shape.shown(results)]))
    if json_file:
        Path(json_file).write_text(shape.as_json(results), encoding="utf-8")
    if write_docs:
        shape.write_into(HERE / "docs/benchmarks.md", results)


@task
def lock(context: Context):
    """Refresh the locked dependencies from the ranges in pyproject.toml."""
    common = "--universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet --upgrade"
    uv = Path(PYTHON).parent / "uv"
    context.run(f"{uv} pip compile {common} --extra build pyproject.toml -o requirements/base.lock")
    both = "--extra build --extra dev -c requirements/base.lock"
    context.run(f"{uv} pip compile {common} {both} pyproject.toml -o requirements/dev.lock")
    peers = "--extra build --extra bench -c requirements/base.lock"
    context.run(f"{uv} pip compile {common} {peers} pyproject.toml -o requirements/bench.lock")


entities = Group("entities", "Ask about people, organisations, places and events.")


@entities.command(
    help={
        "article": "its file below the content folder, its id, or its address on the site",
        "content": "content folder",
        "json": "print JSON",
    }
)
@_for_people
def why(_context: Context, article, content=None, json=False):
    """Say of every name in an article what it was linked to and why, or why not."""
    from backfile.linking.asking import explain_article

    print(explain_article(_options(PATH=content), article, json))


@entities.command(
    help={
        "content": "content folder",
        "file": "file for the proposals",
        "least": "articles that a name must be in",
        "kinds": "person, organisation, place, event: those that are wanted, with commas between them",
        "json": "print the proposals as JSON and write no file",
    }
)
@_for_people
def suggest(_context: Context, content=None, file="suggestions.yaml", least="2", kinds="", json=False):
    """Propose records for the names in all articles that no record has."""
    from dataclasses import asdict
    from json import dumps

    from backfile.build import Progress
    from backfile.discovery.not_names import read_kinds
    from backfile.discovery.proposal_file import dump_proposals, write_new
    from backfile.discovery.suggesting import suggest as suggest_entities
    from backfile.reader import article_files
    from backfile.workers import Workers

    options = _options(PATH=content)
    wanted, count = read_kinds(kinds), _number("least", least)
    progress = Progress()
    with Workers(options.jobs) as workers, progress.stage("Reading names", len(article_files(options.content))):
        found = suggest_entities(options, workers.run, count, wanted, progress.step)
    if json:
        print(dumps([asdict(proposal) for proposal in found.proposals], default=str, ensure_ascii=False))
        return
    if found.proposals:
        write_new(Path(file), dump_proposals(found.proposals, file, ". ".join(found.lines())))
        print(f"{file}: delete and correct what is wrong, then: invoke entities accept {file}")
    print("\n".join(found.lines()))


@entities.command(help={"proposals": "the file that suggest has written", "content": "content folder"})
@_for_people
def accept(_context: Context, proposals, content=None):
    """Make records of the proposals that an editor has left in the file."""
    from backfile.discovery.accepting import accept as accept_entities

    accepted = accept_entities(_options(PATH=content).content, Path(proposals))
    print("\n".join(accepted.lines()))
    if accepted.left:
        raise Exit(code=1)


topics = Group("topics", "Propose topics for articles that have none.")


@topics.command(
    name="suggest",
    help={
        "content": "content folder",
        "file": "file for the proposals",
        "least-sure": "how sure a proposal must be, from 0 to 1",
        "json": "print the proposals as JSON and write no file",
    },
)
@_for_people
def suggest_topics(_context: Context, content=None, file="topics.yaml", least_sure="0.5", json=False):
    """Propose topics for articles without, learnt from those that have some (needs the extra 'topics')."""
    from dataclasses import asdict
    from json import dumps

    from backfile.build import Progress
    from backfile.discovery.proposal_file import write_new
    from backfile.discovery.topic_file import dump_topic_proposals
    from backfile.discovery.topic_suggesting import suggest_topics as suggest_for_all
    from backfile.workers import Workers

    options = _options(PATH=content)
    progress = Progress()
    with Workers(options.jobs) as workers:
        found = suggest_for_all(options, workers.run, progress.stage, progress.step, _share("least-sure", least_sure))
    if json:
        print(dumps(asdict(found), ensure_ascii=False))
        return
    if found.proposals:
        write_new(Path(file), dump_topic_proposals(found.proposals, file, found.lines()))
        print(f"{file}: take out what is wrong, then: invoke topics accept {file}")
    print("\n".join(found.lines()))


@topics.command(name="accept", help={"proposals": "the file that suggest has written", "content": "content folder"})
@_for_people
def accept_topics(_context: Context, proposals, content=None):
    """Write the topics that an editor has left in the file into their articles."""
    from backfile.discovery.topic_file import accept_topics as accept_for_all

    options = _options(PATH=content)
    filed = accept_for_all(options.content, Path(proposals), options.zone)
    print("\n".join(filed.lines()))
    if filed.left:
        raise Exit(code=1)
