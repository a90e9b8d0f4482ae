/**
 * Settings that differ, a line each: `view: "model" and "whole"`. Runs without any are comparable.
 *
 * @param ignored names at the top that may differ.
 */
export function settingsDifferences<S extends object>(
  one: S,
  other: S,
  ignored: readonly (keyof S)[] = [],
): string[] {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])] as (keyof S & string)[];
  return names
    .filter((name) => !ignored.includes(name))
    .flatMap((name) => differences(name, one[name], other[name]));
}

/** More of a list are counted. */
const mostEntries = 3;

function differences(name: string, one: unknown, other: unknown): string[] {
  if (isPlain(one) && isPlain(other)) {
    const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])];
    const found = keys.map((key) => differences(`${name}.${key}`, one[key], other[key]));
    // A hash says no more than what it is of.
    const isSaid = found.some((lines, index) => lines.length > 0 && keys[index] !== 'sha256');
    return found.flatMap((lines, index) => (isSaid && keys[index] === 'sha256' ? [] : lines));
  }
  const [before, after] = [one, other].map(written);
  if (before === after) return [];
  if (Array.isArray(one) && Array.isArray(other) && before.length + after.length > 2 * longest)
    return listDifferences(name, one, other);
  return [`${name}: ${short(before)} and ${short(after)}`];
}

/** Of long lists: how many entries they have, or which differ first. */
function listDifferences(name: string, one: readonly unknown[], other: readonly unknown[]): string[] {
  if (one.length !== other.length) return [`${name}: ${one.length} and ${other.length} entries`];
  const lines = one.flatMap((entry, index) => differences(`${name}[${index}]`, entry, other[index]));
  const more = lines.length - mostEntries;
  return more > 0 ? [...lines.slice(0, mostEntries), `${name}: ${more} more entries`] : lines;
}

/** The same text for equal values, whatever the order of their keys. */
function written(value: unknown): string {
  const sorted = JSON.stringify(value, (_, inner: unknown) =>
    isPlain(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  ) as string | undefined;
  return sorted ?? 'not set';
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const longest = 80;

function short(text: string): string {
  if (/^"[0-9a-f]{64}"$/.test(text)) return `${text.slice(0, 13)}…"`;
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
