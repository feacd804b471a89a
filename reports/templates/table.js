"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const table = document.getElementById("sites");
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const by = (id) => document.getElementById(id);
  const search = by("search"), group = by("group"), status = by("status");
  const SIZE = 100;
  const order = new Intl.Collator(data.lang, { numeric: true, sensitivity: "base" });
  let column = -1, up = true, start = 0, found = data.rows;

  // A row is [key, name, address, group, status, coverage, score…]; column 0 of the table is the site's name.
  const field = (place) => (place === 0 ? 1 : place + (data.grouped ? 2 : 3));
  const shownValue = (row, place) => {
    const value = row[field(place)];
    if (place === 0) return value;
    if (data.grouped && place === 1) return data.groups[value];
    if (field(place) === 4) return data.statuses[value];
    return value;
  };
  const compare = (a, b) => {
    const x = shownValue(a, column), y = shownValue(b, column);
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
      (inGroup === "" || row[3] === Number(inGroup)) &&
      (inStatus === "" || data.status_names[row[4]] === inStatus));
    if (column >= 0) found = [...found].sort(compare);
    start = 0;
    draw();
  };
  const cell = (row, place) => {
    const made = document.createElement(place === 0 ? "th" : "td");
    if (place === 0) {
      made.scope = "row";
      const link = document.createElement("a");
      link.href = "sites/" + encodeURIComponent(row[0]) + ".html";
      link.textContent = row[1];
      made.append(link);
      if (row[2] !== row[1]) {
        const address = document.createElement("span");
        address.className = "url";
        address.textContent = row[2];
        made.append(address);
      }
      return made;
    }
    const value = shownValue(row, place);
    if (heads[place].dataset.kind !== "number") { made.textContent = value; return made; }
    made.className = "num";
    if (value === null) return made;
    if (field(place) === 5) { made.textContent = value + " %"; return made; }
    made.textContent = Math.round(value);
    made.classList.add(value >= 80 ? "good" : value >= 60 ? "fair" : value >= 40 ? "weak" : "poor");
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
  const move = (by_) => { start += by_; draw(); table.parentElement.scrollTop = 0; };

  heads.forEach((head, place) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      up = column === place ? !up : head.dataset.kind !== "number"; // numbers: best first
      column = place;
      heads.forEach((each) => each.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      choose();
    });
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
