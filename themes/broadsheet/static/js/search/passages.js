/** The passage of an article that answers a query best, from the article's own page. */

/** Characters of a passage: about three lines. */
const LENGTH = 200;
/** How far before the first match a passage may begin. */
const LEAD_IN = 70;

const TEXT = ".story-body .copy";
const NOT_TEXT = ".dateline, figure, .end";
const BLOCKS = "p, li, blockquote, h2, h3, h4, td, th, pre";

/** The text of the article at `address`: "" when the page has none. Rejects when it cannot be had. */
export async function articleText(address, signal) {
  const page = await load(address, signal);
  const copy = page.querySelector(TEXT);
  if (!copy) return "";
  for (const element of copy.querySelectorAll(NOT_TEXT)) element.remove();
  const blocks = Array.from(copy.querySelectorAll(BLOCKS)).filter((block) => !block.querySelector(BLOCKS));
  const texts = (blocks.length ? blocks : [copy]).map((block) => block.textContent.replace(/\s+/g, " ").trim());
  // What the dateline leaves behind, "— ", is no part of the text.
  return texts.filter(Boolean).join(" ").replace(/^[—–-]\s*/, "");
}

/** A page as a document without its scripts: XMLHttpRequest parses it itself, so that Trusted Types have nothing to object to. */
function load(address, signal) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("GET", address);
    request.responseType = "document";
    request.onload = () => (request.status === 200 && request.response ? resolve(request.response) : reject(new Error(address)));
    request.onerror = () => reject(new Error(address));
    request.onabort = () => reject(new DOMException("Aborted", "AbortError"));
    signal.addEventListener("abort", () => request.abort());
    request.send();
  });
}

/**
 * The best passage of `text` for `terms`: { text, marks: [[start, end], …] }, or undefined when no term is in it.
 * The best has the most different terms, then the most matches, then stands earliest.
 */
export function bestPassage(text, terms, analysis) {
  const matches = findMatches(text, terms, analysis);
  if (!matches.length) return undefined;
  let chosen;
  let end = 0;
  for (let first = 0; first < matches.length; first++) {
    while (end < matches.length && matches[end].end - matches[first].start <= LENGTH - LEAD_IN) end++;
    const within = matches.slice(first, Math.max(end, first + 1));
    const value = new Set(within.map(({ term }) => term)).size * 100 + Math.min(within.length, 99);
    if (!chosen || value > chosen.value) chosen = { value, start: within[0].start };
  }
  const from = passageStart(text, chosen.start);
  const to = passageEnd(text, from);
  const before = from ? "… " : "";
  const shift = before.length - from;
  return {
    text: before + text.slice(from, to).trimEnd() + (to < text.length ? " …" : ""),
    marks: matches.filter(({ start, end }) => start >= from && end <= to).map(({ start, end }) => [start + shift, end + shift]),
  };
}

/** Where the words of `terms` stand in `text`. */
export function findMatches(text, terms, analysis) {
  const wanted = new Set(terms);
  return analysis.spans(text).filter(({ term }) => wanted.has(term));
}

/** The beginning of the sentence, if that is near; else of a word. */
function passageStart(text, match) {
  const earliest = Math.max(0, match - LEAD_IN);
  if (!earliest) return 0;
  const before = text.slice(earliest, match);
  const sentence = Array.from(before.matchAll(/[.!?؟。]["”’»)]?\s+/g)).at(-1);
  if (sentence) return earliest + sentence.index + sentence[0].length;
  const space = before.indexOf(" ");
  return space < 0 ? match : earliest + space + 1;
}

function passageEnd(text, from) {
  if (text.length - from <= LENGTH) return text.length;
  const space = text.lastIndexOf(" ", from + LENGTH);
  return space > from ? space : from + LENGTH;
}
