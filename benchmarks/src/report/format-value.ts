/** Milliseconds: whole numbers from ten on, one decimal below; nothing for what was not measured. */
export function milliseconds(value: number | undefined): string {
  if (value === undefined) return '';
  return value < 10 ? value.toFixed(1) : value.toFixed(0);
}

/** Bytes as whole megabytes (10⁶). */
export function megabytes(bytes: number | undefined): string {
  return bytes === undefined ? '' : (bytes / 1e6).toFixed(0);
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
