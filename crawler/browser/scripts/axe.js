async () => {
  const results = await window.axe.run(document, {elementRef: true, resultTypes: ['violations', 'incomplete']});
  // What a modal dialog leaves inert takes no focus until it is closed; axe does not know of that.
  const modal = [...document.querySelectorAll('dialog:modal')].pop();
  const behind = (element, node) => {
    if (!modal) return false;
    try { const host = element || document.querySelector([node.target[0]].flat(9)[0]); return !!host && !modal.contains(host) && !host.contains(modal); } catch (e) { return false; }
  };
  const one = (rule) => ({id: rule.id, impact: rule.impact, tags: rule.tags.filter((tag) => /^(wcag|best-practice|experimental)/.test(tag)),
    help: rule.help, count: rule.nodes.length,
    nodes: rule.nodes.slice(0, 40).map((node) => {
      const element = node.element && node.element.isConnected && node.element.ownerDocument === document && node.target.length === 1 ? node.element : null;
      const checks = [...node.any, ...node.all, ...node.none];
      const why = [...new Set(checks.map((check) => check.message))].join(' ').slice(0, 240);
      const data = checks.map((check) => check.data).find((value) => value && value.messageKey);
      const found = element ? {...place(element), box: box(element).map((n, i) => i === 0 ? n + Math.round(scrollX) : i === 1 ? n + Math.round(scrollY) : n)}
        : {selector: node.target.flat(9).join(' ').slice(0, 400), snippet: (node.html || '').slice(0, 240), inner: true};
      return {...found, why, ...(behind(element, node) ? {behind: true} : {}), ...(data ? {key: String(data.messageKey)} : {})};
    })});
  return {version: results.testEngine.version, violations: results.violations.map(one), incomplete: results.incomplete.map(one),
    passed: results.passes.length, inapplicable: results.inapplicable.length};
}
