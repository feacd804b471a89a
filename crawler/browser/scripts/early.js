// Runs before the page's own scripts: what can only be noticed while the page loads.
(() => {
  const seen = {cls: 0, lcp: 0, long: [], errors: 0};
  Object.defineProperty(window, '__frontline_seen', {value: seen, enumerable: false});
  const watch = (type, act) => {
    try { new PerformanceObserver((list) => list.getEntries().forEach(act)).observe({type, buffered: true}); } catch (e) { /* not known here */ }
  };
  // Layout shifts in session windows of at most 5 s with gaps under 1 s (web.dev/cls).
  let value = 0, first = 0, last = 0;
  watch('layout-shift', (entry) => {
    if (entry.hadRecentInput) return;
    if (value && entry.startTime - last < 1000 && entry.startTime - first < 5000) value += entry.value;
    else { value = entry.value; first = entry.startTime; }
    last = entry.startTime;
    seen.cls = Math.max(seen.cls, value);
  });
  watch('largest-contentful-paint', (entry) => { seen.lcp = entry.startTime; });
  watch('longtask', (entry) => seen.long.push(Math.round(entry.duration)));
  // Who listens to the mouse: the only way to know short of asking the debugger of every element.
  const listeners = new Map();
  Object.defineProperty(window, '__frontline_listeners', {value: listeners, enumerable: false});
  const add = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (type, ...rest) {
    if (this instanceof Element && /^(click|mouse|pointer|key|touch|focus)/.test(type) && listeners.size < 5000) {
      if (!listeners.has(this)) listeners.set(this, new Set());
      listeners.get(this).add(type);
    }
    return add.call(this, type, ...rest);
  };
  // Messages: live regions, and boxes that lay themselves over the page, with when each came and went.
  const messages = {shown: new Map(), gone: [], acted: 0, began: performance.now()};
  Object.defineProperty(window, '__frontline_messages', {value: messages, enumerable: false});
  for (const type of ['keydown', 'pointerdown', 'mousedown', 'wheel']) addEventListener(type, () => { messages.acted = performance.now(); }, {capture: true, passive: true});
  const laid = new Set();
  const words = (element) => {
    if (!element.isConnected || element.checkVisibility && !element.checkVisibility({checkOpacity: true, checkVisibilityCSS: true})) return '';
    const r = element.getBoundingClientRect();
    return r.width > 2 && r.height > 2 && r.bottom > 0 && r.right > 0 && r.top < innerHeight && r.left < innerWidth ? (element.innerText || '').replace(/\s+/g, ' ').trim().slice(0, 200) : '';
  };
  const consider = (node) => {
    for (let up = node, step = 0; up instanceof Element && step < 3 && laid.size < 40; up = up.parentElement, step++) {
      if (laid.has(up)) return;
      if (up.localName !== 'dialog' && getComputedStyle(up).position === 'fixed' && !up.matches('[role=dialog],[role=alertdialog],[aria-modal=true]')
        && !up.querySelector('nav,iframe,form') && up.querySelectorAll('a,button').length < 2) { laid.add(up); return; }
    }
  };
  let pending = new Set();
  new MutationObserver((records) => {
    for (const record of records) {
      if (pending.size > 60) break;
      if (record.type === 'attributes') pending.add(record.target);
      else for (const node of record.addedNodes) pending.add(node.nodeType === 1 ? node : record.target);
    }
  }).observe(document, {subtree: true, childList: true, attributes: true, attributeFilter: ['class', 'style', 'hidden', 'open']});
  const look = () => {
    const now = performance.now();
    pending.forEach(consider);
    pending = new Set();
    const live = [...document.querySelectorAll('[role=alert],[role=status],[aria-live=polite],[aria-live=assertive],output')].slice(0, 40);
    for (const element of new Set([...live, ...laid, ...messages.shown.keys()])) {
      const before = messages.shown.get(element), text = words(element);
      if (before && before.text === text) continue;
      // Text that gives way to other text in the same place is news, no message that went.
      if (before && !text && messages.gone.length < 20) messages.gone.push({element, parent: before.parent, text: before.text, from: before.from, to: now, acted: messages.acted});
      if (text) messages.shown.set(element, {text, from: now, parent: element.parentElement, loading: now - messages.began < 400});
      else messages.shown.delete(element);
    }
    if (now < 120000) setTimeout(look, 200);
  };
  document.addEventListener('DOMContentLoaded', () => setTimeout(look, 50));
})();
