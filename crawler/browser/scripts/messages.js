// Messages that came and went by themselves since a moment, and how many that came since then are still there.
(since) => {
  const {shown: there, gone, acted} = window.__frontline_messages || {shown: new Map(), gone: [], acted: 0};
  // What says that something is under way goes when it is done; a word alone is a mark, not a message.
  const told = (text) => /\s/.test(text) && !/(…|\.\.\.)$/.test(text) && /\p{L}/u.test(text);
  const named = (each) => each.element.isConnected ? place(each.element)
    : {selector: each.parent && each.parent.isConnected ? cssPath(each.parent).slice(0, 400) : 'body', snippet: snippet(each.element)};
  return {now: performance.now(),
    gone: gone.filter((each) => each.to >= since && told(each.text) && !(each.acted > each.from && each.to - each.acted < 900))
      .map((each) => ({...named(each), text: each.text.slice(0, 120), seconds: Math.round((each.to - each.from) / 100) / 10})),
    open: [...there.values()].filter((each) => each.from >= since && !each.loading && told(each.text)).length};
}
