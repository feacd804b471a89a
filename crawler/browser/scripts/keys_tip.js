// Where the middle of what was uncovered is on the glass, where that is known.
(number) => {
  const link = window.__frontline_keys.menus[number].link;
  if (!link) return null;
  const r = link.getBoundingClientRect();
  const x = r.left + r.width / 2, y = r.top + r.height / 2;
  return x > 0 && y > 0 && x < innerWidth && y < innerHeight ? {x, y} : null;
}
