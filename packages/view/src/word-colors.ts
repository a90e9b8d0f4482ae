/** Colours that stay apart on photos of anything, vivid at half opacity and of different lightness. */
export const wordColors: readonly string[] = [
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

/** `#rrggbb` of the word at a position of a list when nobody chose another; they start over behind the last. */
export function wordColor(position: number): string {
  return wordColors[position % wordColors.length];
}
