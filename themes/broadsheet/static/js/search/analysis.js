/**
 * Text → terms, exactly as plugins/backfile/search/analysis.py does it when the index is built; that file says why.
 * tests/fixtures/search/analysis.json holds the two together.
 */

const CHARS = "\\p{L}\\p{M}\\p{N}";
const RUN = `[\\p{L}\\p{N}][${CHARS}\\u00AD\\u200C\\u200D\\u2060]*`;

const WORD = new RegExp(
  [
    `\\p{L}\\p{M}*(?:\\.\\p{L}\\p{M}*)+(?![${CHARS}])`, // U.S.
    `\\p{L}{1,3}-\\p{Nd}{1,3}s?(?![.,]?[${CHARS}])`, // F-16
    `\\p{Nd}+(?:[.,]\\p{Nd}+)+[${CHARS}]*`, // 1,000
    `${RUN}(?:['’]${RUN})*`, // don't
  ].join("|"),
  "gu",
);

const ELISION = /^(?:[cdjlmnst]|(?:jus|lors|puis|quoi)?qu|d?all|[dn]ell|sull|un)'(?=..)/u;
const GROUPED = /^[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?$/;
const IGNORABLE = /[\u00AD\u200C\u200D\u2060\uFE00-\uFE0F ]/g;
const ASTRAL = /[\u{10000}-\u{10FFFF}]/u;
const MAX_WORD = 64;

/** One form for all spellings of a word that a reader takes for the same. */
export function normalise(written) {
  let word = written.normalize("NFKC").toLowerCase();
  word = word.replace(IGNORABLE, "").replaceAll("ς", "σ").replaceAll("i\u0307", "i").replace(/[’ʼ]/g, "'");
  word = word.replace(ELISION, "");
  if (/^[0-9]/.test(word)) {
    if (GROUPED.test(word)) word = word.replaceAll(",", "");
  } else if (word.includes("-")) {
    word = word.replaceAll("-", "").replace(/s$/, "");
  } else {
    word = word.replaceAll(".", "");
  }
  return word.length > MAX_WORD ? Array.from(word).slice(0, MAX_WORD).join("") : word;
}

/** Analysis with one language's stemmer; `stop` are the words that a query may leave out. */
export class Analysis {
  #stem;
  #stop;
  #known = new Map();

  constructor(stem, stop = []) {
    this.#stem = stem;
    this.#stop = new Set(stop);
  }

  /** The words of a text: [{ start, end, word, term }], in UTF-16 units. */
  spans(text) {
    return Array.from(text.matchAll(WORD), (match) => ({
      start: match.index,
      end: match.index + match[0].length,
      ...this.#analysed(match[0]),
    }));
  }

  /** The terms of a text, in order. */
  terms(text) {
    return this.spans(text).map(({ term }) => term);
  }

  /** The distinct terms that a query asks for, in its order; stop words only when there is nothing else. */
  queryTerms(query) {
    const spans = this.spans(query);
    const telling = spans.filter(({ word }) => !this.#stop.has(word));
    return [...new Set((telling.length ? telling : spans).map(({ term }) => term))];
  }

  #analysed(written) {
    let known = this.#known.get(written);
    if (!known) {
      const word = normalise(written);
      known = { word, term: ASTRAL.test(word) ? word : this.#stem(word) || word };
      this.#known.set(written, known);
    }
    return known;
  }
}
