/** Did you mean: words that the archive does not know, and those of its own that are nearest. */

import { fold, words } from "./analysis.js";
import { compareWords } from "./bytes.js";
import { edits, wordsFrom } from "./patterns.js";

const FAR = 2;
const SHORT = 4; // letters up to which two edits would make any word of another
const BEGUN = 3; // letters from which on a last word may be one that is still being typed

/** The result of the likeliest query that has one. `ask`: gives the result of a query. */
export async function nearest(archive, text, unknown, ask) {
  for (const query of await corrections(archive, text, unknown)) {
    const found = await ask(query);
    if (found.total) return found;
  }
  return undefined;
}

/** Queries to try in place of `text`, the likeliest first; `unknown`: its words that the archive does not have. */
async function corrections(archive, text, unknown) {
  const last = words(text).at(-1)?.word;
  const found = [...new Set(unknown)].map(async (word) => [word, await near(archive, word, word === last)]);
  const nearest = new Map(await Promise.all(found));
  if (![...nearest.values()].every((found) => found.length)) return [];
  const places = words(text).filter(({ word }) => nearest.has(word));
  const most = Math.max(0, ...Array.from(nearest.values(), (found) => found.length));
  return Array.from({ length: most }, (_, rank) => {
    let [said, end] = ["", 0];
    for (const place of places) {
      const found = nearest.get(place.word);
      said += text.slice(end, place.start) + (found[rank] ?? found[0]);
      end = place.end;
    }
    return said + text.slice(end);
  });
}

/** The three words of the archive that are nearest to a word: what it may become, then fewest edits, then the most frequent. */
async function near(archive, word, last) {
  const asked = Array.from(fold(word));
  const swapped = asked.length > 2 ? [asked[1], asked[0], ...asked.slice(2)].join("") : "";
  const [first, others] = await Promise.all([wordsFrom(archive, asked[0]), swapped ? wordsFrom(archive, swapped) : []]);
  const found = new Map();
  for (const each of [...first, ...others]) {
    const letters = Array.from(each.folded);
    const begun = last && asked.length >= BEGUN && each.folded.startsWith(asked.join(""));
    const far = begun ? 0.5 : each.folded === swapped || isTurned(asked, letters) ? 1 : edits(asked, letters, asked.length > SHORT ? FAR : 1);
    if (!far || far > FAR || (far === FAR && asked.length <= SHORT)) continue;
    const known = found.get(each.word) ?? { ...each, far, count: 0 };
    known.count += each.count;
    found.set(each.word, known);
  }
  return [...found.values()]
    .sort((one, other) => one.far - other.far || other.count - one.count || compareWords(one.word, other.word))
    .slice(0, 3)
    .map((each) => each.word);
}

/** Whether two neighbouring letters are all that differs. */
function isTurned(one, other) {
  const at = one.findIndex((letter, place) => letter !== other[place]);
  const turned = one.slice();
  [turned[at], turned[at + 1]] = [one[at + 1], one[at]];
  return one.length === other.length && at >= 0 && turned.every((letter, place) => letter === other[place]);
}
