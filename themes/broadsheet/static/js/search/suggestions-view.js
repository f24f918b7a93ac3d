/**
 * Suggestions below the search box, as a combobox with a list: names become filters, headlines lead to their article.
 * The focus stays in the box; arrow keys choose, Enter takes, Escape closes.
 */

import { names as known } from "./chosen.js";
import { dayName, element, number } from "./elements.js";

const PAUSE = 200; // ms without a key before suggestions are asked for
const GROUPS = { topic: "Topics", person: "People", org: "Organisations", place: "Places" };
const NAMES = 4; // of a group
const TITLES = 4;

export function start(page, view) {
  return new SuggestionsView(page, view);
}

class SuggestionsView {
  #page;
  #view;
  #input;
  #list = element("div", { id: "suggestions", className: "suggestions", role: "listbox", ariaLabel: "Suggestions", hidden: true });
  #status = element("span", { className: "unseen", role: "status" });
  #timer = 0;
  #run = 0;
  #options = [];
  #active = -1;

  constructor(page, view) {
    this.#page = page;
    this.#view = view;
    this.#input = page.input;
    const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "suggestions" };
    for (const [name, value] of Object.entries(attributes)) this.#input.setAttribute(name, value);
    this.#input.parentElement.append(this.#list, this.#status);
    this.#input.addEventListener("keydown", (event) => event.isComposing || this.#key(event));
    this.#input.addEventListener("blur", () => this.close());
    this.#list.addEventListener("pointerdown", (event) => event.preventDefault()); // the box keeps the focus
  }

  /** Something was typed. */
  type() {
    this.#cancel();
    if (!this.#input.value.trim()) return this.close();
    const run = this.#run;
    this.#timer = setTimeout(async () => {
      const text = this.#input.value;
      const found = await this.#page.client.ask("suggest", { text }).catch(() => undefined);
      if (found && run === this.#run && document.activeElement === this.#input) this.#show(found, text);
    }, PAUSE);
  }

  close() {
    this.#cancel();
    this.#list.hidden = true;
    this.#status.textContent = "";
    this.#input.ariaExpanded = "false";
    this.#activate(-1);
  }

  #cancel() {
    clearTimeout(this.#timer);
    this.#run += 1;
  }

  #show({ names, titles }, text) {
    this.#options = [];
    const groups = Object.entries(GROUPS).map(([field, label]) => {
      const found = names.filter((name) => name.field === field).slice(0, NAMES);
      return this.#group(label, found, (name) => this.#name(name, text));
    });
    groups.push(this.#group("Headlines", titles.slice(0, TITLES), (title) => this.#title(title)));
    this.#list.replaceChildren(...groups.filter(Boolean));
    const count = this.#options.length;
    if (!count) return this.close();
    this.#list.hidden = false;
    this.#input.ariaExpanded = "true";
    this.#status.textContent = count === 1 ? "1 suggestion" : `${count} suggestions`;
    this.#activate(-1);
  }

  #group(label, found, make) {
    if (!found.length) return undefined;
    const group = element("div", { role: "group", ariaLabel: label }, element("span", { className: "label", ariaHidden: "true" }, label));
    for (const value of found) {
      const { parts, take } = make(value);
      const option = element("div", { id: `suggestion-${this.#options.length}`, role: "option", ariaSelected: "false" }, ...parts);
      option.addEventListener("click", take);
      this.#options.push({ option, take });
      group.append(option);
    }
    return group;
  }

  #name({ field, id, name, count }, text) {
    const take = () => {
      this.close();
      known.set(`${field} ${id}`, name);
      const { state } = this.#page;
      this.#input.value = remainder(text, name);
      const filters = state.filters.filter(([other, value]) => other !== field || value !== id);
      this.#page.go({ ...state, query: this.#input.value, filters: [...filters, [field, id]], insist: false });
    };
    return { parts: [element("bdi", {}, name), element("span", { className: "count" }, number(count))], take };
  }

  #title({ title, url, date }) {
    const take = () => location.assign(this.#view.address({ url }));
    return { parts: [element("bdi", {}, title), element("span", { className: "count" }, dayName(date))], take };
  }

  #key(event) {
    if (this.#list.hidden || event.ctrlKey || event.altKey || event.metaKey) return;
    const count = this.#options.length;
    if (event.key === "ArrowDown") this.#activate(this.#active + 1 < count ? this.#active + 1 : -1);
    else if (event.key === "ArrowUp") this.#activate(this.#active < 0 ? count - 1 : this.#active - 1);
    else if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && this.#active >= 0) this.#options[this.#active].take();
    else return;
    event.preventDefault();
  }

  #activate(at) {
    this.#options[this.#active]?.option.setAttribute("aria-selected", "false");
    this.#active = at;
    const option = this.#options[at]?.option;
    if (!option) return this.#input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.#input.setAttribute("aria-activedescendant", option.id);
  }
}

/** What was typed, without the words at its end that are the beginnings of words of `name`: those are said by the filter. */
function remainder(text, name) {
  const fold = (word) => word.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const parts = fold(name).split(/[^\p{L}\p{N}]+/u);
  const words = text.trim().split(/\s+/);
  while (words.length && parts.some((part) => part.startsWith(fold(words.at(-1))))) words.pop();
  return words.join(" ");
}
