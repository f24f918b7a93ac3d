/** Reads term shards; their form is described in plugins/backfile/search/shards.py. */

import { ByteReader } from "./bytes.js";
import { Trouble } from "./trouble.js";

const MAGIC = "BFT1";
export const NAME_BYTES = 6;

/**
 * A shard's terms: Map of term → { held, counts, full, documents, fields }.
 * `held`: documents with the term; `counts`: per field; `full`: path of the file with all postings, or "" when they are all here;
 * `documents`: numbers, ascending; `fields`: per field { frequencies, lengths }, by posting.
 */
export function decodeShard(bytes, fieldCount, documentCount) {
  const file = new ByteReader(bytes);
  if (file.text(4) !== MAGIC) throw new Trouble("damaged");
  const count = file.varint();
  const words = inFull(file.block(), (block) => block.words(count));
  const rows = inFull(file.block(), (block) => words.map(() => readRow(block, fieldCount, documentCount)));
  inFull(file.block(), (block) => {
    for (const row of rows) if (row.listed < row.held) row.full = `t/${hex(block.take(NAME_BYTES))}.bin`;
  });
  const total = rows.reduce((sum, row) => sum + row.listed, 0);
  const documents = inFull(file.block(), (block) => readDocuments(block, rows, total, documentCount));
  const fields = Array.from({ length: fieldCount }, () => {
    const frequencies = inFull(file.block(), (block) => Uint32Array.from({ length: total }, () => block.varint()));
    const lengths = inFull(file.block(), (block) => frequencies.map((frequency) => (frequency ? block.take(1)[0] : 0)));
    return { frequencies, lengths };
  });
  if (!file.done) throw new Trouble("damaged");
  return new Map(words.map((word, at) => [word, slice(rows[at], documents, fields)]));
}

function readRow(block, fieldCount, documentCount) {
  const held = block.varint();
  const listed = block.varint();
  const counts = Array.from({ length: fieldCount }, () => block.varint());
  if (!listed || listed > held || held > documentCount || counts.some((each) => each > held)) throw new Trouble("damaged");
  return { held, listed, counts, full: "", begin: 0 };
}

function readDocuments(block, rows, total, documentCount) {
  const documents = new Uint32Array(total);
  let at = 0;
  for (const row of rows) {
    row.begin = at;
    let document = -1;
    for (let number = 0; number < row.listed; number++) {
      const step = block.varint();
      if (number && !step) throw new Trouble("damaged");
      document = number ? document + step : step;
      documents[at++] = document;
    }
    if (document >= documentCount) throw new Trouble("damaged");
  }
  return documents;
}

function slice({ held, listed, counts, full, begin }, documents, fields) {
  const part = (numbers) => numbers.subarray(begin, begin + listed);
  return {
    held,
    counts,
    full,
    documents: part(documents),
    fields: fields.map(({ frequencies, lengths }) => ({ frequencies: part(frequencies), lengths: part(lengths) })),
  };
}

/** What `read` makes of a block, which it has to read to the end. */
function inFull(block, read) {
  const result = read(block);
  if (!block.done) throw new Trouble("damaged");
  return result;
}

export function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
