/** The chosen filters, each with a way to be rid of it. */

import { addressOf } from "./address.js";
import { element } from "./elements.js";
import { spanName } from "./spans.js";

const FIELDS = { topic: "Topic", person: "Person", org: "Organisation", place: "Place", dateline: "Dateline", agency: "Agency", lang: "Language" };

/** Names of facet values by "field id", as far as the page has met them. */
export const names = new Map();

export async function showChosen(page, signal) {
  const { state } = page;
  const place = document.querySelector(".search-chosen");
  const unknown = state.filters.filter((filter) => !names.has(filter.join(" ")));
  if (unknown.length) {
    const answer = await page.client.ask("names", { filters: unknown }).catch(() => undefined);
    unknown.forEach((filter, at) => names.set(filter.join(" "), answer?.names[at] ?? filter[1]));
  }
  if (signal.aborted) return;
  const chips = state.filters.map((filter) => {
    const without = state.filters.filter((other) => other !== filter);
    return chip(FIELDS[filter[0]], names.get(filter.join(" ")), { ...state, filters: without });
  });
  if (state.from || state.to) chips.push(chip("Dates", spanName(state.from, state.to), { ...state, from: null, to: null }));
  if (chips.length > 1) {
    const none = addressOf({ ...state, filters: [], from: null, to: null });
    chips.push(element("li", {}, element("a", { className: "all", href: none }, "Remove all")));
  }
  place.replaceChildren(...chips);
}

function chip(kind, name, without) {
  const link = element("a", { className: "chip", href: addressOf(without), title: `Remove ${kind}: ${name}` });
  link.append(element("span", { className: "unseen" }, "Remove "), element("span", { className: "kind" }, kind), " ", element("bdi", {}, name));
  link.append(element("span", { className: "cross", ariaHidden: "true" }, "×"));
  return element("li", {}, link);
}
