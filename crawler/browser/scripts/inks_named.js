() => window.__frontline_inks.map(({element, ink, ground, large, shadow}) => ({...place(element), ink, ground, large, shadow}))
