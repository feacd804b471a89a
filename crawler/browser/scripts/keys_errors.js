() => {
  const {form, mine, before} = window.__frontline_form;
  const after = document.body.innerText || '';
  const old = new Set(before.split('\n').map((l) => l.trim()));
  const fresh = after.split('\n').map((l) => l.trim()).filter((l) => l && !old.has(l));
  const flagged = mine.filter((e) => e.getAttribute('aria-invalid') === 'true');
  const tied = mine.filter((e) => {
    const ids = ((e.getAttribute('aria-describedby') || '') + ' ' + (e.getAttribute('aria-errormessage') || '')).split(/\s+/).filter(Boolean);
    return ids.some((id) => { const t = document.getElementById(id); return t && shown(t) && fresh.some((l) => (t.innerText || '').includes(l)); })
      || [...(e.labels || [])].some((l) => fresh.some((f) => (l.innerText || '').includes(f)));
  });
  const alert = [...document.querySelectorAll('[role=alert],[role=status],[aria-live]')].some((e) => shown(e) && fresh.some((f) => (e.innerText || '').includes(f)));
  return {told: fresh.slice(0, 5).map((l) => l.slice(0, 120)), flagged: flagged.length, tied: tied.length, alert, focused: mine.includes(document.activeElement)};
}
