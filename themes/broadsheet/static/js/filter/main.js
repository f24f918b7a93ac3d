/**
 * The filter box of an A-Z: hides the entries whose text does not hold what is typed, and letters without entries.
 * Without this file the box stays hidden and the list whole.
 */

/** Lower case without diacritics, so that "sao" finds "São Paulo". */
export function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
}

function start(form, list) {
  const input = form.querySelector("input");
  const status = form.querySelector("[role=status]");
  const entries = Array.from(list.querySelectorAll("li"), (element) => ({
    element,
    name: fold(element.firstElementChild.textContent),
  }));
  const letters = Array.from(list.querySelectorAll("section"));

  function narrow() {
    const wanted = fold(input.value);
    let shown = 0;
    for (const { element, name } of entries) {
      element.hidden = !name.includes(wanted);
      if (!element.hidden) shown += 1;
    }
    for (const letter of letters) {
      letter.hidden = !letter.querySelector("li:not([hidden])");
    }
    status.textContent = wanted ? `${shown} of ${entries.length}` : "";
  }

  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  input.addEventListener("input", narrow);
  // A browser may bring the typed text back with the page.
  if (input.value) narrow();
}

const form = document.querySelector("form.filter");
const list = document.querySelector("[data-filtered]");
if (form && list) start(form, list);
