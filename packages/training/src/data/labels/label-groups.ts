import type { ClassList } from '@langseg/datasets';
import type { LabelOptions } from './label-options.js';

/** Classes of a data set that share a word, and so a label. */
export interface LabelGroup {
  readonly word: string;
  /** Mask values of its classes. */
  readonly values: readonly number[];
  readonly weight: number;
  /** Offered even where it is not shown. */
  readonly always: boolean;
}

/**
 * The labels that a data set can offer, in the order of its classes. Ignored classes are left out; the weight of a label
 * that several classes share is that of the first of them.
 */
export function labelGroups({ classes, ignoreValue }: ClassList, options: LabelOptions): LabelGroup[] {
  const { names = {}, weights = {}, duplicates = 'merge' } = options;
  const ignored = new Set(options.ignore);
  const always = new Set(options.always);
  const groups = new Map<string | number, LabelGroup & { values: number[] }>();
  classes.forEach((name, value) => {
    if (name === null || value === ignoreValue || ignored.has(name)) return;
    const word = Object.hasOwn(names, name) ? names[name] : name;
    const key = duplicates === 'merge' ? word : value;
    const known = groups.get(key);
    const weight = known?.weight ?? (Object.hasOwn(weights, name) ? weights[name] : 1);
    groups.set(key, {
      word,
      weight,
      values: [...(known?.values ?? []), value],
      always: always.has(name) || known?.always === true,
    });
  });
  return [...groups.values()];
}
