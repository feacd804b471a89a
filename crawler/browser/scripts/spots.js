// Where named elements are on the page, of those that are shown and can be pictured.
(selectors) => {
  const found = [];
  for (const selector of selectors) {
    let element = null;
    try { element = document.querySelector(selector); } catch (e) { continue; }
    if (!element || /^(html|body|frameset)$/.test(element.localName) || !shown(element) || clippedAway(element)) continue;
    const r = element.getBoundingClientRect();
    const x = r.left + scrollX, y = r.top + scrollY;
    if (x + r.width <= 4 || y + r.height <= 4 || x >= innerWidth - 4 || r.width * r.height < 16) continue;
    found.push({selector, x: Math.max(0, x), y: Math.max(0, y), w: r.width, h: r.height});
  }
  return found;
}
