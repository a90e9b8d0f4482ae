/** A colour as `#ff8000`. */
export function hexColor(color: readonly number[]): string {
  return `#${color.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}
