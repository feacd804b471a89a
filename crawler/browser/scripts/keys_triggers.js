() => {
  const state = window.__frontline_keys;
  const listeners = window.__frontline_listeners || new Map();
  const listens = (e) => { const found = listeners.get(e); return found ? [...found] : []; };
  const inForm = (e) => e.form && (e.localName === 'button' ? (e.type === 'submit' || e.type === 'reset') : /^(submit|reset|image)$/.test(e.type));
  const controls = [...document.querySelectorAll('button,[role=button],summary,[aria-expanded],[aria-haspopup],a[href="#"],a[href^="javascript:"],[role=tab]')]
    .filter((e) => shown(e) && !inForm(e) && !e.matches(':disabled,[aria-disabled=true]') && !e.closest('video,audio'));
  const mouse = [...document.querySelectorAll('body *')].slice(0, 20000).filter((e) => {
    const types = listens(e);
    const acts = e.hasAttribute('onclick') || e.hasAttribute('onmousedown') || e.onclick || types.some((t) => /^(click|mousedown|mouseup|pointerdown|pointerup)$/.test(t));
    if (!acts || !shown(e)) return false;
    if (e.matches(FOCUSABLE) || e.closest('a[href],button,label,summary,input,select,textarea,[tabindex]')) return false;
    if (e.querySelector(FOCUSABLE)) return false;
    return !/^(body|html|form|main|section|video|audio|canvas|iframe)$/.test(e.localName);
  });
  state.triggers = [...controls.slice(0, 12), ...mouse.slice(0, 8)];
  const menus = [];
  for (const link of document.querySelectorAll('a[href]')) {
    if (menus.length >= 5 || link.getClientRects().length && getComputedStyle(link).visibility === 'visible' && shown(link)) continue;
    let top = link;
    while (top.parentElement && !shown(top.parentElement)) top = top.parentElement;
    const owner = top.parentElement;
    if (!owner || owner === document.body || !shown(owner) || menus.some((m) => m.owner === owner)) continue;
    const handle = [...owner.querySelectorAll('a[href],button,[tabindex]')].find((e) => shown(e) && !top.contains(e)) || null;
    menus.push({owner, link, handle});
  }
  // Other things that styles uncover under the mouse, and elements that listen for the mouse to come but not for the focus.
  const uncovers = (rule) => ['display', 'visibility', 'opacity', 'left', 'right', 'top', 'bottom', 'transform', 'clip', 'clip-path', 'height', 'max-height', 'width'].some((name) => rule.style.getPropertyValue(name));
  const handleOf = (owner, target) => owner.matches(FOCUSABLE) ? owner : [...owner.querySelectorAll(FOCUSABLE)].find((e) => shown(e) && !(target && target.contains(e))) || null;
  const hovering = [];
  const collect = (rules) => { for (const rule of rules) {
    if (rule.selectorText && rule.selectorText.includes(':hover') && rule.style && uncovers(rule)) hovering.push(...rule.selectorText.split(','));
    else if (rule.cssRules && (!rule.media || matchMedia(rule.media.mediaText).matches)) collect(rule.cssRules);
  } };
  for (const sheet of [...document.styleSheets].slice(0, 30)) { try { collect(sheet.cssRules); } catch (e) { /* of another host */ } }
  const tips = [];
  for (const selector of hovering.slice(0, 200)) {
    if (selector.includes('::') || /:(before|after)/.test(selector) || tips.length >= 4) continue;
    const [before, after] = [selector.slice(0, selector.lastIndexOf(':hover')), selector.slice(selector.lastIndexOf(':hover') + 6)];
    if (!after.trim()) continue;
    try {
      for (const target of document.querySelectorAll(selector.replaceAll(':hover', ''))) {
        if (tips.length >= 4 || shown(target) && !clippedAway(target) || !(target.textContent || '').trim()) continue;
        const owner = [...document.querySelectorAll(before.trim() ? before.replaceAll(':hover', '') : '*')].find((e) => shown(e) && (e.contains(target) || e.parentElement === target.parentElement && e !== target));
        if (!owner || [...menus, ...tips].some((m) => m.owner === owner || m.link && (target.contains(m.link) || m.link.contains(target)))) continue;
        tips.push({owner, link: target, handle: handleOf(owner, target)});
      }
    } catch (e) { /* a selector that this browser does not know */ }
  }
  for (const [e, types] of listeners) {
    if (tips.length >= 6 || !e.isConnected || !shown(e) || /^(html|body|main|form)$/.test(e.localName)) continue;
    const kinds = [...types], above = [];
    for (let up = e; up; up = up.parentElement) above.push(...listens(up));
    if (!kinds.some((t) => /^(mouseenter|mouseover|pointerenter|pointerover)$/.test(t)) || above.some((t) => t.startsWith('focus'))) continue;
    if ([...menus, ...tips].some((m) => m.owner === e || e.contains(m.owner))) continue;
    tips.push({owner: e, link: null, handle: handleOf(e, null)});
  }
  menus.push(...tips);
  state.menus = menus;
  state.selects = [...document.querySelectorAll('select')].filter((e) => shown(e) && !e.multiple && e.size < 2 && e.options.length > 1).slice(0, 3);
  return {triggers: state.triggers.map((e, i) => ({...place(e), mouse_only: i >= Math.min(controls.length, 12), focusable: e.matches(FOCUSABLE) && e.tabIndex >= 0,
      expanded: e.getAttribute('aria-expanded'), popup: e.getAttribute('aria-haspopup') || '', tag: e.localName, pointer: getComputedStyle(e).cursor === 'pointer',
      keys: listens(e).some((t) => t.startsWith('key'))})),
    menus: menus.map((m) => ({...place(m.owner), handle: !!m.handle, tip: tips.includes(m)})), selects: state.selects.map(place), more: Math.max(0, controls.length - 12) + Math.max(0, mouse.length - 8)};
}
