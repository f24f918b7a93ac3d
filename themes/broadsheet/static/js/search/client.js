/** The page's side of the worker: one question, one promise. */

import { Trouble } from "./trouble.js";

const ADDRESS = new URL("worker.js", import.meta.url).href;

/** The one script that a page with search may start, and nothing else. */
const policy = globalThis.trustedTypes?.createPolicy("backfile-search", {
  createScriptURL(address) {
    if (address !== ADDRESS) throw new TypeError(address);
    return address;
  },
});

export class Client {
  #base;
  #worker;
  #ready;
  #manifest;
  #asked = new Map();
  #last = 0;

  /** `base`: absolute address of the folder that holds manifest.json. */
  constructor(base) {
    this.#base = base;
    // Asked for here, where the page has preloaded it: a worker has no share in preloads. What is wrong with it, the worker tells.
    this.#manifest = fetch(new URL("manifest.json", base)).then((response) => (response.ok ? response.text() : undefined)).catch(() => {});
  }

  /** The worker's answer to { do: what, ...details }; rejects with a Trouble. */
  async ask(what, details) {
    await this.open();
    return this.#send(what, details);
  }

  /** Start the worker, if it is not running; one that cannot start is tried anew by the next question. */
  open() {
    return (this.#ready ??= this.#open().catch((error) => {
      this.close();
      throw error;
    }));
  }

  /** End the worker: the next question starts another, with nothing of what went wrong in this one. */
  close() {
    this.#worker?.terminate();
    this.#fail(new DOMException("Closed", "AbortError"));
  }

  async #open() {
    if (location.protocol === "file:") throw new Trouble("disk");
    if (!globalThis.Worker) throw new Trouble("browser");
    const worker = new Worker(policy?.createScriptURL(ADDRESS) ?? ADDRESS, { type: "module" });
    this.#worker = worker;
    worker.addEventListener("message", ({ data }) => this.#receive(data));
    // An error without words: the script itself, or one that it imports, could not be loaded.
    worker.addEventListener("error", ({ message }) => this.#fail(new Trouble(message ? "bug" : "missing", "worker.js")));
    const manifest = await this.#manifest;
    this.#manifest = undefined;
    return this.#send("open", { base: this.#base, manifest });
  }

  #send(what, details) {
    return new Promise((resolve, reject) => {
      const id = ++this.#last;
      this.#asked.set(id, { resolve, reject });
      this.#worker.postMessage({ id, do: what, ...details });
    });
  }

  #receive({ id, ok, kind, file, ...answer }) {
    const asked = this.#asked.get(id);
    this.#asked.delete(id);
    if (ok) asked?.resolve(answer);
    else asked?.reject(new Trouble(kind, file));
  }

  #fail(error) {
    for (const { reject } of this.#asked.values()) reject(error);
    this.#asked.clear();
    this.#worker = this.#ready = undefined;
  }
}
