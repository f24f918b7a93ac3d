"""What was measured of search, for people and programs: Markdown tables, the same in a document, JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from math import ceil
from pathlib import Path
from statistics import fmean, median

from backfile.bench.costs import KINDS, Cost
from backfile.bench.searching import BACKFILE, DELAY, FORMS, PAGEFIND, SearchResults
from backfile.bench.table import backfile_version, system, write_block

_WORDS = (1, 2, 3)


def cold_table(results: SearchResults) -> list[str]:
    """A Markdown table of the bytes of cold queries."""
    lengths = [length for length in _WORDS if any(len(query.split()) == length for query in results.queries)]
    lines = [
        "| first query of a reader | kB median | p95 | most | "
        + "".join(f"{length} word{'s' * (length > 1)} | " for length in lengths)
        + "to the results: kB median | p95 | scripts not compressed: kB median | p95 "
        "| nothing compressed: kB median | p95 |",
        "|---|" + "--:|" * (9 + len(lengths)),
    ]
    for name, figures in results.figures.items():
        cold = figures.cold
        wire, plain = [cost.wire / 1000 for cost in cold], [cost.plain / 1000 for cost in cold]
        scripts = [cost.scripts_plain / 1000 for cost in cold]
        first = [cost.wire_to_results / 1000 for cost in cold]
        by_length = [_of_length(cold, length) for length in lengths]
        lines.append(
            f"| {name} | {median(wire):.1f} | {p95(wire):.1f} | {max(wire):.1f} | "
            + "".join(f"{median(some):.1f} | " if some else "– | " for some in by_length)
            + f"{median(first):.1f} | {p95(first):.1f} "
            f"| {median(scripts):.1f} | {p95(scripts):.1f} | {median(plain):.1f} | {p95(plain):.1f} |"
        )
    return lines


def requests_table(results: SearchResults) -> list[str]:
    """A Markdown table of the requests of cold queries, in all and in sequence, and of the time to the results."""
    lines = [
        "| first query of a reader | requests | in sequence "
        "| after the page's own files, to the results: median | most "
        "| in all: median | most | ms to results median | p95 |",
        "|---|" + "--:|" * 8,
    ]
    for name, figures in results.figures.items():
        cold = figures.cold
        ms = [cost.milliseconds for cost in cold]
        lines.append(
            f"| {name} | {median(cost.requests for cost in cold):.0f} | {median(cost.depth for cost in cold):.0f} "
            f"| {median(cost.depth_to_results for cost in cold):.0f} | {max(cost.depth_to_results for cost in cold)} "
            f"| {median(cost.depth_after for cost in cold):.0f} | {max(cost.depth_after for cost in cold)} "
            f"| {median(ms):.0f} | {p95(ms):.0f} |"
        )
    return lines


def kinds_table(results: SearchResults) -> list[str]:
    """A Markdown table of what the bytes of cold queries are: means, so that they add up."""
    lines = [
        "| kB on average (requests) | " + " | ".join(KINDS) + " | all |",
        "|---|" + "--:|" * (len(KINDS) + 1),
    ]
    for name, figures in results.figures.items():
        for column, how in enumerate(("", ", nothing compressed")):
            cells = [
                f"{fmean(cost.kinds[kind][column] for cost in figures.cold) / 1000:.1f} "
                f"({fmean(cost.kinds[kind][2] for cost in figures.cold):.1f})"
                for kind in KINDS
            ]
            whole = fmean(cost.plain if column else cost.wire for cost in figures.cold) / 1000
            lines.append(f"| {name}{how} | {' | '.join(cells)} | {whole:.1f} |")
    return lines


def warm_table(results: SearchResults) -> list[str]:
    """A Markdown table of the same queries asked once more in an open page."""
    lines = ["| in an open page, ms to results | p50 | p95 | most |", "|---|--:|--:|--:|"]
    for name, figures in results.figures.items():
        warm = figures.warm
        lines.append(f"| {name} | {median(warm):.1f} | {p95(warm):.1f} | {max(warm):.1f} |")
    return lines


def quality_table(results: SearchResults) -> list[str]:
    """A Markdown table of how good the rankings are, with the ratio of nDCG to Pagefind's; empty without judgements."""
    rows: list[str] = []
    for form in FORMS:
        of_form = {name: figures.quality[form] for name, figures in results.figures.items() if form in figures.quality}
        peer = of_form[PAGEFIND.name].ndcg if PAGEFIND.name in of_form else 0.0
        for name, judged in of_form.items():
            rows.append(
                f"| {name}, queries {form} | {judged.queries} | {judged.ndcg:.4f} "
                f"| {f'{judged.ndcg / peer:.2f}' if peer else '–'} | {judged.ndcg_binary:.4f} | {judged.mrr:.4f} "
                f"| {judged.unanswered} |"
            )
    head = "| quality | queries | nDCG@10 | ratio to Pagefind | nDCG@10, every gain 1 | MRR | without an answer |"
    return [head, "|---|--:|--:|--:|--:|--:|--:|", *rows] if rows else []


def caption(results: SearchResults) -> str:
    """What was measured, on what, with which versions."""
    machine = results.machine
    programs = [backfile_version(machine), *(str(machine[name]) for name in results.figures if name in machine)]
    frequent = f", such as {', '.join(f'“{query}”' for query in results.queries[:3])}" if results.queries else ""
    text = (
        f"{results.articles:,} articles ({results.corpus}); {len(results.queries)} queries{frequent}; "
        f"Chromium {machine['browser']} on {system(machine)}; {', '.join(programs)}. Cold queries are asked of a host "
        f"{1000 * DELAY:.0f} ms away, 1 kB is 1,000 bytes."
    )
    if results.notes:
        text += f" Collection: {'; '.join(results.notes)}."
        text += f" Judgements are {'graded' if results.graded else 'binary'}."
    if results.failures:
        text += f" {len(results.failures)} judged queries failed, the first: {results.failures[0]}."
    for name, why in results.absent.items():
        text += f" Not measured: {name} ({why})."
    few = sum(cost.results < 1 for cost in results.figures[BACKFILE.name].cold)
    return text + (f" {few} queries have no result in {BACKFILE.name}." if few else "")


def shown(results: SearchResults) -> list[str]:
    """Caption and tables as Markdown."""
    tables = [cold_table, requests_table, kinds_table, warm_table, quality_table]
    return [caption(results), *(line for table in tables if (rows := table(results)) for line in ("", *rows))]


def as_json(results: SearchResults) -> str:
    """Every figure of every query."""
    return json.dumps(asdict(results), indent=1, ensure_ascii=False) + "\n"


def write_into(document: Path, results: SearchResults) -> None:
    """Put the tables into the place of the corpus in ``document``, or at its end."""
    write_block(document, f"search {results.corpus}", shown(results))


def p95(values: Iterable[float]) -> float:
    """The least value that at least 95 of 100 do not exceed."""
    ordered = sorted(values)
    return ordered[ceil(0.95 * len(ordered)) - 1]


def _of_length(cold: Sequence[Cost], length: int) -> list[float]:
    return [cost.wire / 1000 for cost in cold if len(cost.query.split()) == length]
