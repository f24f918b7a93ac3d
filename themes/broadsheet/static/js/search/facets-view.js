/** One facet: the values that the result has, as links to the result that has them only. */

import { addressOf } from "./address.js";
import { names } from "./chosen.js";
import { articles, element, number } from "./elements.js";

const FEW = 10;
const MANY = 100;

/** Fill `details`, whose data-field names the facet, for the worker's `answer`. */
export async function showFacet(page, details, answer, signal, count = FEW) {
  const place = details.querySelector(".values");
  const { field } = details.dataset;
  const key = answer.key + addressOf(page.state); // the links keep the order and the query as it was typed
  if (place.key === key && count === FEW) return;
  place.key = undefined;
  let found;
  try {
    found = await page.client.ask("facets", { key: answer.key, field, count });
  } catch (error) {
    if (!signal.aborted) place.replaceChildren(element("p", { className: "note" }, error.advice ?? "This list could not be loaded."));
    return;
  }
  if (signal.aborted) return;
  place.key = key;
  const items = found.values.map((value) => item(page.state, field, value));
  place.replaceChildren(items.length ? element("ul", {}, ...items) : element("p", { className: "note" }, "None in these articles"));
  if (found.all > items.length) {
    const more = element("button", { type: "button" }, `More of ${number(found.all)}`);
    more.addEventListener("click", async () => {
      await showFacet(page, details, answer, signal, count + MANY);
      place.querySelectorAll("a")[count]?.focus();
    });
    place.append(more);
  }
}

function item(state, field, { id, name, count }) {
  const chosen = field === "year" ? state.from === `${id}-01-01` && state.to === `${id}-12-31` : isChosen(state, field, id);
  const link = element("a", { href: addressOf(field === "year" ? ofYear(state, id, chosen) : withFilter(state, field, id, chosen)) });
  if (chosen) link.ariaCurrent = "true";
  else names.set(`${field} ${id}`, name);
  link.append(element("bdi", {}, name));
  const figure = element("span", { className: "count", ariaHidden: "true" }, number(count));
  link.append(element("span", { className: "unseen" }, chosen ? ", chosen: remove" : `, ${articles(count)}`));
  return element("li", {}, link, figure);
}

function isChosen({ filters }, field, id) {
  return filters.some(([other, value]) => other === field && value === id);
}

function withFilter(state, field, id, chosen) {
  const others = state.filters.filter(([other, value]) => other !== field || value !== id);
  return { ...state, filters: chosen ? others : [...others, [field, id]], insist: false };
}

function ofYear(state, year, chosen) {
  return { ...state, from: chosen ? null : `${year}-01-01`, to: chosen ? null : `${year}-12-31` };
}
