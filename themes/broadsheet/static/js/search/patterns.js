/** Prefixes, wildcards and misspelt words: looked up among the words as texts have them (plugins/backfile/search/word_shards.py). */

import { fold, normalise } from "./analysis.js";
import { ByteReader, compareWords } from "./bytes.js";
import { later } from "./files.js";
import { shards } from "./further.js";
import { union } from "./lists.js";
import { Trouble } from "./trouble.js";

const MOST = 1000;
const END = "\u{10ffff}";
const EXCERPT = 60;
const SPECIAL = /[\\^$.*+?()[\]{}|/]/g;

/** [{ folded, word, count, term }] */
function readWords(bytes) {
  const file = new ByteReader(bytes, "BFW1");
  const count = file.varint();
  const words = file.block((block) => block.words(count));
  const rows = file.block((block) => block.varints(2 * count));
  const read = file.block((block) =>
    words.map((word, at) => {
      const kept = rows[2 * at + 1];
      const letters = Array.from(word);
      if (kept > letters.length) throw new Trouble("damaged");
      return { folded: fold(word), word, count: rows[2 * at], term: letters.slice(0, kept).join("") + block.text(block.varint()) };
    }),
  );
  file.end();
  return read;
}

/** The words of the archive whose folds begin with `start`: [{ folded, word, count, term }], a word once for each segment and term. */
export async function wordsFrom(archive, start) {
  const found = archive.segments.map((segment) => shards(archive, segment, ["words", "w"], start, start + END, readWords));
  return (await Promise.all(found)).flat(2).filter(({ folded }) => folded.startsWith(start));
}

/** The documents with a word that fits; each scores 1. */
export async function pattern(evaluation, archive, { type, text, distance, field }, wanted) {
  const { terms, cut } = await expanded(archive, { type, text, distance }, MOST);
  if (cut) evaluation.notes.push({ code: "cut", text: text.length > EXCERPT ? `${text.slice(0, EXCERPT - 1)}…` : text });
  const { documents } = await holding(archive, terms, field);
  if (wanted) evaluation.sought.push({ terms: new Set(terms), documents });
  return { documents, scores: new Float64Array(documents.length).fill(1) };
}

/** The documents with any of some terms. */
async function holding(archive, terms, field) {
  const phrases = field && (await later("phrases"));
  const lists = terms.map(async (term) => {
    const [form] = await archive.forms([term], false);
    if (!form) return [];
    if (field) return [await phrases.inField(archive, form, field)];
    return [{ documents: (await archive.postings(form)).documents, scores: null }];
  });
  return union((await Promise.all(lists)).flat(), archive.documents);
}

/** The terms of the words that fit a pattern, the most frequent `most`: { terms, cut }. */
export async function expanded(archive, { type, text, distance }, most) {
  const asked = fold(normalise(text));
  const start = type === "fuzzy" ? Array.from(asked)[0] : type === "prefix" ? asked : /^[^*?]*/.exec(asked)[0];
  const fitting = fits({ type, distance }, asked);
  const counts = new Map();
  for (const { folded, term, count } of await wordsFrom(archive, start ?? "")) {
    if (fitting(folded)) counts.set(term, (counts.get(term) ?? 0) + count);
  }
  const order = ([one, ones], [other, others]) => others - ones || compareWords(fold(one), fold(other)) || compareWords(one, other);
  const terms = [...counts].sort(order).map(([term]) => term);
  return { terms: terms.slice(0, most), cut: terms.length > most };
}

/** Whether a folded word fits a pattern; `asked`: its text, folded. */
export function fits({ type, distance }, asked) {
  if (type === "prefix") return (word) => word.startsWith(asked);
  if (type === "fuzzy") {
    const letters = Array.from(asked);
    return (word) => word.startsWith(letters[0] ?? "") && edits(letters, Array.from(word), distance) <= distance;
  }
  const signs = { "*": ".*", "?": "." };
  const shape = new RegExp(`^${asked.replace(SPECIAL, (sign) => signs[sign] ?? `\\${sign}`)}$`, "su");
  return (word) => shape.test(word);
}

/** How many insertions, deletions and replacements lead from one word to another; more than `most`, if it is more than that. */
export function edits(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [at, sign] of one.entries()) {
    const next = [at + 1];
    other.forEach((its, place) => next.push(Math.min(row[place + 1] + 1, next[place] + 1, row[place] + (sign !== its))));
    if (Math.min(...next) > most) return most + 1;
    row = next;
  }
  return row[other.length];
}
