/** Where a text says what was looked for. */

import { words } from "./analysis.js";
import { behind } from "./bytes.js";

const LANGUAGES = typeof Intl.DisplayNames === "function" ? new Intl.DisplayNames("en", { type: "language" }) : undefined;

export class Marker {
  #archive;
  #sought;

  /** `sought`: as an Evaluation has found it. */
  constructor(archive, sought) {
    this.#archive = archive;
    this.#sought = sought;
  }

  /** The matches in a text, in order: [{ start, end, number }], `number` of what was sought. */
  matches(text, lang) {
    const languages = this.#languages(lang);
    const { analysis } = this.#archive;
    const known = new Map();
    const spans = words(text).map((span) => {
      if (!known.has(span.word)) known.set(span.word, languages.map((language) => analysis.termOf(span.word, language)));
      return { ...span, terms: known.get(span.word) };
    });
    const fits = (span, terms) => span?.terms.some((term) => terms.has(term));
    return this.#sought
      .flatMap(({ terms, rows }, number) => {
        const ranges = rows ? rows(spans, fits) : spans.filter((span) => fits(span, terms));
        return ranges.map(({ start, end }) => ({ start, end, number }));
      })
      .sort((one, other) => one.start - other.start || other.end - one.end);
  }

  /** Whether the texts, each with its matches, show all that is known to stand in a document. */
  shows(found, document) {
    const shown = new Set(found.flat().map(({ number }) => number));
    return this.#sought.every(({ documents }, number) => shown.has(number) || !has(documents, document));
  }

  /** Which of the archive's languages a text may be in. */
  #languages(lang) {
    const { languages, lang: site } = this.#archive.manifest;
    const all = languages.length ? languages.map((_, number) => number) : [0];
    try {
      const name = LANGUAGES.of((lang || site).split("-")[0]).split(" ")[0].toLowerCase();
      const own = languages.findIndex((language) => language.name === name);
      return own < 0 ? all : [own];
    } catch {
      return all; // no language tag at all
    }
  }
}

/** Matches as ranges that do not touch one another's inside: [[start, end]]. */
export function merged(matches) {
  const ranges = [];
  for (const { start, end } of matches) {
    const last = ranges.at(-1);
    if (last && start < last[1]) last[1] = Math.max(last[1], end);
    else ranges.push([start, end]);
  }
  return ranges;
}

function has(documents, document) {
  return documents[behind(documents.length, (at) => documents[at] < document)] === document;
}
