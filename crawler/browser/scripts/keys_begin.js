// Takes stock of what Tab should reach, how it looks without focus, and what else can be used.
() => {
  const still = new CSSStyleSheet();
  still.replaceSync('*, *::before, *::after { scroll-behavior: auto !important; caret-color: transparent !important; }');
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, still];
  if (document.activeElement && document.activeElement !== document.body) document.activeElement.blur();
  window.scrollTo(0, 0);
  const KEYS = ['outlineStyle', 'outlineWidth', 'outlineColor', 'boxShadow', 'borderTopColor', 'borderBottomColor', 'borderBottomWidth', 'borderBottomStyle', 'backgroundColor', 'backgroundImage',
    'color', 'textDecorationLine', 'transform', 'opacity', 'filter', 'fontWeight', 'clip', 'clipPath', 'left', 'top', 'visibility'];
  const look = (element, pseudo) => { const s = getComputedStyle(element, pseudo); return KEYS.map((k) => {
    // An outline of no width, style or colour is none, and nor is such a border: `outline: 0` changes the width alone.
    if (k.startsWith('outline') && (s.outlineStyle === 'none' || parseFloat(s.outlineWidth) === 0 || /, 0\)$|^transparent$/.test(s.outlineColor))) return '';
    if (/^border(Top|Bottom)/.test(k) && (s.borderTopStyle === 'none' || parseFloat(s.borderTopWidth) === 0) && (s.borderBottomStyle === 'none' || parseFloat(s.borderBottomWidth) === 0)) return '';
    return s[k]; }).join('|') + (pseudo ? s.content : ''); };
  const above = (element) => { const found = []; for (let up = element.parentElement; up && up !== document.body && found.length < 4; up = up.parentElement) found.push(up); return found; };
  const signature = (element) => [element, ...above(element), element.firstElementChild, element.nextElementSibling].filter(Boolean)
    .map((e) => look(e) + look(e, '::before') + look(e, '::after')).join('#');
  const all = [...document.querySelectorAll(FOCUSABLE)].filter(tabbable);
  const state = {all, plain: new Map(all.map((e) => [e, signature(e)])), signature, order: new Map([...document.querySelectorAll('*')].map((e, i) => [e, i])), triggers: [], handlers: 0};
  Object.defineProperty(window, '__frontline_keys', {value: state, configurable: true, enumerable: false});
  return {count: all.length, positive: all.filter((e) => e.tabIndex > 0).slice(0, 10).map((e) => ({...place(e), tabindex: e.tabIndex})),
    radios: all.filter((e) => e.type === 'radio').length};
}
