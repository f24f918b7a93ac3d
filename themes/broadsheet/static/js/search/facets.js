/** Topics, people, places …: which articles have a value, what it is called, how often it occurs. The files: plugins/backfile/search/facet_files.py. */

import { fold, normalise, words } from "./analysis.js";
import { ByteReader, compareWords } from "./bytes.js";
import { daysOf } from "./dates.js";
import { further, part, shards } from "./further.js";
import { NOTHING, union } from "./lists.js";
import { fits } from "./patterns.js";

const END = "\u{10ffff}";

/** key → documents, by their numbers in the segment */
function readFacets(bytes, size) {
  const file = new ByteReader(bytes, "BFF1");
  const count = file.varint();
  const keys = file.block((block) => block.words(count));
  const held = file.block((block) => block.varints(count));
  const documents = file.block((block) => block.ascending(held, size));
  file.end();
  let end = 0;
  return new Map(keys.map((key, at) => [key, documents.subarray(end, (end += held[at]))]));
}

/** By segment: what is known of the keys from one to another: [Map] */
function shardsOf(archive, from, to) {
  return Promise.all(
    archive.segments.map((segment) => shards(archive, segment, ["facets", "f"], from, to, (bytes) => readFacets(bytes, segment.documents))),
  );
}

/** The documents with a value. */
export async function withValue(archive, field, id) {
  const key = `${field} ${id}`;
  const found = await shardsOf(archive, key, key);
  return { documents: archive.joined(found.map((known) => known[0]?.get(key))), scores: null };
}

/** The documents with any value that a leaf such as topic:"civil aviation" means. */
export async function withValues(archive, leaf) {
  const fitting = byName(leaf);
  const text = leaf.text.toLowerCase();
  const means = ({ id, name }) =>
    id === text ||
    fitting(words(name).map(({ word }) => fold(word))) ||
    (leaf.field === "lang" && id.startsWith(`${text}-`));
  const meant = (await valuesOf(archive, leaf.field)).filter(means);
  const lists = await Promise.all(meant.map(({ id }) => withValue(archive, leaf.field, id)));
  return lists.length ? union(lists, archive.documents) : NOTHING;
}

/** Whether the folded words of a name fit a leaf. */
function byName(leaf) {
  if (!/word|phrase/.test(leaf.type)) {
    const fitting = fits(leaf, fold(normalise(leaf.text)));
    return (name) => name.some(fitting);
  }
  const asked = words(leaf.text).map(({ word }) => fold(word));
  if (!asked.length) return () => false;
  if (leaf.type === "word") return (name) => asked.every((word) => name.includes(word));
  return (name) => name.some((_, at) => asked.every((word, step) => name[at + step] === word));
}

/** All values of a field in the archive: [{ id, name, count }]; where segments disagree about a name, the newest is right. */
async function valuesOf(archive, field) {
  const values = new Map();
  const found = archive.segments.map(async (segment) => {
    const ref = (await further(archive, segment, "names"))[field];
    return ref && part(archive, segment, ref);
  });
  for (const part of await Promise.all(found)) {
    part?.ids.forEach((id, at) => {
      values.set(id, { id, name: part.names[at], count: part.counts[at] + (values.get(id)?.count ?? 0) });
    });
  }
  return [...values.values()];
}

/** What values are called, [[field, id], …] → [name, …]; undefined where the archive has no such value. */
export function namesOf(archive, filters) {
  return Promise.all(filters.map(async ([field, id]) => (await valuesOf(archive, field)).find((value) => value.id === id)?.name));
}

/** How often each value of a field occurs in a list: { values: [{ id, name, count }], the most frequent first; all: how many }. */
export async function counted(archive, { documents }, field, most) {
  const values = await (field === "year" ? years(archive, documents) : occurring(archive, documents, field));
  values.sort((one, other) => other.count - one.count || compareWords(one.id, other.id));
  return { values: values.slice(0, most), all: values.length };
}

async function occurring(archive, documents, field) {
  if (documents.length === archive.documents) return valuesOf(archive, field);
  const [values, held] = await Promise.all([valuesOf(archive, field), shardsOf(archive, `${field} `, `${field} ${END}`)]);
  const chosen = new Uint8Array(archive.documents);
  for (const document of documents) chosen[document] = 1;
  for (const value of values) {
    const key = `${field} ${value.id}`;
    value.count = 0;
    archive.segments.forEach(({ begin }, number) => {
      for (const shard of held[number]) for (const document of shard.get(key) ?? []) value.count += chosen[begin + document];
    });
  }
  return values.filter(({ count }) => count);
}

async function years(archive, documents) {
  const counts = new Map();
  for (const [day, count] of (await daysOf(archive)).counts(documents)) {
    const year = day.slice(0, 4);
    counts.set(year, (counts.get(year) ?? 0) + count);
  }
  return Array.from(counts, ([id, count]) => ({ id, name: id, count }));
}
