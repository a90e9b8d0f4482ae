/**
 * Label Studio's reading of a brush, written down from `decode_rle` of label-studio-converter's `brush.py`, one step after the other: the opacity of
 * every pixel is the last of its four values.
 */
export function decodeBrush(rle: readonly number[], pixels: number): Uint8Array {
  let bits = '';
  for (const byte of rle) bits += byte.toString(2).padStart(8, '0');
  let at = 0;
  const read = (size: number): number => parseInt(bits.slice(at, (at += size)), 2);
  const count = read(32);
  const wordSize = read(5) + 1;
  const sizes = [0, 1, 2, 3].map(() => read(4) + 1);
  const out: number[] = [];
  while (out.length < count) {
    const isRun = read(1);
    const length = read(sizes[read(2)]) + 1;
    if (isRun) {
      const value = read(wordSize);
      for (let i = 0; i < length; i++) out.push(value);
    } else for (let i = 0; i < length; i++) out.push(read(wordSize));
  }
  if (out.length !== 4 * pixels) throw new Error(`${out.length} values for ${pixels} pixels`);
  return Uint8Array.from({ length: pixels }, (_, pixel) => (out[4 * pixel + 3] > 127 ? 1 : 0));
}
