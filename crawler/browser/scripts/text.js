() => {
  const text = (document.body ? document.body.innerText : '').replace(/[ \t ]+/g, ' ').replace(/\s*\n\s*/g, '\n').trim();
  return {text: text.slice(0, 20000), characters: text.length, words: (text.match(/[\p{L}\p{N}]+/gu) || []).length,
    title: document.title.slice(0, 300), links: document.links.length, elements: document.getElementsByTagName('*').length};
}
