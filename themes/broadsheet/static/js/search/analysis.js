/**
 * Text → terms, exactly as plugins/backfile/search/segmentation.py, folding.py and analysis.py do it when the index is
 * built; they say why. tests/fixtures/search/analysis.json holds the two sides together.
 */

const CHARS = "\\p{L}\\p{M}\\p{N}";
const JOINERS = "\\u00AD\\u200C\\u200D\\u2060";
const RUN = `[\\p{L}\\p{N}][${CHARS}${JOINERS}]*`;
const WORD = new RegExp(
  `\\p{L}\\p{M}*(?:\\.\\p{L}\\p{M}*)+(?![${CHARS}])` + // U.S.
    `|\\p{L}{1,3}-\\p{Nd}{1,3}s?(?![.,]?[${CHARS}])` + // F-16
    `|\\p{Nd}+(?:[.,]\\p{Nd}+)+[${CHARS}]*` + // 1,000
    `|${RUN}(?:['’·]${RUN})*`, // don't
  "gu",
);

const SCRIPTS = "Han,Hira,Kana,Hang,Thai,Laoo,Khmr,Mymr".replace(/(\w+),?/g, "\\p{sc=$1}");
const LETTER =
  `(?:(?=[\\p{L}\\p{Nl}])[${SCRIPTS}\\u3006\\u30FC\\uFF70]|[\\u3192-\\u3195\\u3220-\\u3229\\u3280-\\u3289])`;
const MARKS = `[\\p{M}\\uFF9E\\uFF9F${JOINERS}]*`;
const JAMO = "\\u1100-\\u11FF\\u3131-\\u318E\\uA960-\\uA97C\\uD7B0-\\uD7FB\\uFFA0-\\uFFDC";
const GRAM_RUNS = new RegExp(`((?:${LETTER}${MARKS})+)`, "u");
const CLUSTER = new RegExp(`(?:[\\uAC00-\\uD7A3${JAMO}][${JAMO}]+|.)${MARKS}[\\u0E33\\u0EB3]?`, "gu");
const UNIT = new RegExp(`${LETTER}\\p{M}{0,31}`, "gu");
const GRAM = new RegExp(`^${LETTER}`, "u");

const ELISION = /^(?:[cdjlmnst]|(?:jus|lors|puis|quoi)?qu|d?all|[dn]ell|sull|un)'(?=..)/u;
const GROUPED = /^[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?$/;
const IGNORABLE = /[·\u00AD\u200C\u200D\u2060\uFE00-\uFE0F\u{E0100}-\u{E01EF} ]/gu;
const ASTRAL = /[\u{10000}-\u{10FFFF}]/u;
const MAX_WORD = 64;

const STOP = "·";

/** One form for all spellings of a word that a reader takes for the same. */
export function normalise(written) {
  if (/^[A-Za-z]{1,64}$/.test(written)) return written.toLowerCase();
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

/** The words of a text: [[{ start, end, word }]], all grams of a run together; places in UTF-16 units. */
function segments(text) {
  let at = 0;
  return text.split(GRAM_RUNS).flatMap((part, number) => {
    const start = at;
    at += part.length;
    return number % 2 ? [grams(part, start)] : Array.from(part.matchAll(WORD), (match) => [span(match, start)]);
  });
}

function span({ index, 0: written }, at, word = normalise(written)) {
  return { start: at + index, end: at + index + written.length, word };
}

function grams(run, at) {
  const units = Array.from(run.matchAll(CLUSTER)).flatMap((match) =>
    (match[0].normalize("NFKC").replace(IGNORABLE, "").match(UNIT) ?? []).map((unit) => span(match, at, unit)),
  );
  return units.map((unit, number) => {
    const next = units[number + 1];
    return next ? { start: unit.start, end: next.end, word: unit.word + next.word } : unit;
  });
}

/** The words of a text: [{ start, end, word }]. */
export const words = (text) => segments(text).flat();

const DROPPED =
  /[\u0300-\u036F\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0640\u064B-\u0655\u0670]/g;
const PLAIN = {
  ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ß: "ss", æ: "ae", œ: "oe", ı: "i", ħ: "h", ŋ: "n", ٱ: "ا", ى: "ي", ة: "ه",
};
const LIGATURES = new RegExp(`[${Object.keys(PLAIN).join("")}]`, "g");

/** A term without diacritics. */
export function fold(term) {
  const letters = term.normalize("NFD").replaceAll("и\u0306", "й").replace(DROPPED, "");
  return letters.replace(LIGATURES, (letter) => PLAIN[letter]).normalize("NFC");
}

/** Terms in an archive of one or several languages: [{ stem, stop }], modules of search/lang/; {} is one without. */
export class Analysis {
  #languages;

  constructor(languages) {
    this.#languages = (languages.length ? languages : [{}]).map(({ stem, stop }) => ({
      stem: stem ?? ((word) => word),
      stop: new Set(stop),
      known: new Map(),
    }));
  }

  /** The term of a normalised word in one of the languages. */
  termOf(word, language) {
    const { stem, stop, known } = this.#languages[language];
    let term = known.get(word);
    if (term === undefined) {
      if (stop.has(word)) term = STOP + word;
      else term = ASTRAL.test(word) || GRAM.test(word) ? word : stem(word) || word;
      known.set(word, term);
    }
    return term;
  }

  /**
   * What a part of a query asks for: [{ word, terms, all, stop, gram, position }]. The last character of a run of grams
   * is left out unless it is all there is, which leaves a gap in the positions.
   */
  queryTokens(text) {
    let position = 0;
    return segments(text).flatMap((segment) => {
      const asked = segment.length > 1 ? segment.slice(0, -1) : segment;
      const tokens = asked.map(({ word }, number) => this.#queryToken(word, position + number));
      position += segment.length;
      return tokens;
    });
  }

  #queryToken(word, position) {
    const terms = (made) => [...new Set(made.map(({ term }) => term))];
    const made = this.#languages.map(({ stop }, language) => {
      const term = this.termOf(word, language);
      return { term, listed: stop.size > 0, stop: term.startsWith(STOP) };
    });
    const some = made.some(({ stop }) => stop);
    const stop = some && made.find(({ listed }) => listed).stop;
    const telling = some && !stop ? made.filter((one) => one.listed && !one.stop) : made;
    return { word, terms: terms(telling), all: terms(made), stop, gram: GRAM.test(word), position };
  }
}
