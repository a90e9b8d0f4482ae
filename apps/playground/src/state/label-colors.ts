import { colorAt, paletteFor } from '@langseg/core';

/** Colours that stay apart on photos of anything, vivid at half opacity and of different lightness. */
const handPicked = [
  '#ff7a59',
  '#4fb3ff',
  '#b6d94c',
  '#a98bff',
  '#ffc145',
  '#2cc8b0',
  '#ff7fb0',
  '#6f8cff',
  '#63cf7a',
  '#d97bf0',
  '#d9b48a',
  '#5fd4f0',
];

/** Colour of the label at a position when nobody chose another. */
export function colorOf(position: number): string {
  if (position < handPicked.length) return handPicked[position];
  const further = 7 + position - handPicked.length;
  return hexColor(colorAt(paletteFor(further + 1), further));
}

/** The first colour that no label has. */
export function freeColor(taken: readonly string[]): string {
  for (let position = 0; ; position++) {
    const color = colorOf(position);
    if (!taken.includes(color)) return color;
  }
}

export function hexColor([red, green, blue]: readonly [number, number, number]): string {
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

/** `[red, green, blue]`, 0..255, of `#rrggbb`. */
export function rgbOf(color: string): [number, number, number] {
  const value = parseInt(color.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}
