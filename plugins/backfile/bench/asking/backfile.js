/* Asks a worker like the one of the search page. Evaluated in the page with [site, query, count]. */
async ([site, query, count]) => {
  const script = document.querySelector("script[type=module][src*='/search.']").src;
  if (!window.benchWorker) {
    window.benchWorker = new Worker(new URL("worker.js", script), { type: "module" });
    window.benchCalls = 0;
  }
  const call = (message) =>
    new Promise((resolve, reject) => {
      const id = ++window.benchCalls;
      const listen = ({ data }) => {
        if (data.id !== id) return;
        benchWorker.removeEventListener("message", listen);
        data.ok ? resolve(data) : reject(new Error(`${data.kind} ${data.file ?? ""}`));
      };
      benchWorker.addEventListener("message", listen);
      benchWorker.addEventListener("error", ({ message }) => reject(new Error(message || "the worker did not start")));
      benchWorker.postMessage({ id, ...message });
    });
  if (window.benchCalls === 0) await call({ do: "open", base: `${site}search/` });
  const order = { filters: [], from: null, to: null, order: "relevance" };
  const { hits } = await call({ do: "search", query, ...order, begin: 0, count });
  return hits.map(({ url }) => url);
}
