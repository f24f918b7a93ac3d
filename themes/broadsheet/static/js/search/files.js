/** Fetches the files of the index, and lets none pass that is not what its name says. */

import { hex } from "./bytes.js";
import { Trouble } from "./trouble.js";

const REF = /^(\w+\/[0-9a-f]{12})(?::(\d+):(\d+))?$/;
const SPACE = 64e6;
const ROOM = 5; // bytes that a decoded byte takes, or about that
const MANIFEST = "manifest.json";
const SEAL = 24; // {"check":"0123456789ab",

export class Files {
  #base;
  #kept = new Map(); // the least used first
  #size = 0;

  /** `base`: the absolute address of the folder that holds manifest.json. */
  constructor(base) {
    this.#base = base;
  }

  address(path) {
    return new URL(path, this.#base).href;
  }

  /** The manifest, from its `text` or asked for anew: it is the only file whose content may change below its name. */
  async manifest(text) {
    const bytes = text ? new TextEncoder().encode(text) : await this.fetched(MANIFEST, "no-cache");
    const manifest = json(bytes, MANIFEST);
    if (manifest?.format !== 3) throw new Trouble(Number.isInteger(manifest?.format) ? "updated" : "damaged", MANIFEST);
    await check(bytes.subarray(SEAL), manifest.check, MANIFEST);
    return manifest;
  }

  /** What `decode` makes of the bytes that a ref names, which is kept for the next time. */
  get(ref, decode) {
    const [, path, offset, length] = REF.exec(ref) ?? [];
    if (!path) throw new Trouble("damaged", String(ref));
    if (!offset) return this.#keep(ref, () => this.#unpacked(`${path}.bin`, path.slice(-12)), decode);
    const slice = async () => {
      const end = +offset + +length;
      const bytes = await this.get(path, (whole) => whole);
      if (end > bytes.length) throw new Trouble("damaged", `${path}.bin`);
      return bytes.subarray(offset, end);
    };
    return this.#keep(ref, slice, decode);
  }

  /** The same for a file that is not named by what it holds, so that `decode` has to see whether it is the right one. */
  unnamed(path, decode) {
    return this.#keep(path, () => this.#unpacked(path), decode);
  }

  /** The bytes of a file as they are. */
  async fetched(path, cache = "default") {
    let response;
    try {
      response = await fetch(this.address(path), { cache });
      if (response.ok) return new Uint8Array(await response.arrayBuffer());
    } catch {
      throw new Trouble("network", path);
    }
    throw new Trouble(response.status < 500 ? "missing" : "network", path);
  }

  #keep(name, load, decode) {
    let item = this.#kept.get(name);
    this.#kept.delete(name);
    item ??= { size: 0, value: this.#decoded(name, load, decode) };
    this.#kept.set(name, item);
    return item.value;
  }

  async #decoded(name, load, decode) {
    try {
      const bytes = await load();
      const value = decode(bytes);
      this.#weigh(name, bytes.length * ROOM);
      return value;
    } catch (error) {
      this.#kept.delete(name); // a later try may fare better
      if (!(error instanceof Trouble)) throw new Trouble("damaged", name);
      error.file ||= name;
      throw error;
    }
  }

  /** Make room for one more by letting go of what has not been used for longest. */
  #weigh(name, size) {
    if (!this.#kept.has(name)) return;
    this.#kept.get(name).size = size;
    this.#size += size;
    for (const [other, item] of this.#kept) {
      if (this.#size <= SPACE) break;
      if (other === name || !item.size) continue;
      this.#kept.delete(other);
      this.#size -= item.size;
    }
  }

  async #unpacked(path, name) {
    const packed = await this.fetched(path);
    if (name) await check(packed, name, path);
    if (typeof DecompressionStream === "undefined") throw new Trouble("browser");
    try {
      const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
      return new Uint8Array(await new Response(stream).arrayBuffer());
    } catch {
      throw new Trouble("damaged", path);
    }
  }
}

/**
 * See that bytes have the digest that they should have. Pages that are not served securely have none to compute; what is left
 * there is gzip's checksum and the checks of those who decode.
 */
export async function check(bytes, name, path) {
  if (!globalThis.crypto?.subtle) return;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  if (hex(digest.subarray(0, 6)) !== name) throw new Trouble("damaged", path);
}

/** A module of search that is not needed at first. */
export async function later(name) {
  try {
    return await import(`./${name}.js`);
  } catch {
    throw new Trouble("network", `${name}.js`);
  }
}

/** Bytes as JSON. */
export function json(bytes, path) {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new Trouble("damaged", path);
  }
}
