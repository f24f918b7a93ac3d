/** Reads what plugins/backfile/search/bytestreams.py writes. Every step checks that it stays within the data. */

import { Trouble } from "./trouble.js";

const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const SURROGATE = /[\ud800-\udfff]/;

export class ByteReader {
  #bytes;
  #at = 0;

  /** `magic`: four letters that the data must begin with. */
  constructor(bytes, magic = "") {
    this.#bytes = bytes;
    if (this.text(magic.length) !== magic) throw new Trouble("damaged");
  }

  /** Groups of seven bits, least significant first. */
  varint() {
    return this.varints(1)[0];
  }

  varints(count) {
    const bytes = this.#bytes;
    let at = this.#at;
    if (count > bytes.length - at) throw new Trouble("damaged");
    const numbers = new Uint32Array(count);
    for (let index = 0; index < count; index++) {
      let byte = bytes[at++];
      let number = byte & 127;
      for (let factor = 128; byte > 127; factor *= 128) {
        byte = bytes[at++];
        number += (byte & 127) * factor;
      }
      // What lies behind the end is undefined: it ends the loop above and is noticed below.
      if (number > 0xffffffff) throw new Trouble("damaged");
      numbers[index] = number;
    }
    if (at > bytes.length) throw new Trouble("damaged");
    this.#at = at;
    return numbers;
  }

  take(length) {
    const end = this.#at + length;
    if (end > this.#bytes.length) throw new Trouble("damaged");
    const part = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return part;
  }

  /** What `read` makes of a part that is preceded by its length; it has to read it to the end. */
  block(read) {
    const part = new ByteReader(this.take(this.varint()));
    const result = read(part);
    part.end();
    return result;
  }

  rest() {
    return this.take(this.#bytes.length - this.#at);
  }

  end() {
    if (this.#at !== this.#bytes.length) throw new Trouble("damaged");
  }

  text(length) {
    try {
      return UTF8.decode(this.take(length));
    } catch {
      throw new Trouble("damaged");
    }
  }

  /** Words, each as the number of code points that it shares with the word before, and what is new. */
  words(count) {
    const words = [];
    let before = "";
    for (let index = 0; index < count; index++) {
      const shared = this.varint();
      const letters = SURROGATE.test(before) ? Array.from(before) : before;
      if (shared > letters.length) throw new Trouble("damaged");
      const kept = letters.slice(0, shared);
      before = (kept.join?.("") ?? kept) + this.text(this.varint());
      words.push(before);
    }
    return words;
  }

  /** Ascending numbers below `bound`, several lists of the lengths `counts` one behind the other, as steps. */
  ascending(counts, bound) {
    let total = 0;
    for (const count of counts) total += count;
    const numbers = this.varints(total);
    let at = 0;
    for (const count of counts) {
      let number = -1;
      for (const end = at + count; at < end; at++) {
        if (number < 0) number = numbers[at];
        else if (numbers[at]) number += numbers[at];
        else throw new Trouble("damaged");
        numbers[at] = number;
      }
      if (number >= bound) throw new Trouble("damaged");
    }
    return numbers;
  }
}

/** Order of code points, which is Python's and UTF-8's; JavaScript's own is that of UTF-16 units. */
export function compareWords(one, other) {
  if (one === other) return 0;
  if (!SURROGATE.test(one + other)) return one < other ? -1 : 1;
  const [a, b] = [Array.from(one), Array.from(other)];
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return (a[at]?.codePointAt(0) ?? -1) - (b[at]?.codePointAt(0) ?? -1);
}

/** How many numbers or items at the beginning of something sorted `belong`. */
export function behind(length, belong) {
  let low = 0;
  while (low < length) {
    const middle = (low + length) >> 1;
    if (belong(middle)) low = middle + 1;
    else length = middle;
  }
  return low;
}

export function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The bytes of base64 in its form for addresses. */
export function fromBase64(text) {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt());
}
