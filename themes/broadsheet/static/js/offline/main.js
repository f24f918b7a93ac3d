/** Lets the browser keep what it has loaded, for later without a network. Only on sites that ask for it: SEARCH_OFFLINE. */

const address = new URL(`${document.querySelector("#search").dataset.root}offline.js`, document.baseURI).href;
const policy = globalThis.trustedTypes?.createPolicy("backfile-offline", {
  createScriptURL: (asked) => (asked === address ? asked : undefined),
});

// Not on plain http, and not where a reader has turned it off: search then works as long as there is a network.
navigator.serviceWorker?.register(policy?.createScriptURL(address) ?? address).catch(() => {});
