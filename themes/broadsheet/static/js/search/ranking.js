/** The formula of plugins/backfile/search/ranking.py: how telling a term is, times what a posting's level stands for. */

import { behind } from "./bytes.js";

const SLIGHT = 1e-8; // more than rounding changes

/** What the levels 0 … 63 of a posting stand for. */
export const LEVELS = new Float64Array(64).fill(0.2);
for (let level = 1; level < 64; level++) LEVELS[level] = LEVELS[level - 1] * 1.1;

/** How telling a term is that `holding` of all `documents` hold. */
export function idf(documents, holding) {
  return Math.log(1 + (documents - holding + 0.5) / (holding + 0.5));
}

/** A score as it is shown and compared. */
export function rounded(score) {
  return Math.floor(score * 1e9 + 0.5) / 1e9;
}

/**
 * Items `begin` to `begin + count` of a list in an order: [{ document, score }]; among equals the newest, which has the highest
 * number, comes first. `list.parts`: how many parts of an OR each document matches, for the order "all".
 */
export function ranked({ documents, scores, parts }, order, begin, count) {
  const total = documents.length;
  const item = (at) => ({ document: documents[at], score: scores ? rounded(scores[at]) : 0 });
  if (order === "newest" || order === "oldest" || !(scores || (parts && order === "all"))) {
    const at = (number) => (order === "oldest" ? number : total - 1 - number);
    return Array.from({ length: Math.max(0, Math.min(count, total - begin)) }, (_, number) => item(at(begin + number)));
  }
  const wanted = begin + count;
  const best = []; // [parts, score, place], best first
  const most = order === "all" && parts;
  let [leastPart, leastScore] = [-1, -1];
  for (let at = total - 1; at >= 0; at--) {
    if (scores?.[at] < leastScore - SLIGHT && !most) continue;
    const part = most ? parts[at] : 0;
    const score = scores ? rounded(scores[at]) : 0;
    if (part < leastPart || (part === leastPart && score <= leastScore)) continue;
    const place = behind(best.length, (other) => best[other][0] > part || (best[other][0] === part && best[other][1] >= score));
    best.splice(place, 0, [part, score, at]);
    if (best.length > wanted) best.pop();
    if (best.length === wanted) [leastPart, leastScore] = best[wanted - 1];
  }
  return best.slice(begin).map(([, , at]) => item(at));
}
