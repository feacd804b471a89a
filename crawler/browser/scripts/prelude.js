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
