// Put before every other script: how elements are named, and when they are seen. Mirrors audits/where.py.
const PLAIN = /^[A-Za-z_][\w-]*$/;
const escapeAttribute = (text) => text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/\n/g, ' ');
const onlyOne = (name) => document.querySelectorAll('[id="' + name + '"]').length === 1;
const cssPath = (element) => {
  const steps = [];
  let node = element;
  while (node && node.nodeType === 1) {
    const name = node.getAttribute('id') || '';
    if (PLAIN.test(name) && onlyOne(name)) { steps.push('#' + name); break; }
    const parent = node.parentElement;
    const tag = node.localName;
    if (!parent) { steps.push(tag); break; }
    const twins = [...parent.children].filter((child) => child.localName === tag);
    steps.push(twins.length === 1 ? tag : tag + ':nth-of-type(' + (twins.indexOf(node) + 1) + ')');
    node = parent;
  }
  return steps.reverse().join(' > ');
};
const startTag = (element) => '<' + element.localName +
  [...element.attributes].map((a) => ' ' + a.name + '="' + escapeAttribute(a.value) + '"').join('') + '>';
const snippet = (element) => {
  const start = startTag(element);
  if (start.length >= 240) return start.slice(0, 480);
  const inside = (element.textContent || '').replace(/\s+/g, ' ').trim();
  if (!element.children.length && !inside) return start;
  const whole = element.outerHTML.length > 2000 ? '' : element.outerHTML.replace(/\s+/g, ' ').trim();
  if (whole && whole.length <= 240) return whole;
  return start + inside.slice(0, Math.max(0, 240 - start.length)).trimEnd() + '…';
};
const place = (element) => ({selector: cssPath(element).slice(0, 400), snippet: snippet(element)});
const box = (element) => {
  const r = element.getBoundingClientRect();
  return [r.left, r.top, r.width, r.height].map((n) => Math.round(n));
};
const shown = (element) => {
  if (!element.isConnected) return false;
  if (element.checkVisibility && !element.checkVisibility({checkOpacity: true, checkVisibilityCSS: true})) return false;
  const r = element.getBoundingClientRect();
  return r.width > 0 && r.height > 0;
};
// Text that is there for screen readers only: clipped to a dot, or pushed out of the page.
const clippedAway = (element) => {
  for (let node = element; node && node !== document.body; node = node.parentElement) {
    const style = getComputedStyle(node);
    const r = node.getBoundingClientRect();
    if (style.clip !== 'auto' && style.position === 'absolute' && r.width <= 2) return true;
    if (style.clipPath === 'inset(50%)' || style.clipPath === 'inset(100%)') return true;
    if (r.width <= 1.5 && r.height <= 1.5 && style.overflow !== 'visible') return true;
    if (r.right + scrollX <= 0 || r.bottom + scrollY <= 0) return true;
  }
  return false;
};
const textNodes = () => {
  const walker = document.createTreeWalker(document.body || document.documentElement, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode() && found.length < 20000) {
    const node = walker.currentNode;
    const parent = node.parentElement;
    if (!parent || !node.data.trim() || /^(script|style|noscript|template|title|option)$/.test(parent.localName)) continue;
    if (shown(parent)) found.push(node);
  }
  return found;
};
const FOCUSABLE = 'a[href],area[href],button,input:not([type=hidden]),select,textarea,summary,iframe,[tabindex],[contenteditable=""],[contenteditable=true],audio[controls],video[controls]';
const tabbable = (element) => element.matches(FOCUSABLE) && !element.matches(':disabled') && element.tabIndex >= 0 &&
  !element.closest('[inert]') && element.getClientRects().length > 0 && getComputedStyle(element).visibility === 'visible';
// Lines of text that lie on lines of other text: what is clipped away counts no more, what stays in front while scrolling neither.
const laidOver = () => {
  const clips = new Map(), found = [];
  const clip = (element) => {
    if (!element || element === document.body || element === document.documentElement) return [-1e6, -1e6, 1e6, 1e6];
    if (clips.has(element)) return clips.get(element);
    const style = getComputedStyle(element), r = element.getBoundingClientRect();
    let area = /fixed|sticky/.test(style.position) ? null : clip(element.parentElement);
    if (area && (style.overflowX !== 'visible' || style.overflowY !== 'visible')) area = [Math.max(area[0], r.left), Math.max(area[1], r.top), Math.min(area[2], r.right), Math.min(area[3], r.bottom)];
    if (style.transform !== 'none' && style.transform.includes('matrix3d')) area = null;
    clips.set(element, area);
    return area;
  };
  // Slides lie on one another on purpose: boxes of one place and size.
  const stacked = (one, other) => {
    const above = new Set();
    for (let up = one; up; up = up.parentElement) above.add(up);
    let common = other, second = other;
    while (common && !above.has(common)) { second = common; common = common.parentElement; }
    let first = one;
    while (first !== common && first.parentElement !== common) first = first.parentElement;
    if (first === common || second === common) return false;
    const a = first.getBoundingClientRect(), b = second.getBoundingClientRect();
    const both = Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) * Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));
    return both > 0.7 * Math.max(a.width * a.height, b.width * b.height);
  };
  const lines = [];
  for (const node of textNodes().slice(0, 4000)) {
    const parent = node.parentElement, area = clip(parent);
    if (!area || parent.closest('svg,select,textarea,rt,rp') || clippedAway(parent) || !/[\p{L}\p{N}]/u.test(node.data)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const r of range.getClientRects()) {
      const line = {node, parent, left: Math.max(r.left, area[0]), top: Math.max(r.top, area[1]), right: Math.min(r.right, area[2]), bottom: Math.min(r.bottom, area[3])};
      if (line.right - line.left >= 4 && line.bottom - line.top >= 4) lines.push(line);
    }
  }
  lines.sort((a, b) => a.top - b.top);
  let active = [];
  const seen = new Set();
  for (const line of lines) {
    active = active.filter((other) => other.bottom > line.top);
    for (const other of active) {
      if (found.length >= 15) return found;
      if (other.parent === line.parent || seen.has(other.parent) && seen.has(line.parent)) continue;
      const w = Math.min(line.right, other.right) - Math.max(line.left, other.left), h = Math.min(line.bottom, other.bottom) - Math.max(line.top, other.top);
      const high = Math.min(line.bottom - line.top, other.bottom - other.top);
      if (w < 8 || h < high * 0.35 || stacked(other.parent, line.parent)) continue;
      seen.add(other.parent);
      seen.add(line.parent);
      found.push({...place(line.parent), other: place(other.parent).selector, words: other.node.data.replace(/\s+/g, ' ').trim().slice(0, 60)});
    }
    active.push(line);
  }
  return found;
};
