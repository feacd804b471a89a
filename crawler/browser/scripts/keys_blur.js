(again) => {
  if (again === undefined) { window.__frontline_last = document.activeElement; document.activeElement.blur(); }
  else if (window.__frontline_last) window.__frontline_last.focus({preventScroll: true});
}
