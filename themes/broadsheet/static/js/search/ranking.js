/** The formula of plugins/backfile/search/ranking.py. */

/** The field lengths that one byte can stand for, as Whoosh computes them. */
export const LENGTHS = Array.from({ length: 256 }, (_, byte) => Math.round((1.033 ** byte - 1) * 27));

/** How telling a term is that `holding` of all `documents` hold. */
export function idf(documents, holding) {
  return Math.log(1 + (documents - holding + 0.5) / (holding + 0.5));
}

/** A score as it is shown and compared. */
export function rounded(score) {
  return Math.floor(score * 1e9 + 0.5) / 1e9;
}

/** For each length byte what the length adds to the denominator. */
export function norms({ k1, b }, average) {
  return LENGTHS.map((length) => k1 * (1 - b + (b * length) / (average || 1)));
}

/**
 * The best `wanted` of the documents that have a score, best first, the newest (highest number) first among equals.
 * `scores` is by document; `touched` lists the documents that have one.
 */
export function best(scores, touched, wanted) {
  const values = Float64Array.from(touched, (document) => rounded(scores[document]));
  const least = values.length > wanted ? values.slice().sort()[values.length - wanted] : 0;
  const chosen = [];
  for (let at = 0; at < touched.length; at++) {
    if (values[at] >= least) chosen.push({ document: touched[at], score: values[at] });
  }
  chosen.sort((one, other) => other.score - one.score || other.document - one.document);
  return chosen.slice(0, wanted);
}
