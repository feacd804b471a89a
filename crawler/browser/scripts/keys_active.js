// Where the focus is, and whether that can be seen.
() => {
  const state = window.__frontline_keys;
  let element = document.activeElement;
  while (element && element.shadowRoot && element.shadowRoot.activeElement) element = element.shadowRoot.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null;
  const index = state.all.indexOf(element);
  let r = element.getBoundingClientRect();
  for (const child of element.querySelectorAll('img,svg,span,div')) {
    const c = child.getBoundingClientRect();
    if (c.width * c.height > r.width * r.height) r = c;
  }
  if (/^(checkbox|radio|file)$/.test(element.type || '') && element.labels && element.labels[0]) {
    const l = element.labels[0].getBoundingClientRect();
    if (r.width < 3 || getComputedStyle(element).opacity === '0') r = l;
  }
  const style = getComputedStyle(element);
  const opacity = (() => { for (let up = element; up; up = up.parentElement) if (getComputedStyle(up).opacity === '0') return 0; return 1; })();
  const ownLabel = element.labels && element.labels[0];
  const out = r.right <= 0 || r.left >= innerWidth || r.bottom <= 0 || r.top >= innerHeight;
  const hidden = (r.width < 2 || r.height < 2 || out || (opacity === 0 && !ownLabel) || style.visibility === 'hidden');
  let covered = false;
  let cover = null;
  if (!hidden && element.localName !== 'iframe') {
    const points = [[.5, .5], [.15, .5], [.85, .5], [.5, .2], [.5, .8]].map(([x, y]) => [r.left + r.width * x, r.top + r.height * y]).filter(([x, y]) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight);
    const hits = points.map(([x, y]) => document.elementFromPoint(x, y)).filter(Boolean);
    const mine = (hit) => element === hit || element.contains(hit) || hit.contains(element) || (ownLabel && ownLabel.contains(hit)) || (hit.localName === 'label' && hit.control === element) || element.localName === 'area';
    covered = hits.length > 0 && !hits.some(mine);
    // Only what lies over the page covers it: a picture laid over its own link by z-index is that link's face.
    if (covered) {
      for (let up = hits[0]; up; up = up.parentElement) if (/fixed|sticky/.test(getComputedStyle(up).position)) { cover = place(up); break; }
      covered = !!cover;
    }
  }
  const plain = state.plain.get(element);
  return {index, ...place(element), tag: element.localName, type: element.type || '', order: state.order.get(element) ?? -1,
    x: Math.round(r.left + scrollX), y: Math.round(r.top + scrollY), w: Math.round(r.width), h: Math.round(r.height),
    hidden, covered, ...(cover ? {cover} : {}), changed: plain === undefined || plain !== state.signature(element),
    modal: !!element.closest('dialog,[aria-modal=true],[role=dialog],[role=alertdialog]'),
    anchor: element.localName === 'a' && /^#./.test(element.getAttribute('href') || '') ? element.getAttribute('href') : ''};
}
