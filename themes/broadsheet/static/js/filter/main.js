/**
 * The filter box of an A-Z: hides the entries whose name does not hold what is typed, and letters without entries. Of an
 * A-Z that is split into pages it finds all names, in lists that it fetches (names.js). Without this file the box stays
 * hidden and the pages whole.
 */

import { fold } from "./fold.js";
import { Names } from "./names.js";

/** Matches that are shown at once. */
const MOST = 100;

class Filter {
  constructor(form, list) {
    this.list = list;
    this.input = form.querySelector("input");
    this.status = form.querySelector("[role=status]");
    this.entries = Array.from(list.querySelectorAll("li"), (element) => ({
      element,
      name: fold(element.querySelector("a, span").textContent),
    }));
    this.letters = Array.from(list.querySelectorAll("section"));
    this.matches = document.querySelector(".matches");
    this.names = this.matches && form.dataset.names ? new Names(form.dataset.names, form.dataset.section) : null;
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    this.input.addEventListener("input", () => this.narrow());
    // A browser may bring the typed text back with the page.
    if (this.input.value) this.narrow();
  }

  async narrow() {
    const typed = this.input.value;
    if (!this.names) return this.narrowPage(typed, "");
    if (!fold(typed)) return this.showMatches(null, "");
    let found;
    try {
      found = await this.names.find(typed);
    } catch {
      // Without the lists (offline, or a page read from a disk) the names of this page are what there is.
      if (typed === this.input.value) this.narrowPage(typed, " on this page");
      return;
    }
    if (typed !== this.input.value) return; // the reader has gone on typing
    const { names, more } = found;
    if (more && !names.length) return this.showMatches([], "Type another letter");
    const told = names.length > MOST ? `${names.length} found, the first ${MOST} are shown` : `${names.length} found`;
    this.showMatches(names.slice(0, MOST), more ? `${told}; another letter finds more` : told);
  }

  narrowPage(typed, where) {
    const wanted = fold(typed);
    let shown = 0;
    for (const { element, name } of this.entries) {
      element.hidden = !name.includes(wanted);
      if (!element.hidden) shown += 1;
    }
    for (const letter of this.letters) {
      letter.hidden = !letter.querySelector("li:not([hidden])");
    }
    this.status.textContent = wanted ? `${shown} of ${this.entries.length}${where}` : "";
  }

  /** `found`: what stands in place of the page's own list; null brings that back. */
  showMatches(found, told) {
    this.list.hidden = found !== null;
    this.matches.hidden = !found?.length;
    this.matches.replaceChildren(...(found ?? []).map(item));
    this.status.textContent = told;
  }
}

function item({ name, url, count, note, found }) {
  const link = document.createElement("a");
  link.href = url;
  link.textContent = name;
  const words = document.createElement("span");
  words.append(link);
  if (found) words.append(small("found", "°", " found automatically"));
  if (note) words.append(" ", small("note", note));
  const element = document.createElement("li");
  element.append(words);
  if (count) element.append(" ", small("count", count.toLocaleString("en"), count === 1 ? " article" : " articles"));
  return element;
}

/** Small type, with words for those who do not see it. */
function small(style, text, unseen = "") {
  const element = document.createElement("span");
  element.className = style;
  element.textContent = text;
  if (unseen) {
    const words = document.createElement("span");
    words.className = "unseen";
    words.textContent = unseen;
    element.append(words);
  }
  return element;
}

const form = document.querySelector("form.filter");
const list = document.querySelector("[data-filtered]");
if (form && list) new Filter(form, list);
