// Frames of a page, small: how often parts of it flash (WCAG's general flash), and which keep moving.
async ({first, second, width}) => {
  const CELL = 4;  // pixels of a small frame
  const read = async (frames) => {
    const found = [];
    for (const [time, picture] of frames) {
      const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(picture), (c) => c.charCodeAt(0))]));
      const canvas = new OffscreenCanvas(Math.max(1, Math.floor(bitmap.width / CELL)), Math.max(1, Math.floor(bitmap.height / CELL)));
      const context = canvas.getContext('2d', {willReadFrequently: true});
      context.drawImage(bitmap, 0, 0, canvas.width * CELL, canvas.height * CELL, 0, 0, canvas.width, canvas.height);
      found.push({time, scale: width / bitmap.width, columns: canvas.width, rows: canvas.height, data: context.getImageData(0, 0, canvas.width, canvas.height).data});
    }
    return found.filter((frame) => frame.columns === found[0].columns && frame.rows === found[0].rows);
  };
  const linear = Array.from({length: 256}, (_, i) => { const part = i / 255; return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4; });
  // WCAG: a change of at least a tenth of the greatest luminance, where the darker of the two is below 0.8; then the opposite one.
  const changes = (frames) => {
    const cells = frames[0].columns * frames[0].rows, times = Array.from({length: cells}, () => []);
    for (let cell = 0; cell < cells; cell++) {
      let way = 0, high = -1, low = 2;
      for (const frame of frames) {
        const i = cell * 4, light = 0.2126 * linear[frame.data[i]] + 0.7152 * linear[frame.data[i + 1]] + 0.0722 * linear[frame.data[i + 2]];
        if (way <= 0 && light - low >= 0.1 && low < 0.8) { times[cell].push(frame.time); way = 1; high = light; low = 2; }
        else if (way >= 0 && high - light >= 0.1 && light < 0.8) { times[cell].push(frame.time); way = -1; low = light; high = -1; }
        if (way >= 0) high = Math.max(high, light);
        if (way <= 0) low = Math.min(low, light);
      }
    }
    return times;
  };
  const flashing = (frames) => {
    const {columns, rows, scale} = frames[0], times = changes(frames);
    const side = CELL * scale, wide = Math.max(1, Math.round(341 / side)), high = Math.max(1, Math.round(256 / side)), enough = 21824 / side / side;
    let best = {changes: 0, box: null};
    for (const {time} of frames) {
      const counts = times.map((list) => list.reduce((sum, t) => sum + (t >= time && t < time + 1), 0));
      for (let k = best.changes + 1; ; k++) {
        const sums = new Float64Array((columns + 1) * (rows + 1));
        for (let y = 0; y < rows; y++) for (let x = 0; x < columns; x++)
          sums[(y + 1) * (columns + 1) + x + 1] = sums[y * (columns + 1) + x + 1] + sums[(y + 1) * (columns + 1) + x] - sums[y * (columns + 1) + x] + (counts[y * columns + x] >= k);
        let box = null;
        for (let y = 0; y === 0 || y + high <= rows; y++) for (let x = 0; x === 0 || x + wide <= columns; x++) {
          const right = Math.min(columns, x + wide), lower = Math.min(rows, y + high);
          const area = sums[lower * (columns + 1) + right] - sums[y * (columns + 1) + right] - sums[lower * (columns + 1) + x] + sums[y * (columns + 1) + x];
          if (area >= enough && !box) box = [x * side, y * side, (right - x) * side, (lower - y) * side].map(Math.round);
        }
        if (!box) break;
        best = {changes: k, box};
      }
    }
    return best;
  };
  // Cells that changed again and again, up to the end of the time that was watched.
  const moving = (frames) => {
    const cells = frames[0].columns * frames[0].rows, found = new Uint8Array(cells), last = frames[frames.length - 1].time;
    for (let cell = 0; cell < cells; cell++) {
      let times = 0, latest = 0;
      for (let n = 1; n < frames.length; n++) {
        const a = frames[n - 1].data, b = frames[n].data, i = cell * 4;
        if (Math.max(Math.abs(a[i] - b[i]), Math.abs(a[i + 1] - b[i + 1]), Math.abs(a[i + 2] - b[i + 2])) >= 20) { times++; latest = frames[n].time; }
      }
      found[cell] = times >= 2 && last - latest < 1 ? 1 : 0;
    }
    return found;
  };
  const boxes = (on, {columns, rows, scale}) => {
    const left = Uint8Array.from(on), found = [], side = CELL * scale;
    for (let start = 0; start < left.length; start++) {
      if (!left[start]) continue;
      const waiting = [start];
      left[start] = 0;
      let [x0, y0, x1, y1, count] = [columns, rows, 0, 0, 0];
      while (waiting.length) {
        const cell = waiting.pop(), x = cell % columns, y = Math.floor(cell / columns);
        count++;
        x0 = Math.min(x0, x); x1 = Math.max(x1, x); y0 = Math.min(y0, y); y1 = Math.max(y1, y);
        for (let v = Math.max(0, y - 3); v <= Math.min(rows - 1, y + 3); v++) for (let u = Math.max(0, x - 3); u <= Math.min(columns - 1, x + 3); u++) {
          if (left[v * columns + u]) { left[v * columns + u] = 0; waiting.push(v * columns + u); }
        }
      }
      if (count >= 2) found.push([x0 * side, y0 * side, (x1 - x0 + 1) * side, (y1 - y0 + 1) * side].map(Math.round));
    }
    return found.sort((a, b) => b[2] * b[3] - a[2] * a[3]).slice(0, 6);
  };
  const one = await read(first), two = second.length > 1 ? await read(second) : [];
  const flash = [one, two].filter((frames) => frames.length > 1).map(flashing).sort((a, b) => b.changes - a.changes)[0] || {changes: 0, box: null};
  const early = one.length > 1 ? moving(one) : new Uint8Array(0), late = two.length > 1 ? moving(two) : null;
  return {flash, moving: one.length ? boxes(late ? early.map((on, i) => on && late[i] ? 1 : 0) : early, one[0]) : []};
}
