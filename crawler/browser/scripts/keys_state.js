// The page's face as a short text: what is shown, what is said to be open. Two faces are compared, never read.
() => {
  let visible = 0, hash = 0;
  const mix = (text) => { for (let i = 0; i < text.length; i++) hash = (hash * 31 + text.charCodeAt(i)) | 0; };
  for (const element of [...document.querySelectorAll('body *')].slice(0, 6000)) {
    const on = shown(element) ? 1 : 0;
    visible += on;
    hash = (hash * 33 + on) | 0;
    if (element.hasAttribute('aria-expanded')) mix(element.getAttribute('aria-expanded'));
    if (element.hasAttribute('aria-pressed')) mix(element.getAttribute('aria-pressed'));
    if (element.hasAttribute('aria-selected')) mix(element.getAttribute('aria-selected'));
  }
  mix(document.body ? document.body.innerText : '');
  return visible + '/' + hash + '/' + document.title + '/' + Math.round(scrollY / 200);
}
