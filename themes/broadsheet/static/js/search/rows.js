/** What results show: files of some dozens of neighbouring documents, below the name of the block that holds them. */

import { parsed } from "./archive.js";
import { ByteReader, behind, fromBase64, hex } from "./bytes.js";
import { Trouble } from "./trouble.js";

const COLUMNS = ["slugs", "titles", "dates", "datelines", "agencies", "leads", "langs"];

/** The articles of some documents: [{ url, title, date, dateline, agency, lead, lang }]. */
export function rowsOf(archive, documents) {
  archive.blocks ??= blocksOf(archive.manifest);
  return Promise.all(documents.map((document) => row(archive, document)));
}

/** [{ key, begin, end }] */
function blocksOf({ blocks, documents }) {
  const found = [];
  const bytes = fromBase64(blocks);
  const file = new ByteReader(bytes);
  let end = 0;
  while (end < documents) {
    const [key, begin] = [hex(file.take(6)), end];
    end += file.varint();
    found.push({ key, begin, end });
  }
  file.end();
  if (end !== documents) throw new Trouble("damaged", "manifest.json");
  return found;
}

async function row({ files, manifest: { group }, blocks }, document) {
  const { key, begin, end } = blocks[behind(blocks.length, (at) => blocks[at].end <= document)];
  const number = Math.floor((document - begin) / group);
  const first = begin + number * group;
  const columns = await files.unnamed(`d/${key}/${number}.bin`, (bytes) => {
    const found = parsed(bytes);
    const whole = found.block === key && found.at === number;
    const count = Math.min(group, end - first);
    if (whole && COLUMNS.every((column) => found[column].length === count)) return found;
    throw new Trouble("damaged");
  });
  const [slug, title, date, dateline, agency, lead, lang] = COLUMNS.map((column) => columns[column][document - first]);
  return { url: slug || address(date, title), title, date, dateline, agency, lead, lang };
}

/** The address that most documents have: the day that they are filed under, and their title. */
function address(date, title) {
  const slug = title.replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "").toLowerCase();
  return `${date.slice(0, 10).replaceAll("-", "/")}/${slug}.html`;
}
