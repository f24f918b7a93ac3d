/** Reads term shards; their form is described in plugins/backfile/search/shards.py. */

import { fold } from "./analysis.js";
import { ByteReader, behind, compareWords, fromBase64, hex } from "./bytes.js";
import { Trouble } from "./trouble.js";

/** The terms of a shard with their postings in a segment of `size` documents. */
export class TermShard {
  #words;
  #rows;
  #begins = [];
  #names;
  #documents;
  #levels;

  constructor(bytes, size) {
    const file = new ByteReader(bytes, "BFT2");
    const count = file.varint();
    this.#words = file.block((block) => block.words(count));
    this.#rows = file.block((block) => block.varints(2 * count));
    this.#names = file.block((block) => block.rest());
    const listed = this.#rows.filter((_, at) => at % 2);
    this.#documents = file.block((block) => block.ascending(listed, size));
    this.#levels = file.block((block) => block.take(this.#documents.length));
    file.end();
    let [begin, name] = [0, 0];
    for (let at = 0; at < count; at++) {
      const [held, here] = [this.#rows[2 * at], listed[at]];
      if (!here || here > held || held > size) throw new Trouble("damaged");
      this.#begins.push([begin, name]);
      begin += here;
      if (here < held) name += 6;
    }
    if (name !== this.#names.length || this.#levels.some((level) => level > 63)) throw new Trouble("damaged");
  }

  /** The terms of one fold: [{ term, held, documents, levels, full }]; `full`: the file of all postings where these are the best. */
  find(folded) {
    const found = [];
    let at = behind(this.#words.length, (place) => compareWords(fold(this.#words[place]), folded) < 0);
    for (; at < this.#words.length && fold(this.#words[at]) === folded; at++) {
      const [held, listed] = this.#rows.subarray(2 * at);
      const [begin, name] = this.#begins[at];
      found.push({
        term: this.#words[at],
        held,
        documents: this.#documents.subarray(begin, begin + listed),
        levels: this.#levels.subarray(begin, begin + listed),
        full: listed < held && `t/${hex(this.#names.subarray(name, name + 6))}`,
      });
    }
    return found;
  }
}

/** The ref of a table's shard `number` in its folder. */
export function refAt({ names, at }, number, folder) {
  return at ? at[number] : `${folder}/${hex(fromBase64(names.slice(8 * number, 8 * number + 8)))}`;
}

/** Which of a table's shards has what begins at `key`; -1: none. */
export function shardFor({ first }, key) {
  return behind(first.length, (at) => compareWords(first[at], key) <= 0) - 1;
}
