/** The passage of an article that says most of what was looked for. */

import { merged } from "./marks.js";

const LENGTH = 200; // characters of a passage, about two lines
const LEAD_IN = 60; // how far before the first match it may begin

/** The best passage of `text`: { text, marks }. It has the most different matches, then the most matches, then stands earliest. */
export function bestPassage(text, matches) {
  let [best, start, end] = [-1, 0, 0];
  for (const [first, match] of matches.entries()) {
    while (end < matches.length && matches[end].end - match.start <= LENGTH - LEAD_IN) end++;
    const within = matches.slice(first, Math.max(end, first + 1));
    const value = new Set(within.map(({ number }) => number)).size * 100 + Math.min(within.length, 99);
    if (value > best) [best, start] = [value, match.start];
  }
  const from = beginning(text, start);
  const to = ending(text, from);
  const before = from ? "… " : "";
  const shift = before.length - from;
  const inside = merged(matches.filter((match) => match.start >= from && match.end <= to));
  return {
    text: before + text.slice(from, to).trimEnd() + (to < text.length ? " …" : ""),
    marks: inside.map((mark) => mark.map((place) => place + shift)),
  };
}

/** The beginning of the sentence, if that is near; else of a word. */
function beginning(text, match) {
  const earliest = Math.max(0, match - LEAD_IN);
  if (!earliest) return 0;
  const before = text.slice(earliest, match);
  const sentence = Array.from(before.matchAll(/[.!?؟]["”’»)]?\s+|。["”’»)]?\s*/g)).at(-1);
  if (sentence) return earliest + sentence.index + sentence[0].length;
  const space = before.indexOf(" ");
  return space < 0 ? match : earliest + space + 1;
}

function ending(text, from) {
  if (text.length - from <= LENGTH) return text.length;
  const space = text.lastIndexOf(" ", from + LENGTH);
  // No space: a script without, or one endless word; a surrogate pair stays whole.
  return space > from ? space : from + LENGTH - /[\ud800-\udbff]/.test(text[from + LENGTH - 1]);
}
