() => {
  const moving = [];
  for (const animation of document.getAnimations()) {
    const effect = animation.effect;
    const element = effect && effect.target;
    if (!element || !shown(element) || animation.playState !== 'running') continue;
    const timing = effect.getComputedTiming();
    const total = timing.endTime;
    if (total !== Infinity && total < 5000) continue;
    const frames = effect.getKeyframes ? effect.getKeyframes() : [];
    const properties = [...new Set(frames.flatMap((f) => Object.keys(f)))].filter((k) => !/^(offset|easing|composite|computedOffset)$/.test(k));
    const turns = Math.max(1, frames.length - 1);
    moving.push({...place(element), properties: properties.slice(0, 6), milliseconds: Math.round(timing.duration), turns,
      area: Math.round(element.getBoundingClientRect().width * element.getBoundingClientRect().height)});
    if (moving.length >= 10) break;
  }
  for (const element of document.querySelectorAll('marquee,blink')) if (shown(element) && moving.length < 12) moving.push({...place(element), properties: [element.localName], milliseconds: 0, turns: 1, area: 0});
  return moving;
}
