/**
 * All names of a split A-Z. A list holds the names that have a word beginning with its key ("m", or "ma" where there are
 * many); index.json says which keys there are. One word of what is typed leads to a list, the others narrow it.
 */

import { words } from "./fold.js";

/** Lists that are fetched for one question. */
const AT_ONCE = 4;

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
    const ways = wanted.map((word) => listsOf(word, keys));
    // A word that leads to few lists is best, and the longest key leads to the fewest names.
    ways.sort((one, other) => one.length - other.length || (other[0]?.length ?? 0) - (one[0]?.length ?? 0));
    const lists = ways[0] ?? [];
    const loaded = await Promise.all(lists.slice(0, AT_ONCE).map((key) => this.#list(key)));
    const names = new Map(loaded.flat().map((name) => [name.url, name]));
    return {
      names: Array.from(names.values())
        .filter((name) => wanted.every((word) => name.words.some((own) => own.startsWith(word))))
        .sort((one, other) => other.count - one.count),
      more: lists.length > AT_ONCE,
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

/** Keys of the lists with names that have a word beginning like this: the longest key that it begins with, and all longer ones. */
function listsOf(word, keys) {
  const above = keys.filter((key) => word.startsWith(key));
  const nearest = above.reduce((best, key) => (key.length > best.length ? key : best), "");
  const below = keys.filter((key) => key.length > word.length && key.startsWith(word));
  return nearest ? [nearest, ...below] : below;
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
