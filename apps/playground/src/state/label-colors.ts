import { colorAt, paletteFor } from '@langseg/core';
import { wordColors } from '@langseg/view';

/** What the first colours are called, in their order. */
export const colorNames = [
  'Coral',
  'Sky blue',
  'Lime',
  'Violet',
  'Amber',
  'Teal',
  'Pink',
  'Blue',
  'Green',
  'Orchid',
  'Sand',
  'Cyan',
] as const;

/** Colour of the label at a position when nobody chose another. */
export function colorOf(position: number): string {
  if (position < wordColors.length) return wordColors[position];
  const further = 7 + position - wordColors.length;
  return hexColor(colorAt(paletteFor(further + 1), further));
}

/** Things that people expect in a colour. */
const natural: readonly (readonly [color: string, words: readonly string[]])[] = [
  ['#4fb3ff', ['sky', 'water', 'sea', 'lake', 'river', 'swimming pool']],
  ['#b6d94c', ['grass', 'meadow', 'plant', 'field']],
  ['#2cc8b0', ['tree', 'forest', 'bush', 'leaf']],
  ['#d9b48a', ['sand', 'soil', 'beach', 'wall', 'floor']],
  ['#a98bff', ['mountain', 'hill', 'rock', 'cloud']],
];

/** The colour that people expect a thing in, unless it is taken. */
export function naturalColor(word: string, taken: readonly string[]): string | undefined {
  const [color] = natural.find(([, words]) => words.includes(word)) ?? [];
  return color !== undefined && taken.includes(color) ? undefined : color;
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
