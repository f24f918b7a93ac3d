/** Fetches the files of the index, each once, and lets none pass that is not what its name says. */

import { Trouble } from "./trouble.js";

export class Files {
  #base;
  #known = new Map();

  /** `base`: the address of the folder that holds manifest.json. */
  constructor(base) {
    this.#base = base;
  }

  address(path) {
    return new URL(path, this.#base).href;
  }

  /** The manifest, asked for anew: it is the only file whose content may change below its name. */
  async manifest() {
    const response = await this.#fetch("manifest.json", { cache: "no-cache" });
    try {
      return await response.json();
    } catch {
      throw new Trouble("damaged", "manifest.json");
    }
  }

  /** The unpacked bytes of a file that is named by the hash of what it holds: `t/0123456789ab.bin`. */
  bytes(path) {
    if (!this.#known.has(path)) {
      const loading = this.#load(path);
      loading.catch(() => this.#known.delete(path)); // a later try may fare better
      this.#known.set(path, loading);
    }
    return this.#known.get(path);
  }

  async #load(path) {
    const response = await this.#fetch(path, {});
    let packed;
    try {
      packed = await response.arrayBuffer();
    } catch {
      throw new Trouble("network", path);
    }
    if (!(await isGenuine(path, packed))) throw new Trouble("damaged", path);
    return unpack(path, packed);
  }

  async #fetch(path, options) {
    let response;
    try {
      response = await fetch(this.address(path), { credentials: "same-origin", ...options });
    } catch {
      throw new Trouble("network", path);
    }
    if (!response.ok) throw new Trouble(response.status >= 500 ? "network" : "missing", path);
    return response;
  }
}

/**
 * Whether the name is the beginning of the content's SHA-256. Pages that are not served securely have no digest to compute; what
 * is left there is gzip's checksum and the checks of those who decode.
 */
async function isGenuine(path, packed) {
  if (!globalThis.crypto?.subtle) return true;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", packed));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.startsWith(path.match(/([0-9a-f]+)\.bin$/)?.[1] ?? "-");
}

async function unpack(path, packed) {
  if (typeof DecompressionStream === "undefined") throw new Trouble("browser");
  try {
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch {
    throw new Trouble("damaged", path);
  }
}
