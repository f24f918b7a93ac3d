/** The worker of search: a question in, the answer out, { id, do, … } → { id, ok: true, … } or { id, ok: false, kind, file }. */

import { Archive } from "./archive.js";
import { Evaluation } from "./evaluate.js";
import { Files, later } from "./files.js";
import { restricted } from "./lists.js";
import { Marker, merged } from "./marks.js";
import { ranked } from "./ranking.js";
import { rowsOf } from "./rows.js";
import { Trouble } from "./trouble.js";

const BEST = 256; // as many of a frequent word are found without its full list
const KEPT = 4;
const PLAIN = /^(?!.*\b(?:AND|OR|NOT)\b) *[\p{L}\p{N}][\p{L}\p{M}\p{N} ]{0,99}$/u;

let files;
let archive;
let opening;
const latest = {};
const results = new Map();

const answers = {
  async open({ base, mode, manifest }) {
    files = new Files(base);
    opening = Archive.open(files, mode, manifest);
    results.clear();
    archive = await opening;
    return { documents: archive.documents, days: archive.manifest.days };
  },

  async search({ query, filters = [], from, to, order = "relevance", begin = 0, count = 10, insist }, live) {
    const asked = { query, filters, from, to };
    const heads = order === "relevance" && begin + count <= BEST && !filters.length && !from && !to;
    let found = await resultOf(asked, heads, live);
    let corrected = null;
    if (!found.total && found.unknown.length) {
      const { nearest } = await later("corrections");
      const better = await nearest(archive, query, found.unknown, (other) => resultOf({ ...asked, query: other }, false, live));
      if (better) corrected = { query: better.asked.query, canonical: better.canonical };
      if (better && !insist) found = { ...better, notes: found.notes };
    }
    const best = ranked(found.list, order, begin, count);
    const rows = await rowsOf(archive, best.map(({ document }) => document));
    const marker = new Marker(archive, found.sought);
    const hits = rows.map((row, at) => {
      const matches = [row.title, row.lead].map((text) => marker.matches(text, row.lang));
      const [title, lead] = matches.map(merged);
      return { ...best[at], ...row, marks: { title, lead }, whole: marker.shows(matches, best[at].document) };
    });
    return { total: found.total, hits, canonical: found.canonical, notes: found.notes, key: JSON.stringify(found.asked), corrected };
  },

  async histogram({ key }) {
    return (await later("dates")).histogram(archive, (await kept(key)).list);
  },

  async facets({ key, field, count = 10 }) {
    return (await later("facets")).counted(archive, (await kept(key)).list, field, count);
  },

  async names({ filters }) {
    return { names: await (await import("./facets.js")).namesOf(archive, filters) };
  },

  async passage({ key, text, lang }) {
    const { sought } = results.get(key) ?? (await kept(key));
    return (await later("passages")).bestPassage(text, new Marker(archive, sought).matches(text, lang));
  },

  async suggest({ text }, live) {
    return (await later("suggest")).suggestions(archive, text, live);
  },

  async marks({ query, texts, lang }) {
    const { sought } = await resultOf({ query, filters: [] }, true);
    const marker = new Marker(archive, sought);
    return { marks: texts.map((text) => merged(marker.matches(text, lang))) };
  },
};

/**
 * A query's { tree, notes, canonical }. The grammar is loaded for queries that use any of it: words with spaces between them are
 * an OR of each of them.
 */
async function read(query) {
  if (PLAIN.test(query)) {
    const of = [...new Set(query.trim().split(/ +/))].map((text) => ({ type: "word", text }));
    return { tree: of[1] ? { type: "or", of } : of[0], notes: [], canonical: of.map(({ text }) => text).join(" ") };
  }
  const [{ parseQuery }, { canonical }] = await Promise.all([later("query"), later("canonical")]);
  const { tree, notes } = parseQuery(query);
  return { tree, notes, canonical: canonical(tree) };
}

/** What a question of before has found, all of it. */
function kept(key) {
  return resultOf(JSON.parse(key), false);
}

/** { asked, list, total, canonical, notes, sought, unknown }; with `heads` the best will do. */
async function resultOf(asked, heads, live) {
  const key = JSON.stringify(asked);
  const known = results.get(key);
  if (known && (heads || known.total === known.list.documents.length)) return known;
  const { query, filters, from, to } = asked;
  const { tree, notes, canonical } = await read(query);
  const evaluation = new Evaluation(archive, live);
  const narrowing = filters.map(([field, id]) => ({ type: "facet", field, id }));
  if (from || to) narrowing.push({ type: "dates", from, to });
  const every = { type: tree || query.trim() ? "nothing" : "every" };
  const [list, ...others] = await Promise.all([
    evaluation.list(tree ?? every, heads),
    ...narrowing.map((node) => new Evaluation(archive, live).list(node)),
  ]);
  const all = others.reduce(restricted, list);
  const { sought, unknown } = evaluation;
  const told = [...notes, ...evaluation.notes.filter(({ text }, at, own) => own.findIndex((note) => note.text === text) === at)];
  const result = { asked, list: all, total: list.total || all.documents.length, canonical, notes: told, sought, unknown };
  results.delete(key);
  results.set(key, result);
  if (results.size > KEPT) results.delete(results.keys().next().value);
  return result;
}

/** An error as the page is told it; what is wrong with a file may be that the site has been published anew. */
async function told(error) {
  if (!(error instanceof Trouble)) {
    console.error(error);
    return { kind: "bug", file: "" };
  }
  const { kind, file } = error;
  if (archive && (kind === "missing" || kind === "damaged")) {
    const now = await files.manifest().catch(() => archive.manifest);
    if (now.check !== archive.manifest.check) return { kind: "updated", file };
  }
  return { kind, file };
}

addEventListener("message", async ({ data: { id, do: what, ...details } }) => {
  latest[what] = id;
  const live = () => {
    if (latest[what] !== id) throw new Trouble("superseded");
  };
  try {
    if (what !== "open") await opening;
    const answer = await answers[what](details, live);
    if (what === "search" || what === "suggest") live();
    postMessage({ id, ok: true, ...answer });
  } catch (error) {
    postMessage({ id, ok: false, ...(await told(error)) });
  }
});
