/** Days: which articles were filed when, and how a result spreads over time. */

import { behind } from "./bytes.js";
import { parsed } from "./archive.js";
import { Trouble } from "./trouble.js";

const BARS = 60;

/** The days of the whole archive, in order, each with the documents that were filed. */
class Days {
  #days = [];
  #ends = [];

  /** `rows`: [day, documents], a day perhaps more than once. */
  constructor(rows, documents) {
    let end = 0;
    for (const [day, count] of rows) {
      end += count;
      if (this.#days.at(-1) === day) this.#ends.pop();
      else if (!(day > (this.#days.at(-1) ?? ""))) throw new Trouble("damaged");
      else this.#days.push(day);
      this.#ends.push(end);
    }
    if (end !== documents) throw new Trouble("damaged");
  }

  /** The documents from one day to another, both included: [first, end]. */
  range(from, to) {
    const before = (fits) => this.#ends[behind(this.#days.length, (at) => fits(this.#days[at])) - 1] ?? 0;
    return [from ? before((day) => day < from) : 0, before((day) => !to || day <= to)];
  }

  /** [day, number of `documents` that were filed then], where there are any. */
  *counts(documents) {
    let at = 0;
    for (const [number, day] of this.#days.entries()) {
      const begin = at;
      while (documents[at] < this.#ends[number]) at++;
      if (at > begin) yield [day, at - begin];
    }
  }
}

export async function daysOf(archive) {
  const rows = archive.segments.map(({ days }) => (typeof days === "string" ? archive.files.get(days, parsed) : days));
  archive.days ??= new Days((await Promise.all(rows)).flat(), archive.documents);
  return archive.days;
}

/** The documents filed from one day to another, either of which may be open: [first, end]. */
export async function filed(archive, from, to) {
  return (await daysOf(archive)).range(from, to);
}

/** How a list spreads over time: { unit, bars: [{ from, to, count }] }, gaps included; at most sixty bars, days if they are enough. */
export async function histogram(archive, { documents }) {
  const counts = [...(await daysOf(archive)).counts(documents)];
  if (!counts.length) return { unit: "day", bars: [] };
  const [first, last] = [counts[0][0], counts.at(-1)[0]];
  const span = (number) => number(last) - number(first) + 1;
  const unit = span(dayNumber) <= BARS ? "day" : span(monthNumber) <= BARS ? "month" : "year";
  const number = { day: dayNumber, month: monthNumber, year: yearNumber }[unit];
  const start = { day: dayAt, month: monthAt, year: (at) => monthAt(at * 12) }[unit];
  const width = Math.ceil(span(number) / BARS);
  const bars = Array.from({ length: Math.ceil(span(number) / width) }, (_, at) => {
    const begin = number(first) + at * width;
    return { from: start(begin), to: dayAt(dayNumber(start(begin + width)) - 1), count: 0 };
  });
  for (const [day, count] of counts) bars[Math.floor((number(day) - number(first)) / width)].count += count;
  return { unit, bars };
}

const dayNumber = (day) => Date.parse(`${day}T00:00:00Z`) / 864e5;
const monthNumber = (day) => yearNumber(day) * 12 + +day.slice(5, 7) - 1;
const yearNumber = (day) => +day.slice(0, 4);
const dayAt = (number) => new Date(number * 864e5).toISOString().slice(0, 10);
const monthAt = (number) => `${String(Math.floor(number / 12)).padStart(4, "0")}-${String((number % 12) + 1).padStart(2, "0")}-01`;
