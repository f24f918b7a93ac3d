/** What a reader may be about to type: names of topics, people, organisations and places, and headlines. */

import { fold, words } from "./analysis.js";
import { Evaluation } from "./evaluate.js";
import { further, part } from "./further.js";
import { ranked } from "./ranking.js";
import { rowsOf } from "./rows.js";

const NAMES = 6;
const TITLES = 4;
const TYPED = 3; // letters of a word from which headlines are looked for

/** { names: [{ field, id, name, count }], titles: [{ title, url, date }] } */
export async function suggestions(archive, text, live) {
  const typed = words(text).map(({ word }) => fold(word));
  if (!typed.length) return { names: [], titles: [] };
  const [names, titles] = await Promise.all([namesFor(archive, typed), titlesFor(archive, text, live)]);
  return { names, titles };
}

/** Names in which each typed word begins a word, the most frequent first. */
async function namesFor(archive, typed) {
  const values = new Map();
  const lists = archive.segments.map(async (segment) => part(archive, segment, await further(archive, segment, "suggest")));
  for (const [field, id, name, count] of (await Promise.all(lists)).flat()) {
    const value = { field, id, name, count };
    value.count += values.get(`${field} ${id}`)?.count ?? 0;
    values.set(`${field} ${id}`, value);
  }
  const fits = ({ name }) => {
    const own = words(name).map(({ word }) => fold(word));
    return typed.every((start) => own.some((word) => word.startsWith(start)));
  };
  return [...values.values()]
    .filter(fits)
    .sort((one, other) => other.count - one.count)
    .slice(0, NAMES);
}

/** The best articles with all typed words in the title, the last of which may be unfinished. */
async function titlesFor(archive, text, live) {
  const typed = words(text);
  const last = typed.at(-1);
  if (last.word.length < TYPED && !archive.analysis.queryTokens(last.word)[0].gram) return [];
  const of = typed.slice(0, -1).map(({ word }) => ({ type: "word", text: word, field: "title" }));
  of.push({ type: "prefix", text: last.word, field: "title" });
  const hits = ranked(await new Evaluation(archive, live).list({ type: "and", of }), "relevance", 0, TITLES);
  const rows = await rowsOf(archive, hits.map(({ document }) => document));
  return rows.map(({ title, url, date }) => ({ title, url, date }));
}
