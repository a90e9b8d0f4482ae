import type { EvaluationSettings } from './evaluation-record.js';

/**
 * Settings that differ, a line each: `view: "model" and "whole"`. Runs without any are comparable.
 *
 * @param ignored names at the top that may differ.
 */
export function settingsDifferences(
  one: EvaluationSettings,
  other: EvaluationSettings,
  ignored: readonly (keyof EvaluationSettings)[] = [],
): string[] {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])] as (keyof EvaluationSettings)[];
  return names
    .filter((name) => !ignored.includes(name))
    .flatMap((name) => differences(name, one[name], other[name]));
}

function differences(name: string, one: unknown, other: unknown): string[] {
  if (isPlain(one) && isPlain(other))
    return [...new Set([...Object.keys(one), ...Object.keys(other)])].flatMap((key) =>
      differences(`${name}.${key}`, one[key], other[key]),
    );
  const [before, after] = [one, other].map(written);
  return before === after ? [] : [`${name}: ${short(before)} and ${short(after)}`];
}

/** The same text for equal values, whatever the order of their keys. */
function written(value: unknown): string {
  const sorted = JSON.stringify(value, (_, inner: unknown) =>
    isPlain(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  ) as string | undefined;
  return sorted ?? 'nothing';
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const short = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text);
