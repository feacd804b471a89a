() => {
  const width = screen.width;
  const root = document.documentElement;
  const scroll = Math.max(root.scrollWidth, document.body ? document.body.scrollWidth : 0);
  const layout = root.clientWidth;
  // What reaches beyond the screen: the outermost first, and not what scrolls inside a box of its own.
  const wide = [];
  if (scroll > width + 1) {
    const limit = Math.max(width, 1);
    const all = [...(document.body || root).querySelectorAll('*')].slice(0, 20000);
    for (const element of all) {
      const r = element.getBoundingClientRect();
      const right = r.right + scrollX;
      if (r.width === 0 || r.height === 0 || right <= limit + 1 || !shown(element)) continue;
      let contained = false;
      for (let up = element.parentElement; up && up !== document.body && up !== root; up = up.parentElement) {
        if (getComputedStyle(up).overflowX !== 'visible') { contained = true; break; }
      }
      if (contained) continue;
      wide.push([right, r.width, element]);
    }
    wide.sort((a, b) => b[0] - a[0] || a[1] - b[1]);
  }
  const culprits = [];
  for (const [right, own, element] of wide) {
    if (culprits.length >= 5) break;
    // The innermost box that is itself that wide: its parents only follow it.
    if ([...element.children].some((child) => child.getBoundingClientRect().right + scrollX >= right - 1 && child.getBoundingClientRect().width > 0)) continue;
    if (culprits.some((c) => c.node.contains(element))) continue;
    culprits.push({node: element, right, own});
  }
  const scale = visualViewport ? Math.round(visualViewport.scale * 1000) / 1000 : 1;
  // Letters by their size on the glass: a page shown shrunk shows its letters shrunk.
  const sizes = {};
  let characters = 0;
  const shrink = scale < 1 ? scale : 1;
  for (const node of textNodes()) {
    const parent = node.parentElement;
    if (clippedAway(parent)) continue;
    const count = node.data.trim().length;
    const size = Math.round(parseFloat(getComputedStyle(parent).fontSize) * shrink * 2) / 2;
    sizes[size] = (sizes[size] || 0) + count;
    characters += count;
  }
  const targets = [];
  for (const element of document.querySelectorAll('a[href],button,input:not([type=hidden]),select,textarea,summary,[role=button],[role=link],[role=tab],[role=checkbox],[role=menuitem],[onclick]')) {
    if (targets.length >= 2000) break;
    if (!shown(element) || clippedAway(element) || element.matches(':disabled')) continue;
    let r = element.getBoundingClientRect();
    const label = element.labels && element.labels[0];
    if (/^(checkbox|radio)$/.test(element.type) && label && shown(label)) {
      const l = label.getBoundingClientRect();
      r = {left: Math.min(r.left, l.left), top: Math.min(r.top, l.top), right: Math.max(r.right, l.right), bottom: Math.max(r.bottom, l.bottom)};
      r.width = r.right - r.left; r.height = r.bottom - r.top;
    }
    const style = getComputedStyle(element);
    const text = (element.parentElement && element.parentElement.innerText || '').trim();
    const inline = style.display === 'inline' && element.localName === 'a' && text.length > (element.innerText || '').trim().length + 20;
    for (const child of element.querySelectorAll('img,svg,span,div')) {
      const c = child.getBoundingClientRect();
      if (c.width > r.width || c.height > r.height) r = {left: Math.min(r.left, c.left), top: Math.min(r.top, c.top), width: Math.max(r.width, c.width), height: Math.max(r.height, c.height)};
    }
    targets.push({element, x: (r.left + r.width / 2) * shrink, y: (r.top + r.height / 2) * shrink, w: r.width * shrink, h: r.height * shrink, inline,
      plain: /^(checkbox|radio)$/.test(element.type || '') && style.appearance !== 'none'});
  }
  const small = (t, px) => t.w < px - 0.5 || t.h < px - 0.5;
  // WCAG 2.2 SC 2.5.8: a smaller target passes when a circle of 24 px on it touches no other target.
  const crowded = (t) => targets.some((o) => o !== t && !o.element.contains(t.element) && !t.element.contains(o.element) && (small(o, 24)
    ? Math.hypot(o.x - t.x, o.y - t.y) < 24
    : Math.hypot(Math.max(Math.abs(o.x - t.x) - o.w / 2, 0), Math.max(Math.abs(o.y - t.y) - o.h / 2, 0)) < 12));
  const counted = targets.filter((t) => !t.inline);
  const tiny = counted.filter((t) => small(t, 24) && !t.plain && crowded(t));
  // Boxes that stay in front of the page while it is scrolled, and how much of the glass they take.
  const covers = [];
  const area = innerWidth * innerHeight;
  for (const element of [...document.querySelectorAll('body *')].slice(0, 20000)) {
    const style = getComputedStyle(element);
    if (style.position !== 'fixed' && !(element.matches('dialog[open],[role=dialog],[aria-modal=true]'))) continue;
    if (!shown(element) || style.pointerEvents === 'none') continue;
    const r = element.getBoundingClientRect();
    const w = Math.min(r.right, innerWidth) - Math.max(r.left, 0), h = Math.min(r.bottom, innerHeight) - Math.max(r.top, 0);
    if (w <= 0 || h <= 0 || (w * h) / area < 0.2) continue;
    const hit = document.elementFromPoint(Math.max(r.left, 0) + w / 2, Math.max(r.top, 0) + h / 2);
    if (!hit || !element.contains(hit)) continue;
    if (covers.some((c) => c.node.contains(element))) continue;
    covers.push({node: element, share: Math.round((w * h) / area * 100) / 100,
      words: (element.innerText || '').replace(/\s+/g, ' ').trim().slice(0, 300), buttons: element.querySelectorAll('button,a,[role=button],input').length});
  }
  return {screen: width, layout, scroll, scale, wide: culprits.map((c) => ({...place(c.node), right: Math.round(c.right), width: Math.round(c.own)})),
    characters, sizes,
    targets: {checked: counted.length, under_24: tiny.length, under_48: counted.filter((t) => small(t, 48)).length,
      small: tiny.slice(0, 25).map((t) => ({...place(t.element), width: Math.round(t.w), height: Math.round(t.h)}))},
    covers: covers.slice(0, 3).map(({node, ...rest}) => ({...place(node), ...rest}))};
}
