// The contrast of letters with the very pixels they cover: one picture with the letters, one without.
async ({shown, hidden, texts}) => {
  const read = async (picture) => {
    const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(picture), (c) => c.charCodeAt(0))]));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d', {willReadFrequently: true});
    context.drawImage(bitmap, 0, 0);
    return context;
  };
  const [one, other] = [await read(shown), await read(hidden)];
  const linear = Array.from({length: 256}, (_, i) => { const part = i / 255; return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4; });
  const part = (value) => linear[Math.max(0, Math.min(255, Math.round(value)))];
  const light = (r, g, b) => 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  return texts.map(({lines, ink}) => {
    const ratios = [];
    let pixels = 0, changed = 0, fitting = 0, strongest = 0;
    for (const [x, y, w, h] of lines) {
      const box = [Math.floor(x), Math.floor(y), Math.min(900, Math.ceil(w)), Math.min(200, Math.ceil(h))];
      const a = one.getImageData(...box).data, b = other.getImageData(...box).data;
      pixels += a.length / 4;
      for (let i = 0; i < a.length; i += 4) {
        const d = [a[i] - b[i], a[i + 1] - b[i + 1], a[i + 2] - b[i + 2]];
        if (Math.max(Math.abs(d[0]), Math.abs(d[1]), Math.abs(d[2])) < 6) continue;
        changed++;
        const full = [0, 1, 2].map((c) => (ink[c] - b[i + c]) * ink[3]);
        const length = full[0] ** 2 + full[1] ** 2 + full[2] ** 2;
        if (length < 30) continue;
        const share = (d[0] * full[0] + d[1] * full[1] + d[2] * full[2]) / length;
        const rest = Math.hypot(d[0] - share * full[0], d[1] - share * full[1], d[2] - share * full[2]);
        // A letter's edge is a part of its colour over the ground; anything else that changed is not the letter.
        if (share < 0.02 || share > 1.15 || rest > 24) continue;
        fitting++;
        strongest = Math.max(strongest, share);
        if (share < 0.3) continue;
        const before = light(b[i] + full[0], b[i + 1] + full[1], b[i + 2] + full[2]), behind = light(b[i], b[i + 1], b[i + 2]);
        ratios.push((Math.max(before, behind) + 0.05) / (Math.min(before, behind) + 0.05));
      }
    }
    if (ratios.length < 20 || changed > pixels * 0.75 || fitting < changed * 0.9 || strongest < 0.6) return null;
    ratios.sort((a, b) => a - b);
    const at = (share) => Math.round(ratios[Math.min(ratios.length - 1, Math.floor(ratios.length * share))] * 100) / 100;
    const below = (need) => Math.round(ratios.filter((ratio) => ratio < need).length / ratios.length * 1000) / 1000;
    return {low: at(0.05), middle: at(0.5), high: at(0.95), below_3: below(3), below_4_5: below(4.5)};
  });
}
