/** What the page shows, as its address tells it: ?q=…&topic=…&from=…&to=…&order=… */

export const FIELDS = ["topic", "person", "org", "place", "dateline", "agency", "lang"];
const ORDERS = ["all", "newest", "oldest"];
const DAY = /^\d{4}-\d\d-\d\d$/;

/** Whether a day is one of the calendar: the 30th of February is not. */
const isDay = (day) => DAY.test(day) && Date.parse(day) > -Infinity && new Date(day).toISOString().startsWith(day);

/** `search` of an address → { query, filters: [[field, id], …], from, to, order, insist }; what cannot be is left out. */
export function readAddress(search) {
  const given = new URLSearchParams(search);
  const day = (name) => (isDay(given.get(name)) ? given.get(name) : null);
  return {
    query: (given.get("q") ?? "").trim(),
    filters: [...given].filter(([name, id]) => FIELDS.includes(name) && id),
    from: day("from"),
    to: day("to"),
    order: ORDERS.includes(given.get("order")) ? given.get("order") : "relevance",
    insist: given.has("insist"),
  };
}

/** The address of a state, relative to the page. */
export function addressOf({ query, filters, from, to, order, insist }) {
  const wanted = new URLSearchParams(query ? { q: query } : {});
  for (const [field, id] of filters) wanted.append(field, id);
  if (from) wanted.set("from", from);
  if (to) wanted.set("to", to);
  if (order !== "relevance") wanted.set("order", order);
  if (insist) wanted.set("insist", "1");
  return wanted.size ? `?${wanted}` : "./";
}

/** Whether a state asks for anything. */
export function asks({ query, filters, from, to }) {
  return Boolean(query || filters.length || from || to);
}
