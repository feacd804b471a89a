(number) => { const menu = window.__frontline_keys.menus[number]; return shown(menu.link); }
