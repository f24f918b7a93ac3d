/** What a query tree means: which documents, with which scores. docs/search.md says it in words. */

import { later } from "./files.js";
import { NOTHING, boosted, difference, intersection, range, restricted, union, withScoresOf } from "./lists.js";
import { LEVELS, idf } from "./ranking.js";

const isText = ({ field }) => !field || field === "title" || field === "body";

/** The leaves of a tree. */
export function* leaves(tree) {
  if (!tree.of) yield tree;
  for (const child of tree.of ?? []) yield* leaves(child);
}

export class Evaluation {
  /** How the query was understood beyond its grammar: [{ code, text }]. */
  notes = [];
  /** What was looked for, outside of what is unwanted: [{ terms } or { rows }, with the documents that have it]; see marks.js. */
  sought = [];
  /** Words, of phrases too, that the archive does not know. */
  unknown = [];
  #archive;
  #live;
  #telling;

  /** `live`: throws when nobody waits for the answer any more. */
  constructor(archive, live = () => {}) {
    this.#archive = archive;
    this.#live = live;
  }

  /** The documents of a tree. `best`: its best 256 and the total will do where the index has them at hand. */
  async list(tree, best) {
    const words = [...leaves(tree)].filter((leaf) => leaf.type === "word" && isText(leaf));
    this.#telling = words.some((leaf) => this.#archive.analysis.queryTokens(leaf.text).some(({ stop }) => !stop));
    const asked = this.#told(tree);
    const list = asked ? await this.#list(asked, true, best) : NOTHING;
    return tree.type === "or" ? list : { ...list, parts: undefined };
  }

  /** What a word or phrase asks for: stop words only where no word of the query tells more. */
  #tokens({ type, text }) {
    const tokens = this.#archive.analysis.queryTokens(text);
    return type === "word" && this.#telling ? tokens.filter(({ stop }) => !stop) : tokens;
  }

  /** The tree without what asks for nothing; undefined when nothing else is left of it. */
  #told(node) {
    if (!node.of) return isText(node) && /word|phrase/.test(node.type) && !this.#tokens(node).length ? undefined : node;
    const of = node.of.map((child) => this.#told(child));
    if (node.type === "andnot") return of[1] ? { ...node, of: [of[0] ?? { type: "every" }, of[1]] } : of[0];
    const left = of.filter(Boolean);
    return node.type === "andmaybe" && left.length < 2 ? left[0] : left.length ? { ...node, of: left } : undefined;
  }

  async #list(node, wanted, best) {
    const list = await this[`_${node.type}`](node, wanted, best);
    this.#live();
    return boosted(list, node.boost);
  }

  #lists(nodes, wanted) {
    return Promise.all(nodes.map((node) => this.#list(node, wanted)));
  }

  async _and({ of }, wanted) {
    return intersection(await this.#lists(of, wanted));
  }

  async _or({ of }, wanted) {
    return union(await this.#lists(of, wanted), this.#archive.documents);
  }

  async _andmaybe({ of }, wanted) {
    return withScoresOf(...(await this.#lists(of, wanted)));
  }

  async _andnot({ of: [one, other] }, wanted) {
    return difference(...(await Promise.all([this.#list(one, wanted), this.#list(other, false)])));
  }

  _nothing() {
    return NOTHING;
  }

  _every() {
    return range(0, this.#archive.documents);
  }

  async _word(leaf, wanted, best) {
    if (!isText(leaf)) return this.#values(leaf);
    const tokens = this.#tokens(leaf);
    const alone = best && tokens.length === 1;
    return intersection(await Promise.all(tokens.map((token) => this.token(token, leaf.field, wanted, alone))));
  }

  /** The documents of one token; with a `field` those that have it there. `wanted`: true, false, or "within" a phrase. */
  async token(token, field, wanted, best) {
    if (token.gram && [...token.word].length === 1) return this._prefix({ type: "prefix", text: token.word, field }, wanted);
    const forms = await this.#archive.forms(token.terms, true);
    this.#live();
    if (!forms.length && wanted) this.unknown.push(token.word);
    const lists = await Promise.all(forms.map((form) => this.form(form, field, best && forms.length === 1)));
    const list = lists.length ? union(lists, this.#archive.documents) : NOTHING;
    if (wanted === true) this.sought.push({ terms: new Set(forms.map(({ term }) => term)), documents: list.documents });
    return list;
  }

  /** The documents of a form with the scores of its term. */
  async form(form, field, best) {
    const archive = this.#archive;
    const heads = best && !field && !archive.exact;
    const { documents, levels } = await archive.postings(form, heads);
    const factor = form.weight * idf(archive.documents, form.held);
    const scores = new Float64Array(levels.length);
    for (let at = 0; at < levels.length; at++) scores[at] = factor * LEVELS[levels[at]];
    let list = { documents, scores, total: heads && form.held };
    if (archive.exact) list.scores = await (await later("exact")).exactScores(archive, form, documents);
    if (field) list = restricted(list, await (await later("phrases")).inField(archive, form, field));
    return list;
  }

  async _phrase(leaf, wanted) {
    return isText(leaf) ? (await later("phrases")).phrase(this, this.#archive, leaf, wanted) : this.#values(leaf);
  }

  async _prefix(leaf, wanted) {
    return isText(leaf) ? (await later("patterns")).pattern(this, this.#archive, leaf, wanted) : this.#values(leaf);
  }

  _wildcard = this._prefix;
  _fuzzy = this._prefix;

  async #values(leaf) {
    return (await later("facets")).withValues(this.#archive, leaf);
  }

  async _facet({ field, id }) {
    return (await later("facets")).withValue(this.#archive, field, id);
  }

  async _dates({ from, to }) {
    return range(...(await (await later("dates")).filed(this.#archive, from, to)));
  }
}
