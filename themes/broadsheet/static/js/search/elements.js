/** Pieces of the page. Everything that comes from files or from the address becomes text, never markup. */

export function element(name, properties, ...children) {
  const made = document.createElement(name);
  Object.assign(made, properties);
  made.append(...children);
  return made;
}

/** Text with <mark> around the ranges in `marks`. */
export function marked(text, marks) {
  const parts = [];
  let at = 0;
  for (const [start, end] of marks) {
    parts.push(text.slice(at, start), element("mark", {}, text.slice(start, end)));
    at = end;
  }
  return [...parts, text.slice(at)];
}

export const LANGUAGE = document.documentElement.lang || "en";

export const number = (value) => value.toLocaleString(LANGUAGE);

/** `1 article`, `21,578 articles` */
export const articles = (count) => `${number(count)} ${count === 1 ? "article" : "articles"}`;

const ENGLISH_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `17 Nov 2015`, as everywhere on the site: the day as filed, whatever the reader's zone. */
export function dayName(iso) {
  const [year, month, day] = iso.slice(0, 10).split("-").map(Number);
  if (/^en\b/.test(LANGUAGE)) return `${day} ${ENGLISH_MONTHS[month - 1]} ${year}`;
  const shape = { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" };
  return new Intl.DateTimeFormat(LANGUAGE, shape).format(new Date(Date.UTC(year, month - 1, day)));
}
