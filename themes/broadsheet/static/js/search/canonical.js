/**
 * A tree as a query: how what was typed has been understood, exactly as plugins/backfile/search/query/canonical.py
 * writes it. Apart from query.js, which reads: most queries are understood as typed and never need to be written.
 */

import { DEPTH, halves, narrows, parts, span } from "./query.js";

/** The query that a tree stands for: well-formed, and parsed to the same tree; empty for null. */
export const canonical = (tree) => (tree ? clauses(tree, 0) : "");

const compound = ({ of }) => of;
const height = ({ of }) => (of ? 1 + Math.max(...of.map(height)) : 0);

const clauses = (node, depth) => {
  const [whole, unwanted] = halves(node);
  const [wanted, filters] = depth + height(whole) > DEPTH ? narrowed(whole) : [whole, []];
  const [required, optional] = wanted.type === "andmaybe" ? wanted.of : [null, wanted];
  if (!required && !filters[0] && (optional.type !== "or" || optional.boost)) return chain(node, depth);
  const signed = (mark, type, of) => (of ? parts(of, type).map((part) => mark + unit(part, depth)) : []);
  const choices = parts(optional, "or").slice();
  if (required && !choices[1] && narrows(choices[0])) choices.push(choices[0]); // by itself it would narrow
  const apart = choices.some((part) => compound(part) || narrows(part));
  const chosen = choices.map((part) => choice(part, depth)).join(apart ? " OR " : " ");
  const narrowing = filters.map((part) => unit(part, depth));
  const joint = required && chosen.startsWith("NOT ") ? ["OR"] : [];
  return [...signed("+", "and", required), ...joint, chosen, ...narrowing, ...signed("-", "or", unwanted)].join(" ");
};

/** A node and what narrows it, which needs no brackets, of one that is just that; any other and nothing. */
const narrowed = (node) => {
  const [first, ...rest] = node.type === "and" && !node.boost ? node.of : [node];
  const plain = rest[0] && !narrows(first) && rest.every((part) => narrows(part) && part.type !== "or");
  return plain ? [first, rest] : [node, []];
};

/** Brackets round a chain are only for people: left out where they would be nested too deep to be read again. */
const choice = (node, depth) => {
  const chained = (node.type === "and" && !node.boost) || node.type === "andnot";
  return (chained && depth + height(node) > DEPTH ? chain : unit)(node, depth);
};

const chain = (node, depth) => {
  const [wanted, unwanted] = halves(node);
  const links = unwanted && wanted.type === "every" ? [] : parts(wanted, "and").map((part) => unit(part, depth));
  if (unwanted) links.push(...parts(unwanted, "or").map((part) => `NOT ${unit(part, depth)}`));
  return links.join(" AND ");
};

const unit = (node, depth) => {
  const { type, text, slop, distance, of, field, boost } = node;
  if (type === "every") return "*";
  let end = boost ? `^${boost}` : "";
  if (of) return `(${clauses({ type, of }, depth + 1)})${end}`;
  if (type === "dates") return `date:${written(node)}${end}`;
  if (type === "word" && !field && /^(AND|OR|NOT)$/.test(text)) end ||= "^1"; // which makes a word of it
  if (type === "phrase") end = (slop === 1 ? "" : `~${slop}`) + end;
  if (type === "fuzzy") end = (distance === 1 ? "~" : `~${distance}`) + end;
  return (field ? `${field}:` : "") + (type === "phrase" ? `"${text}"` : type === "prefix" ? `${text}*` : text) + end;
};

/** Days in years or months where they are whole. */
const written = ({ from, to }) => {
  for (const length of [4, 7, 10]) {
    const [low, high] = [from?.slice(0, length), to?.slice(0, length)];
    if ((low && span(low)?.[0] !== from) || (high && span(high)?.[1] !== to)) continue;
    return !high ? `>=${low}` : !low ? `<=${high}` : low === high ? low : `[${low} TO ${high}]`;
  }
};
