// The element that shows itself in each of these boxes of the glass.
(boxes) => boxes.map(([x, y, w, h]) => {
  let element = document.elementFromPoint(Math.min(innerWidth - 1, x + w / 2), Math.min(innerHeight - 1, y + h / 2));
  while (element && element.parentElement && element.parentElement !== document.body && element.parentElement !== document.documentElement) {
    const r = element.getBoundingClientRect();
    if (r.width >= w * 0.6 && r.height >= h * 0.6) break;
    element = element.parentElement;
  }
  const media = element && (element.matches('video,audio') ? element : element.querySelector('video'));
  return element ? {...place(element), tag: element.localName, controls: !!(media && media.controls), box: [x, y, w, h]} : null;
}).filter(Boolean)
