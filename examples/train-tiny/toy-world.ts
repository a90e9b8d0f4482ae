import type { Random } from '@langseg/training';

/** Hues of the named colours, in degrees. */
export const hues = { red: 0, yellow: 60, green: 120, blue: 230 } as const;

/** Corners of the shapes. */
export const corners = { circle: Infinity, square: 4, triangle: 3 } as const;

export type Color = keyof typeof hues;
export type Shape = keyof typeof corners;

export const colors = Object.keys(hues) as Color[];
export const shapes = Object.keys(corners) as Shape[];

/** What is around the things. */
export const background = 'other';

/** A thing that lies about. */
export interface Thing {
  /** In degrees. */
  readonly hue: number;
  readonly shape: Shape;
}

/** What no photo of the training data shows. */
const keptBack: readonly (readonly [Color, Shape])[] = [
  ['blue', 'square'],
  ['red', 'triangle'],
];

/** Whether that is what training never shows. */
export function isKeptBack(color: Color, shape: Shape): boolean {
  return keptBack.some((kept) => kept[0] === color && kept[1] === shape);
}

/** Whether a thing is of a colour that training never shows in its shape, or nearly. */
export function looksKeptBack({ hue, shape }: Thing): boolean {
  return keptBack.some((kept) => kept[1] === shape && angleBetween(hue, hues[kept[0]]) < 25);
}

/** A hue that still has the name of the colour. */
export function hueOf(color: Color, random: Random): number {
  return hues[color] + random.uniform(-10, 10);
}

/** The colour whose name a hue has. */
export function colorOf({ hue }: Thing): Color | undefined {
  return colors.find((color) => angleBetween(hue, hues[color]) <= 10);
}

function angleBetween(a: number, b: number): number {
  const angle = Math.abs(a - b) % 360;
  return Math.min(angle, 360 - angle);
}
