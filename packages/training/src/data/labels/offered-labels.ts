import type { ClassList } from '@langseg/datasets';
import { labelGroups } from './label-groups.js';
import type { LabelOptions } from './label-options.js';

/** What a data set may offer to the text encoder. */
export interface OfferedLabels {
  /** The words of its labels, in the order of its classes. */
  readonly words: readonly string[];
  /** Their synonyms and broader words. */
  readonly synonyms: readonly string[];
  /** Length of the longest list that may be offered. */
  readonly longest: number;
  /** Index into `words` of each mask value, −1 for those that are ignored. */
  readonly indices: Int32Array;
}

/** The labels of a data set under the options that apply to it. */
export function offeredLabels(dataset: ClassList, options: LabelOptions): OfferedLabels {
  const groups = labelGroups(dataset, options);
  const words = groups.map(({ word }) => word);
  const { synonyms = {}, broader = {}, most = Infinity } = options;
  const always = groups.filter((group) => group.always).length;
  const of = (table: Readonly<Record<string, readonly string[]>>) =>
    words.flatMap((word) => (Object.hasOwn(table, word) ? table[word] : []));
  const indices = new Int32Array(Math.max(dataset.classes.length, dataset.ignoreValue + 1)).fill(-1);
  groups.forEach(({ values }, index) => {
    for (const value of values) indices[value] = index;
  });
  return {
    words,
    synonyms: [...of(synonyms), ...of(broader)],
    longest: Math.min(words.length, Math.max(most, always)),
    indices,
  };
}
