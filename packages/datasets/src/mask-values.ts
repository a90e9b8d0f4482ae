import { LangSegError } from '@langseg/core';
import type { ClassList, MaskValues } from './dataset.js';
import { nearMatches } from './near-matches.js';
import type { Mask } from './sample.js';

/**
 * Numbers for classes that are given by name.
 *
 * @param values a class name for each mask value, `null` for "ignored".
 * @throws LangSegError `CONFIG_INVALID` for a name that is no class.
 */
export function maskValues(
  values: Readonly<Record<string, string | null>>,
  { classes, ignoreValue }: ClassList,
  dataset: string,
): MaskValues {
  const names = classes.filter((name) => name !== null);
  return Object.fromEntries(
    Object.entries(values).map(([value, name]) => {
      const index = name === null ? ignoreValue : classes.indexOf(name);
      if (index >= 0) return [value, index];
      const near = nearMatches(name!, names);
      throw new LangSegError(
        'CONFIG_INVALID',
        `"values" of the data set ${dataset} takes ${value} for "${name}", which is not one of its classes. ` +
          (near.length > 0
            ? `Did you mean ${near.map((each) => `"${each}"`).join(' or ')}?`
            : `They are ${names.slice(0, 40).join(', ')}${names.length > 40 ? ' …' : ''}.`),
        { dataset, value, name },
      );
    }),
  );
}

/** A mask whose values are replaced; all others stay. */
export function replaceValues(mask: Mask, values: MaskValues): Mask {
  const entries = Object.entries(values).map(([from, to]) => [Number(from), to] as const);
  const isWide = mask.data instanceof Uint16Array || entries.some(([, to]) => to > 255);
  const table = Uint16Array.from({ length: isWide ? 65_536 : 256 }, (_, value) => value);
  for (const [from, to] of entries) if (from < table.length) table[from] = to;
  const data = isWide ? new Uint16Array(mask.data.length) : new Uint8Array(mask.data.length);
  for (let i = 0; i < data.length; i++) data[i] = table[mask.data[i]];
  return { ...mask, data };
}
