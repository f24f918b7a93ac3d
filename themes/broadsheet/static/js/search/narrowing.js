/** What narrows a result: facets, the histogram, the chosen filters, the order. Loaded behind the first results. */

import { showChosen } from "./chosen.js";
import { element } from "./elements.js";

export function start(page) {
  return new Narrowing(page);
}

class Narrowing {
  #page;
  #order = document.querySelector("#order");
  #fold = document.querySelector(".narrow");
  /** The answer that facets are of, or a promise of it. */
  #answer;
  #signal;
  #title = document.title;

  constructor(page) {
    this.#page = page;
    this.#order.addEventListener("change", () => page.go({ ...page.state, order: this.#order.value }));
    addEventListener("click", (event) => this.#follow(event));
    addEventListener("keydown", (event) => this.#slash(event));
    // "toggle" does not bubble, but can be caught on its way down.
    this.#fold.addEventListener("toggle", ({ target }) => target.dataset.field && this.#openFacet(target), true);
    const wide = matchMedia("(min-width: 60rem)");
    const unfold = () => (this.#fold.open = wide.matches);
    wide.addEventListener("change", unfold);
    unfold();
  }

  /** `answer`: of the worker, undefined when nothing was asked; what belongs to it ends with `signal`. */
  async show(answer, signal) {
    if (signal.aborted) return;
    const page = this.#page;
    this.#answer = answer;
    this.#signal = signal;
    this.#order.value = page.state.order;
    document.title = page.state.query ? `${page.state.query} – ${this.#title}` : this.#title; // what a history lists
    showChosen(page, signal);
    for (const details of this.#fold.querySelectorAll("details[open]")) this.#openFacet(details);
    if (!answer?.total) return;
    const made = [import("./histogram-view.js"), page.client.ask("histogram", { key: answer.key })];
    const [view, spread] = await Promise.all(made).catch(() => []);
    if (signal.aborted) return;
    if (view) view.showHistogram(page, spread.bars, spread.unit);
    else document.querySelector(".search-histogram").replaceChildren(); // better none than that of another result
  }

  async #openFacet(details) {
    const signal = this.#signal;
    if (!details.open) return;
    // Where nothing is asked yet, the facets are those of the whole archive; where an answer is awaited, they will come with it.
    if (!this.#answer && document.documentElement.dataset.search === "idle") {
      this.#answer = this.#page.client.ask("search", { ...this.#page.state, begin: 0, count: 0 });
    }
    const wanted = this.#answer;
    try {
      const [{ showFacet }, answer] = await Promise.all([import("./facets-view.js"), wanted]);
      if (answer && !signal.aborted) await showFacet(this.#page, details, answer, signal);
    } catch (error) {
      if (signal.aborted) return;
      if (this.#answer === wanted && wanted instanceof Promise) this.#answer = undefined; // opened once more, it is asked for once more
      const advice = error.advice ?? "This list could not be loaded.";
      details.querySelector(".values").replaceChildren(element("p", { className: "note" }, advice));
    }
  }

  /** Links to other states of this page need no new page. */
  #follow(event) {
    const link = event.target.closest("main a[href]");
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const address = new URL(link.getAttribute("href"), location);
    if (address.origin !== location.origin || address.pathname !== location.pathname || address.hash) return;
    event.preventDefault();
    const group = link.closest("details[data-field]");
    history.pushState(null, "", address);
    this.#page.follow();
    // The link is about to go: keep the place of a reader with a keyboard.
    (group?.querySelector("summary") ?? document.querySelector(".search-status")).focus({ preventScroll: true });
  }

  /** "/" leads to the box, unless it is being typed somewhere. */
  #slash(event) {
    const { key, target } = event;
    if (key !== "/" || event.ctrlKey || event.metaKey || event.altKey || target.closest("input, select, textarea, [contenteditable]")) return;
    event.preventDefault();
    this.#page.input.focus();
    this.#page.input.select();
  }
}
