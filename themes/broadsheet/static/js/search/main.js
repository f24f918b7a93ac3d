/**
 * The search page: what is typed or stands in the address is searched, and the address always tells what is shown.
 *
 *   idle ──query──▶ loading ──▶ ready      document.documentElement.dataset.search
 *                      └──────▶ error
 */

import { Archive } from "./archive.js";
import { Files } from "./files.js";
import { articleText, bestPassage } from "./passages.js";
import { ResultsView } from "./results.js";
import { Trouble } from "./trouble.js";

const PAGE = 10;
const TYPING = 150; // ms without a key before a search
const NOTICEABLE = 300; // ms after which waiting is spoken of
const SLOW = 2000; // ms after which it is called slow

class SearchPage {
  #form = document.querySelector("form.search-form");
  #input = this.#form.querySelector("input[name=q]");
  #view;
  #opening;
  #run = new AbortController();
  #typing = 0;
  #texts = new Map();
  #shown = "";
  /** Whether the present entry of the history is one to come back to; typing then starts a new one. */
  #kept;

  constructor(place) {
    this.#view = new ResultsView(place, {
      onMore: () => this.#search(this.#query === this.#shown ? this.#view.shown : 0),
      onRetry: (trouble) => this.#retry(trouble),
    });
    this.#form.addEventListener("submit", (event) => this.#submit(event));
    this.#input.addEventListener("input", (event) => event.isComposing || this.#type());
    this.#input.addEventListener("compositionend", () => this.#type());
    this.#input.addEventListener("focus", () => this.#archive().catch(() => {}), { once: true });
    addEventListener("popstate", () => this.#follow());
    this.#follow();
  }

  get #query() {
    return this.#input.value.trim();
  }

  /** Show what the address asks for. */
  #follow() {
    clearTimeout(this.#typing);
    this.#input.value = new URLSearchParams(location.search).get("q") ?? "";
    this.#kept = this.#query !== "";
    this.#search();
  }

  #type() {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => {
      if (this.#writeAddress()) this.#search();
    }, TYPING);
  }

  #submit(event) {
    event.preventDefault();
    clearTimeout(this.#typing);
    const changed = this.#writeAddress();
    this.#kept = true;
    if (changed || state() === "error") this.#search();
  }

  /** Bring the address up to date; returns whether it was not. */
  #writeAddress() {
    const address = new URL(location.href);
    if ((address.searchParams.get("q") ?? "").trim() === this.#query) return false;
    if (this.#query) address.searchParams.set("q", this.#query);
    else address.searchParams.delete("q");
    history[this.#kept ? "pushState" : "replaceState"](null, "", address);
    this.#kept = false;
    return true;
  }

  /** Search for what is in the box; `kept` results are shown already, and the next page is wanted. */
  async #search(kept = 0) {
    this.#run.abort();
    this.#run = new AbortController();
    const { signal } = this.#run;
    const query = this.#query;
    if (!query) {
      this.#view.showNothing();
      setState("idle");
      return;
    }
    setState("loading");
    this.#view.showLoading();
    const clocks = [
      setTimeout(() => this.#view.say("Loading …"), NOTICEABLE),
      setTimeout(() => this.#view.say("Still loading: the network is slow …"), SLOW),
    ];
    try {
      const { archive, answer } = await this.#answer(query, kept + PAGE);
      if (signal.aborted) return;
      clocks.forEach(clearTimeout);
      this.#show(query, archive, answer, kept, signal);
      this.#shown = query;
      setState("ready");
    } catch (error) {
      if (signal.aborted) return;
      clocks.forEach(clearTimeout);
      this.#view.showTrouble(Trouble.of(error));
      setState("error");
    } finally {
      clocks.forEach(clearTimeout);
    }
  }

  /** The archive's answer. A file that is gone may mean that the site was published anew since this page was opened. */
  async #answer(query, wanted) {
    const archive = await this.#archive();
    try {
      return { archive, answer: await archive.search(query, wanted) };
    } catch (error) {
      const outdated = error.kind === "missing" && (await archive.isOutdated().catch(() => false));
      throw outdated ? new Trouble("updated") : error;
    }
  }

  #archive() {
    if (!this.#opening) {
      this.#opening = openArchive();
      this.#opening.catch(() => (this.#opening = undefined)); // the next try may fare better
    }
    return this.#opening;
  }

  #show(query, archive, answer, kept, signal) {
    if (!answer.terms.length) {
      this.#view.showAdvice(`“${query}” holds no word to search for.`, ["Words and numbers can be searched, signs cannot."]);
    } else if (!answer.total) {
      this.#view.showAdvice(`No article matches “${query}”.`, [
        "Check the spelling, of names above all.",
        "Try other words for the same thing, or fewer of them.",
        "Names may be spelt otherwise in the wires of the time.",
      ]);
    } else {
      const added = this.#view.showHits(answer, archive.analysis, kept);
      for (const { hit, item } of added) this.#findPassage(hit, item, answer.terms, archive.analysis, signal);
    }
  }

  /** The lead stands until the article's page is there, and stays if it never comes. */
  async #findPassage(hit, item, terms, analysis, signal) {
    const address = this.#view.address(hit);
    try {
      if (!this.#texts.has(address)) this.#texts.set(address, await articleText(address, signal));
    } catch {
      return;
    }
    const passage = signal.aborted ? undefined : bestPassage(this.#texts.get(address), terms, analysis);
    if (passage) this.#view.setSnippet(item, passage.text, passage.marks);
  }

  #retry({ kind }) {
    if (kind === "updated" || kind === "bug") location.reload();
    else this.#search();
  }
}

async function openArchive() {
  if (location.protocol === "file:") throw new Trouble("disk");
  return Archive.open(new Files(new URL("./", document.baseURI)));
}

function state() {
  return document.documentElement.dataset.search;
}

function setState(name) {
  document.documentElement.dataset.search = name;
}

new SearchPage(document.querySelector("#search"));
