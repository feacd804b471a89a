(visited) => {
  const state = window.__frontline_keys;
  const seen = new Set(visited);
  const groups = new Set(state.all.filter((e, i) => seen.has(i) && e.type === 'radio').map((e) => (e.form ? state.order.get(e.form) : '') + '/' + e.name));
  return state.all.map((e, i) => [e, i]).filter(([e, i]) => !seen.has(i) && e.isConnected && tabbable(e) && !(e.type === 'radio' && groups.has((e.form ? state.order.get(e.form) : '') + '/' + e.name))
    && !e.closest('[role=menu],[role=menubar],[role=tablist],[role=listbox],[role=tree],[role=grid],[role=toolbar],[role=radiogroup]') && !/^(audio|video|iframe)$/.test(e.localName))
    .slice(0, 10).map(([e]) => place(e));
}
