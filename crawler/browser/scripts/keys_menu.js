// Is what the mouse uncovered to be seen? Where that is not known, more words than before are it.
(number) => {
  const state = window.__frontline_keys, menu = state.menus[number];
  if (menu.link) return shown(menu.link) && !clippedAway(menu.link);
  return (document.body.innerText || '').length - menu.words > 2;
}
