/** The index as a whole: a query in, ranked articles out. */

import { Analysis } from "./analysis.js";
import { ByteReader, compareWords } from "./bytes.js";
import { best, idf, norms } from "./ranking.js";
import { NAME_BYTES, decodeShard, hex } from "./shards.js";
import { Trouble } from "./trouble.js";

const FORMAT = 2;
const NAME = /^[0-9a-f]{12}$/;
const STEMMER = /^stemmer\.[0-9a-f]{12}\.js$/;

export class Archive {
  #files;
  #manifest;
  #norms;
  #scores;
  #shards = new Map();

  /** Load the manifest and the stemmer. `files`: a Files. */
  static async open(files) {
    const manifest = checked(await files.manifest());
    let stemmer;
    try {
      stemmer = await import(files.address(manifest.stemmer));
    } catch {
      throw new Trouble("missing", manifest.stemmer);
    }
    return new Archive(files, manifest, new Analysis(stemmer.stem, manifest.stop));
  }

  constructor(files, manifest, analysis) {
    this.#files = files;
    this.#manifest = manifest;
    this.#norms = manifest.fields.map(({ average }) => norms(manifest, average));
    this.#scores = new Float64Array(manifest.documents);
    this.analysis = analysis;
  }

  /** Whether the server by now holds another index than this one. */
  async isOutdated() {
    return JSON.stringify(await this.#files.manifest()) !== JSON.stringify(this.#manifest);
  }

  /**
   * The best `wanted` articles: { terms, total, hits: [{ document, score, url, title, date, dateline, agency, lead, lang }] }.
   * `total` counts all that match.
   */
  async search(query, wanted) {
    const terms = this.analysis.queryTerms(query);
    const [lists, groups] = await Promise.all([this.#lists(terms, wanted), this.#groups()]);
    const { total, ranked } = this.#rank(lists, wanted);
    const hits = await Promise.all(ranked.map(async (hit) => ({ ...hit, ...(await this.#article(hit.document, groups)) })));
    return { terms, total, hits };
  }

  /** The posting lists of the terms that the archive knows: for a single frequent term its best documents may do. */
  async #lists(terms, wanted) {
    const found = (await Promise.all(terms.map((term) => this.#list(term)))).filter(Boolean);
    if (found.length === 1 && found[0].documents.length >= wanted) return found;
    return Promise.all(found.map(async (list) => (list.full ? this.#fullList(list) : list)));
  }

  async #list(term) {
    const { first, names } = this.#manifest.terms;
    const number = behind(first, (word) => compareWords(word, term) <= 0);
    if (!number) return undefined;
    const shard = await this.#shard(`t/${names.slice(12 * (number - 1), 12 * number)}.bin`);
    const list = shard.get(term);
    return list && { term, ...list };
  }

  async #fullList({ term, held, full }) {
    const list = (await this.#shard(full)).get(term);
    if (list?.held !== held || list.documents.length !== held) throw new Trouble("damaged", full);
    return { term, ...list };
  }

  async #shard(path) {
    const bytes = await this.#files.bytes(path);
    if (!this.#shards.has(path)) {
      this.#shards.set(path, decodeShard(bytes, this.#manifest.fields.length, this.#manifest.documents));
    }
    return this.#shards.get(path);
  }

  #rank(lists, wanted) {
    const { documents, fields, k1 } = this.#manifest;
    const scores = this.#scores;
    const touched = [];
    for (const list of lists) {
      for (const document of list.documents) if (!scores[document]) touched.push(document), (scores[document] = Number.MIN_VALUE);
      fields.forEach(({ weight }, field) => {
        const { frequencies, lengths } = list.fields[field];
        const factor = weight * idf(documents, list.counts[field]);
        const norm = this.#norms[field];
        list.documents.forEach((document, at) => {
          const frequency = frequencies[at];
          if (frequency) scores[document] += factor * ((frequency * (k1 + 1)) / (frequency + norm[lengths[at]]));
        });
      });
    }
    const ranked = best(scores, touched, wanted);
    for (const document of touched) scores[document] = 0;
    return { total: lists.length === 1 ? lists[0].held : touched.length, ranked };
  }

  /** The document groups: { begins, names }, where the last of `begins` is the number of all documents. */
  async #groups() {
    const path = `d/${this.#manifest.groups.table}.bin`;
    const file = new ByteReader(await this.#files.bytes(path));
    const [begins, names] = [[0], []];
    while (!file.done) {
      begins.push(begins.at(-1) + file.take(1)[0]);
      names.push(hex(file.take(NAME_BYTES)));
    }
    if (begins.at(-1) !== this.#manifest.documents) throw new Trouble("damaged", path);
    return { begins, names };
  }

  async #article(document, { begins, names }) {
    const { columns } = this.#manifest.groups;
    const group = behind(begins, (begin) => begin <= document) - 1;
    const path = `d/${names[group]}.bin`;
    let rows;
    try {
      rows = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(await this.#files.bytes(path)));
    } catch (error) {
      throw error instanceof Trouble ? error : new Trouble("damaged", path);
    }
    const row = rows?.length === begins[group + 1] - begins[group] && rows[document - begins[group]];
    if (!Array.isArray(row) || row.length !== columns.length) throw new Trouble("damaged", path);
    return Object.fromEntries(columns.map((column, at) => [column, String(row[at])]));
  }
}

/** How many items at the beginning of a sorted list `belong`. */
function behind(sorted, belong) {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (belong(sorted[middle])) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The manifest, if it is one that this code can read. */
function checked(manifest) {
  if (Number.isInteger(manifest?.format) && manifest.format !== FORMAT) throw new Trouble("updated", "manifest.json");
  const { documents, fields, k1, b, stemmer, stop, groups, terms } = manifest ?? {};
  const whole =
    manifest?.format === FORMAT &&
    Number.isInteger(documents) &&
    Array.isArray(fields) &&
    fields.every(({ weight, average }) => Number.isFinite(weight) && Number.isFinite(average)) &&
    Number.isFinite(k1) &&
    Number.isFinite(b) &&
    STEMMER.test(stemmer) &&
    Array.isArray(stop) &&
    Array.isArray(groups?.columns) &&
    NAME.test(groups.table) &&
    Array.isArray(terms?.first) &&
    terms.names?.length === 12 * terms.first.length;
  if (!whole) throw new Trouble("damaged", "manifest.json");
  return manifest;
}
