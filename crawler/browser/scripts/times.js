() => {
  const nav = performance.getEntriesByType('navigation')[0] || {};
  const paint = performance.getEntriesByName('first-contentful-paint')[0];
  const seen = window.__frontline_seen || {cls: 0, lcp: 0, long: []};
  const round = (n) => Math.round(n || 0);
  return {first_paint: paint ? round(paint.startTime) : null, largest_paint: seen.lcp ? round(seen.lcp) : null,
    shift: Math.round(seen.cls * 10000) / 10000, answered: round(nav.responseStart), parsed: round(nav.domContentLoadedEventEnd),
    loaded: round(nav.loadEventEnd), long_tasks: seen.long.length,
    blocked: seen.long.reduce((sum, ms) => sum + Math.max(0, ms - 50), 0)};
}
