/** What the page shows. Everything that comes from files or from the address becomes text, never markup. */

import { findMatches } from "./passages.js";

const RIGHT_TO_LEFT = /^(ar|arc|ckb|dv|fa|he|ks|nqo|ps|sd|syr|ug|ur|yi)\b/;
const ENGLISH_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export class ResultsView {
  #place;
  #root;
  #language = document.documentElement.lang || "en";
  #status = element("p", { className: "search-status", role: "status" });
  #error = element("div", { className: "search-error", role: "alert", hidden: true });
  #list = element("ol", { id: "search-results" });
  #more = element("button", { className: "more-results", type: "button", hidden: true }, "More results");
  #hints = element("ul", { className: "search-hints", hidden: true });
  #browse = document.querySelector(".search-browse");

  /** `place`: div#search, whose data-root leads to the site's root; `onMore`, `onRetry`: what its buttons do. */
  constructor(place, { onMore, onRetry }) {
    this.#place = place;
    this.#root = place.dataset.root;
    this.#more.addEventListener("click", onMore);
    this.onRetry = onRetry;
    place.append(this.#status, this.#error, this.#hints, this.#list, this.#more);
  }

  get shown() {
    return this.#list.children.length;
  }

  say(text) {
    if (this.#status.textContent !== text) this.#status.textContent = text;
  }

  /** Nothing asked yet. */
  showNothing() {
    this.#clear();
    this.say("");
    this.#setBrowse(true);
  }

  /** An answer is on its way; what is shown stays until it is there. */
  showLoading() {
    this.#setBrowse(false);
  }

  showAdvice(text, hints) {
    this.#clear();
    this.say(text);
    this.#hints.replaceChildren(...hints.map((hint) => element("li", {}, hint)));
    this.#hints.hidden = !hints.length;
    this.#setBrowse(true);
  }

  showTrouble(trouble) {
    this.#clear();
    this.say("");
    const again = element("button", { className: "more-results", type: "button" }, trouble.kind === "updated" ? "Reload" : "Try again");
    again.addEventListener("click", () => this.onRetry(trouble));
    const where = trouble.file ? [element("p", {}, element("small", {}, trouble.file))] : [];
    this.#error.replaceChildren(element("p", {}, trouble.advice), ...where, again);
    this.#error.hidden = false;
    this.#setBrowse(true);
  }

  /** Show `hits` behind the first `kept` results of before. Returns the new items: [{ hit, item }]. */
  showHits({ terms, total, hits }, analysis, kept) {
    this.#error.hidden = this.#hints.hidden = true;
    this.#setBrowse(false);
    const added = hits.slice(kept).map((hit) => ({ hit, item: this.#item(hit, terms, analysis) }));
    const before = Array.from(this.#list.children).slice(0, kept);
    this.#list.replaceChildren(...before, ...added.map(({ item }) => item));
    this.#more.hidden = hits.length >= total;
    const articles = `${total.toLocaleString(this.#language)} ${total === 1 ? "article" : "articles"}`;
    this.say(hits.length < total ? `${articles}, ${hits.length} shown` : articles);
    if (kept) added[0]?.item.querySelector("a").focus({ preventScroll: true });
    return added;
  }

  address(hit) {
    return new URL(this.#root + hit.url, document.baseURI).href;
  }

  /** Put a better passage in the place of the lead. */
  setSnippet(item, text, marks) {
    item.querySelector(".snippet").replaceChildren(...marked(text, marks));
  }

  #item(hit, terms, analysis) {
    const marks = (text) => findMatches(text, terms, analysis).map(({ start, end }) => [start, end]);
    const foreign = hit.lang && hit.lang !== this.#language;
    const item = element("li", {
      className: "card",
      ...(foreign && { lang: hit.lang }),
      ...(foreign && { dir: RIGHT_TO_LEFT.test(hit.lang) ? "rtl" : "ltr" }),
    });
    item.dataset.url = hit.url;
    item.dataset.score = String(hit.score);
    const link = element("a", { href: this.#root + hit.url }, ...marked(hit.title, marks(hit.title)));
    const data = element("p", { className: "data", lang: this.#language });
    data.append(element("time", { dateTime: hit.date }, this.#day(hit.date)));
    if (hit.dateline) data.append(element("span", { className: "from" }, hit.dateline));
    if (hit.agency) data.append(element("span", {}, hit.agency));
    item.append(
      element("h2", {}, link),
      element("p", { className: "snippet" }, ...marked(hit.lead, marks(hit.lead))),
      data,
    );
    return item;
  }

  /** `17 Nov 2015`, as everywhere on the site: the day as filed, whatever the reader's zone. */
  #day(iso) {
    const [year, month, day] = iso.slice(0, 10).split("-").map(Number);
    if (/^en\b/.test(this.#language)) return `${day} ${ENGLISH_MONTHS[month - 1]} ${year}`;
    const shape = { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" };
    return new Intl.DateTimeFormat(this.#language, shape).format(new Date(Date.UTC(year, month - 1, day)));
  }

  #clear() {
    this.#list.replaceChildren();
    this.#more.hidden = this.#error.hidden = this.#hints.hidden = true;
  }

  #setBrowse(visible) {
    if (this.#browse) this.#browse.hidden = !visible;
  }
}

function element(name, properties, ...children) {
  const made = document.createElement(name);
  Object.assign(made, properties);
  made.append(...children);
  return made;
}

/** Text with <mark> around the ranges in `marks`. */
function marked(text, marks) {
  const parts = [];
  let at = 0;
  for (const [start, end] of marks) {
    parts.push(text.slice(at, start), element("mark", {}, text.slice(start, end)));
    at = end;
  }
  return [...parts, text.slice(at)];
}
