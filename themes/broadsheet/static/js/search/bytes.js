/** Reads what plugins/backfile/search/bytestreams.py writes. Every step checks that it stays within the data. */

import { Trouble } from "./trouble.js";

const UTF8 = new TextDecoder("utf-8", { fatal: true });

export class ByteReader {
  #bytes;
  #place = 0;

  constructor(bytes) {
    this.#bytes = bytes;
  }

  get done() {
    return this.#place === this.#bytes.length;
  }

  /** Groups of seven bits, least significant first. */
  varint() {
    let number = 0;
    let factor = 1;
    for (let step = 0; step < 5; step++) {
      const byte = this.#bytes[this.#place++];
      if (byte === undefined) break;
      number += (byte & 127) * factor;
      if (byte < 128) return number;
      factor *= 128;
    }
    throw new Trouble("damaged");
  }

  take(length) {
    const end = this.#place + length;
    if (end > this.#bytes.length) throw new Trouble("damaged");
    const part = this.#bytes.subarray(this.#place, end);
    this.#place = end;
    return part;
  }

  /** A part that is preceded by its length. */
  block() {
    return new ByteReader(this.take(this.varint()));
  }

  rest() {
    return this.take(this.#bytes.length - this.#place);
  }

  text(length) {
    try {
      return UTF8.decode(this.take(length));
    } catch {
      throw new Trouble("damaged");
    }
  }

  /** Words, each as what it shares with the word before and what is new. */
  words(count) {
    const words = [];
    let before = [];
    for (let number = 0; number < count; number++) {
      const shared = this.varint();
      const word = before.slice(0, shared).join("") + this.text(this.varint());
      before = Array.from(word);
      words.push(word);
    }
    return words;
  }
}

/** Order of code points, which is Python's and UTF-8's; JavaScript's own is that of UTF-16 units. */
export function compareWords(one, other) {
  const length = Math.min(one.length, other.length);
  for (let at = 0; at < length; at++) {
    if (one.charCodeAt(at) !== other.charCodeAt(at)) {
      // Two words that first differ within a surrogate pair differ in the same way in its code points.
      const [a, b] = [one.charCodeAt(at), other.charCodeAt(at)];
      const [highA, highB] = [a >= 0xd800 && a <= 0xdfff, b >= 0xd800 && b <= 0xdfff];
      return highA === highB ? a - b : highA ? 1 : -1;
    }
  }
  return one.length - other.length;
}
