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
    if (this instanceof Element && /^(click|mouse|pointer|key|touch)/.test(type) && listeners.size < 5000) {
      if (!listeners.has(this)) listeners.set(this, new Set());
      listeners.get(this).add(type);
    }
    return add.call(this, type, ...rest);
  };
})();
