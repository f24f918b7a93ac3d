/**
 * Lists of documents: { documents, scores }, ascending numbers in a Uint32Array and a Float64Array beside them, or null where all
 * score nothing. A list may know a `total` greater than its length (the best of many), and `parts` (see ranking.js).
 */

export const NOTHING = { documents: new Uint32Array(0), scores: null };

/** Documents `from` to `to`, exclusive. */
export function range(from, to) {
  const documents = new Uint32Array(Math.max(0, to - from));
  for (let at = 0; at < documents.length; at++) documents[at] = from + at;
  return { documents, scores: null };
}

/** The same with all scores multiplied. */
export function boosted(list, boost = 1) {
  return boost === 1 || !list.scores ? list : { ...list, scores: list.scores.map((score) => score * boost) };
}

/** Where each of `some` stands in `all`, or -1: both ascending. */
function places(some, all) {
  const found = new Int32Array(some.length);
  let at = 0;
  for (let index = 0; index < some.length; index++) {
    const wanted = some[index];
    if (all.length > some.length * 16) {
      let step = 1;
      while (all[at + step] < wanted) step *= 2;
      let end = Math.min(at + step, all.length);
      while (at < end) {
        const middle = (at + end) >> 1;
        if (all[middle] < wanted) at = middle + 1;
        else end = middle;
      }
    } else while (all[at] < wanted) at++;
    found[index] = all[at] === wanted ? at : -1;
  }
  return found;
}

/** The documents of `list` for whose place in `other` `keep` holds, with what `other` adds to their scores. */
function filtered(list, other, keep) {
  const found = places(list.documents, other.documents);
  let count = 0;
  for (const place of found) if (keep(place)) count++;
  const documents = new Uint32Array(count);
  const scores = list.scores || other.scores ? new Float64Array(count) : null;
  const parts = list.parts && new Uint16Array(count);
  let to = 0;
  for (let at = 0; at < found.length; at++) {
    const place = found[at];
    if (!keep(place)) continue;
    documents[to] = list.documents[at];
    if (scores) scores[to] = (list.scores?.[at] ?? 0) + (place < 0 ? 0 : (other.scores?.[place] ?? 0));
    if (parts) parts[to] = list.parts[at];
    to++;
  }
  return { documents, scores, parts };
}

/** What stands in all. */
export function intersection(lists) {
  const [first, ...rest] = lists.toSorted((one, other) => one.documents.length - other.documents.length);
  return rest.reduce(restricted, { ...first, parts: undefined });
}

/** What of `list` stands in `other` too. */
export const restricted = (list, other) => filtered(list, other, (place) => place >= 0);

/** `list` with what `other` adds to its scores. */
export const withScoresOf = (list, other) => filtered(list, other, () => true);

export const difference = (list, other) => filtered(list, { ...other, scores: null }, (place) => place < 0);

let sums = new Float64Array(0);
let counts = new Uint16Array(0);

/** What stands in any, of an archive of `size` documents. */
export function union(lists, size) {
  if (lists.length === 1) return { ...lists[0], parts: undefined };
  if (sums.length < size) [sums, counts] = [new Float64Array(size), new Uint16Array(size)];
  let total = 0;
  for (const { documents, scores } of lists) {
    for (let at = 0; at < documents.length; at++) {
      const document = documents[at];
      if (!counts[document]++) total++;
      if (scores) sums[document] += scores[at];
    }
  }
  const documents = new Uint32Array(total);
  collect(lists, documents, size);
  const scores = lists.some((list) => list.scores) ? new Float64Array(total) : null;
  const parts = new Uint16Array(total);
  for (let at = 0; at < total; at++) {
    const document = documents[at];
    parts[at] = counts[document];
    if (scores) scores[at] = sums[document];
    sums[document] = counts[document] = 0;
  }
  return { documents, scores, parts };
}

/** Write the documents that are counted: few are sorted, for many all are gone through. */
function collect(lists, to, size) {
  let at = 0;
  if (to.length * 20 > size) {
    for (let document = 0; document < size; document++) if (counts[document]) to[at++] = document;
    return;
  }
  for (const { documents } of lists) {
    for (const document of documents) {
      if (counts[document] & 0x8000) continue;
      counts[document] |= 0x8000;
      to[at++] = document;
    }
  }
  to.sort();
  for (const document of to) counts[document] &= 0x7fff;
}
