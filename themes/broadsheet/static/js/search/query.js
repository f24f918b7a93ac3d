/**
 * A query string → its tree and what had to be read otherwise than typed, exactly as
 * plugins/backfile/search/query/ does it; the modules there say why, and what the notes' codes mean.
 * tests/fixtures/search/queries.json holds the two together.
 *
 * Nodes are plain objects { type, text, slop, distance, of, from, to, field, boost }; keys without a value and boosts
 * of 1 are left out. Keys are always set in the same order, so that equal nodes have equal JSON.
 */

const OPEN = '(?=[ ()"]|$)';
const SPACES = / +/y;
const JOINT = RegExp(`(?:AND|OR)${OPEN}`, "y");
const NEGATION = RegExp(`NOT${OPEN}`, "y");
const FIELD = /(?:title|body|topic|person|org|place|dateline|agency|lang|date):/iy;
const SIGNS = /[+-]+/y;
const CHUNK = /[^ ()"]+/y;
const SUFFIX = /[~^]-?[0-9.]*/y;
const LAST_SUFFIX = /[~^]-?[0-9.]*$/;
const NUMBER = /^.-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)$/;
const RANGE = /\[ *(?:([0-9*-]+) *)?TO *(?:([0-9*-]+) *)?(\]?)/iy;
const NO_RANGE = /[[{][^\]}()"]*[\]}]?/y;
const COMPARED = /([<>]=?|=[<>]) *([^ ()"]*)/y;
const DATE = /^([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?$/;

export const DEPTH = 20;
const [LENGTH, LEAVES, EXCERPT] = [2000, 200, 60];
const EVERY = { type: "every" };

/* Combining nodes. */

/** The children of a group of this type that has no boost of its own; of anything else, itself. */
export const parts = (node, type) => (node.type === type && !node.boost ? node.of : [node]);

const group = (type, nodes) => {
  const children = nodes.flatMap((node) => parts(node, type));
  const of = [...new Map(children.map((node) => [JSON.stringify(node), node])).values()];
  return of.length > 1 ? { type, of } : of[0];
};

/** What is wanted, and what is not, if anything. */
export const halves = (node) => (node.type === "andnot" ? node.of : [node]);

const either = (nodes) => group("or", nodes);

const both = (nodes) => {
  const halved = nodes.map(halves);
  const wanted = halved.filter(([node, unwanted]) => !unwanted || node.type !== "every").map(([node]) => node);
  return without(wanted[0] ? group("and", wanted) : EVERY, halved.flatMap(([, ...unwanted]) => unwanted));
};

const without = (wanted, unwanted) => {
  if (!unwanted.length) return wanted;
  if (wanted.type === "andnot") return without(wanted.of[0], [wanted.of[1], ...unwanted]);
  return { type: "andnot", of: [wanted, either(unwanted)] };
};

const preferring = (required, optional) =>
  required.type === "andnot"
    ? without(preferring(required.of[0], optional), [required.of[1]])
    : { type: "andmaybe", of: [required, optional] };

/** The node weighed `factor` times, and whether that was possible. */
const boosted = (node, factor) => {
  if (factor === 1) return [node, true];
  const { type, of, boost = 1, ...rest } = node;
  if (type === "every") return [node, false];
  if (type === "andnot" || type === "andmaybe") {
    const weighed = of.map((child, at) => (at && type === "andnot" ? [child, true] : boosted(child, factor)));
    return [{ type, of: weighed.map(([child]) => child) }, weighed.every(([, exact]) => exact)];
  }
  const product = boost * factor;
  const held = Math.min(Math.max(product, 0.1), 100);
  return [{ type, ...(of && { of }), ...rest, ...(held !== 1 && { boost: held }) }, held === product];
};

/* Dates, as "YYYY-MM-DD". */

const leap = (year) => !(year % (year % 100 ? 4 : 400));

const daysOf = (year, month) => (month === 2 ? 28 + leap(year) : 30 + ((month + (month >> 3)) & 1));

const iso = (...numbers) => numbers.map((number, at) => `${number}`.padStart(at ? 2 : 4, "0")).join("-");

/** First and last day of a year, month or day. */
export const span = (text) => {
  const [year, month, day] = (DATE.exec(text) ?? []).slice(1).map((part) => part && +part);
  if (!year || month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) return null;
  const last = month ?? 12;
  return [iso(year, month ?? 1, day ?? 1), iso(year, last, day ?? daysOf(year, last))];
};

/** The day after (step 1) or before (-1), in UTC; null beyond the years 1 to 9999. */
const beside = (text, step) => {
  const day = new Date(Date.parse(text) + step * 864e5).toISOString().slice(0, 10);
  return /^\+|^0000/.test(day) ? null : day;
};

const dates = (from, to) => (from || to) && { type: "dates", ...(from && { from }), ...(to && { to }) };

const compared = (sign, text) => {
  const [first, last] = span(text) ?? [];
  if (!first) return null;
  if (sign.includes("=")) return sign.includes(">") ? dates(first) : dates(null, last);
  return sign === ">" ? dates(beside(last, 1)) : dates(null, beside(first, -1));
};

const between = (...ends) => {
  const [low, high] = ends.map((text) => (!text || text === "*" ? [] : span(text)));
  if (!low || !high) return [];
  return low[0] > high[1] ? [dates(high[0], low[1]), true] : [dates(low[0], high[1]), false];
};

/* Parsing. */

const leaf = (type, text, field, rest) => ({ type, text, ...rest, ...(field && { field }) });
const first = (suffixes, sign) => suffixes.find((suffix) => suffix[0] === sign);
const code = (suffix) => (suffix[0] === "~" ? "fuzzy" : "boost");

const splitSuffixes = (chunk) => {
  const suffixes = [];
  for (let match; (match = LAST_SUFFIX.exec(chunk)); chunk = chunk.slice(0, match.index)) suffixes.unshift(match[0]);
  return [chunk, suffixes];
};

/** A query → { tree, notes }: what it asks for, null when there is nothing in it; [{ code, text }]. Never throws. */
export function parseQuery(text) {
  const typed = text.replace(/[\s\x1c-\x1f\x85]/g, " ").replace(/[“”„«»‟″＂]/g, '"');
  const chars = Array.from(typed.replace(/[：（）＋－]/g, (sign) => ":()+-"["：（）＋－".indexOf(sign)]));
  const query = chars.slice(0, LENGTH).join("");
  const notes = [];
  let at = 0;
  let leaves = 0;

  const note = (code, piece) => {
    const chars = Array.from(piece);
    notes.push({ code, text: chars[EXCERPT] ? `${chars.slice(0, EXCERPT - 1).join("")}…` : piece });
  };

  const sees = (pattern) => {
    pattern.lastIndex = at;
    return pattern.exec(query);
  };

  const take = (pattern) => {
    const found = sees(pattern);
    if (found) at = pattern.lastIndex;
    return found;
  };

  const atEnd = () => at >= query.length || query[at] === ")";

  const takeSuffixes = () => {
    const found = [];
    for (let match; (match = take(SUFFIX)); ) found.push(match[0]);
    return found;
  };

  /** Say that there is nothing here that could be fuzzy. */
  const refuse = (suffixes) => {
    const tilde = first(suffixes, "~");
    if (tilde) note("fuzzy", tilde);
  };

  const number = (suffix, code, least, greatest) => {
    const typed = NUMBER.test(suffix) ? +suffix.slice(1) : NaN;
    const held = Number.isNaN(typed) ? 1 : Math.min(Math.max(typed, least), greatest);
    const read = code === "boost" ? held : Math.floor(held);
    if (read !== typed) note(code, suffix);
    return read;
  };

  const weighed = (node, suffixes) => {
    suffixes.forEach((suffix, place) => {
      if (first(suffixes.slice(0, place), suffix[0])) note(code(suffix), suffix);
    });
    const caret = first(suffixes, "^");
    if (!caret) return node;
    const [heavy, exact] = boosted(node, number(caret, "boost", 0.1, 100));
    if (!exact) note("boost", caret);
    return heavy;
  };

  const clauses = (field, depth) => {
    const runs = [];
    let joint = "";
    let lost = false; // the clause before has been left out, and `joint` was before it
    for (let found; take(SPACES), at < query.length; ) {
      if (query[at] === ")") {
        if (depth) break;
        note("bracket", ")");
        at++;
      } else if ((found = take(JOINT)?.[0])) {
        if (lost) {
          if (joint && joint !== found) joint = "OR";
          lost = false;
        } else if (joint || !runs.length) note("operator", found);
        else joint = found;
      } else {
        if (lost) joint = "";
        const one = link(field, depth);
        lost = !one;
        if (lost) continue;
        if (joint === "AND") runs.at(-1).at(-1).push(one);
        else if (joint) runs.at(-1).push([one]);
        else runs.push([[one]]);
        joint = "";
      }
    }
    if (joint && !lost) note("operator", joint);
    return runs.length ? combined(runs, !field) : null;
  };

  const link = (field, depth) => {
    let negative = false;
    let required = false;
    let signed = false;
    let hanging;
    let spaced;
    let glued = false; // to a field: AND, OR and NOT are its value
    for (let found; ; ) {
      if ((found = take(FIELD)?.[0])) {
        field = found.slice(0, -1).toLowerCase();
        hanging = ["field", found];
        spaced = take(SPACES) && found;
        glued = !spaced;
      } else if ((found = take(SIGNS)?.[0])) {
        const stray = take(SPACES) || atEnd();
        if (stray || found[1]) note("operator", found);
        if (stray) glued = false;
        else {
          signed = true;
          if (found.includes("-")) negative = !negative;
          else required = true;
        }
      } else if (!glued && (found = take(NEGATION)?.[0])) {
        negative = !negative;
        hanging = ["operator", found];
        take(SPACES);
      } else break;
    }
    if (atEnd() || (!glued && sees(JOINT))) {
      if (hanging) note(...hanging);
      return null;
    }
    if (spaced) note("space", spaced);
    const node = operand(field, depth);
    return node && { node, negative, required: required && !negative, signed };
  };

  const operand = (field, depth) => {
    const start = at;
    const sign = query[start];
    if (sign === "(") return bracketed(field, depth);
    const [node, suffixes] = sign === '"' ? phrase(field) : field === "date" ? date() : word(field);
    if (!node) return null;
    if (node !== EVERY && ++leaves > LEAVES) {
      if (leaves === LEAVES + 1) note("leaves", query.slice(start));
      return null;
    }
    return weighed(node, suffixes);
  };

  const bracketed = (field, depth) => {
    const start = at;
    if (depth === DEPTH) {
      let level = 0;
      do {
        const sign = query[at++];
        level += (sign === "(") - (sign === ")");
      } while (level && at < query.length);
      if (!level) takeSuffixes();
      note("depth", query.slice(start, at));
      return null;
    }
    at++;
    const said = notes.length;
    const node = clauses(field, depth + 1);
    if (at++ >= query.length) note("bracket", "(");
    const suffixes = takeSuffixes();
    if (!node) {
      if (notes.length === said) note("empty", "()");
      return null;
    }
    refuse(suffixes);
    return weighed(node, suffixes);
  };

  const phrase = (field) => {
    const start = at;
    const end = query.indexOf('"', start + 1);
    at = end < 0 ? query.length : end + 1;
    const text = query.slice(start + 1, end < 0 ? at : end);
    if (end < 0) note("quote", query.slice(start));
    const suffixes = takeSuffixes();
    if (!text.trim()) {
      note("empty", '""');
      return [];
    }
    if (field === "date") {
      refuse(suffixes);
      return [day("", text.trim(), start), suffixes];
    }
    const tilde = first(suffixes, "~");
    return [leaf("phrase", text, field, { slop: tilde ? number(tilde, "slop", 0, 100) : 1 }), suffixes];
  };

  const date = () => {
    const start = at;
    let node;
    let suffixes;
    let found = take(RANGE);
    if (found) {
      suffixes = takeSuffixes();
      if (!found[3]) note("bracket", "[");
      const [read, turned] = between(found[1], found[2]);
      node = read;
      if (turned || !node) note(node ? "reversed" : "date", `date:${found[0]}`);
    } else if ((found = take(NO_RANGE))) {
      suffixes = takeSuffixes();
      note("date", `date:${found[0]}`);
    } else {
      let text;
      found = take(COMPARED);
      [text, suffixes] = splitSuffixes(found ? found[2] : take(CHUNK)[0]);
      node = day(found?.[1], text, start);
    }
    if (node) refuse(suffixes);
    return [node, suffixes];
  };

  const day = (sign, text, start) => {
    const node = sign ? compared(sign, text) : dates(...(span(text) ?? []));
    if (!node) note("date", `date:${query.slice(start, at)}`);
    return node;
  };

  const word = (field) => {
    let [text, suffixes] = splitSuffixes(take(CHUNK)[0]);
    if (!text) note(code(suffixes[0]), suffixes.join(""));
    if (!text) return [];
    if (!/[*?]/.test(text)) {
      const tilde = first(suffixes, "~");
      if (!tilde) return [leaf("word", text, field), suffixes];
      const distance = tilde === "~" ? 1 : number(tilde, "fuzzy", 1, 2);
      return [leaf("fuzzy", text, field, { distance }), suffixes];
    }
    refuse(suffixes);
    text = text.replace(/\*+/g, "*");
    if (!field && (text === "*" || text === "*:*")) return [EVERY, suffixes];
    if (text !== "*" && !/[^*?]/.test(text)) {
      note("pattern", text);
      return [];
    }
    if (/^[^*?]+\*$/.test(text)) return [leaf("prefix", text.slice(0, -1), field), suffixes];
    return [leaf("wildcard", text, field), suffixes];
  };

  if (chars.length > LENGTH) note("length", chars.slice(LENGTH).join(""));
  return { tree: clauses(null, 0), notes };
}

/** Whether a node says nothing of the words of a story: dates, topics, credits. */
export const narrows = ({ type, field, of }) =>
  type === "and" || type === "or" ? of.every(narrows) : type === "dates" || (field && field !== "title" && field !== "body");

const combined = (runs, narrowing) => {
  const [required, optional, banned, filters] = [[], [], [], []];
  for (const run of runs) {
    const { node, negative, signed } = run[0][0];
    if (narrowing && !run[1] && !run[0][1] && !negative && !signed && narrows(node)) {
      filters.push(node);
      continue;
    }
    for (const chain of run) {
      const nodes = (unwanted) => chain.filter((link) => link.negative === unwanted).map((link) => link.node);
      const wanted = nodes(false);
      if (!wanted.length && (!run[1] || chain.some((link) => link.signed))) banned.push(...nodes(true));
      else {
        const joined = without(wanted[0] ? both(wanted) : EVERY, nodes(true));
        (chain.some((link) => link.required) ? required : optional).push(joined);
      }
    }
  }
  const choice = optional[0] ? either(optional) : null;
  const needed = required[0] ? both(required) : null;
  const found = needed && choice ? preferring(needed, choice) : (needed ?? choice);
  const whole = filters[0] ? both(found ? [found, ...filters] : filters) : found;
  return without(whole ?? EVERY, banned);
};
