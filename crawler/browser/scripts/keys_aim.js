// Brings one of the things to be tried into view and to the focus; says where the mouse would hit it.
([kind, number, focus]) => {
  const state = window.__frontline_keys;
  const element = kind === 'menu' ? (focus ? state.menus[number].handle : state.menus[number].owner) : state[kind][number];
  if (!element || !element.isConnected) return null;
  if (kind === 'menu') state.menus[number].words = (document.body.innerText || '').length;
  element.scrollIntoView({block: 'center', behavior: 'instant'});
  if (focus) element.focus({preventScroll: true});
  const r = element.getBoundingClientRect();
  return {x: r.left + r.width / 2, y: r.top + Math.min(r.height / 2, 20), focused: document.activeElement === element};
}
