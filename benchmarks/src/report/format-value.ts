/** Milliseconds: whole numbers from ten on, one decimal below; nothing for what was not measured. */
export function milliseconds(value: number | undefined): string {
  if (value === undefined) return '';
  return value < 10 ? value.toFixed(1) : value.toFixed(0);
}

/** Milliseconds as seconds, to two decimals. */
export function seconds(value: number): string {
  return (value / 1000).toFixed(2);
}

/** Bytes as whole megabytes (10⁶). */
export function megabytes(bytes: number | undefined): string {
  // Adding zero makes of −0 a zero without sign.
  return bytes === undefined ? '' : String(Math.round(bytes / 1e6) + 0);
}

/** What is aimed at, and whether it was reached. */
export function verdict(
  value: number | undefined,
  target: number | undefined,
  format: (value: number) => string,
): string {
  if (value === undefined || target === undefined) return '';
  return `≤ ${format(target)} ${value <= target ? 'met' : 'missed'}`;
}
