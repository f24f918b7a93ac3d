/** The tools below an article: print it, copy its address. Without this file they stay hidden. Words searched for are marked. */

const tools = document.querySelector(".tools");

const actions = {
  print: () => window.print(),
  copy: async (say) => {
    try {
      await navigator.clipboard.writeText(document.querySelector(".permalink").href);
      say("Copied");
    } catch {
      // Clipboards are for secure pages only, and a reader may refuse.
      say("Your browser did not allow it: copy the permalink above");
    }
  },
};

if (tools) {
  const status = tools.querySelector("[role=status]");
  tools.hidden = false;
  tools.addEventListener("click", (event) => {
    const action = actions[event.target.closest("button")?.dataset.do];
    if (action) action((text) => (status.textContent = text));
  });
}

/** `#find=oil%20prices`, as results of the search page say what was asked. The marks are the search unit's: few visits need them. */
async function find() {
  const query = new URLSearchParams(location.hash.slice(1)).get("find");
  const { marking, search } = document.querySelector("script[data-marking]")?.dataset ?? {};
  if (!query || !marking) return;
  const { markMatches } = await import(new URL(marking, location));
  await markMatches(query, new URL(search, location).href);
}

find().catch(() => {}); // an article can be read without marks
addEventListener("hashchange", () => find().catch(() => {}));
