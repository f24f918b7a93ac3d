/* Asks Pagefind as its documentation does. Evaluated in a page with [site, query, count]. */
async ([site, query, count]) => {
  const pagefind = await import(`${site}pagefind/pagefind.js`);
  const { results } = await pagefind.search(query);
  const shown = await Promise.all(results.slice(0, count).map((result) => result.data()));
  return shown.map(({ url }) => url);
}
