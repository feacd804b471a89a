// Is the focus, after a skip link was followed, at its target or behind it?
(target) => {
  const state = window.__frontline_keys;
  const name = decodeURIComponent(target.slice(1));
  const element = document.getElementById(name) || document.getElementsByName(name)[0];
  if (!element) return {target: false, works: false};
  const active = document.activeElement;
  const none = !active || active === document.body;
  const behind = !none && (element === active || element.contains(active) || !!(element.compareDocumentPosition(active) & Node.DOCUMENT_POSITION_FOLLOWING));
  const rest = state.all.some((e) => tabbable(e) && (element.contains(e) || (element.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING)));
  return {target: true, works: behind || (none && !rest)};
}
