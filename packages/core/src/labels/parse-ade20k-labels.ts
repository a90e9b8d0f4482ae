/**
 * Reads class names from ADE20K's `objectInfo150.csv` as the official code does: of every line but the header the last
 * comma-separated field, of that the first of its synonyms, which are separated by semicolons.
 */
export function parseAde20kLabels(csv: string): string[] {
  return csv
    .trimEnd()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.trim().split(',').at(-1)!.split(';')[0]);
}
