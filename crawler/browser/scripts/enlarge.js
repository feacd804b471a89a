// Text at 200 %, as a browser's text-only zoom does it: sizes in pixels too, boxes as they are.
() => {
  const all = [...document.querySelectorAll('body, body *')].slice(0, 20000);
  const sizes = all.map((element) => parseFloat(getComputedStyle(element).fontSize));
  all.forEach((element, i) => { if (element.style) element.style.setProperty('font-size', sizes[i] * 2 + 'px', 'important'); });
}
