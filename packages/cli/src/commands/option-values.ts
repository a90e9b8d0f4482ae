import { parseColor, type Color } from '@langseg/core';
import { InvalidArgumentError } from 'commander';

/** A parser of whole numbers of at least `min`. */
export function wholeNumber(min: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= min) return value;
    throw new InvalidArgumentError(`Expected a whole number of at least ${min}.`);
  };
}

/** Whole numbers separated by commas, `5,11,17,23`; with `length`, exactly so many. */
export function wholeNumbers(length?: number): (text: string) => number[] {
  return (text) => {
    const parts = text.split(',').map((part) => part.trim());
    if (parts.every((part) => /^\d+$/.test(part)) && (length ?? parts.length) === parts.length)
      return parts.map(Number);
    throw new InvalidArgumentError(`Expected ${length ?? 'some'} whole numbers separated by commas.`);
  };
}

/** A number from 0 to 1. */
export function fraction(text: string): number {
  const value = Number(text);
  if (text.trim() && value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError('Expected a number from 0 to 1.');
}

/** The values of an option that can be repeated. */
export function collected(value: string, earlier: readonly string[]): string[] {
  return [...earlier, value];
}

/** Names separated by commas; repeated ones count once. */
export function listed(text: string): string[] {
  return [...new Set(text.split(',').map((part) => part.trim()))];
}

/** A number of pixels, not only a whole one. */
export function pixelDistance(text: string): number {
  const value = Number(text);
  if (text.trim() && value >= 0 && value < Infinity) return value;
  throw new InvalidArgumentError('Expected a number of pixels.');
}

/** Two different numbers separated by a comma. */
export function numberPair(text: string): [number, number] {
  const [first, second, ...more] = text.split(',').map((part) => (part.trim() ? Number(part) : NaN));
  if (more.length === 0 && Number.isFinite(first) && Number.isFinite(second) && first !== second)
    return [first, second];
  throw new InvalidArgumentError('Expected two different numbers separated by a comma.');
}

/** A pixel, counted from the top left. */
export function pixelPlace(text: string): [x: number, y: number] {
  const [x, y, ...more] = text.split(',').map((part) => (/^\s*\d+\s*$/.test(part) ? Number(part) : NaN));
  if (more.length === 0 && Number.isSafeInteger(x) && Number.isSafeInteger(y)) return [x, y];
  throw new InvalidArgumentError('Expected column and row of a pixel, such as 320,240.');
}

/** Bands of an image, counted from 1: three or one. */
export function bandNumbers(text: string): number[] {
  const bands = wholeNumbers()(text);
  if ([1, 3].includes(bands.length) && !bands.includes(0)) return bands;
  throw new InvalidArgumentError('Expected three bands (red, green, blue) or one (grey), counted from 1.');
}

/** Numbers above `min`, separated by commas. */
export function numbersAbove(min: number): (text: string) => number[] {
  return (text) => {
    const values = text.split(',').map((part) => (part.trim() ? Number(part) : NaN));
    if (values.every((value) => value > min && value < Infinity)) return values;
    throw new InvalidArgumentError(`Expected numbers above ${min}, separated by commas.`);
  };
}

/** Colours as six hexadecimal digits, separated by commas. */
export function hexColors(text: string): Color[] {
  return text.split(',').map((part) => {
    const color = parseColor(part.trim());
    if (color) return color;
    throw new InvalidArgumentError('Expected colours such as #ff8000, separated by commas.');
  });
}
