/** Spans of days in words. */

import { LANGUAGE, dayName } from "./elements.js";

/** `1987`, `March 1987`, `26 Feb 1987`, `26 Feb 1987 – 3 Mar 1987`, `from …`, `until …`; `from`, `to`: days or null, both of them in it. */
export function spanName(from, to) {
  if (!to) return `from ${dayName(from)}`;
  if (!from) return `until ${dayName(to)}`;
  if (from === to) return dayName(from);
  const [first, last] = [from.slice(0, 4), to.slice(0, 4)];
  if (from.endsWith("-01-01") && to.endsWith("-12-31")) return first === last ? first : `${first} – ${last}`;
  const month = from.slice(0, 7);
  if (from.endsWith("-01") && to === lastDay(month)) {
    const day = new Date(`${from}T00:00:00Z`);
    return new Intl.DateTimeFormat(LANGUAGE, { month: "long", year: "numeric", timeZone: "UTC" }).format(day);
  }
  return `${dayName(from)} – ${dayName(to)}`;
}

/** The last day of a month, `1987-02` → `1987-02-28`. */
function lastDay(month) {
  const [year, number] = month.split("-").map(Number);
  const day = new Date(Date.UTC(2000, number, 0));
  day.setUTCFullYear(year, number, 0); // Date.UTC takes the years 0 to 99 for others
  return `${month}-${String(day.getUTCDate()).padStart(2, "0")}`;
}
