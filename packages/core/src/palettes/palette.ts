/** RGB colours one after another, three bytes each: colour i is at 3·i. */
export type Palette = Uint8Array;

/** Reads colours written as six hexadecimal digits, separated by blanks. */
export function parsePalette(colors: string): Palette {
  return Uint8Array.from(
    colors
      .trim()
      .split(/\s+/)
      .flatMap((color) => [0, 2, 4].map((at) => parseInt(color.slice(at, at + 2), 16))),
  );
}

/** Colour of label `index` as `[red, green, blue]`; labels beyond the palette start over. */
export function colorAt(palette: Palette, index: number): [number, number, number] {
  const at = (3 * index) % palette.length;
  return [palette[at], palette[at + 1], palette[at + 2]];
}
