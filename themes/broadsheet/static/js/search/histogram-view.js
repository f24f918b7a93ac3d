/**
 * The result over time: bars that are links to their part of it. One of them is a tab stop; arrow keys, Home and End go from bar
 * to bar, with Shift or by dragging over several, and Enter narrows to what is picked. A table tells the same.
 */

import { addressOf } from "./address.js";
import { articles, element, number } from "./elements.js";
import { spanName } from "./spans.js";

const SVG = "http://www.w3.org/2000/svg";
const WIDEST = 8.333; // per cent of the width that a bar may take
const UNITS = { year: "Articles by year", month: "Articles by month", day: "Articles by day" };

export function showHistogram(page, bars, unit) {
  const place = document.querySelector(".search-histogram");
  const had = place.querySelector("svg")?.contains(document.activeElement);
  const { from, to } = page.state;
  // A month that the reader's dates cut counts what lies within them, and leads to that.
  const cut = bars.map((bar) => ({ ...bar, from: from > bar.from ? from : bar.from, to: to && to < bar.to ? to : bar.to }));
  const histogram = new Histogram(page, cut, unit);
  place.replaceChildren(...histogram.elements);
  if (had) histogram.focus(0);
}

class Histogram {
  #page;
  #bars;
  #links;
  #read = element("span", { className: "reading" });
  #title;
  #picked = { anchor: 0, at: 0 };
  #dragged = false;

  constructor(page, bars, unit) {
    this.#page = page;
    this.#bars = bars;
    this.#title = UNITS[unit];
    const highest = Math.max(...bars.map(({ count }) => count), 1);
    const slot = Math.min(100 / bars.length, WIDEST);
    this.#links = bars.map((bar, at) => this.#bar(bar, at, slot, highest));
    this.#links[0]?.setAttribute("tabindex", "0");
    const { from, to } = page.state;
    const all = from || to ? [element("a", { href: addressOf({ ...page.state, from: null, to: null }) }, "All dates")] : [];
    const drawing = svg("svg", { class: "bars", width: "100%", height: 64, role: "group", "aria-label": this.#title });
    drawing.append(...this.#links, svg("line", { class: "base", x1: 0, x2: "100%", y1: "100%", y2: "100%" }));
    drawing.addEventListener("keydown", (event) => this.#key(event));
    drawing.addEventListener("pointerdown", (event) => this.#start(event));
    drawing.addEventListener("pointermove", (event) => event.buttons && this.#drag(event));
    drawing.addEventListener("pointerup", () => this.#dragged && this.#take());
    drawing.addEventListener("dragstart", (event) => event.preventDefault());
    drawing.addEventListener("click", (event) => this.#click(event), true);
    drawing.addEventListener("pointerleave", () => this.#tell());
    const ends = element("p", { className: "ends", ariaHidden: "true" });
    ends.style.inlineSize = `${slot * bars.length}%`;
    ends.append(...(bars.length > 1 ? [bars[0], bars.at(-1)] : bars).map((bar) => element("span", {}, spanName(bar.from, bar.to))));
    this.elements = [element("p", { className: "heading" }, this.#read, ...all), drawing, ends, this.#table()];
    this.#tell();
  }

  focus(at) {
    this.#links[Math.min(at, this.#links.length - 1)]?.focus({ preventScroll: true });
  }

  #bar(bar, at, slot, highest) {
    const name = `${spanName(bar.from, bar.to)}: ${articles(bar.count)}`;
    const link = svg("a", { href: this.#address(at, at), "aria-label": name, tabindex: -1 });
    const height = bar.count && Math.max((bar.count / highest) * 96, 2);
    const wide = (from, width) => ({ x: `${round((at + from) * slot)}%`, width: `${round(slot * width)}%` });
    link.append(
      svg("rect", { class: "reach", ...wide(0, 1), height: "100%" }),
      svg("rect", { class: "bar", ...wide(0.1, 0.8), y: `${round(100 - height)}%`, height: `${round(height)}%` }),
    );
    link.addEventListener("pointerenter", (event) => event.buttons || this.#tell(at, at));
    link.addEventListener("focus", () => at === this.#picked.at || this.#pick(at, false));
    return link;
  }

  /** The state of the page for the bars from one to another. */
  #narrowed(one, other) {
    const [first, last] = one < other ? [one, other] : [other, one];
    return { ...this.#page.state, from: this.#bars[first].from, to: this.#bars[last].to };
  }

  #address(one, other) {
    return addressOf(this.#narrowed(one, other));
  }

  #pick(at, extend) {
    this.#picked = { anchor: extend ? this.#picked.anchor : at, at };
    const { anchor } = this.#picked;
    this.#links.forEach((link, number) => {
      const within = anchor !== at && (number - anchor) * (number - at) <= 0;
      link.classList.toggle("picked", within);
      link.setAttribute("tabindex", number === at ? 0 : -1);
    });
    this.#links[at].setAttribute("href", this.#address(anchor, at));
    this.#tell(anchor, at);
  }

  /** Say what the bars from one to another hold; without them, what all hold. */
  #tell(one, other) {
    if (one === undefined) return void (this.#read.textContent = this.#title);
    const [first, last] = one < other ? [one, other] : [other, one];
    const held = this.#bars.slice(first, last + 1).reduce((sum, { count }) => sum + count, 0);
    this.#read.textContent = `${spanName(this.#bars[first].from, this.#bars[last].to)}: ${articles(held)}`;
  }

  #key(event) {
    const { at } = this.#picked;
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, ArrowUp: at + 1, ArrowDown: at - 1, Home: 0, End: this.#bars.length - 1 }[event.key];
    if (next === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const bounded = Math.max(0, Math.min(next, this.#bars.length - 1));
    this.#pick(bounded, event.shiftKey);
    this.#links[bounded].focus();
  }

  #start(event) {
    this.#dragged = false;
    // A finger would hold on to the first bar, whichever it is over.
    if (event.target.hasPointerCapture(event.pointerId)) event.target.releasePointerCapture(event.pointerId);
    const at = this.#links.indexOf(event.target.closest("a"));
    if (at >= 0) this.#pick(at, false);
  }

  #drag(event) {
    const at = this.#links.indexOf(event.target.closest("a"));
    if (at < 0 || at === this.#picked.at) return;
    this.#dragged = true;
    this.#pick(at, true);
  }

  /** What was dragged over is meant, and not the bar where the pointer was let go (which has its own link). */
  #click(event) {
    if (!this.#dragged) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Narrow to what was dragged over. A finger that has moved makes no click. */
  #take() {
    this.#page.go(this.#narrowed(this.#picked.anchor, this.#picked.at));
  }

  #table() {
    const rows = this.#bars.map((bar, at) => {
      const name = spanName(bar.from, bar.to);
      const cell = bar.count ? element("a", { href: this.#address(at, at) }, name) : name;
      return element("tr", {}, element("th", { scope: "row" }, cell), element("td", { className: "figure" }, number(bar.count)));
    });
    const head = element("tr", {}, element("th", { scope: "col" }, "Dates"), element("th", { scope: "col", className: "figure" }, "Articles"));
    const table = element("table", {}, element("caption", { className: "unseen" }, this.#title));
    table.append(element("thead", {}, head), element("tbody", {}, ...rows));
    return element("details", {}, element("summary", {}, "As a table"), table);
  }
}

function svg(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function round(value) {
  return Math.round(value * 1000) / 1000;
}
