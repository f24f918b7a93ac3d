/** Better snippets: the best passage of an article's own page, for results in view whose lead does not show all that was asked for. */

import { marked } from "./elements.js";

const TEXT = ".story-body .copy";
const NOT_TEXT = ".dateline, figure, .end";
const BLOCKS = "p, li, blockquote, h2, h3, h4, td, th, pre";

export function start(page, view) {
  return new Snippets(page.client, view);
}

class Snippets {
  #client;
  #view;
  #texts = new Map();
  #watched = new WeakMap();
  #inView = new IntersectionObserver((changes) => {
    for (const { isIntersecting, target } of changes) if (isIntersecting) this.#improve(target);
  });

  constructor(client, view) {
    this.#client = client;
    this.#view = view;
  }

  /** `added`: [{ hit, item }]; `key`: the worker's name for the answer; until `signal`. */
  watch(added, key, signal) {
    for (const { hit, item } of added) {
      this.#watched.set(item, { hit, key, signal });
      this.#inView.observe(item);
    }
  }

  /** The lead stands until the passage is there, and stays if it never comes. */
  async #improve(item) {
    this.#inView.unobserve(item);
    const { hit, key, signal } = this.#watched.get(item);
    const address = this.#view.address(hit);
    try {
      if (!this.#texts.has(address)) this.#texts.set(address, textOf(await load(address, signal)));
      const { text, marks } = await this.#client.ask("passage", { key, text: this.#texts.get(address), lang: hit.lang });
      if (!signal.aborted && marks?.length) item.querySelector(".snippet").replaceChildren(...marked(text, marks));
    } catch {
      // The result itself is right without it.
    }
  }
}

/** The text of an article's page: "" when it has none. */
function textOf(page) {
  const copy = page.querySelector(TEXT);
  if (!copy) return "";
  for (const element of copy.querySelectorAll(NOT_TEXT)) element.remove();
  const blocks = Array.from(copy.querySelectorAll(BLOCKS)).filter((block) => !block.querySelector(BLOCKS));
  const texts = (blocks.length ? blocks : [copy]).map((block) => block.textContent.replace(/\s+/g, " ").trim());
  // What the dateline leaves behind, "— ", is no part of the text.
  return texts.filter(Boolean).join(" ").replace(/^[—–-]\s*/, "");
}

/** A page as a document without its scripts: XMLHttpRequest parses it itself, so that Trusted Types have nothing to object to. */
function load(address, signal) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("GET", address);
    request.responseType = "document";
    request.onload = () => (request.status === 200 && request.response ? resolve(request.response) : reject(new Error(address)));
    request.onerror = request.onabort = () => reject(new Error(address));
    signal.addEventListener("abort", () => request.abort());
    request.send();
  });
}
