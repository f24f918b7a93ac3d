/** The results and what is said about them. */

import { LANGUAGE, articles, dayName, element, marked } from "./elements.js";

const RIGHT_TO_LEFT = /^(ar|arc|ckb|dv|fa|he|ks|nqo|ps|sd|syr|ug|ur|yi)\b/;
const WORDLESS = ["Words and numbers can be searched, signs cannot."];
const NONE = [
  "Check the spelling, of names above all.",
  "Try other words for the same thing, or fewer of them.",
  "Names may be spelt otherwise in the wires of the time.",
];

export class ResultsView {
  #root;
  #status = part("status");
  #error = part("error");
  #hints = part("hints");
  #understood = part("understood");
  #chosen = part("chosen");
  #histogram = part("histogram");
  #browse = part("browse");
  #list = document.querySelector("#search-results");
  #more = document.querySelector(".more-results");
  #onRetry;

  /** `root`: the way to the site's root; `onMore`, `onRetry`: what the buttons do. */
  constructor(root, { onMore, onRetry }) {
    this.#root = root;
    this.#onRetry = onRetry;
    this.#more.addEventListener("click", onMore);
  }

  get shown() {
    return this.#list.children.length;
  }

  set busy(busy) {
    this.#list.ariaBusy = String(busy);
  }

  say(text) {
    if (this.#status.textContent !== text) this.#status.textContent = text;
  }

  /** An answer is on its way; what is shown stays until it is there. */
  prepare({ filters, from, to }) {
    this.busy = true;
    this.#chosen.hidden = !(filters.length || from || to);
    this.#browse.hidden = true;
  }

  /** Nothing found, or without an answer nothing asked yet. */
  showNone({ query }, answer) {
    this.#clear();
    this.busy = false;
    const wordless = query && !/[\p{L}\p{N}]/u.test(query);
    this.say(!answer ? "" : wordless ? `“${query}” holds no word to search for.` : query ? `No article matches “${query}”.` : "No article matches.");
    this.#hints.replaceChildren(...(wordless ? WORDLESS : NONE).map((hint) => element("li", {}, hint)));
    this.#hints.hidden = !answer;
  }

  showTrouble(trouble) {
    this.#clear();
    this.say("");
    const again = element("button", { type: "button" }, trouble.kind === "updated" ? "Reload" : "Try again");
    again.addEventListener("click", () => {
      this.#status.focus({ preventScroll: true }); // the button is about to go
      this.#onRetry(trouble);
    });
    const where = trouble.file ? [element("p", {}, element("small", {}, trouble.file))] : [];
    this.#error.replaceChildren(element("p", {}, trouble.advice), ...where, again);
    this.#error.hidden = false;
  }

  /** Show `hits` behind the first `begin` results of before; `find` goes to the articles. Returns the new items: [{ hit, item }]. */
  showHits({ total, hits }, begin, find) {
    this.#error.hidden = this.#hints.hidden = true;
    this.#histogram.hidden = false; // room for it, so that the results stay where they are when it comes
    const added = hits.map((hit) => ({ hit, item: this.#item(hit, find) }));
    const items = added.map(({ item }) => item);
    if (begin) this.#list.append(...items);
    else this.#list.replaceChildren(...items);
    if (!begin) this.#understood.hidden = true;
    this.#more.hidden = this.shown >= total;
    this.say(articles(total) + (this.shown < total ? `, ${this.shown} shown` : ""));
    if (begin) items[0]?.querySelector("a").focus({ preventScroll: true });
    return added;
  }

  /** The address of an article. */
  address(hit) {
    return new URL(this.#root + hit.url, location).href;
  }

  #item(hit, find) {
    const foreign = hit.lang && hit.lang !== LANGUAGE;
    const item = element("li", { className: "card" });
    if (foreign) Object.assign(item, { lang: hit.lang, dir: RIGHT_TO_LEFT.test(hit.lang) ? "rtl" : "ltr" });
    item.dataset.url = hit.url;
    item.dataset.score = hit.score;
    const href = this.#root + hit.url + (find && `#find=${encodeURIComponent(find)}`);
    const data = element("p", { className: "data", lang: LANGUAGE }, element("time", { dateTime: hit.date }, dayName(hit.date)));
    if (hit.dateline) data.append(element("span", { className: "from" }, hit.dateline));
    if (hit.agency) data.append(element("span", {}, hit.agency));
    if (foreign) data.append(element("span", {}, languageName(hit.lang)));
    item.append(
      element("h2", {}, element("a", { href }, ...marked(hit.title, hit.marks.title))),
      element("p", { className: hit.whole ? "snippet" : "snippet awaiting" }, ...marked(hit.lead, hit.marks.lead)),
      data,
    );
    return item;
  }

  #clear() {
    this.#list.replaceChildren();
    this.#more.hidden = this.#error.hidden = this.#hints.hidden = this.#understood.hidden = this.#histogram.hidden = true;
    this.#browse.hidden = false;
  }
}

function part(name) {
  return document.querySelector(`.search-${name}`);
}

function languageName(tag) {
  try {
    return new Intl.DisplayNames(LANGUAGE, { type: "language" }).of(tag);
  } catch {
    return tag; // what an article claims need not be a language
  }
}
