/** Scores as Whoosh's own BM25F gives them, for tests: of each field by itself, with weights of 1. */

import { further, part } from "./further.js";
import { positions } from "./phrases.js";
import { Trouble } from "./trouble.js";

const [K1, B] = [1.2, 0.75];

/** The field lengths that one byte can stand for, as Whoosh computes them. */
export const LENGTHS = Array.from({ length: 256 }, (_, byte) => Math.round((1.033 ** byte - 1) * 27));

/** The scores of a form's postings. */
export async function exactScores(archive, form) {
  const { documents, tokens } = archive.manifest;
  const [parts, lengths] = await Promise.all([positions(archive, form), lengthsOf(archive)]);
  const inverse = tokens.map((_, field) => {
    const holding = parts.flatMap((part) => Array.from(part?.fields[field].counts ?? [])).filter(Boolean).length;
    return Math.log(documents / (holding + 1)) + 1;
  });
  const scores = parts.flatMap((part, number) =>
    Array.from(part?.documents ?? [], (document, at) =>
      tokens.reduce((sum, all, field) => {
        const frequency = part.fields[field].counts[at];
        const norm = 1 - B + (B * LENGTHS[lengths[number][field][document]]) / (all / documents || 1);
        return frequency ? sum + (inverse[field] * (frequency * (K1 + 1))) / (frequency + K1 * norm) : sum;
      }, 0),
    ),
  );
  return Float64Array.from(scores, (score) => score * form.weight);
}

/** By segment and field: the length byte of each document. */
function lengthsOf(archive) {
  return Promise.all(
    archive.segments.map(async (segment) => {
      const { documents } = segment;
      const bytes = await part(archive, segment, await further(archive, segment, "lengths"), (whole) => whole);
      if (bytes.length !== 2 * documents) throw new Trouble("damaged", segment.more);
      return [bytes.subarray(0, documents), bytes.subarray(documents)];
    }),
  );
}
