/** Where words stand: phrases, words near each other, words of one field. The form of the files: plugins/backfile/search/position_shards.py. */

import { fold } from "./analysis.js";
import { ByteReader, behind, compareWords } from "./bytes.js";
import { shards } from "./further.js";
import { intersection, union, withScoresOf } from "./lists.js";
import { Trouble } from "./trouble.js";

const FIELDS = ["title", "body"];

class PositionShard {
  #words;
  #held = [];
  #parts = [];

  constructor(bytes) {
    const file = new ByteReader(bytes, "BFX1");
    const count = file.varint();
    this.#words = file.block((block) => block.words(count));
    const rows = file.block((block) => block.varints(2 * count));
    for (let at = 0; at < count; at++) {
      this.#held.push(rows[2 * at]);
      this.#parts.push(file.take(rows[2 * at + 1]));
    }
    file.end();
  }

  /** Of a term's postings, by field: { counts, gaps, starts }: how often it stands there, and where. */
  fields(term, held) {
    const folded = fold(term);
    const order = (at) => compareWords(fold(this.#words[at]), folded) || compareWords(this.#words[at], term);
    const at = behind(this.#words.length, (place) => order(place) < 0);
    if (this.#words[at] !== term || this.#held[at] !== held) throw new Trouble("damaged");
    const part = new ByteReader(this.#parts[at]);
    const fields = FIELDS.map(() => ({ counts: part.varints(held) }));
    for (const field of fields) {
      field.starts = new Uint32Array(held + 1);
      for (let posting = 0; posting < held; posting++) field.starts[posting + 1] = field.starts[posting] + field.counts[posting];
      field.gaps = part.varints(field.starts[held]);
    }
    part.end();
    return fields;
  }
}

/** Of a form's postings in each segment: { documents, fields }, `documents` by their numbers there; undefined where it has none. */
export async function positions(archive, form) {
  return Promise.all(
    archive.segments.map(async (segment, number) => {
      const part = form.parts[number];
      if (!part) return undefined;
      const folded = fold(form.term);
      const [[shard], { documents }] = await Promise.all([
        shards(archive, segment, ["positions", "x"], folded, folded, (bytes) => new PositionShard(bytes)),
        archive.whole(segment, form.term, part),
      ]);
      if (!shard) throw new Trouble("damaged", segment.more);
      return { documents, fields: shard.fields(form.term, part.held) };
    }),
  );
}

/** The documents that have a form in a field. */
export async function inField(archive, form, field) {
  const number = FIELDS.indexOf(field);
  const found = await positions(archive, form);
  const lists = found.map((part) => part?.documents.filter((_, at) => part.fields[number].counts[at]));
  return { documents: archive.joined(lists), scores: null };
}

/** The documents of a phrase; they score what its words score. */
export async function phrase(evaluation, archive, { text, slop = 1, field }, wanted) {
  const tokens = archive.analysis.queryTokens(text);
  const told = tokens.filter(({ stop }) => !stop);
  const distinct = new Map((told.length ? told : tokens).map((token) => [token.terms.join(" "), token]));
  const [rows, lists] = await Promise.all([
    standing(archive, tokens, slop, field ? [FIELDS.indexOf(field)] : [0, 1]),
    Promise.all([...distinct.values()].map((token) => evaluation.token(token, undefined, wanted && "within"))),
  ]);
  if (wanted) {
    const row = tokens.map(({ all, position }, at) => ({ terms: new Set(all), gap: at && position - tokens[at - 1].position }));
    evaluation.sought.push({ rows: (spans, fits) => inRows(spans, row, slop, fits), documents: rows });
  }
  return withScoresOf({ documents: rows, scores: new Float64Array(rows.length) }, union(lists, archive.documents));
}

/** The documents where the tokens stand in a row in one of the fields, by number. */
async function standing(archive, tokens, slop, fields) {
  const found = await Promise.all(
    tokens.map(async ({ all }) => {
      const forms = await archive.forms(all, false);
      return Promise.all(forms.map((form) => positions(archive, form)));
    }),
  );
  const gaps = tokens.map(({ position }, at) => at && position - tokens[at - 1].position);
  return archive.joined(
    archive.segments.map((_, number) => {
      const words = found.map((forms) => forms.map((parts) => parts[number]).filter(Boolean));
      if (words.some((parts) => !parts.length)) return undefined;
      const lists = words.map((parts) => union(parts.map(({ documents }) => ({ documents, scores: null })), archive.documents));
      const readers = words.map((parts) => parts.map((part) => new Places(part)));
      return intersection(lists).documents.filter((document) => {
        for (const parts of readers) for (const part of parts) part.seek(document);
        return fields.some((field) => fits(readers, field, gaps, slop));
      });
    }),
  );
}

/** Whether one place of each word can be chosen so that they stand in a row. */
function fits(readers, field, gaps, slop) {
  let ends = [];
  for (const part of readers[0]) part.places(field, ends);
  for (let at = 1; at < readers.length && ends.length; at++) {
    const places = [];
    for (const part of readers[at]) part.places(field, places);
    const near = gaps[at];
    ends = places.filter((place) => ends.some((end) => place - end >= near && place - end < near + slop));
  }
  return ends.length > 0;
}

/** Reads a term's places, document after document. */
class Places {
  #part;
  #at = 0;

  constructor(part) {
    this.#part = part;
  }

  seek(document) {
    const { documents } = this.#part;
    while (documents[this.#at] < document) this.#at++;
    this.found = documents[this.#at] === document;
  }

  /** Add to `found` where the term stands in a field of the document. */
  places(field, found) {
    if (!this.found) return;
    const { gaps, starts } = this.#part.fields[field];
    let place = 0;
    for (let at = starts[this.#at]; at < starts[this.#at + 1]; at++) found.push((place += gaps[at]));
  }
}

/** The rows of words that fit a phrase: as a whole where they are adjacent, else each of its words. */
function inRows(spans, row, slop, fits) {
  const follow = (place, step) => {
    if (step === row.length) return [];
    const nearest = place + row[step].gap;
    for (let at = nearest; at < nearest + slop; at++) {
      const rest = fits(spans[at], row[step].terms) && follow(at, step + 1);
      if (rest) return [spans[at], ...rest];
    }
    return undefined;
  };
  return spans.flatMap((span, at) => {
    const rest = fits(span, row[0].terms) && follow(at, 1);
    if (!rest) return [];
    return slop === 1 ? [{ start: span.start, end: (rest.at(-1) ?? span).end }] : [span, ...rest];
  });
}
