/** The tools below an article: print it, copy its address. Without this file they stay hidden. */

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
