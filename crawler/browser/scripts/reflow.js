// Text that is cut off or lies on other text at the page's present size.
() => {
  const root = document.documentElement;
  const scroll = Math.max(root.scrollWidth, document.body ? document.body.scrollWidth : 0);
  const cut = [];
  const seen = new Set();
  for (const node of textNodes()) {
    if (cut.length >= 25) break;
    const parent = node.parentElement;
    if (clippedAway(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const r = range.getBoundingClientRect();
    if (!r.width) continue;
    for (let up = parent; up && up !== document.body && up !== root; up = up.parentElement) {
      const style = getComputedStyle(up);
      if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
      const b = up.getBoundingClientRect();
      const scrolls = /auto|scroll/.test(style.overflowX + style.overflowY);
      if (scrolls) break;
      if (seen.has(up)) break;
      const overX = /hidden|clip/.test(style.overflowX) && r.right > b.right + 3 && r.left < b.right;
      const overY = /hidden|clip/.test(style.overflowY) && r.bottom > b.bottom + parseFloat(getComputedStyle(parent).fontSize) * 0.25 && r.top < b.bottom;
      if (overX || overY) { seen.add(up); cut.push({...place(up), how: overX ? 'right' : 'below'}); }
      break;
    }
  }
  const wide = [];
  const overlaps = laidOver();
  if (scroll > innerWidth + 1) {
    for (const element of [...document.querySelectorAll('body *')].slice(0, 20000)) {
      const r = element.getBoundingClientRect();
      if (wide.length < 200 && r.width && r.right + scrollX > innerWidth + 1 && shown(element) && !element.closest('table,svg,canvas,video,iframe,map,pre,math,object') ) wide.push([r.right, element]);
    }
    wide.sort((a, b) => b[0] - a[0]);
  }
  // Data tables, pictures and maps may need two dimensions (SC 1.4.10); text may not.
  return {width: innerWidth, scroll, cut, overlaps, wide: wide.slice(0, 5).map(([right, element]) => ({...place(element), right: Math.round(right)}))};
}
