/** RGB colours one after another, three bytes each: colour i is at 3·i. */
export type Palette = Uint8Array;

/** `[red, green, blue]`, 0..255. */
export type Color = readonly [red: number, green: number, blue: number];

/** Reads a colour such as `#ff8000`, with or without the sign; `undefined` for what is none. */
export function parseColor(text: string): Color | undefined {
  const [, hex] = /^#?([0-9a-f]{6})$/i.exec(text) ?? [];
  return hex === undefined ? undefined : colorAt(parsePalette(hex), 0);
}

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
