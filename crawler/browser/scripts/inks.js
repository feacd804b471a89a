// Text that stands on a picture or a gradient: its colour is known, its ground only to the eye.
() => {
  const pictures = [...document.querySelectorAll('img,video,canvas,svg,object,embed')].slice(0, 2000).filter(shown)
    .map((element) => ({element, r: element.getBoundingClientRect()})).filter(({r}) => r.width >= 40 && r.height >= 16);
  const solid = (style) => /^rgb\(/.test(style.backgroundColor);
  const colour = (text) => { const m = /^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/.exec(text); return m && [+m[1], +m[2], +m[3], m[4] === undefined ? 1 : +m[4]]; };
  const own = new Map();
  for (const node of textNodes()) {
    const parent = node.parentElement;
    if (!/[\p{L}\p{N}]/u.test(node.data) || parent.closest('svg,select,textarea,iframe,noscript')) continue;
    if (!own.has(parent)) own.set(parent, []);
    own.get(parent).push(node);
  }
  const found = [];
  for (const [element, nodes] of own) {
    if (element.closest('[disabled],[aria-disabled=true],[inert]') || clippedAway(element)) continue;
    const style = getComputedStyle(element);
    const ink = colour(style.color), fill = colour(style.webkitTextFillColor);
    if (!ink || !fill || ink.some((part, i) => part !== fill[i]) || ink[3] === 0) continue;
    let ground = '', fading = 1, strange = false;
    for (let up = element; up; up = up.parentElement) {
      const s = getComputedStyle(up);
      fading *= parseFloat(s.opacity);
      if (s.filter !== 'none' || s.mixBlendMode !== 'normal' || s.backgroundClip.includes('text') || s.maskImage && s.maskImage !== 'none') strange = true;
      if (ground) continue;
      if (s.backgroundImage !== 'none') ground = /gradient/.test(s.backgroundImage) && !/url\(/.test(s.backgroundImage) ? 'gradient' : 'picture';
      else if (solid(s) && s.opacity === '1') ground = 'solid';
    }
    if (strange || fading < 0.05) continue;
    const range = document.createRange();
    range.selectNodeContents(nodes[0]);
    const r = range.getBoundingClientRect();
    const x = r.left + r.width / 2, y = r.top + r.height / 2;
    if (ground !== 'picture' && ground !== 'gradient') {
      const under = pictures.find((p) => x > p.r.left && x < p.r.right && y > p.r.top && y < p.r.bottom && !element.contains(p.element));
      if (!under) continue;
      ground = 'picture';
    }
    const size = parseFloat(style.fontSize);
    found.push({element, nodes, ink: [ink[0], ink[1], ink[2], ink[3] * fading], ground, large: size >= 24 || size >= 18.66 && parseInt(style.fontWeight) >= 700,
      shadow: style.textShadow !== 'none' || parseFloat(style.webkitTextStrokeWidth) > 0, top: r.top + scrollY});
  }
  found.sort((a, b) => a.top - b.top);
  Object.defineProperty(window, '__frontline_inks', {value: found, configurable: true, enumerable: false});
  return found.map((each) => each.top);
}
