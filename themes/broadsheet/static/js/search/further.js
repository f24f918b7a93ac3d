/** What a segment has beyond terms: in a file that names them, and in shards or in that same file. */

import { isTable, parsed } from "./archive.js";
import { refAt, shardFor } from "./shards.js";
import { Trouble } from "./trouble.js";

/** A member of the segment's file of these. */
export async function further(archive, segment, name) {
  return (await archive.files.get(segment.more, parsed))[name];
}

/** What `decode` makes of a part; its ref leaves the file's name out where all parts are in the same file. */
export function part({ files }, segment, ref, decode = parsed) {
  return files.get(ref[0] === ":" ? segment.more.split(":")[0] + ref : ref, decode);
}

/** The shards of one of a segment's tables that may hold keys from `from` to `to`, which are inclusive. */
export async function shards(archive, segment, [name, folder], from, to, decode) {
  const table = await further(archive, segment, name);
  if (!isTable(table)) throw new Trouble("damaged", segment.more);
  const [first, last] = [shardFor(table, from), shardFor(table, to)];
  const numbers = Array.from({ length: first < 0 ? 0 : last - first + 1 }, (_, at) => first + at);
  return Promise.all(numbers.map((number) => part(archive, segment, refAt(table, number, folder), decode)));
}
