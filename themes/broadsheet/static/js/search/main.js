/**
 * The search page: what is typed or stands in the address is searched, and the address always tells what is shown.
 *
 *   idle ──query──▶ loading ──▶ ready      document.documentElement.dataset.search
 *                      └──────▶ error
 *
 * Here is what the first ten results need; everything else is loaded when they are shown, or when it is wanted.
 */

import { addressOf, asks, readAddress } from "./address.js";
import { Client } from "./client.js";
import { ResultsView } from "./results.js";
import { Trouble } from "./trouble.js";

const PAGE = 10;
const TYPING = 150; // ms without a key before a search
const NOTICEABLE = 300; // ms after which waiting is spoken of
const SLOW = 2000; // ms after which it is called slow

export class SearchPage {
  #form = document.querySelector("form.search-form");
  input = this.#form.querySelector("input[name=q]");
  client = new Client(new URL("./", location.href).href);
  /** What the address asks for. */
  state;
  #view;
  /** Aborts all that belongs to a state's results, when there is another state. */
  #run = new AbortController();
  #typing = 0;
  #parts = {};
  /** Whether the present entry of the history is one to come back to; typing then starts a new one. */
  #kept;

  constructor(place) {
    this.#view = new ResultsView(place.dataset.root, {
      // While another answer is awaited, what is shown may not be what these would be added to.
      onMore: () => document.documentElement.dataset.search === "ready" && this.#search(this.#view.shown),
      onRetry: ({ kind }) => this.#retry(kind),
    });
    this.#form.addEventListener("submit", (event) => this.#submit(event));
    this.input.addEventListener("input", (event) => event.isComposing || this.#type());
    this.input.addEventListener("compositionend", () => this.#type());
    // The fragment of a skip link makes an entry of the history too, of the same results.
    addEventListener("popstate", () => addressOf(readAddress(location.search)) === addressOf(this.state) || this.follow());
    this.follow();
    this.client.open().catch(() => {}); // what is wrong with it is told when something is asked
  }

  /** Show what the address asks for. */
  follow() {
    clearTimeout(this.#typing);
    this.state = readAddress(location.search);
    if (this.input.value.trim() !== this.state.query) this.input.value = this.state.query;
    this.#kept = asks(this.state);
    this.#parts["suggestions-view"]?.then((view) => view?.close());
    this.#search();
  }

  /** Show another state, as a new entry of the history or, with "replaceState", in place of this one. */
  go(wanted, change = "pushState") {
    clearTimeout(this.#typing);
    history[change](null, "", addressOf(wanted));
    this.state = wanted;
    this.#kept = true;
    this.#search();
  }

  #type() {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#goTyped(), TYPING);
    this.#part("suggestions-view").then((view) => view?.type());
  }

  /** Search for what is in the box; returns whether that is something else than before. */
  #goTyped() {
    const query = this.input.value.trim();
    if (query === this.state.query) return false;
    this.go({ ...this.state, query, insist: false }, this.#kept ? "pushState" : "replaceState");
    this.#kept = false;
    return true;
  }

  #submit(event) {
    event.preventDefault();
    this.#parts["suggestions-view"]?.then((view) => view?.close());
    if (!this.#goTyped() && document.documentElement.dataset.search === "error") this.#retry();
    this.#kept = true;
  }

  /** Search for the state; `begin` results are shown already, and the next are wanted. */
  async #search(begin = 0) {
    if (!begin) {
      this.#run.abort();
      this.#run = new AbortController();
    }
    const { signal } = this.#run;
    const { state } = this;
    this.#view.prepare(state);
    if (!asks(state)) {
      this.#view.showNone(state);
      setState("idle");
      this.#part("narrowing").then((view) => view?.show(undefined, signal));
      return;
    }
    setState("loading");
    const clocks = [
      setTimeout(() => this.#view.say("Loading …"), NOTICEABLE),
      setTimeout(() => this.#view.say("Still loading: the network is slow …"), SLOW),
    ];
    // An answer that is no longer wanted may be long in coming: nothing more is said of it.
    signal.addEventListener("abort", () => clocks.forEach(clearTimeout));
    try {
      const answer = await this.client.ask("search", { ...state, begin, count: PAGE });
      const odd = answer.notes.length || answer.corrected ? await import("./understood.js") : undefined;
      if (signal.aborted) return;
      this.#show(answer, begin, signal);
      odd?.explain(state, answer);
      setState("ready");
    } catch (error) {
      if (signal.aborted) return;
      this.#view.showTrouble(Trouble.of(error));
      setState("error");
    } finally {
      clocks.forEach(clearTimeout);
      if (!signal.aborted) this.#view.busy = false;
    }
  }

  #show(answer, begin, signal) {
    const { query } = this.state;
    if (!answer.total) {
      this.#view.showNone(this.state, answer);
    } else {
      const added = this.#view.showHits(answer, begin, answer.corrected?.query ?? query);
      const unsaid = added.filter(({ hit }) => !hit.whole);
      if (unsaid.length) this.#part("snippets").then((view) => view?.watch(unsaid, answer.key, signal));
    }
    if (!begin) this.#part("narrowing").then((view) => view?.show(answer, signal));
  }

  /** A part of the page that is loaded when first wanted; undefined where it does not come, and the rest works without. */
  #part(name) {
    return (this.#parts[name] ??= import(`./${name}.js`)
      .then(({ start }) => start(this, this.#view))
      .catch(() => void delete this.#parts[name]));
  }

  #retry(kind) {
    if (kind === "updated" || kind === "bug") return location.reload();
    this.client.close(); // a module that could not be loaded stays so for the rest of a worker's life
    this.#search();
  }
}

function setState(name) {
  document.documentElement.dataset.search = name;
}

new SearchPage(document.querySelector("#search"));
