// Makes all letters transparent and brings them back: what stays is what they stand on.
async (hide) => {
  if (hide) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('*, *::before, *::after { -webkit-text-fill-color: transparent !important; text-decoration-color: transparent !important; caret-color: transparent !important; transition: none !important; }');
    window.__frontline_plain = [...document.adoptedStyleSheets];  // a copy: the list itself is live
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  } else document.adoptedStyleSheets = window.__frontline_plain;
  await new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); setTimeout(done, 300); });
}
