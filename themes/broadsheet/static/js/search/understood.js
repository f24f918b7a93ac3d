/** How a query was read where that is not plain, and what was searched for in its place when nothing matched. */

import { addressOf } from "./address.js";
import { element } from "./elements.js";

const ODD = {
  bracket: "a bracket has no other half",
  quote: "a quotation mark has no other half, so the phrase goes on to the end",
  operator: "an operator has nothing to work on and is left out",
  empty: "there is nothing in the brackets or quotation marks",
  field: "the field has no value",
  space: "the space after the colon is ignored",
  date: "this is no date; write 2015, 2015-11 or 2015-11-24",
  reversed: "the dates were turned round",
  pattern: "a pattern needs a letter",
  boost: "a weight is a number from 0.1 to 100",
  fuzzy: "a word can be 1 or 2 letters off",
  slop: "the distance is a whole number from 0 to 100",
  depth: "the brackets are too deep",
  leaves: "there are too many words; the rest is left out",
  length: "the query is too long; the rest is left out",
  cut: "too many words fit; the most frequent 1,000 are searched",
};

/** Say it between the count and the results. */
export function explain(state, { total, notes, canonical, corrected }) {
  const place = document.querySelector(".search-understood");
  const lines = [];
  if (corrected) {
    const insist = element("a", { href: addressOf({ ...state, insist: true }) }, `Search only for “${state.query}”`);
    const shown = element("a", { href: addressOf({ ...state, query: corrected.query, insist: false }) }, element("strong", {}, corrected.query));
    if (state.insist) lines.push(element("p", { className: "corrected" }, "Did you mean “", shown, "”?"));
    else if (total) lines.push(element("p", { className: "corrected" }, `Nothing for “${state.query}”. Showing results for “`, shown, "”. ", insist, "."));
  }
  if (notes.length) {
    const read = canonical && !notes.every(({ code }) => code === "cut");
    const odd = notes.map(({ code, text }) => element("li", {}, ...(text ? [element("code", {}, text), ": "] : []), ODD[code] ?? code));
    lines.push(...(read ? [element("p", {}, "Read as: ", element("code", {}, canonical))] : []), element("ul", {}, ...odd));
  }
  place.replaceChildren(...lines);
  place.hidden = !lines.length;
}
