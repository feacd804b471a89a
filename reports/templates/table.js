"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const by = (id) => document.getElementById(id);
  const table = by("sites"), body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const kinds = heads.map((head) => head.dataset.kind), names = heads.map((head) => head.dataset.name);
  const search = by("search"), group = by("group"), status = by("status");
  const groupPlace = names.indexOf("group"), statusPlace = names.indexOf("status");
  const SIZE = 100;
  const order = new Intl.Collator(data.lang, { numeric: true, sensitivity: "base" });
  const hidden = new Set();
  let column = -1, up = true, start = 0, found = data.rows;

  // A row is [key, name, address, then a cell for each column after the first].
  const raw = (row, place) => (place === 0 ? row[1] : row[place + 2]);
  const value = (row, place) => {
    const cell = raw(row, place);
    if (place === groupPlace) return data.groups[cell];
    if (place === statusPlace) return data.statuses[cell];
    return kinds[place] === "rank" && cell ? cell[0] : cell;
  };
  const compare = (a, b) => {
    const x = value(a, column), y = value(b, column);
    const noX = x === null || x === "", noY = y === null || y === "";
    if (noX || noY) return noX - noY; // what has no value stands last, whichever way
    const way = typeof x === "number" ? x - y : order.compare(x, y);
    return up ? way : -way;
  };
  const choose = () => {
    const words = search.value.trim().toLowerCase();
    const inGroup = group ? group.value : "", inStatus = status ? status.value : "";
    found = data.rows.filter((row) =>
      (!words || row[1].toLowerCase().includes(words) || row[2].toLowerCase().includes(words)) &&
      (inGroup === "" || raw(row, groupPlace) === Number(inGroup)) &&
      (inStatus === "" || data.status_names[raw(row, statusPlace)] === inStatus));
    if (column >= 0) found = [...found].sort(compare);
    start = 0;
    draw();
  };
  const small = (text) => {
    const made = document.createElement("span");
    made.className = "url";
    made.textContent = text;
    return made;
  };
  const nameCell = (row) => {
    const made = document.createElement("th");
    const link = document.createElement("a");
    made.scope = "row";
    link.href = "sites/" + encodeURIComponent(row[0]) + ".html";
    link.textContent = row[1];
    made.append(link);
    if (row[2] !== row[1]) made.append(small(row[2]));
    return made;
  };
  const cell = (row, place) => {
    if (place === 0) return nameCell(row);
    const made = document.createElement("td"), shown = value(row, place), kind = kinds[place];
    made.hidden = hidden.has(place);
    if (kind === "text") { made.textContent = shown || "–"; return made; }
    made.className = "num";
    if (shown === null) { made.textContent = "–"; return made; }
    const whole = kind === "score" ? Math.floor(shown + 0.5) : shown; // as reports.columns.whole
    made.textContent = kind === "percent" ? shown + " %" : whole;
    const interval = kind === "rank" ? raw(row, place).slice(1) : [];
    if (interval[0] !== interval[1]) made.append(small(interval.join("–")));
    if (kind === "score") made.classList.add(whole >= 80 ? "good" : whole >= 60 ? "fair" : whole >= 40 ? "weak" : "poor");
    return made;
  };
  const draw = () => {
    body.replaceChildren(...found.slice(start, start + SIZE).map((row) => {
      const line = document.createElement("tr");
      line.append(...heads.map((_, place) => cell(row, place)));
      return line;
    }));
    const format = (n) => n.toLocaleString(data.lang);
    const end = Math.min(start + SIZE, found.length);
    const part = found.length > SIZE ? ` (${format(start + 1)}–${format(end)})` : "";
    by("shown").textContent = data.shown.replace("{n}", format(found.length)).replace("{all}", format(data.rows.length)) + part;
    by("paging").hidden = found.length <= SIZE;
    by("earlier").disabled = start === 0;
    by("later").disabled = end >= found.length;
  };
  const move = (step) => { start += step; draw(); table.parentElement.scrollTop = 0; };

  heads.forEach((head, place) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const best = kinds[place] === "text" || kinds[place] === "rank"; // scores: highest first
      up = column === place ? !up : best;
      column = place;
      heads.forEach((each) => each.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      choose();
    });
  });
  by("columns").addEventListener("change", (event) => {
    const place = Number(event.target.value);
    if (event.target.checked) hidden.delete(place); else hidden.add(place);
    heads[place].hidden = hidden.has(place);
    draw();
  });
  search.addEventListener("input", choose);
  for (const select of [group, status]) if (select) select.addEventListener("change", choose);
  by("controls").addEventListener("submit", (event) => event.preventDefault());
  by("earlier").addEventListener("click", () => move(-SIZE));
  by("later").addEventListener("click", () => move(SIZE));
  by("controls").hidden = false;
  for (const part of document.querySelectorAll(".scripted")) part.hidden = false;
  draw();
})();
