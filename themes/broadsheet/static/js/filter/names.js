/**
 * All names of a split A-Z. A list holds the names that have a word beginning with its key ("m", or "ma" where there are
 * many); index.json says which keys there are. One word of what is typed leads to a list, the others narrow it.
 */

import { words } from "./fold.js";

export class Names {
  #folder;
  #section;
  #keys = null;
  #lists = new Map();

  /** `folder`: where the lists are; `section`: what the addresses in them are relative to. */
  constructor(folder, section) {
    this.#folder = folder;
    this.#section = section;
  }

  /**
   * `names`: those that have words beginning with all that is typed, with most articles first; `more`: whether another
   * letter would find others.
   */
  async find(typed) {
    this.#keys ??= fetched(`${this.#folder}index.json`).then(({ keys }) => keys);
    this.#keys.catch(() => (this.#keys = null));
    const keys = await this.#keys;
    const wanted = words(typed);
    const ways = wanted.map((word) => ({ key: listOf(word, keys), more: isBeginning(word, keys) }));
    // A word that leads to one list alone is best, and the longest key leads to the fewest names.
    ways.sort((one, other) => one.more - other.more || other.key.length - one.key.length);
    if (!ways.length || !ways[0].key) return { names: [], more: Boolean(ways[0]?.more) };
    const names = await this.#list(ways[0].key);
    return {
      names: names.filter((name) => wanted.every((word) => name.words.some((own) => own.startsWith(word)))),
      more: ways[0].more,
    };
  }

  async #list(key) {
    if (!this.#lists.has(key)) {
      const loading = fetched(`${this.#folder}${fileOf(key)}`).then(({ names }) =>
        names.map(([name, slug, count = 0, note = "", found = 0]) => ({
          name,
          url: `${this.#section}${slug}/`,
          count,
          note,
          found: Boolean(found),
          words: words(name),
        })),
      );
      this.#lists.set(key, loading);
      loading.catch(() => this.#lists.delete(key));
    }
    return this.#lists.get(key);
  }
}

/** The key under which names with a word that begins like this are listed; empty for none. */
function listOf(word, keys) {
  const fitting = keys.filter((key) => word.startsWith(key));
  return fitting.reduce((best, key) => (key.length > best.length ? key : best), "");
}

/** Whether longer keys begin like this word. */
function isBeginning(word, keys) {
  return keys.some((key) => key.length > word.length && key.startsWith(word));
}

/** `w-ma.json`; letters beyond a to z by their code points. */
function fileOf(key) {
  if (/^[a-z0-9]+$/.test(key)) return `w-${key}.json`;
  return `u-${Array.from(key, (letter) => letter.codePointAt(0).toString(16)).join("-")}.json`;
}

async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}
