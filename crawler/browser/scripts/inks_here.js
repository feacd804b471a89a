// Which of the texts on pictures are wholly on the glass now and lie on top, and where their lines are.
([first, last]) => window.__frontline_inks.slice(first, last).map((each, i) => {
  const lines = [];
  for (const node of each.nodes) {
    if (!node.isConnected) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    lines.push(...[...range.getClientRects()].filter((r) => r.width >= 4 && r.height >= 4));
  }
  const whole = lines.filter((r) => r.left >= 0 && r.top >= 0 && r.right <= innerWidth && r.bottom <= innerHeight).slice(0, 6);
  const open = whole.filter((r) => [0.2, 0.5, 0.8].every((share) => {
    const hit = document.elementFromPoint(r.left + r.width * share, r.top + r.height / 2);
    return hit && (each.element === hit || each.element.contains(hit) || hit.contains(each.element));
  }));
  return {number: first + i, lines: open.map((r) => [r.left, r.top, r.width, r.height])};
}).filter((each) => each.lines.length)
