// The dialog that is open now, if one is, and where the focus stands.
(trigger) => {
  const state = window.__frontline_keys;
  const active = document.activeElement;
  const named = [...document.querySelectorAll('dialog[open],[role=dialog],[role=alertdialog],[aria-modal=true]')].filter(shown);
  const area = innerWidth * innerHeight;
  const layers = named.length ? [] : [...document.querySelectorAll('body *')].slice(0, 6000).filter((e) => {
    const style = getComputedStyle(e);
    if (style.position !== 'fixed' || !shown(e) || style.pointerEvents === 'none') return false;
    const r = e.getBoundingClientRect();
    return r.width * r.height > area * 0.5;
  });
  const dialog = named[named.length - 1] || layers[0] || null;
  const element = typeof trigger === 'number' ? state.triggers[trigger] : null;
  return {dialog: dialog ? place(dialog) : null, named: named.length > 0, modal: !!dialog && (dialog.matches(':modal') || dialog.getAttribute('aria-modal') === 'true' || layers.length > 0),
    inside: !!dialog && dialog.contains(active) , at_trigger: !!element && active === element, nowhere: !active || active === document.body,
    expanded: element ? element.getAttribute('aria-expanded') : null};
}
