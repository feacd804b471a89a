async (top) => {
  window.scrollTo({top, left: 0, behavior: 'instant'});
  await new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); setTimeout(done, 300); });
  return scrollY;
}
