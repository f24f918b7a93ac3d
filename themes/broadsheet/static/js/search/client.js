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
    if (!this.#ready) {
      const ready = (this.#ready = this.#open());
      ready.catch(() => this.#ready === ready && this.close());
    }
    return this.#ready;
  }

  /** End the worker: the next question starts another, with nothing of what went wrong in this one. */
  close() {
    this.#fail(new DOMException("Closed", "AbortError"));
  }

  async #open() {
    if (location.protocol === "file:") throw new Trouble("disk");
    if (!globalThis.Worker) throw new Trouble("browser");
    const worker = new Worker(policy?.createScriptURL(ADDRESS) ?? ADDRESS, { type: "module" });
    this.#worker = worker;
    worker.addEventListener("message", ({ data }) => this.#receive(data));
    // An error without words: the script itself, or one that it imports, could not be loaded.
    worker.addEventListener("error", ({ message }) => {
      if (worker === this.#worker) this.#fail(new Trouble(message ? "bug" : "missing", "worker.js"));
    });
    return this.#send("open", this.#first());
  }

  /** What a worker has to know. The text of the manifest is for the first one: another starts where something went wrong. */
  async #first() {
    const manifest = await this.#manifest;
    this.#manifest = undefined;
    return { base: this.#base, manifest };
  }

  /** `details`: or a promise of them; should the worker end before they are there, the question ends with it. */
  #send(what, details) {
    const worker = this.#worker;
    return new Promise((resolve, reject) => {
      const id = ++this.#last;
      this.#asked.set(id, { resolve, reject });
      Promise.resolve(details).then((known) => worker.postMessage({ id, do: what, ...known })).catch(reject);
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
    this.#worker?.terminate();
    this.#worker = this.#ready = undefined;
  }
}
