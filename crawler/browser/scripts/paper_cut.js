// Cuts parts out of a picture; what does not get small enough is left out.
async ({picture, areas}) => {
  const bytes = Uint8Array.from(atob(picture), (c) => c.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes]));
  const found = [];
  for (const [x, y, w, h] of areas) {
    const canvas = new OffscreenCanvas(w, h);
    canvas.getContext('2d').drawImage(bitmap, x, y, w, h, 0, 0, w, h);
    let cut = null;
    for (const quality of [0.6, 0.3, 0.1]) {
      const blob = await canvas.convertToBlob({type: 'image/webp', quality});
      if (blob.size <= 10000 || quality === 0.1 && blob.size <= 20000) { cut = new Uint8Array(await blob.arrayBuffer()); break; }
    }
    found.push(cut && btoa(cut.reduce((text, byte) => text + String.fromCharCode(byte), '')));
  }
  return found;
}
