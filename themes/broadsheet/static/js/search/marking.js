/** On an article's page: marks what was searched for, and leads from match to match. */

import { Client } from "./client.js";
import { element, number } from "./elements.js";

const BLOCKS = "p, li, blockquote, h2, h3, h4, td, th, pre, figcaption";
const NOT_TEXT = ".dateline";

let shown;
let latest;

/** Mark what `query` finds in headline and text. `base`: the address of the search page, where the index lies. */
export async function markMatches(query, base) {
  shown?.clear();
  const heading = document.querySelector(".story-head h1");
  const copy = document.querySelector(".story-body .copy");
  const blocks = Array.from(copy.querySelectorAll(BLOCKS)).filter((block) => !block.querySelector(BLOCKS));
  const texts = [heading, ...(blocks.length ? blocks : [copy])].map(textOf);
  const client = (latest = new Client(base));
  try {
    const { marks } = await client.ask("marks", { query, texts: texts.map(({ text }) => text), lang: copy.lang });
    if (client !== latest) return; // another question has been asked since
    // From the end of each text to its beginning: wrapping a range leaves the nodes before it as they are.
    const matches = texts.flatMap((text, at) => marks[at].reduceRight((wrapped, range) => [wrap(text, range), ...wrapped], []));
    if (matches.length) shown = new Finder(query, matches);
  } finally {
    client.close();
  }
}

/** The text of a block and where its nodes begin: { text, nodes: [{ node, start }] }. */
function textOf(block) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const nodes = [];
  let text = "";
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    // Not text of the article, but a gap in it.
    if (node.parentElement.closest(NOT_TEXT)) text += " ";
    else {
      nodes.push({ node, start: text.length });
      text += node.data;
    }
  }
  return { text, nodes };
}

/** Wrap the parts of a range in <mark>, one for each node that it runs through; returns them. */
function wrap({ nodes }, [start, end]) {
  const parts = [];
  for (const { node, start: begin } of nodes) {
    const [from, to] = [Math.max(start - begin, 0), Math.min(end - begin, node.length)];
    if (from >= to) continue;
    const part = from ? node.splitText(from) : node;
    part.splitText(to - from);
    const mark = element("mark", {});
    part.replaceWith(mark);
    mark.append(part);
    parts.push(mark);
  }
  return parts;
}

/** The bar that tells how many matches there are and goes from one to the next. */
class Finder {
  #matches;
  #query;
  #at = -1;
  #status = element("p", { role: "status" });
  #bar = element("div", { className: "finder", role: "region", ariaLabel: "Words searched for" }, this.#status);

  constructor(query, matches) {
    this.#matches = matches;
    this.#query = query;
    if (matches.length > 1) this.#bar.append(this.#button("Previous", () => this.#go(-1)), this.#button("Next", () => this.#go(1)));
    this.#bar.append(this.#button("Clear", () => this.#leave()));
    document.querySelector("article.story").before(this.#bar);
    this.#go(1);
  }

  /** Take the marks away, and the bar. */
  clear() {
    for (const mark of this.#matches.flat()) {
      const parent = mark.parentNode;
      mark.replaceWith(...mark.childNodes);
      parent.normalize();
    }
    this.#bar.remove();
  }

  #leave() {
    history.replaceState(null, "", location.pathname + location.search);
    this.clear();
    document.querySelector("#main").focus({ preventScroll: true });
  }

  #go(step) {
    const count = this.#matches.length;
    this.#matches[this.#at]?.forEach((mark) => mark.classList.remove("current"));
    this.#at = (this.#at + step + count) % count;
    const match = this.#matches[this.#at];
    match.forEach((mark) => mark.classList.add("current"));
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    match[0].scrollIntoView({ block: "center", behavior: calm ? "instant" : "smooth" });
    const place = count === 1 ? "1 match" : `${number(this.#at + 1)} of ${number(count)} matches`;
    this.#status.textContent = `${place} for “${this.#query}”`;
  }

  #button(name, action) {
    const button = element("button", { type: "button" }, name);
    button.addEventListener("click", action);
    return button;
  }
}
