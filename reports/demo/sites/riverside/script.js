// Searches the list of pages in the browser; without JavaScript the list itself is there.
const results = document.querySelector("#results");
const wanted = new URLSearchParams(location.search).get("q");
if (results && wanted) {
  const hits = [...document.querySelectorAll("main ul a")].filter((link) =>
    link.textContent.toLowerCase().includes(wanted.toLowerCase()),
  );
  results.textContent = hits.length === 1 ? "1 page has that word." : `${hits.length} pages have that word.`;
}
