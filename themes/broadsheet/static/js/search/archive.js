/** The index as a whole: its manifest, its languages, its segments, and where the postings of a term are. */

import { Analysis, fold } from "./analysis.js";
import { check } from "./files.js";
import { TermShard, refAt, shardFor } from "./shards.js";
import { Trouble } from "./trouble.js";

const MODULE = /^lang\/\w+\.([0-9a-f]{12})\.js$/;

export class Archive {
  /** Load the languages, and the manifest if it is not given as `text`. `files`: a Files; `mode`: "whoosh" for scores as Whoosh alone would give them. */
  static async open(files, mode, text) {
    const manifest = checked(await files.manifest(text));
    const modules = await Promise.all(manifest.languages.map(({ module }) => (module ? language(files, module) : {})));
    return new Archive(files, manifest, new Analysis(modules), mode === "whoosh");
  }

  constructor(files, manifest, analysis, exact) {
    Object.assign(this, { files, manifest, analysis, exact, documents: manifest.documents });
    let begin = 0;
    this.segments = manifest.segments.map((segment) => {
      begin += segment.documents;
      const { terms, names } = segment.terms.alone ?? { terms: [] };
      const alone = new Map(terms.map((term, at) => [fold(term), refAt({ names }, at, "t")]));
      return { ...segment, alone, begin: begin - segment.documents };
    });
  }

  /**
   * What stands in the index for some terms: [{ term, weight, held, parts: [by segment] }]. `variants`: with those terms too that
   * differ from them by diacritics alone; they weigh half.
   */
  async forms(terms, variants) {
    const forms = new Map();
    const folds = [...new Set(terms.map(fold))];
    const found = this.segments.map((segment) => Promise.all(folds.map((folded) => this.#find(segment, folded))));
    for (const [number, entries] of (await Promise.all(found)).entries()) {
      for (const entry of entries.flat()) {
        const own = terms.includes(entry.term);
        if (!own && !variants) continue;
        if (!forms.has(entry.term)) forms.set(entry.term, { term: entry.term, weight: own ? 1 : 0.5, held: 0, parts: [] });
        const form = forms.get(entry.term);
        form.held += entry.held;
        form.parts[number] = entry;
      }
    }
    return [...forms.values()];
  }

  async #find(segment, folded) {
    const number = shardFor(segment.terms, folded);
    const ref = segment.alone.get(folded) ?? (number < 0 ? undefined : refAt(segment.terms, number, "t"));
    if (!ref) return [];
    const shard = await this.files.get(ref, (bytes) => new TermShard(bytes, segment.documents));
    return shard.find(folded);
  }

  /** All postings of a form: { documents, levels }; with `best` those that its shards list. */
  async postings({ term, parts }, best) {
    const lists = await Promise.all(
      this.segments.map((segment, number) => (best ? parts[number] : this.whole(segment, term, parts[number]))),
    );
    return {
      documents: this.joined(lists.map((list) => list?.documents)),
      levels: joined(Uint8Array, lists.map((list) => list?.levels)),
    };
  }

  /** What a segment's shard has of a term, with all its postings. */
  async whole(segment, term, part) {
    if (!part?.full) return part;
    const shard = await this.files.get(part.full, (bytes) => new TermShard(bytes, segment.documents));
    const whole = shard.find(fold(term)).find((other) => other.term === term);
    if (whole?.held !== part.held || whole.documents.length !== part.held) throw new Trouble("damaged", part.full);
    return whole;
  }

  /** Lists of documents of all segments, by segment, as one. */
  joined(lists) {
    return joined(Uint32Array, lists, this.segments);
  }
}

function joined(Numbers, lists, segments) {
  const whole = new Numbers(lists.reduce((sum, list) => sum + (list?.length ?? 0), 0));
  let to = 0;
  lists.forEach((list, number) => {
    const begin = segments?.[number].begin ?? 0;
    whole.set(list ?? [], to);
    for (const end = to + (list?.length ?? 0); to < end; to++) whole[to] += begin;
  });
  return whole;
}

/** A language's module; that it is the right one can only be seen from its bytes. */
async function language(files, path) {
  await check(await files.fetched(path, "force-cache"), MODULE.exec(path)[1], path);
  try {
    return await import(files.address(path));
  } catch {
    throw new Trouble("damaged", path);
  }
}

export function parsed(bytes) {
  return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
}

/** Whether a value is a table of shards. */
export function isTable(table) {
  const { first, names, at, alone = { terms: [], names: "" } } = table ?? {};
  const strings = (keys) => Array.isArray(keys) && keys.every((key) => typeof key === "string");
  return (
    strings(first) &&
    (at ? strings(at) && at.length === first.length : names?.length === 8 * first.length) &&
    strings(alone.terms) &&
    alone.names?.length === 8 * alone.terms.length
  );
}

/** The manifest, if it is one that this code can read. */
function checked(manifest) {
  const { documents, tokens, averages, days, lang, languages, group, blocks, segments } = manifest;
  const pair = (values) => Array.isArray(values) && values.length === 2 && values.every(Number.isFinite);
  const whole =
    Number.isInteger(documents) &&
    pair(tokens) &&
    pair(averages) &&
    Array.isArray(days) &&
    typeof lang === "string" &&
    Array.isArray(languages) &&
    languages.every(({ name, module }) => typeof name === "string" && (name ? MODULE.test(module) : !module)) &&
    group > 0 &&
    typeof blocks === "string" &&
    Array.isArray(segments) &&
    segments.every(({ documents, terms, more }) => documents > 0 && isTable(terms) && typeof more === "string") &&
    segments.reduce((sum, segment) => sum + segment.documents, 0) === documents;
  if (!whole) throw new Trouble("damaged", "manifest.json");
  return manifest;
}
